package dev.threatcards.web.pages;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Deck;
import dev.threatcards.card.DeckCard;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Relation;
import dev.threatcards.json.CardJson;
import dev.threatcards.result.CardProfile;
import dev.threatcards.result.Related;
import dev.threatcards.result.Related.Direction;
import dev.threatcards.result.SimilarCard;
import dev.threatcards.text.Numbers;
import dev.threatcards.text.Prose;
import dev.threatcards.text.WebLink;
import dev.threatcards.text.WellFormedText;
import dev.threatcards.web.http.Addresses;
import dev.threatcards.web.http.SearchKind;

/**
 * Text of pages: words for numbers and fields, card texts with their links, relations, similar cards and sources. A page shows at most
 * {@link #MOST} entries of a list and says how many more there are, so that no card makes a page too large for a browser.
 */
final class PageText {

    /** The most entries of one list on a page. */
    static final int MOST = 1_000;

    /** The type of the relation from an actor to a tool that it uses. */
    static final String USES = "uses";

    /** The most characters of one text on a page. */
    private static final int LONGEST = 100_000;

    /** The giver of a name in sources that do not know who gave it. */
    private static final String UNKNOWN_GIVER = "?";

    private PageText() {
    }

    /** Who gave a name; empty if that is not known. */
    static String knownGiver(String giver) {
        return giver.equals(UNKNOWN_GIVER) ? "" : giver;
    }

    /** Who gave a name, for a column of name-givers: "not known" where a source says that nobody knows. */
    static String giver(String giver) {
        return giver.equals(UNKNOWN_GIVER) ? "not known" : giver;
    }

    /**
     * The first {@link #MOST} entries of a list; if there are more, a last entry says how many.
     *
     * @param more makes that entry from its words
     */
    static <T, E> List<E> first(List<T> all, Function<T, E> entry, Function<String, E> more) {
        return first(MOST, all, entry, more);
    }

    static <T, E> List<E> first(int most, List<T> all, Function<T, E> entry, Function<String, E> more) {
        if (all.size() <= most) {
            return all.stream().map(entry).toList();
        }
        List<E> shown = new ArrayList<>(all.subList(0, most).stream().map(entry).toList());
        shown.add(more.apply(more(all.size() - most)));
        return List.copyOf(shown);
    }

    /** How many entries are not shown: "and 12 more"; empty if all are. */
    static String more(int number) {
        return number == 0 ? "" : "and " + Numbers.grouped(number) + " more";
    }

    /** A link to the API's answer, which has everything that a page leaves out. */
    static Link wholeCard(Card card) {
        return new Link("the whole card as JSON", Addresses.api(card));
    }

    /** The values of a facet, each a link to the cards that have it. */
    static List<Link> values(int most, SearchKind searched, Facet facet, List<String> values) {
        return separated(", ",
                first(most, values, value -> List.of(new Link(value, Addresses.search(searched, facet, value))),
                        more -> List.of(Link.none(more))));
    }

    /**
     * The lines of a text with their links, cut after {@value #LONGEST} characters.
     *
     * @param whole follows a text that is cut
     */
    static List<List<Link>> paragraphs(String text, Function<String, String> cardLink, Link whole) {
        boolean all = text.length() <= LONGEST;
        List<List<Link>> paragraphs = new ArrayList<>((all ? text : WellFormedText.cut(text, LONGEST)).lines()
                .filter(line -> !line.isBlank()).map(line -> pieces(line, cardLink)).toList());
        if (!all) {
            paragraphs.add(List.of(Link.none("… and more: "), whole));
        }
        return paragraphs;
    }

    /** A text with its links to cards and to the web. */
    static List<Link> pieces(String text, Function<String, String> cardLink) {
        return Prose.of(text).parts().stream().map(part -> switch (part) {
            case Prose.Words words -> Link.none(words.text());
            case Prose.CardLink link -> new Link(link.text(), cardLink.apply(link.text()));
            case Prose.WebLink link -> new Link(link.text(), WebLink.of(link.text()).href());
        }).toList();
    }

    /** Joins the values. */
    static List<Link> separated(String separator, List<List<Link>> values) {
        List<Link> pieces = new ArrayList<>();
        for (List<Link> value : values) {
            if (!pieces.isEmpty()) {
                pieces.add(Link.none(separator));
            }
            pieces.addAll(value);
        }
        return pieces;
    }

