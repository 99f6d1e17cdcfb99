package dev.threatcards;

import java.io.IOException;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The plain jar has the library alone; the app jar has the whole program. */
final class PlainJarIT {

    private static final String ROOT = "dev/threatcards/";

    private static Stream<String> folders(JarFile jar) {
        return jar.stream().filter(entry -> !entry.isDirectory()).map(entry -> entry.getName())
                .map(name -> name.substring(0, name.lastIndexOf('/') + 1)).distinct();
    }

    @Test
    void thePlainJarHasTheLibraryAlone() throws IOException {
        try (JarFile jar = new JarFile(System.getProperty("plain.jar"))) {
            assertThat(folders(jar)).containsExactlyInAnyOrder("", "META-INF/",
                    "META-INF/maven/dev.threatcards/threat-cards/", ROOT, ROOT + "analysis/", ROOT + "cache/",
                    ROOT + "card/", ROOT + "cards/", ROOT + "deck/", ROOT + "error/", ROOT + "export/", ROOT + "index/",
                    ROOT + "ingest/", ROOT + "json/", ROOT + "leads/", ROOT + "names/", ROOT + "parse/",
                    ROOT + "query/", ROOT + "report/", ROOT + "result/", ROOT + "search/", ROOT + "source/",
                    ROOT + "source/fetch/", ROOT + "source/form/", ROOT + "text/");
            assertThat(jar.getEntry("module-info.class")).isNotNull();
            assertThat(jar.getEntry(ROOT + "ThreatCards.class")).isNotNull();
        }
    }

    @Test
    void theAppJarHasTheWholeProgram() throws IOException {
        try (JarFile jar = new JarFile(System.getProperty("app.jar"))) {
            assertThat(folders(jar)).contains(ROOT, ROOT + "cards/", ROOT + "cli/", ROOT + "web/", "web/static/",
                    "picocli/");
            assertThat(jar.getEntry("module-info.class")).isNull();
        }
    }
}
