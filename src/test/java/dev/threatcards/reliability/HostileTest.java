package dev.threatcards.reliability;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Hostile cards on the first pages, in the API and in every export; a real browser sees them in an integration test. */
final class HostileTest {

    private static final int PAGES = 60;

    @TempDir
    private Path folder;

    @Test
    void nothingRunsNothingFailsAndEveryFileIsReadBack() throws Exception {
        Result result = new Hostile(Settings.brief(folder), PAGES, false).run();
        assertThat(result.findings()).isEmpty();
        assertThat(result.tried()).isGreaterThan(PAGES);
    }
}
