package dev.threatcards;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Scores the ranking on judged queries over ETDA's own deck, kind by kind, and prints the scores beside those that were kept last:
 *
 * <pre>
 * mvn test -Dtest=RelevanceTest                        the table, before and now, and what was missed
 * mvn test -Dtest=RelevanceTest -Drelevance.keep=true  the same, and keeps the figures of now
 * </pre>
 */
@NeedsRealDecks
final class RelevanceTest {

    private static final Path KEPT = Path.of("src/test/resources/dev/threatcards/relevance.properties");

    /** The least score of each kind. */
    private static final Map<String, Double> FLOORS = Map.of("alias", 0.99, "alias-variant", 0.97, "alias-prefix", 0.95,
            "alias-typo", 0.95, "known-item", 0.98, "tool", 0.98, "tool-alias", 0.95, "country-sector", 0.90,
            "described", 0.94);
    private static final double FLOOR_OF_MEAN = 0.97;

    @Test
    void everyKindOfQueryIsAnsweredAsWellAsItWas() throws IOException {
        JudgedQueries judged;
        try (ThreatCards cards = ThreatCards.open(RealDecks.index())) {
            judged = JudgedQueries.score(Path.of(RealDecks.judgedQueries()), cards);
        }
        Map<String, Double> now = judged.scores();
        print(now, judged.missed());
        if (Boolean.getBoolean("relevance.keep")) {
            keep(now);
        }
        FLOORS.forEach((kind, floor) -> assertThat(now.get(kind)).as(kind).isGreaterThanOrEqualTo(floor));
        assertThat(now.get(JudgedQueries.MEAN)).isGreaterThanOrEqualTo(FLOOR_OF_MEAN);
    }

    private static void print(Map<String, Double> now, List<String> missed) throws IOException {
        Properties before = new Properties();
        try (InputStream kept = RelevanceTest.class.getResourceAsStream("relevance.properties")) {
            if (kept != null) {
                before.load(kept);
            }
        }
        System.out.printf(Locale.ROOT, "%-16s %7s %7s%n", "kind", "before", "now");
        now.forEach((kind, score) -> {
            double was = Double.parseDouble(before.getProperty(kind, "NaN"));
            String change = Math.abs(score - was) < 0.0005 ? "" : String.format(Locale.ROOT, "%+.3f", score - was);
            System.out.printf(Locale.ROOT, "%-16s %7.3f %7.3f %s%n", kind, was, score, change);
        });
        missed.forEach(miss -> System.out.println("  missed " + miss));
    }

    private static void keep(Map<String, Double> now) throws IOException {
        try (Writer kept = Files.newBufferedWriter(KEPT)) {
            kept.write("# Scores on the judged queries, as measured last; RelevanceTest compares with them.\n");
            for (Map.Entry<String, Double> kind : now.entrySet()) {
                kept.write(String.format(Locale.ROOT, "%s=%.4f%n", kind.getKey().replace(" ", "\\ "), kind.getValue()));
            }
        }
    }
}
