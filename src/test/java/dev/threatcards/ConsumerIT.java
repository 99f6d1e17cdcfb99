package dev.threatcards;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A bare project of somebody else's that has the plain jar as its one dependency: Maven gives it Lucene, Jsoup and Jackson and nothing
 * else, and with those it makes an index and searches.
 */
final class ConsumerIT {

    private static final Path REPOSITORY = Path.of(System.getProperty("maven.local"));
    private static final String VERSION = System.getProperty("app.version");

    @TempDir
    private Path folder;

    private String pom() {
        return String.format(Locale.ROOT, """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>example</groupId>
                  <artifactId>consumer</artifactId>
                  <version>1</version>
                  <properties>
                    <maven.compiler.release>21</maven.compiler.release>
                    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
                  </properties>
                  <repositories>
                    <repository><id>here</id><url>%s</url></repository>
                  </repositories>
                  <dependencies>
                    <dependency>
                      <groupId>dev.threatcards</groupId>
                      <artifactId>threat-cards</artifactId>
                      <version>%s</version>
                    </dependency>
                    <dependency>
                      <groupId>org.junit.jupiter</groupId>
                      <artifactId>junit-jupiter</artifactId>
                      <version>%s</version>
                      <scope>test</scope>
                    </dependency>
                  </dependencies>
                  <build>
                    <plugins>
                      <plugin><artifactId>maven-resources-plugin</artifactId><version>3.3.1</version></plugin>
                  <plugin><artifactId>maven-compiler-plugin</artifactId><version>3.14.1</version></plugin>
                      <plugin><artifactId>maven-surefire-plugin</artifactId><version>3.5.4</version></plugin>
                    </plugins>
                  </build>
                </project>
                """, folder.resolve("repository").toUri(), VERSION, System.getProperty("junit.version"));
    }

    /** What is there already is all that there is: no network. */
    private static String settings() {
        return String.format(Locale.ROOT, """
                <settings>
                  <mirrors>
                    <mirror><id>there</id><mirrorOf>*,!here</mirrorOf><url>%s</url></mirror>
                  </mirrors>
                </settings>
                """, REPOSITORY.toUri());
    }

    private static final String TEST = """
            import dev.threatcards.query.CardQuery;
            import dev.threatcards.ThreatCards;
            import java.nio.file.Files;
            import java.nio.file.Path;
            import org.junit.jupiter.api.Test;

            class SearchTest {
                @Test
                void searches() throws Exception {
                    Path index = Path.of("target/index");
                    ThreatCards.build(index).fromStarterDeck();
                    try (ThreatCards cards = ThreatCards.open(index)) {
                        Files.writeString(Path.of("target/first"),
                                cards.search(CardQuery.of("fancybear")).hits().getFirst().card().name());
                    }
                    Files.writeString(Path.of("target/travels"), System.getProperty("java.class.path"));
                }
            }
            """;

    @Test
    void oneDependencyIsEnough() throws IOException, InterruptedException {
        Path release = folder.resolve("repository/dev/threatcards/threat-cards/" + VERSION);
        Files.createDirectories(release);
        Path jar = Path.of(System.getProperty("plain.jar"));
        Files.copy(jar, release.resolve(jar.getFileName()));
        Files.copy(Path.of("pom.xml"), release.resolve("threat-cards-" + VERSION + ".pom"));
        Path consumer = Files.createDirectories(folder.resolve("consumer"));
        Path tests = Files.createDirectories(consumer.resolve("src/test/java"));
        Files.writeString(consumer.resolve("pom.xml"), pom());
        Files.writeString(consumer.resolve("settings.xml"), settings());
        Files.writeString(tests.resolve("SearchTest.java"), TEST);

        ProcessBuilder maven = new ProcessBuilder(System.getProperty("maven.home") + "/bin/mvn", "-B", "-ntp", "-s",
                "settings.xml", "-Dmaven.repo.local=" + folder.resolve("local"), "test").directory(consumer.toFile())
                .redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile());
        maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process run = maven.start();
        assertThat(run.waitFor(5, TimeUnit.MINUTES)).isTrue();

        assertThat(run.exitValue()).as(Files.readString(folder.resolve("log"))).isZero();
        assertThat(consumer.resolve("target/first")).content().startsWith("Sofacy");
        assertThat(travelling(Files.readString(consumer.resolve("target/travels")))).isNotEmpty()
                .allMatch(artifact -> artifact.matches("(org/apache/lucene|org/jsoup|com/fasterxml/jackson)/.*")
                        || artifact.matches("org/jspecify/.*"), "is Lucene, Jsoup or Jackson, or their need");
    }

    /** What came with the plain jar: the class path without it, the tests' own classes and what runs the tests. */
    private List<String> travelling(String classPath) {
        String local = folder.resolve("local") + File.separator;
        return Stream.of(classPath.split(File.pathSeparator)).filter(path -> path.startsWith(local))
                .map(path -> path.substring(local.length()))
                .filter(path -> !path
                        .matches("(dev/threatcards|org/junit|org/opentest4j|org/apiguardian)/.*|.*surefire.*"))
                .toList();
    }
}
