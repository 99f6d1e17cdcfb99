package dev.threatcards.server;

import java.util.List;

import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Numbers;
import dev.threatcards.search.Order;

/** What a search page searches: cards of a kind, where its page is, what it calls them, and how they can be ordered. */
enum Searched {
    /** Actors, whose page is the first of the site. */
    ACTORS(Kind.ACTOR, "/", "card", "Search actors", "A name, a tool, a story: Office 0-day China", ofActors()),
    /** Tools. */
    TOOLS(Kind.TOOL, "/tools", "tool", "Search tools", "A tool, another name of one, a type: info stealer", ofTools());

    /** An order that the page offers. */
    record Choice(String label, Order order) {
    }

    private final Kind kind;
    private final String path;
    private final String one;
    private final String label;
    private final String placeholder;
    private final List<Choice> orders;

    Searched(Kind kind, String path, String one, String label, String placeholder, List<Choice> orders) {
        this.kind = kind;
        this.path = path;
        this.one = one;
        this.label = label;
        this.placeholder = placeholder;
        this.orders = orders;
    }

    Kind kind() {
        return kind;
    }

    /** Where the page is. */
    String path() {
        return path;
    }

    /** So many of them, in words: "1 card", "2,121 tools". */
    String count(int number) {
        return Numbers.grouped(number) + " " + noun(number);
    }

    /** What so many of them are called: "card", "cards". */
    String noun(int number) {
        return number == 1 ? one : one + "s";
    }

    /** What the search box is called. */
    String label() {
        return label;
    }

    /** What an empty search box says. */
    String placeholder() {
        return placeholder;
    }

    List<Choice> orders() {
        return orders;
    }

    private static List<Choice> ofActors() {
        // Of dates the newest come first, which is what is asked for more often.
        return List.of(new Choice("Relevance", Order.RELEVANCE), new Choice("Name", new Order(Order.Key.NAME, false)),
                new Choice("First seen", new Order(Order.Key.FIRST_SEEN, true)),
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
