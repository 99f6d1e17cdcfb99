package dev.threatcards.search;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;

import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.index.CardFields;

/**
 * The order of hits.
 *
 * @param key what they are ordered by
 * @param reversed whether the order is turned round; cards that lack the date, and tools that nobody uses, come last either way
 */
public record Order(Key key, boolean reversed) {

    /** What hits can be ordered by; as they stand: best, A to Z, oldest first, the fewest users first. */
    public enum Key {
        /** How well they fit the text. */
        RELEVANCE("relevance", Kind.ACTOR, Kind.TOOL),
        /** Their titles. */
        NAME("name", Kind.ACTOR, Kind.TOOL),
        /** When actors were first seen. */
        FIRST_SEEN("firstSeen", Kind.ACTOR),
        /** When actors were last seen. */
        LAST_ACTIVE("lastActive", Kind.ACTOR),
        /** When the encyclopedia last changed the card. */
        CHANGED("changed", Kind.ACTOR, Kind.TOOL),
        /** How many actors use the tool. */
        USERS("users", Kind.TOOL);

        private final String parameter;
        private final Set<Kind> kinds;

        Key(String parameter, Kind... kinds) {
            this.parameter = parameter;
            this.kinds = Set.of(kinds);
        }

        /** What cards of that kind can be ordered by. */
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
     * The order of that name for cards of the kind: of tools "users" too, and no dates but "changed".
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
     * Says that cards of the kind have such an order.
     *
     * @throws InvalidQueryException if they have not
     */
    void requireFor(Kind kind) {
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

    /** Whether this is A to Z where no text tells one card from another. */
    boolean isAlphabetical() {
        return !reversed && (key == Key.NAME || key == Key.RELEVANCE);
    }

    /** The order's name in addresses. */
    public String parameter() {
        return (reversed ? "-" : "") + key.parameter;
    }

    /** Ties are broken by name, then by uuid. */
    Sort sort(ToolUsers users) {
        SortField name = new SortField(CardFields.SORT_NAME, SortField.Type.STRING, reversed && key == Key.NAME);
        SortField uuid = new SortField(CardFields.UUID, SortField.Type.STRING);
        return switch (key) {
            case RELEVANCE -> new Sort(new SortField(null, SortField.Type.SCORE, reversed), name, uuid);
            case NAME -> new Sort(name, uuid);
            case FIRST_SEEN -> new Sort(day(CardFields.SORT_FIRST_SEEN), name, uuid);
            case LAST_ACTIVE -> new Sort(day(CardFields.SORT_LAST_ACTIVE), name, uuid);
            case CHANGED -> new Sort(day(CardFields.SORT_CHANGED), name, uuid);
            case USERS -> new Sort(new UserCounts(users).getSortField(reversed, absent()), name, uuid);
        };
    }

    private SortField day(String field) {
        return new SortField(field, SortField.Type.LONG, reversed, absent());
    }

    /** What stands for a value that is absent, so that it comes last. */
    private long absent() {
        return reversed ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
}
