package dev.threatcards;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.threatcards.card.ActorCard;
import dev.threatcards.search.Hit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How good the ranking is, on judged queries over ETDA's own deck: kind by kind, beside the figures that were kept last. So a
 * change of ranking shows what it does:
 *
 * <pre>
 * mvn test -Dtest=RelevanceTest                        the table, before and now, and what was missed
 * mvn test -Dtest=RelevanceTest -Drelevance.keep=true  the same, and keeps the figures of now
 * </pre>
 */
final class RelevanceTest {

    private static final Path KEPT = Path.of("src/test/resources/dev/threatcards/relevance.properties");

    /** What each kind may not fall below. */
    private static final Map<String, Double> FLOORS = Map.of("alias", 0.99, "alias-variant", 0.97, "alias-prefix", 0.95,
            "alias-typo", 0.95, "known-item", 0.98, "tool", 0.98, "tool-alias", 0.95, "country-sector", 0.90,
            "described", 0.94);
    private static final double FLOOR_OF_MEAN = 0.97;

    private static final int PAGE = 10;

    @TempDir
    private Path folder;

    @Test
    void everyKindOfQueryIsAnsweredAsWellAsItWas() throws IOException {
        List<String> judged = Files.readAllLines(Path.of(RealDecks.judgedQueries()));
        ThreatCards.build(folder).from(List.of(RealDecks.groups(), RealDecks.tools()));
        Map<String, List<Double>> scores = new TreeMap<>();
        List<String> missed = new ArrayList<>();
        try (ThreatCards cards = ThreatCards.open(folder)) {
            for (String line : judged) {
                JsonNode query = new ObjectMapper().readTree(line);
                double score = score(query, cards);
                scores.computeIfAbsent(query.path("kind").asText(), kind -> new ArrayList<>()).add(score);
                if (score < 1) {
                    missed.add(String.format(Locale.ROOT, "%.2f %s: %s", score, query.path("kind").asText(),
                            query.path("query").asText()));
                }
            }
        }
        Map<String, Double> now = new TreeMap<>();
        scores.forEach((kind, all) -> now.put(kind, mean(all)));
        now.put("mean over kinds", mean(List.copyOf(now.values())));
        print(now, missed);
        if (Boolean.getBoolean("relevance.keep")) {
            keep(now);
        }
        FLOORS.forEach((kind, floor) -> assertThat(now.get(kind)).as(kind).isGreaterThanOrEqualTo(floor));
        assertThat(now.get("mean over kinds")).isGreaterThanOrEqualTo(FLOOR_OF_MEAN);
    }

    /** Whether a card that is meant comes first or among the first three; or what share of the first ten is meant. */
    private static double score(JsonNode query, ThreatCards cards) {
        Set<String> relevant = new HashSet<>();
        query.path("relevant").forEach(id -> relevant.add(id.asText()));
        List<String> found = cards.search(CardQuery.of(query.path("query").asText()).page(1, PAGE)).hits().stream()
                .map(Hit<ActorCard>::card).map(card -> card.uuid().toString()).toList();
        String measure = query.path("measure").asText();
        int depth = switch (measure) {
            case "top1" -> 1;
            case "top3" -> 3;
            default -> Math.min(PAGE, relevant.size());
        };
        long meant = found.stream().limit(depth).filter(relevant::contains).count();
        return measure.startsWith("top") ? Math.min(1, meant) : (double) meant / depth;
    }

    private static double mean(List<Double> scores) {
        return scores.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
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
        missed.stream().sorted().forEach(miss -> System.out.println("  missed " + miss));
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
