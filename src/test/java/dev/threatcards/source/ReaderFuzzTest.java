package dev.threatcards.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;

import com.code_intelligence.jazzer.junit.FuzzTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Any bytes give cards or rejects, never an exception: one target for each reader, and one for what finds the reader. An ordinary
 * test run replays the seeds in {@code ReaderFuzzTestInputs}; new inputs are sought with
 * {@code JAZZER_FUZZ=1 mvn test-compile surefire:test@fuzz -Dtest=ReaderFuzzTest#etdaJson}.
 */
final class ReaderFuzzTest {

    private static void read(Form form, byte[] bytes) throws IOException {
        ReadCards read = new ReadCards();
        form.read(new ByteArrayInputStream(bytes), "file", read);
        assertThat(read.cards).doesNotContainNull();
    }

    @FuzzTest
    void etdaJson(byte[] bytes) throws IOException {
        read(new EtdaJson(), bytes);
    }

    @FuzzTest
    void mispCluster(byte[] bytes) throws IOException {
        read(new MispCluster(), bytes);
    }

    @FuzzTest
    void stixBundle(byte[] bytes) throws IOException {
        read(new StixBundle(), bytes);
    }

    @FuzzTest
    void ndjson(byte[] bytes) throws IOException {
        read(new Ndjson(), bytes);
    }

    @FuzzTest
    void longCsv(byte[] bytes) throws IOException {
        read(new LongCsv(), bytes);
    }

    @FuzzTest
    void listPage(byte[] bytes) throws IOException {
        read(new ListPage(), bytes);
    }

    @FuzzTest
    void cardPage(byte[] bytes) throws IOException {
        read(new CardPage(), bytes);
    }

    @FuzzTest
    void archivedText(byte[] bytes) throws IOException {
        read(new ArchivedText(), bytes);
    }

    @FuzzTest
    void content(byte[] bytes) throws IOException {
        ReadCards read = new ReadCards();
        new Content(CardSources.FORMS, read).read(new ByteArrayInputStream(bytes), "file");
        assertThat(read.cards.size() + read.rejects.size() + read.givers.size()).isPositive();
    }
}
