package dev.threatcards.query;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.error.InvalidQueryException;
import dev.threatcards.text.NullChecks;

/**
 * The order of hits.
 *
 * @param reversed whether the order is reversed; cards without a date, and tools without users, come last either way
 */
public record Order(Key key, boolean reversed) {

    /** Sort keys. If not reversed, the best hit, the first name, the oldest date or the fewest users come first. */
    public enum Key {
        /** Relevance to the text. */
        RELEVANCE("relevance", Kind.ACTOR, Kind.TOOL),
        /** Titles. */
        NAME("name", Kind.ACTOR, Kind.TOOL),
        /** The date on which the actor was first seen. */
        FIRST_SEEN("firstSeen", Kind.ACTOR),
        /** The date of the actor's newest operation. */
        LAST_ACTIVE("lastActive", Kind.ACTOR),
        /** The date of the card's last change. */
        CHANGED("changed", Kind.ACTOR, Kind.TOOL),
        /** The number of actors that use the tool. */
        USERS("users", Kind.TOOL);

        private final String parameter;
        private final Set<Kind> kinds;

        Key(String parameter, Kind... kinds) {
            this.parameter = parameter;
            this.kinds = Set.of(kinds);
        }

        /** The keys for that kind of card. */
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
     * Parses an order of actors: "firstSeen", or "-firstSeen" for the reverse.
     *
     * @throws InvalidQueryException if there is no such order
     */
    public static Order of(String text) {
        return of(text, Kind.ACTOR);
    }

    /**
     * Parses an order for a kind of card.
     *
     * @throws InvalidQueryException if there is no such order
     */
    public static Order of(String text, Kind kind) {
        NullChecks.requireNonNull("text", text, "kind", kind);
        boolean reversed = text.startsWith("-");
        String name = reversed ? text.substring(1) : text;
        Key key = Key.of(kind).stream().filter(known -> known.parameter.equals(name)).findFirst()
                .orElseThrow(() -> unknown(text, kind));
        return new Order(key, reversed);
    }

    /**
     * Checks that a kind of card has this order.
     *
     * @throws InvalidQueryException if it has not
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

    /** The value of the "sort" parameter. */
    public String parameter() {
        return (reversed ? "-" : "") + key.parameter;
    }
}
