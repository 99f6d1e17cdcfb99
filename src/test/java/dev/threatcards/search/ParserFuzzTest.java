package dev.threatcards.search;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any text becomes a tree. An ordinary test run replays the seeds in {@code ParserFuzzTestInputs}. */
final class ParserFuzzTest {

    @FuzzTest
    void parser(byte[] bytes) {
        ParserFuzzTarget.fuzzerTestOneInput(bytes);
    }
}
