package dev.threatcards.cache;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What caches may take of the heap. */
final class CacheBudgetTest {

    @Test
    void allCachesTogetherTakeAtMostAQuarterOfTheHeap() {
        for (long heap : new long[]{64L << 20, 1L << 30, 32L << 30}) {
            assertThat(Arrays.stream(CacheBudget.values()).mapToLong(part -> part.bytes(heap)).sum())
                    .isLessThanOrEqualTo(heap / 4);
        }
    }

    @Test
    void atLeastOneEntryIsKeptAndNoMoreThanIsOfUse() {
        assertThat(CacheBudget.CARDS.entries(Long.MAX_VALUE, 10)).isEqualTo(1);
        assertThat(CacheBudget.CARDS.entries(1, 10)).isEqualTo(10);
    }
}
