package dev.threatcards;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.KeywordField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;

/**
 * The least that an index of cards takes: threads that parse a line of JSON each, put all its words into one field, its values into
 * keyword fields and the line itself beside them, and add that to one writer. No card is merged with another, none is told from prose.
 */
final class FloorIngest {

    private static final int THREADS = 2;
    private static final int BUFFER = 256;
    private static final List<String> FACETS = List.of("country", "motivation", "observed-sectors",
            "observed-countries", "tools");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private FloorIngest() {
    }

    /**
     * Indexes.
     *
     * @param lines a card in ETDA's JSON form each
     */
    static void index(Path lines, Path folder) throws IOException {
        try (BufferedReader cards = Files.newBufferedReader(lines);
                Directory directory = FSDirectory.open(folder);
                IndexWriter writer = new IndexWriter(directory,
                        new IndexWriterConfig(new EnglishAnalyzer()).setRAMBufferSizeMB(BUFFER));
                ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            CompletableFuture.allOf(IntStream.range(0, THREADS)
                    .mapToObj(thread -> CompletableFuture.runAsync(() -> add(cards, writer), threads))
                    .toArray(CompletableFuture[]::new)).join();
        }
    }

    private static void add(BufferedReader cards, IndexWriter writer) {
        try {
            for (String card = cards.readLine(); card != null; card = cards.readLine()) {
                writer.addDocument(document(card));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Document document(String line) throws IOException {
        JsonNode card = MAPPER.readTree(line);
        Document document = new Document();
        StringBuilder text = new StringBuilder();
        words(card, text);
        document.add(new TextField("text", text.toString(), Store.NO));
        for (String facet : FACETS) {
            card.path(facet).forEach(value -> document.add(new KeywordField(facet, value.asText(), Store.NO)));
        }
        card.path("names").forEach(
                name -> document.add(new KeywordField("name-giver", name.path("name-giver").asText(), Store.NO)));
        document.add(new BinaryDocValuesField("json", new BytesRef(line.getBytes(StandardCharsets.UTF_8))));
        return document;
    }

    private static void words(JsonNode node, StringBuilder text) {
        if (node.isValueNode()) {
            text.append(node.asText()).append('\n');
        }
        node.forEach(inner -> words(inner, text));
    }
}
