package dev.threatcards.server;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import dev.threatcards.TestCards;
import dev.threatcards.card.Card;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever the cards hold, an answer has an end. */
final class BoundedAnswersTest {

    private static final int MANY = 3_000;

    @TempDir
    private Path folder;

    private static String[] values(String what) {
        return IntStream.range(0, MANY).mapToObj(i -> what + " " + i).toArray(String[]::new);
    }

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void aCardOfThousandsOfValuesHasSmallPictures() throws Exception {
        Card vast = TestCards.actor("Vast Otter").country(values("Country")).targets(values("Target"))
                .sectors(values("Sector")).tools(values("Tool")).card();
        Card other = TestCards.actor("Other Otter").tools(values("Tool")).card();
        try (RunningServer server = RunningServer.over(folder, vast, other)) {
            HttpResponse<String> answer = server.get("/api/v1/stats");
            assertThat(answer.body().length()).isLessThan(5_000_000);
            JsonNode stats = new ObjectMapper().readTree(answer.body());
            assertThat(stats.at("/totals/targets").asInt()).isEqualTo(MANY);
            assertThat(stats.at("/origins/rows").size() + stats.at("/origins/moreRows").asInt()).isEqualTo(MANY);
            assertThat(stats.at("/origins/columns").size() + stats.at("/origins/moreColumns").asInt()).isEqualTo(MANY);
            assertThat(stats.at("/origins/rows/0/cells")).hasSize(stats.at("/origins/columns").size());
            assertThat(stats.at("/pairs/0/tools").size() + stats.at("/pairs/0/moreTools").asInt()).isEqualTo(MANY);
            assertThat(Jsoup.parse(server.get("/explore").body()).select("main").text()).contains("of 3,000 rows");
        }
    }

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void namesThatThousandsShareAreNotAllTold() throws Exception {
        Card[] panda = IntStream.range(0, 1_500)
                .mapToObj(i -> TestCards.actor("Group " + i).alias("Shared Panda", "X").card()).toArray(Card[]::new);
        try (RunningServer server = RunningServer.over(folder, panda)) {
            assertThat(server.json("/api/v1/resolve?name=Shared+Panda").path("cards").size()).isPositive();
            String list = new ObjectMapper().writeValueAsString(Collections.nCopies(1_000, "Shared Panda"));
            assertThat(post(server, "api/v1/resolve", list)).isEqualTo(413);
            assertThat(post(server, "names/resolve", "names=" + "Shared+Panda%0A".repeat(1_000))).isEqualTo(413);
            String text = String.join(" and ", Stream.generate(() -> "Shared Panda").limit(1_000).toList());
            assertThat(post(server, "api/v1/scan", text)).isEqualTo(413);
            assertThat(post(server, "names/scan", "text=" + text.replace(' ', '+'))).isEqualTo(413);
        }
    }

    private static int post(RunningServer server, String path, String body) throws Exception {
        return HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create(server.url() + path)).POST(BodyPublishers.ofString(body)).build(),
                BodyHandlers.discarding()).statusCode();
    }
}
