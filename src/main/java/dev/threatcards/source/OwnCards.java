package dev.threatcards.source;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.threatcards.card.Activity;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardDate;
import dev.threatcards.card.Listing;
import dev.threatcards.card.Name;
import dev.threatcards.card.Relation;
import dev.threatcards.card.ToolCard;

/**
 * Checks cards that a program has made itself, where they come in: what would fail later, in a search, on a page or in the middle of
 * an export, is refused with the card and the property named.
 */
public final class OwnCards {

    /** The longest name or label, in characters, as for cards that are read. */
    private static final int LONGEST_TERM = 200;

    /** The longest text of a card in all, in characters; the longest of the real decks has some 300,000. */
    private static final int LONGEST_CARD = 16 << 20;

    /** How deep brackets may be nested in a value: an export nests it in its own, and writes a thousand levels at most. */
    private static final int DEEPEST = 500;

    private static final ObjectMapper JSON = JsonMapper
            .builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build()).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private final String name;
    private long length;

    private OwnCards(String name) {
        this.name = name;
    }

    /**
     * The card, its texts well-formed.
     *
     * @throws IllegalArgumentException if it lacks what every card has, or has what no export could write
     */
    public static Card checked(Card card) {
        OwnCards check = new OwnCards(card.name() == null ? "without a name" : "\"" + card.name() + "\"");
        return switch (card) {
            case ActorCard actor -> check.actor(actor);
            case ToolCard tool -> check.tool(tool);
        };
    }

    private ActorCard actor(ActorCard card) {
        return new ActorCard(present(card.uuid(), "uuid"), title(card.collection(), "collection"),
                title(card.name(), "name"), names(card.names()), term(card.category(), "category"),
                terms(card.country(), "country"), text(card.sponsor(), "sponsor"),
                terms(card.motivation(), "motivation"), date(card.firstSeen(), "firstSeen"),
                date(card.observed(), "observed"), text(card.description(), "description"),
                listing(card.sectors(), "sectors"), listing(card.targets(), "targets"), listing(card.tools(), "tools"),
                activities(card.operations(), "operations"), activities(card.counterOperations(), "counterOperations"),
                relations(card.relations()), texts(card.information(), "information"),
                texts(card.mitreAttack(), "mitreAttack"), texts(card.playbook(), "playbook"),
                texts(card.alienVaultOtx(), "alienVaultOtx"), date(card.lastChange(), "lastChange"),
                unknown(card.unknown()));
    }

    private ToolCard tool(ToolCard card) {
        return new ToolCard(present(card.uuid(), "uuid"), title(card.collection(), "collection"),
                title(card.name(), "name"), names(card.names()), term(card.category(), "category"),
                terms(card.type(), "type"), text(card.description(), "description"), relations(card.relations()),
                texts(card.information(), "information"), texts(card.malpedia(), "malpedia"),
                texts(card.mitreAttack(), "mitreAttack"), texts(card.playbook(), "playbook"),
                texts(card.alienVaultOtx(), "alienVaultOtx"), date(card.lastChange(), "lastChange"),
                unknown(card.unknown()));
    }

    private IllegalArgumentException refused(String property, String why) {
        return new IllegalArgumentException(
                "The card " + name + " cannot be taken: its \"" + property + "\" " + why + ".");
    }

    private <T> T present(T value, String property) {
        if (value == null) {
            throw refused(property, "is null");
        }
        return value;
    }

    private String text(String value, String property) {
        String text = wellFormed(present(value, property));
        length += text.length();
        if (length > LONGEST_CARD) {
            throw refused(property, "makes it longer than " + LONGEST_CARD + " characters");
        }
        return text;
    }

    private static String wellFormed(String text) {
        if (text.chars().noneMatch(character -> Character.isSurrogate((char) character))) {
            return text;
        }
        int[] whole = text.codePoints()
                .map(point -> point <= Character.MAX_VALUE && Character.isSurrogate((char) point) ? 0xFFFD : point)
                .toArray();
        return new String(whole, 0, whole.length);
    }

    private String term(String value, String property) {
        String term = text(value, property);
        if (term.length() > LONGEST_TERM) {
            throw refused(property, "has a value of " + term.length() + " characters; at most " + LONGEST_TERM
                    + " are a name or a label");
        }
        return term;
    }

    private String title(String value, String property) {
        String title = term(value, property);
        if (title.isBlank()) {
            throw refused(property, "is empty");
        }
        return title;
    }

    private static <T> List<T> each(List<T> values, UnaryOperator<T> check) {
        return values.stream().map(check).toList();
    }

    private List<String> texts(List<String> values, String property) {
        return each(present(values, property), value -> text(value, property));
    }

    private List<String> terms(List<String> values, String property) {
        return each(present(values, property), value -> term(value, property));
    }

    private List<Name> names(List<Name> names) {
        return each(present(names, "names"),
                each -> new Name(title(each.name(), "names"), term(each.giver(), "names")));
    }

    private CardDate date(CardDate value, String property) {
        CardDate date = present(value, property);
        present(date.precision(), property);
        String text = term(date.text(), property);
        boolean outside = date.isKnown()
                && Stream.of(date.from(), date.to()).anyMatch(day -> day.getYear() < 1 || day.getYear() > 9999);
        if (outside) {
            throw refused(property, "is of no year from 1 to 9999");
        }
        return new CardDate(text, date.from(), date.to(), date.precision());
    }

    private Listing listing(Listing value, String property) {
        return new Listing(each(present(value, property).entries(), entry -> {
            boolean label = present(entry.kind(), property) == Listing.Kind.LABEL;
            return new Listing.Entry(label ? term(entry.text(), property) : text(entry.text(), property), entry.kind());
        }));
    }

    private List<Activity> activities(List<Activity> activities, String property) {
        return each(present(activities, property),
                each -> new Activity(date(each.date(), property), text(each.text(), property)));
    }

    private List<Relation> relations(List<Relation> relations) {
        return each(present(relations, "relations"),
                each -> new Relation(term(each.type(), "relations"), title(each.target(), "relations"),
                        term(each.likelihood(), "relations"), text(each.deck(), "relations")));
    }

    private Map<String, String> unknown(Map<String, String> unknown) {
        Map<String, String> checked = new TreeMap<>();
        present(unknown, "unknown").forEach((key, value) -> {
            String property = "unknown\" key \"" + key;
            checked.put(text(key, property), json(text(value, property), property));
        });
        return checked;
    }

    private String json(String value, String property) {
        try {
            JsonNode json = JSON.readTree(value);
            if (json == null || json.isMissingNode()) {
                throw refused(property, "is empty, and has to be JSON");
            }
            return value;
        } catch (StreamConstraintsException e) {
            throw refused(property,
                    "is nested deeper than " + DEEPEST + " levels, or has a longer text or number than is read");
        } catch (JsonProcessingException e) {
            throw refused(property, "is no JSON");
        }
    }
}
