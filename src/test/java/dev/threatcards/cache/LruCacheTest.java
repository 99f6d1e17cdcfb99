package dev.threatcards.cache;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class LruCacheTest {

    @Test
    void whatWasAskedForLastStays() {
        LruCache<String, Integer> values = new LruCache<>(2);
        values.put("one", 1);
        values.put("two", 2);
        assertThat(values.get("one")).contains(1);
        values.put("three", 3);
        assertThat(values.get("two")).isEmpty();
        assertThat(values.get("one")).contains(1);
        assertThat(values.get("three")).contains(3);
    }

    @Test
    void nothingStaysWhereNothingMay() {
        LruCache<String, Integer> values = new LruCache<>(0);
        values.put("one", 1);
        assertThat(values.get("one")).isEmpty();
    }
}
