package dev.threatcards;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Scores the ranking on judged queries over the starter deck, so that a change of ranking shows in every clone. */
final class StarterRelevanceTest {

    private static final Path QUERIES = Path.of("src/test/resources/dev/threatcards/starter-queries.jsonl");

    /** A little below the score that was measured last; see the printed scores. */
    private static final double LEAST_MEAN = 0.95;

    @Test
    void everyKindOfQueryIsAnsweredAsWellAsItWas(@TempDir Path folder) throws IOException {
        ThreatCards.build(folder).fromStarterDeck();
        try (ThreatCards cards = ThreatCards.open(folder)) {
            JudgedQueries judged = JudgedQueries.score(QUERIES, cards);
            judged.scores().forEach((kind, score) -> System.out.printf(java.util.Locale.ROOT, "%-16s %.3f%n", kind, score));
            judged.missed().forEach(missed -> System.out.println("  missed " + missed));
            assertThat(judged.scores().get(JudgedQueries.MEAN)).isGreaterThanOrEqualTo(LEAST_MEAN);
        }
    }
}
