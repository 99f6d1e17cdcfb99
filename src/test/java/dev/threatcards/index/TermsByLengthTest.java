package dev.threatcards.index;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.threatcards.analysis.CardFields;

import static org.assertj.core.api.Assertions.assertThat;

/** Every term within the edit distance is a candidate, and few others are. */
final class TermsByLengthTest {

    private static final String FIELD = CardFields.NAME_FOLDED;
    private static final int LENGTH = 9;

    @ParameterizedTest
    @ValueSource(ints = {1, 255, 256, 257, 512, 700})
    void everyTermIsNearItselfAndItsLikes(int size) throws IOException {
        Random random = new Random(size);
        Set<String> terms = new TreeSet<>();
        while (terms.size() < size) {
            terms.add(word(random));
        }
        try (ByteBuffersDirectory directory = new ByteBuffersDirectory()) {
            try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
                for (String term : terms) {
                    Document document = new Document();
                    document.add(new StringField(FIELD, term, Store.NO));
                    writer.addDocument(document);
                }
            }
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                TermsByLength held = TermsByLength.of(FIELD, reader);
                int given = 0;
                for (String term : terms) {
                    assertThat(held.candidates(term, 1)).containsOnlyOnce(term);
                    assertThat(held.candidates(term.substring(1), 1)).containsOnlyOnce(term);
                    assertThat(held.candidates(term + 'x', 1)).containsOnlyOnce(term);
                    List<String> some = held.candidates('7' + term.substring(1), 1);
                    assertThat(some).containsOnlyOnce(term);
                    given += some.size();
                }
                assertThat(given).isLessThan(2 * size);
            }
        }
    }

    private static String word(Random random) {
        return random.ints(LENGTH, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }
}
