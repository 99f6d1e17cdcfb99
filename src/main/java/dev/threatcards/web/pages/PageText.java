package dev.threatcards.web.pages;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.CveId;
import dev.threatcards.card.Deck;
import dev.threatcards.card.Facet;
import dev.threatcards.query.CardQuery;
import dev.threatcards.result.CardProfile;
import dev.threatcards.result.Related;
import dev.threatcards.result.Related.Direction;
import dev.threatcards.text.Numbers;
import dev.threatcards.text.Prose;
import dev.threatcards.text.WebLink;
import dev.threatcards.text.WellFormedText;
import dev.threatcards.web.http.Addresses;
import dev.threatcards.web.http.SearchKind;

/**
 * Lists, links and prose of pages. A page shows at most {@link #MOST} entries of a list and says how many more there are, so that no card
 * makes a page too large for a browser.
 */
final class PageText {

    /** The most entries of one list on a page. */
    static final int MOST = 1_000;

    /** The type of the relation from an actor to a tool that it uses. */
    static final String USES = "uses";

    /** The most characters of one text on a page. */
    private static final int LONGEST = 100_000;

    /** The giver of a name in sources if it is not known. */
    private static final String UNKNOWN_GIVER = "?";

    private PageText() {
    }

    /** Who gave a name; empty if that is not known. */
    static String knownGiver(String giver) {
        return giver.equals(UNKNOWN_GIVER) ? "" : giver;
    }

    /** Who gave a name, for a column of name-givers. */
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

    /** A text with its links to cards and to the web, and the ids of vulnerabilities as links to their pages. */
    static List<Link> pieces(String text, Function<String, String> cardLink) {
        return Prose.of(text).parts().stream().flatMap(part -> switch (part) {
            case Prose.Words words -> withCves(words.text()).stream();
            case Prose.CardLink link -> Stream.of(new Link(link.text(), cardLink.apply(link.text())));
            case Prose.WebLink link -> Stream.of(new Link(link.text(), WebLink.of(link.text()).href()));
        }).toList();
    }

    /** Words of a text, and the ids of vulnerabilities among them as links. */
    static List<Link> withCves(String words) {
        List<Link> pieces = new ArrayList<>();
        int at = 0;
        for (CveId.Mention mention : CveId.mentions(words)) {
            if (mention.start() > at) {
                pieces.add(Link.none(words.substring(at, mention.start())));
            }
            pieces.add(new Link(words.substring(mention.start(), mention.end()), Addresses.cve(mention.id())));
            at = mention.end();
        }
        if (at < words.length()) {
            pieces.add(Link.none(words.substring(at)));
        }
        return pieces;
    }

    /** The vulnerabilities that the card mentions, each a link to its page. */
    static List<Link> cves(Card card) {
        List<CveId> ids = Facet.CVE.values(card).stream().flatMap(id -> CveId.parse(id).stream()).sorted().toList();
        return separated(", ", first(ids, id -> List.of(Link.to(id)), more -> List.of(Link.none(more))));
    }

    /**
     * The query for cards that were looked up, in the collections that they are of.
     *
     * @param collections the collections of the cards
     * @param areAll whether no card of another collection would have been found
     */
    static CardQuery among(CardQuery query, Set<String> collections, boolean areAll, String home) {
        if (collections.equals(Set.of(home)) && (areAll || home.equals(Deck.ETDA))) {
            return query;
        }
        CardQuery among = query;
        for (String collection : new TreeSet<>(collections)) {
            among = among.with(Facet.COLLECTION, collection);
        }
        return among;
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
    static String address(Related related, String home) {
        return switch (related.cards().size()) {
            case 0 -> "";
            case 1 -> Addresses.card(related.cards().getFirst(), home);
            default -> Addresses.named(Kind.ACTOR, related.name());
        };
    }
}
