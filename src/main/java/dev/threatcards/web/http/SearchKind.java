package dev.threatcards.web.http;

import java.util.List;

import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Facet;
import dev.threatcards.query.Order;
import dev.threatcards.text.Numbers;

/** What a result page searches, with its path, words and orders. */
public enum SearchKind {
    /** Actors; their result page is the start page. */
    ACTORS(Kind.ACTOR, "/", "actor", "Search actors", "Name, tool or text, such as Office 0-day China", ofActors()),
    /** Tools. */
    TOOLS(Kind.TOOL, "/tools", "tool", "Search tools", "Name or type of a tool, such as info stealer", ofTools());

    /** An order to choose from. */
    public record Choice(String label, Order order) {
    }

    private final Kind kind;
    private final String path;
    private final String one;
    private final String label;
    private final String placeholder;
    private final List<Choice> orders;

    SearchKind(Kind kind, String path, String one, String label, String placeholder, List<Choice> orders) {
        this.kind = kind;
        this.path = path;
        this.one = one;
        this.label = label;
        this.placeholder = placeholder;
        this.orders = orders;
    }

    /** The kind of card. */
    public Kind kind() {
        return kind;
    }

    /** The path of the result page. */
    public String path() {
        return path;
    }

    /** The prefix of the paths of facet values; the facet follows. */
    public String facetsPath() {
        return this == ACTORS ? "/facets/" : "/tools/facets/";
    }

    /** A number of cards: "1 actor", "2,121 tools". */
    public String count(int number) {
        return Numbers.counted(number, one);
    }

    /** The noun for a number of cards: "actor", "actors". */
    public String noun(int number) {
        return number == 1 ? one : one + "s";
    }

    /** The label of the search box. */
    public String label() {
        return label;
    }

    /** The placeholder of the search box. */
    public String placeholder() {
        return placeholder;
    }

    /** The orders to choose from. */
    public List<Choice> orders() {
        return orders;
    }

    private static List<Choice> ofActors() {
        // Dates are newest first, which is what people ask for more often.
        return List.of(new Choice("Relevance", Order.RELEVANCE), new Choice("Name", new Order(Order.Key.NAME, false)),
                new Choice(Facet.FIRST_SEEN.label(), new Order(Order.Key.FIRST_SEEN, true)),
                new Choice("Last active", new Order(Order.Key.LAST_ACTIVE, true)),
                new Choice("Changed", new Order(Order.Key.CHANGED, true)));
    }

    private static List<Choice> ofTools() {
        return List.of(new Choice("Relevance", Order.RELEVANCE), new Choice("Name", new Order(Order.Key.NAME, false)),
                new Choice("Most used", new Order(Order.Key.USERS, true)),
                new Choice("Rarest", new Order(Order.Key.USERS, false)),
                new Choice("Changed", new Order(Order.Key.CHANGED, true)));
    }
}
