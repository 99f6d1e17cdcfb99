package dev.threatcards.reliability;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Whatever is typed is answered or refused in a sentence. An ordinary test run replays the seeds in {@code QueryFuzzTestInputs}, the
 * findings of longer runs among them.
 */
final class QueryFuzzTest {

    @FuzzTest
    void query(byte[] bytes) {
        QueryFuzzTarget.fuzzerTestOneInput(bytes);
    }
}
