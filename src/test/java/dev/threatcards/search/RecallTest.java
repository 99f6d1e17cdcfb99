package dev.threatcards.search;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

final class RecallTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 3", "4, 2", "5, 2", "6, 3", "15, 3", "16, 4", "24, 4", "25, 5", "64, 8"})
    void allOfAFewWordsHaveToMatchAndFewOfAStory(int words, int required) {
        assertThat(Recall.required(words)).isEqualTo(required);
    }
}
