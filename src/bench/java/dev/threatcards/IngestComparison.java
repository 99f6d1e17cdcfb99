package dev.threatcards;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Indexing the deck beside the least that this can take, in turn in one process. Arguments: the deck as in {@link BenchmarkDeck}, in
 * ETDA's JSON form, and the folder for the indexes.
 */
public final class IngestComparison {

    /** A small deck is indexed several times, so that a figure is no accident of a moment. */
    private static final int CARDS_IN_ALL = 20_000;
    private static final int MOST_RUNS = 9;
    private static final int CARDS_TO_WARM_UP = 2_000;

    private interface Indexing {
        void into(Path folder) throws IOException;
    }

    private record Taken(double seconds, long bytes) {
    }

    private IngestComparison() {
    }

    /** Compares, and prints a table. */
    public static void main(String[] arguments) throws IOException {
        BenchmarkDeck deck = BenchmarkDeck.of(arguments[0], arguments[1]);
        compare(BenchmarkDeck.of(Integer.toString(CARDS_TO_WARM_UP), arguments[1]), 1);
        int cards = cards(deck);
        int runs = Math.clamp(CARDS_IN_ALL / cards, 1, MOST_RUNS);
        Taken[][] taken = compare(deck, runs);
        long json = Files.size(deck.file());
        System.out.printf(Locale.ROOT, "%,d cards, %,d bytes of JSON, indexed %d times%n", cards, json, runs);
        System.out.printf(Locale.ROOT, "%-40s %10s %14s%n", "", "cards/s", "index/JSON");
        double ours = print("ours", cards, json, taken[0]);
        double floor = print("the least", cards, json, taken[1]);
        System.out.printf(Locale.ROOT, "%-40s %10.2f%n", "ours of the least", ours / floor);
    }

    /** Each run of ours, and of the least. */
    private static Taken[][] compare(BenchmarkDeck deck, int runs) throws IOException {
        String file = deck.file().toString();
        Path lines = lines(deck);
        Taken[][] taken = new Taken[2][runs];
        for (int run = 0; run < runs; run++) {
            taken[0][run] = measure(deck, folder -> ThreatCards.build(folder).from(List.of(file)));
            taken[1][run] = measure(deck, folder -> FloorIngest.index(lines, folder));
        }
        return taken;
    }

    private static Taken measure(BenchmarkDeck deck, Indexing indexing) throws IOException {
        Path folder = Files.createTempDirectory(deck.folder(), "ingest");
        long start = System.nanoTime();
        indexing.into(folder);
        double seconds = (System.nanoTime() - start) / 1e9;
        long bytes = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                bytes += Files.size(file);
                Files.delete(file);
            }
        }
        Files.delete(folder);
        return new Taken(seconds, bytes);
    }

    private static double print(String what, int cards, long json, Taken[] runs) {
        double[] seconds = Arrays.stream(runs).mapToDouble(Taken::seconds).sorted().toArray();
        double rate = cards / seconds[seconds.length / 2];
        System.out.printf(Locale.ROOT, "%-40s %10.0f %14.2f%n", what, rate, runs[0].bytes() / (double) json);
        return rate;
    }

    private static int cards(BenchmarkDeck deck) throws IOException {
        try (Stream<String> lines = Files.lines(lines(deck))) {
            return Math.toIntExact(lines.count());
        }
    }

    /** The deck with a line for each card. */
    private static Path lines(BenchmarkDeck deck) throws IOException {
        Path lines = deck.folder().resolve("cards.ndjson");
        if (!Files.exists(lines)) {
            try (JsonParser parser = new ObjectMapper().createParser(deck.file().toFile());
                    BufferedWriter out = Files.newBufferedWriter(lines)) {
                toTheCards(parser);
                for (Iterator<JsonNode> cards = parser.readValuesAs(JsonNode.class); cards.hasNext();) {
                    out.write(cards.next().toString());
                    out.newLine();
                }
            }
        }
        return lines;
    }

    private static void toTheCards(JsonParser parser) throws IOException {
        JsonToken token = parser.nextToken();
        while (token != null && !(token == JsonToken.START_ARRAY && "values".equals(parser.currentName()))) {
            token = parser.nextToken();
        }
        if (token == null) {
            throw new IOException("there is no card in ETDA's JSON form");
        }
        parser.nextToken();
    }
}
