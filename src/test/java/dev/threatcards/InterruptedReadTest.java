package dev.threatcards;

import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.threatcards.card.Card;
import dev.threatcards.error.IndexException;
import dev.threatcards.query.CardQuery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A thread that is told to stop while it reads an index: nobody else notices. */
final class InterruptedReadTest {

    @TempDir
    private Path folder;

    enum Opening {
        OPEN(ThreatCards::open), BRIEFLY(ThreatCards::openBriefly);

        private final Function<Path, ThreatCards> open;

        Opening(Function<Path, ThreatCards> open) {
            this.open = open;
        }
    }

    @BeforeEach
    void write() {
        TestCards.write(folder, IntStream.range(0, 50)
                .mapToObj(number -> TestCards.actor("Actor " + number).country("Iran").card()).toArray(Card[]::new));
    }

    private static void ask(ThreatCards cards) {
        assertThat(cards.search(CardQuery.of("actor").page(1, 50)).hits()).hasSize(50);
        assertThat(cards.cards("Actor 7")).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void aSearchOfAnInterruptedThreadIsAnsweredAndSoAreAllAfterIt(Opening how) {
        try (ThreatCards cards = how.open.apply(folder)) {
            for (int round = 0; round < 3; round++) {
                Thread.currentThread().interrupt();
                ask(cards);
                assertThat(Thread.interrupted()).isTrue();
                ask(cards);
            }
            TestCards.write(folder, TestCards.actor("New one").card());
            Thread.currentThread().interrupt();
            ask(cards);
            assertThat(cards.problem()).isEmpty();
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void openingInAnInterruptedThreadIsNotCalledDamage() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> ThreatCards.open(folder)).isInstanceOf(IndexException.class)
                .hasMessageContaining("interrupted").hasMessageNotContaining("damaged");
        assertThat(Thread.interrupted()).isTrue();
        try (ThreatCards cards = ThreatCards.open(folder)) {
            ask(cards);
        }
    }

    @ParameterizedTest
    @EnumSource
    void closingInAnInterruptedThreadIsNoError(Opening how) {
        ThreatCards cards = how.open.apply(folder);
        Thread.currentThread().interrupt();
        cards.close();
        assertThat(Thread.interrupted()).isTrue();
    }
}
