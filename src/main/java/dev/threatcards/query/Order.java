package dev.threatcards.query;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.error.InvalidQueryException;

/**
 * The order of hits.
 *
 * @param key what they are ordered by
 * @param reversed whether the order is reversed; cards that lack the date, and tools that no actor uses, come last either way
 */
public record Order(Key key, boolean reversed) {

    /** What hits can be ordered by. Not reversed: the best first, A to Z, the oldest first, the fewest users first. */
    public enum Key {
        /** Relevance to the text. */
        RELEVANCE("relevance", Kind.ACTOR, Kind.TOOL),
        /** Their titles. */
        NAME("name", Kind.ACTOR, Kind.TOOL),
        /** When actors were first seen. */
        FIRST_SEEN("firstSeen", Kind.ACTOR),
        /** When actors were last seen. */
        LAST_ACTIVE("lastActive", Kind.ACTOR),
        /** When the card was last changed. */
        CHANGED("changed", Kind.ACTOR, Kind.TOOL),
        /** How many actors use the tool. */
        USERS("users", Kind.TOOL);

        private final String parameter;
        private final Set<Kind> kinds;

        Key(String parameter, Kind... kinds) {
            this.parameter = parameter;
            this.kinds = Set.of(kinds);
        }

        /** The keys by which cards of that kind can be ordered. */
        public static List<Key> of(Kind kind) {
            Objects.requireNonNull(kind, "kind");
            return Arrays.stream(values()).filter(key -> key.kinds.contains(kind)).toList();
        }
    }

    public static final Order RELEVANCE = new Order(Key.RELEVANCE, false);

    public Order {
        Objects.requireNonNull(key, "key");
    }

    /**
     * The order of actors of that name: "firstSeen", or "-firstSeen" for the reverse.
     *
     * @throws InvalidQueryException if there is none
     */
    public static Order of(String text) {
        Objects.requireNonNull(text, "text");
        return of(text, Kind.ACTOR);
    }

    /**
     * The order of that name for cards of the kind. Tools have "users", and of the dates "changed" alone.
     *
     * @throws InvalidQueryException if there is none
     */
    public static Order of(String text, Kind kind) {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(kind, "kind");
        boolean reversed = text.startsWith("-");
        String name = reversed ? text.substring(1) : text;
        Key key = Key.of(kind).stream().filter(known -> known.parameter.equals(name)).findFirst()
                .orElseThrow(() -> unknown(text, kind));
        return new Order(key, reversed);
    }

    /**
     * Checks that cards of the kind have such an order.
     *
     * @throws InvalidQueryException if they have not
     */
    public void requireFor(Kind kind) {
        Objects.requireNonNull(kind, "kind");
        if (!key.kinds.contains(kind)) {
            throw unknown(parameter(), kind);
        }
    }

    private static InvalidQueryException unknown(String text, Kind kind) {
        return new InvalidQueryException("sort",
                "There is no order \"" + text + "\" of " + kind.key() + "s; known are "
                        + Key.of(kind).stream().map(key -> key.parameter).collect(Collectors.joining(", "))
                        + ", each with \"-\" before it for the reverse.");
    }

    /** Whether this is the order of names for a search without a text. */
    public boolean isAlphabetical() {
        return !reversed && (key == Key.NAME || key == Key.RELEVANCE);
    }

    /** The value of the "sort" parameter. */
    public String parameter() {
        return (reversed ? "-" : "") + key.parameter;
    }
}
