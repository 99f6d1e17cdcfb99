package dev.threatcards.search;

import java.util.stream.Stream;

import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedSetSortField;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.OperationFacet;
import dev.threatcards.deck.ToolGraph;
import dev.threatcards.query.OperationQuery;
import dev.threatcards.query.Order;

/** Compiles an {@link Order} to a Lucene sort. Ties are broken by name, then by uuid; cards that lack the value come last. */
final class SortOrders {

    private SortOrders() {
    }

    /**
     * @param tools counts the users of tools, for {@link Order.Key#USERS}
     */
    static Sort of(Order order, ToolGraph tools) {
        boolean reversed = order.reversed();
        SortField name = new SortField(CardFields.SORT_NAME, SortField.Type.STRING,
                reversed && order.key() == Order.Key.NAME);
        SortField uuid = new SortField(CardFields.UUID, SortField.Type.STRING);
        return switch (order.key()) {
            case RELEVANCE -> new Sort(new SortField(null, SortField.Type.SCORE, reversed), name, uuid);
            case NAME -> new Sort(name, uuid);
            case FIRST_SEEN -> new Sort(day(CardFields.SORT_FIRST_SEEN, reversed), name, uuid);
            case LAST_ACTIVE -> new Sort(day(CardFields.SORT_LAST_ACTIVE, reversed), name, uuid);
            case CHANGED -> new Sort(day(CardFields.SORT_CHANGED, reversed), name, uuid);
            case USERS -> new Sort(new UserCounts(tools).getSortField(reversed, absent(reversed)), name, uuid);
        };
    }

    /** The order with current cards before the others. */
    static Sort currentFirst(Sort order) {
        return new Sort(Stream.concat(Stream.of(new SortField(CardFields.SORT_EDITION, SortField.Type.LONG, false, 0L)),
                Stream.of(order.getSort())).toArray(SortField[]::new));
    }

    /** The order of operations. Ties are broken by the actor, then by the place on its card; operations without a known date come last. */
    static Sort of(OperationQuery.Sort order) {
        SortField newest = new SortField(CardFields.OPERATION_SORT, SortField.Type.LONG, true, Long.MIN_VALUE);
        SortField actor = new SortedSetSortField(CardFields.facet(OperationFacet.ACTOR), false);
        SortField place = new SortField(CardFields.OPERATION_PLACE, SortField.Type.LONG);
        return switch (order) {
            case NEWEST -> new Sort(newest, actor, place);
            case OLDEST -> new Sort(
                    new SortField(CardFields.OPERATION_SORT, SortField.Type.LONG, false, Long.MAX_VALUE), actor, place);
            case RELEVANCE -> new Sort(SortField.FIELD_SCORE, newest, actor, place);
        };
    }

    private static SortField day(String field, boolean reversed) {
        return new SortField(field, SortField.Type.LONG, reversed, absent(reversed));
    }

    /** The value of cards that lack it, which sorts last in either direction. */
    private static long absent(boolean reversed) {
        return reversed ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
}
