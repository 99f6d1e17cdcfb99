package dev.threatcards;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Scores the ranking on judged queries over the starter deck, so that a change of ranking shows in every clone. */
final class StarterRelevanceTest {

    private static final Path QUERIES = Path.of("src/test/resources/dev/threatcards/starter-queries.jsonl");

    /** The least score of each kind, a little below what was measured last. */
    private static final Map<String, Double> FLOORS = Map.ofEntries(Map.entry("alias", 0.97),
            Map.entry("alias-variant", 0.96), Map.entry("alias-typo", 0.95), Map.entry("alias-prefix", 0.93),
            Map.entry("known-item", 0.96), Map.entry("described", 0.9), Map.entry("question", 0.75),
            Map.entry("tool", 0.98), Map.entry("tool-alias", 0.87), Map.entry("tool-variant", 0.95),
            Map.entry("country-sector", 0.97));
    private static final double LEAST_MEAN = 0.95;

    /** Written from the cards by somebody who knew neither the ranking nor another judged set. */
    private static final Path QUESTIONS = Path.of("src/test/resources/dev/threatcards/starter-questions.jsonl");
    private static final double LEAST_ANSWERED = 0.90;

    @Test
    void everyKindOfQueryIsAnsweredAsWellAsItWas(@TempDir Path folder) throws IOException {
        ThreatCards.build(folder).fromStarterDeck();
        try (ThreatCards cards = ThreatCards.open(folder)) {
            JudgedQueries judged = JudgedQueries.score(QUERIES, cards);
            judged.scores().forEach((kind, score) -> System.out.printf(Locale.ROOT, "%-16s %.3f%n", kind, score));
            judged.missed().forEach(missed -> System.out.println("  missed " + missed));
            FLOORS.forEach(
                    (kind, floor) -> assertThat(judged.scores().get(kind)).as(kind).isGreaterThanOrEqualTo(floor));
            assertThat(judged.scores().get(JudgedQueries.MEAN)).isGreaterThanOrEqualTo(LEAST_MEAN);
        }
    }

    @Test
    void plainQuestionsAreAnsweredAmongTheFirstThree(@TempDir Path folder) throws IOException {
        ThreatCards.build(folder).fromStarterDeck();
        try (ThreatCards cards = ThreatCards.open(folder)) {
            JudgedQueries judged = JudgedQueries.score(QUESTIONS, cards);
            System.out.printf(Locale.ROOT, "plain questions  %.3f%n", judged.scores().get("plain question"));
            judged.missed().forEach(missed -> System.out.println("  missed " + missed));
            assertThat(judged.scores().get("plain question")).isGreaterThanOrEqualTo(LEAST_ANSWERED);
        }
    }
}