    /** Resolves the links in a card's text: to the card with that name, or to the choice between several; empty if there is none. */
    static Function<String, String> cardLink(CardProfile profile, String home) {
        Map<String, String> addresses = new HashMap<>();
        profile.relations().stream()
                .filter(related -> related.type().equals(Related.MENTIONS) && related.direction() == Direction.OUT)
                .forEach(related -> addresses.putIfAbsent(related.name(), address(related, home)));
        return name -> addresses.getOrDefault(name, "");
    }

    /** The card's page, or the choice between several; empty if there is none. */
    private static String address(Related related, String home) {
        return switch (related.cards().size()) {
            case 0 -> "";
            case 1 -> Addresses.card(related.cards().getFirst(), home);
            default -> Addresses.named(Kind.ACTOR, related.name());
        };
    }

    /** Related cards by kind of relation, each card once per kind. Links that stand in the card's text are left out. */
    static List<CardPage.Relationship> relationships(Stream<Related> relations, CardProfile profile, String home,
            Card card) {
        Map<String, Map<CardReference, CardPage.RelatedCard>> byLabel = new LinkedHashMap<>();
        for (Related related : relations.toList()) {
            boolean inText = related.type().equals(Related.MENTIONS) && related.direction() == Direction.OUT;
            if (!inText && !related.cards().isEmpty()) {
                byLabel.computeIfAbsent(label(related), label -> new LinkedHashMap<>()).merge(
                        related.cards().getFirst(), relatedCard(related, profile, home), CardPage.RelatedCard::and);
            }
        }
        return byLabel.entrySet().stream()
                .map(entry -> new CardPage.Relationship(entry.getKey(), entry.getValue().size(),
                        first(List.copyOf(entry.getValue().values()), related -> related,
                                more -> new CardPage.RelatedCard(new Link(more, Addresses.api(card)), "", ""))))
                .toList();
    }

    private static String label(Related related) {
        boolean in = related.direction() == Direction.IN;
        if (Relation.isToParent(related.type())) {
            return in ? "Subgroups" : "Part of";
        }
        String type = related.type().replace('-', ' ');
        return switch (related.type()) {
            case Related.SAME_NAME -> "Also in other collections";
            case Related.MENTIONS -> "Mentioned by";
            default -> type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1)
                    + (in ? " (according to the other card)" : "");
        };
    }

    private static CardPage.RelatedCard relatedCard(Related related, CardProfile profile, String home) {
        List<String> notes = new ArrayList<>();
        if (related.type().equals(Related.SAME_NAME)) {
            notes.add(related.cards().getFirst().collection());
        }
        Stream.of(related.likelihood(), related.reason()).filter(note -> !note.isEmpty()).forEach(notes::add);
        if (related.ambiguous()) {
            notes.add("ambiguous: other cards have this name too");
        }
        String sources = related.decks().stream().map(profile::deck).map(Deck::summary).distinct()
                .collect(Collectors.joining("; "));
        return new CardPage.RelatedCard(new Link(related.name(), address(related, home)), String.join("; ", notes),
                sources);
    }

    static List<Link.Noted> similar(List<SimilarCard> cards, String home) {
        return cards.stream().map(similar -> new Link.Noted(Link.to(similar.card(), home), similar.reason())).toList();
    }

    /** What a source says and the card has no field for; a JSON string without its quotes. */
    static Map<String, String> unknown(Card card) {
        Map<String, String> unknown = new TreeMap<>();
        card.unknown().forEach((key, value) -> unknown.put(key, CardJson.unknownText(value)));
        return unknown;
    }

    /** The decks that the card is merged from, each with the fields that were taken from it. */
    static List<CardPage.Source> sources(CardProfile profile) {
        List<CardPage.Source> sources = new ArrayList<>();
        for (DeckCard source : profile.merged().sources()) {
            String fields = profile.merged().origins().entrySet().stream()
                    .filter(origin -> origin.getValue().equals(source.deck().id()))
                    .map(origin -> words(origin.getKey().key())).collect(Collectors.joining(", "));
            Deck newest = profile.deck(source.deck().id());
            String note = newest.isNewerThan(source.deck()) ? "not in the edition of " + newest.date().isoFrom() : "";
            sources.add(new CardPage.Source(source.deck().summary(), source.deck().license(), fields, note));
        }
        return sources;
    }

    /** A field's key as words: "counter operations". */
    private static String words(String key) {
        return key.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
