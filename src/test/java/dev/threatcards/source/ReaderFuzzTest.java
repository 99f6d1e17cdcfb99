package dev.threatcards.source;

import java.io.IOException;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Any bytes give cards or rejects, never an exception, and cards that can be indexed and exported: one target for each reader, and one for what finds the reader. An ordinary
 * test run replays the seeds in {@code ReaderFuzzTestInputs}; new inputs are sought with
 * {@code JAZZER_FUZZ=1 mvn test-compile surefire:test@fuzz -Dtest=ReaderFuzzTest#etdaJson}.
 */
final class ReaderFuzzTest {

    @FuzzTest
    void etdaJson(byte[] bytes) throws IOException {
        ReaderFuzzTarget.readAndUse("etdaJson", bytes);
    }

    @FuzzTest
    void mispCluster(byte[] bytes) throws IOException {
        ReaderFuzzTarget.readAndUse("mispCluster", bytes);
    }

    @FuzzTest
    void stixBundle(byte[] bytes) throws IOException {
        ReaderFuzzTarget.readAndUse("stixBundle", bytes);
    }

    @FuzzTest
    void mispEvent(byte[] bytes) throws IOException {
        ReaderFuzzTarget.readAndUse("mispEvent", bytes);
    }

    @FuzzTest
    void ndjson(byte[] bytes) throws IOException {
        ReaderFuzzTarget.readAndUse("ndjson", bytes);
    }

    @FuzzTest
    void longCsv(byte[] bytes) throws IOException {
        ReaderFuzzTarget.readAndUse("longCsv", bytes);
    }

    @FuzzTest
    void microsoftNames(byte[] bytes) throws IOException {
        ReaderFuzzTarget.readAndUse("microsoftNames", bytes);
    }

    @FuzzTest
    void eternalLiberty(byte[] bytes) throws IOException {
        ReaderFuzzTarget.readAndUse("eternalLiberty", bytes);
    }

    @FuzzTest
    void namesCsv(byte[] bytes) throws IOException {
        ReaderFuzzTarget.readAndUse("namesCsv", bytes);
    }

    @FuzzTest
    void listPage(byte[] bytes) throws IOException {
        ReaderFuzzTarget.readAndUse("listPage", bytes);
    }

    @FuzzTest
    void cardPage(byte[] bytes) throws IOException {
        ReaderFuzzTarget.readAndUse("cardPage", bytes);
    }

    @FuzzTest
    void archivedText(byte[] bytes) throws IOException {
        ReaderFuzzTarget.readAndUse("archivedText", bytes);
    }

    @FuzzTest
    void content(byte[] bytes) throws IOException {
        ReaderFuzzTarget.readAndUse(ReaderFuzzTarget.CONTENT, bytes);
    }
}
