package dev.threatcards.search;

import java.util.Arrays;
import java.util.stream.Collectors;

import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;

import dev.threatcards.index.CardFields;

/**
 * The order of hits.
 *
 * @param key what they are ordered by
 * @param reversed whether the order is turned round; cards that lack the date come last either way
 */
public record Order(Key key, boolean reversed) {

    /** What hits can be ordered by; as they stand: best, A to Z, oldest first. */
    public enum Key {
        RELEVANCE("relevance"), NAME("name"), FIRST_SEEN("firstSeen"), LAST_ACTIVE("lastActive"), CHANGED("changed");

        private final String parameter;

        Key(String parameter) {
            this.parameter = parameter;
        }
    }

    public static final Order RELEVANCE = new Order(Key.RELEVANCE, false);

    /**
     * The order of that name: "firstSeen", or "-firstSeen" for the reverse.
     *
     * @throws InvalidQueryException if there is none
     */
    public static Order of(String text) {
        boolean reversed = text.startsWith("-");
        String name = reversed ? text.substring(1) : text;
        Key key = Arrays.stream(Key.values()).filter(known -> known.parameter.equals(name)).findFirst()
                .orElseThrow(() -> new InvalidQueryException("sort", "There is no order \"" + text + "\"; known are "
                        + names() + ", each with \"-\" before it for the reverse."));
        return new Order(key, reversed);
    }

    private static String names() {
        return Arrays.stream(Key.values()).map(key -> key.parameter).collect(Collectors.joining(", "));
    }

    /** The order's name in addresses. */
    public String parameter() {
        return (reversed ? "-" : "") + key.parameter;
    }

    /** Ties are broken by name, then by uuid. */
    Sort sort() {
        SortField name = new SortField(CardFields.SORT_NAME, SortField.Type.STRING, reversed && key == Key.NAME);
        SortField uuid = new SortField(CardFields.UUID, SortField.Type.STRING);
        return switch (key) {
            case RELEVANCE -> new Sort(new SortField(null, SortField.Type.SCORE, reversed), name, uuid);
            case NAME -> new Sort(name, uuid);
            case FIRST_SEEN -> new Sort(day(CardFields.SORT_FIRST_SEEN), name, uuid);
            case LAST_ACTIVE -> new Sort(day(CardFields.SORT_LAST_ACTIVE), name, uuid);
            case CHANGED -> new Sort(day(CardFields.SORT_CHANGED), name, uuid);
        };
    }

    private SortField day(String field) {
        return new SortField(field, SortField.Type.LONG, reversed, reversed ? Long.MIN_VALUE : Long.MAX_VALUE);
    }
}
