package dev.threatcards.search;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Facet;
import dev.threatcards.query.FacetRequest;
import dev.threatcards.query.Filters;
import dev.threatcards.query.Order;
import dev.threatcards.query.PageRequest;
import dev.threatcards.result.Hits;
import dev.threatcards.result.SearchAdvice;

import static org.assertj.core.api.Assertions.assertThat;

final class HitsCacheTest {

    private static final PageRequest WINDOW = new PageRequest(Order.RELEVANCE, 1, 20, true);

    private final HitsCache<ActorCard> cache = new HitsCache<>();
    private final AtomicInteger searches = new AtomicInteger();

    private int found(String text, FacetRequest facets) throws IOException {
        return cache.of(text, Filters.NONE, WINDOW, facets, () -> new Hits<>(searches.incrementAndGet(), List.of(),
                Map.of(), Map.of(), SearchAdvice.NONE, Set.of())).total();
    }

    @Test
    void whatIsSearchedForTheSecondTimeIsKept() throws IOException {
        assertThat(found("otter", FacetRequest.DEFAULT)).isEqualTo(1);
        assertThat(found("badger", FacetRequest.DEFAULT)).isEqualTo(2);
        assertThat(found("otter", FacetRequest.DEFAULT)).isEqualTo(3);
        assertThat(found("otter", FacetRequest.DEFAULT)).isEqualTo(3);
        assertThat(found("badger", FacetRequest.DEFAULT)).isEqualTo(4);
        assertThat(found("badger", FacetRequest.DEFAULT)).isEqualTo(4);
        assertThat(found("otter", FacetRequest.DEFAULT)).isEqualTo(3);
    }

    @Test
    void longListsOfValuesAreNotKept() throws IOException {
        FacetRequest many = new FacetRequest(EnumSet.allOf(Facet.class), 1_000);
        for (int time = 1; time <= 4; time++) {
            assertThat(found("otter", many)).isEqualTo(time);
        }
    }
}
