package dev.threatcards;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.threatcards.card.ActorCard;
import dev.threatcards.query.CardQuery;
import dev.threatcards.result.Hit;

/**
 * Scores a ranking on judged queries. A file has one JSON object a line: {@code kind}, {@code query}, {@code relevant} (the uuids of the
 * cards that a person expects) and {@code measure}: {@code top1} and {@code top3} are 1 if a relevant card is among the first one or
 * three hits and else 0; {@code p10} is the share of relevant cards among the first ten, or fewer if fewer are relevant.
 *
 * @param scores the mean score of each kind of query
 * @param missed the queries that score less than 1, each with its score and kind
 */
record JudgedQueries(Map<String, Double> scores, List<String> missed) {

    static final String MEAN = "mean over kinds";

    private static final int PAGE = 10;

    static JudgedQueries score(Path file, ThreatCards cards) throws IOException {
        Map<String, List<Double>> scores = new TreeMap<>();
        List<String> missed = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            JsonNode query = new ObjectMapper().readTree(line);
            String kind = query.path("kind").asText();
            double score = score(query, cards);
            scores.computeIfAbsent(kind, first -> new ArrayList<>()).add(score);
            if (score < 1) {
                missed.add(String.format(Locale.ROOT, "%.2f %s: %s", score, kind, query.path("query").asText()));
            }
        }
        Map<String, Double> means = new TreeMap<>();
        scores.forEach((kind, all) -> means.put(kind, mean(all)));
        means.put(MEAN, mean(List.copyOf(means.values())));
        return new JudgedQueries(means, missed.stream().sorted().toList());
    }

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
        long hits = found.stream().limit(depth).filter(relevant::contains).count();
        return measure.startsWith("top") ? Math.min(1, hits) : (double) hits / depth;
    }

    private static double mean(List<Double> scores) {
        return scores.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
}
