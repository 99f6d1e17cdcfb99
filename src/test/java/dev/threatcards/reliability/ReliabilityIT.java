package dev.threatcards.reliability;

import java.nio.file.Path;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The short forms of what the reliability run does with the packaged program; that of its kills is {@code KilledIngestIT}. */
@Order(0) // the longest begin first, lest one of them runs on alone
final class ReliabilityIT {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"disk", "descriptors", "heap", "agents", "soak"})
    void nothingIsLostAndNothingIsWrong(String part) throws Exception {
        Result result = Reliability.PARTS.get(part).apply(Settings.brief(folder)).run();
        System.out.print(result.row());
        result.notes().stream().filter(note -> note.startsWith("not run")).forEach(note -> System.out.println(note));
        assertThat(result.findings()).isEmpty();
        assertThat(result.tried()).isPositive();
    }
}
