package dev.threatcards.cli;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class IngestBarTest {

    @Test
    void cardsASecondAreThoseOfTheTimeSoFar() {
        assertThat(IngestBar.message(9012, 5_000)).isEqualTo("9,012 cards, 1,802/s");
        assertThat(IngestBar.message(3_000_000, 1_500_000)).isEqualTo("3,000,000 cards, 2,000/s");
    }

    @Test
    void theFirstMomentHasNoRate() {
        assertThat(IngestBar.message(7, 0)).isEqualTo("7 cards");
        assertThat(IngestBar.message(1, 999)).isEqualTo("1 card");
    }
}
