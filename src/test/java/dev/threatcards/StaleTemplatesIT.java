package dev.threatcards;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A checkout that was built before and then updated: sources generated from templates that are gone are not compiled again. */
final class StaleTemplatesIT {

    @TempDir
    private Path folder;

    @Test
    void generatedSourcesAreDeletedBeforeTheyAreGeneratedAgain() throws Exception {
        Files.copy(Path.of("pom.xml"), folder.resolve("pom.xml"));
        Path generated = folder.resolve("target/generated-sources/jte/dev/threatcards/gone/JtegoneGenerated.java");
        Files.createDirectories(generated.getParent());
        Files.writeString(generated, "package dev.threatcards.gone;");
        Path log = folder.resolve("log");

        ProcessBuilder maven = new ProcessBuilder(System.getProperty("maven.home") + "/bin/mvn", "-B", "-ntp", "-o",
                "initialize").directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
        maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process run = maven.start();
        assertThat(run.waitFor(2, TimeUnit.MINUTES)).isTrue();

        assertThat(run.exitValue()).as(Files.readString(log)).isZero();
        assertThat(generated).doesNotExist();
    }
}
