package dev.threatcards.source.form;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Deck;
import dev.threatcards.card.DeckCard;
import dev.threatcards.card.Field;
import dev.threatcards.card.Name;
import dev.threatcards.text.Countries;
import dev.threatcards.text.NameKeys;

/**
 * An entry of a mapping file: the names that the file says are one actor's. It becomes a card of the collection
 * {@link Deck#MAPPINGS} with the names, the ATT&amp;CK ids as pages of ATT&amp;CK, the countries, and everything else that the entry says as
 * the description. Not thread-safe.
 */
final class MappingEntry {

    /** The type of the relation to the card that the entry itself says it is about. */
    static final String ABOUT = "about";

    // An id of ATT&CK, which stands where a name should in some mappings: a group, a campaign, or software.
    private static final Pattern ATTACK_ID = Pattern.compile("[GCS]\\d{4}");
    private static final Map<Character, String> ATTACK_PAGES = Map.of('G', "groups", 'C', "campaigns", 'S', "software");

    // Several names in one cell: "Taal/Camouflage Tempest", "UNC1878,UNC2053", or one in each line.
    private static final Pattern BETWEEN_NAMES = Pattern.compile("[/,\\r\\n]");

    // Quotation marks and white space around a name, of which one half is left where a cell was cut in two.
    private static final Pattern AROUND_NAME = Pattern
            .compile("^[\\s\\u00A0\"'\u201C\u201D]+|[\\s\\u00A0\"'\u201C\u201D]+$");

    private final Deck deck;
    private final String title;
    private final Set<Name> names = new LinkedHashSet<>();
    private final Set<String> countries = new LinkedHashSet<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private final Set<String> attackPages = new TreeSet<>();
    private String about = "";

    /**
     * @param title the actor in the words of the mapping, which identifies the entry within its deck
     */
    MappingEntry(Deck deck, String title) {
        this.deck = deck;
        this.title = bare(title);
    }

    /** Adds a name, or an ATT&amp;CK id. Ignored if blank. */
    MappingEntry name(String name, String giver) {
        String text = bare(name);
        if (ATTACK_ID.matcher(text).matches()) {
            attackPages.add("https://attack.mitre.org/" + ATTACK_PAGES.get(text.charAt(0)) + "/" + text);
        } else if (!text.isEmpty()) {
            names.add(new Name(text, giver.strip()));
        }
        return this;
    }

    /** Adds the names of a cell that may have several. Each of several givers, as in "Mandiant/FireEye", gave all of them. */
    MappingEntry names(String cell, String givers) {
        for (String name : BETWEEN_NAMES.split(cell, -1)) {
            for (String giver : givers.split("/", -1)) {
                name(name, giver);
            }
        }
        return this;
    }

    /** Adds the countries of a cell. What is no country, such as "Worldwide", is ignored. */
    MappingEntry countries(String cell) {
        parts(cell).map(Countries::named).flatMap(Optional::stream).forEach(countries::add);
        return this;
    }

    /** Adds the countries of a cell; what is no country becomes a note. */
    MappingEntry countriesAndNotes(String cell) {
        parts(cell).filter(part -> Countries.named(part).isEmpty()).forEach(this::note);
        return countries(cell);
    }

    private static Stream<String> parts(String cell) {
        return Stream.of(cell.split(",", -1));
    }

    /** Adds a note. Ignored if blank. */
    MappingEntry note(String text) {
        if (!text.isBlank()) {
            notes.add(text.strip());
        }
        return this;
    }

    /** Says which card the entry is about: one of its names, its uuid or its ATT&amp;CK id. */
    MappingEntry about(String card) {
        about = card;
        return this;
    }

    /**
     * Builds the entry.
     *
     * @throws BadCard if it lacks a title or a name, or if a name is too long
     */
    DeckCard build() throws BadCard {
        if (title.isEmpty()) {
            throw new BadCard("The entry names no actor.");
        }
        if (names.isEmpty() && attackPages.isEmpty()) {
            throw new BadCard("The entry of \"" + title + "\" has no names.");
        }
        String key = deck.id() + "\n" + NameKeys.exact(title);
        CardBuilder card = new CardBuilder(Kind.ACTOR, deck).title(title)
                .uuid(UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString())
                .text(Field.DESCRIPTION, String.join("\n", notes)).list(Field.COUNTRY, List.copyOf(countries))
                .list(Field.MITRE_ATTACK, List.copyOf(attackPages));
        names.forEach(name -> card.name(name.name(), name.giver()));
        if (!about.isEmpty()) {
            card.relation(ABOUT, about, about, "");
        }
        return DeckCard.identified(card.build(), deck);
    }

    private static String bare(String text) {
        return AROUND_NAME.matcher(text).replaceAll("");
    }
}
