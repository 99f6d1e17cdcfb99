package dev.threatcards.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Predicate;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.threatcards.TestCards;

import static org.assertj.core.api.Assertions.assertThat;

/** A server whose index is deleted and ingested anew while it runs, which its own messages advise. */
final class ReplacedIndexServerTest {

    private static final String PAGE = "/api/v1/cards?size=5";

    @TempDir
    private Path temporary;

    private interface Asking<T> {
        T ask() throws IOException, InterruptedException;
    }

    private static <T> T until(Predicate<T> wanted, Asking<T> asking) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + 30_000_000_000L;
        T answer = asking.ask();
        while (!wanted.test(answer) && System.nanoTime() < deadline) {
            answer = asking.ask();
        }
        return answer;
    }

    @Test
    void readinessTellsOfADeletedIndexAndTheNewOneIsServed() throws Exception {
        Path folder = temporary.resolve("index");
        try (RunningServer server = RunningServer.over(folder, TestCards.actor("Blue Otter").card())) {
            String tag = server.get(PAGE).headers().firstValue("ETag").orElseThrow();
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
            }
            assertThat(until(status -> status == 503, () -> server.get("/health/ready").statusCode())).isEqualTo(503);
            assertThat(server.json("/health/ready").path("detail").asText()).contains("no index in").contains("ingest");
            assertThat(server.get(PAGE).statusCode()).isEqualTo(200);
            assertThat(server.get("/health/live").statusCode()).isEqualTo(200);

            TestCards.write(folder, TestCards.actor("Red Fox").card());
            JsonNode page = until(answer -> answer.toString().contains("Red Fox"), () -> server.json(PAGE));
            assertThat(page.toString()).contains("Red Fox").doesNotContain("Blue Otter");
            assertThat(server.get(PAGE).headers().firstValue("ETag").orElseThrow()).isNotEqualTo(tag);
            assertThat(server.get("/health/ready").statusCode()).isEqualTo(200);
        }
    }
}
