package dev.threatcards.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
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

    /** Actors with thousands of everything, in two collections, and tools with thousands of users. */
    private static Card[] hostileDeck() {
        List<Card> cards = new ArrayList<>();
        for (int i = 0; i < 1_100; i++) {
            cards.add(TestCards.actor("Group " + i).alias("Shared Panda", "Acme").relation("related-to", "Vast 0")
                    .tools("Common Tool").country("Country 1").card());
            cards.add(TestCards.actor("Group " + i).of("other").alias("Shared Panda", "Acme").card());
        }
        for (int i = 0; i < 30; i++) {
            TestCards vast = TestCards.actor("Vast " + i).country(values("Country")).targets(values("Target"))
                    .sectors(values("Sector")).tools(values("Tool")).description("A story. ".repeat(100_000));
            IntStream.range(0, MANY).forEach(name -> vast.alias("Alias " + name, "Acme"));
            cards.add(vast.alias("Shared Panda", "Acme").relation("similar", "Vast 1").card());
        }
        IntStream.range(0, MANY).forEach(i -> cards.add(TestCards.tool("Tool " + i)));
        cards.add(TestCards.tool("Common Tool"));
        return cards.toArray(Card[]::new);
    }

    @Test
    @Timeout(value = 240, unit = TimeUnit.SECONDS)
    void everyAnswerOfAHostileDeckHasAnEndAndWhatIsLeftOutIsCounted() throws Exception {
        UUID vast = TestCards.uuid("Vast 2");
        UUID common = TestCards.uuid("Common Tool");
        try (RunningServer server = RunningServer.over(folder, hostileDeck())) {
            for (String path : List.of("/", "/deck", "/tools", "/cards/" + vast, "/cards/" + TestCards.uuid("Vast 0"),
                    "/tools/" + common, "/compare?a=" + vast + "&b=" + TestCards.uuid("Vast 3"),
                    "/names?name=Shared+Panda", "/api/v1/cards/Shared+Panda", "/api/v1/cards/" + vast + "/related",
                    "/api/v1/tools/" + common, "/api/v1/tools/" + TestCards.uuid("Tool 7") + "/similar",
                    "/api/v1/suggest?q=vast&size=100", "/api/v1/deck", "/api/v1/resolve?name=Shared+Panda")) {
                assertThat(server.get(path).body().length()).as(path).isPositive().isLessThan(5_000_000);
            }

            Document page = Jsoup.parse(server.get("/cards/" + vast).body());
            assertThat(page.select("#targets .groups li")).hasSize(1_001);
            assertThat(page.select("#targets li a").last().text()).isEqualTo("and 2,000 more");
            assertThat(page.select("#targets li a").last().attr("href")).isEqualTo("/api/v1/cards/" + vast);
            assertThat(page.select("#names h2").text()).isEqualTo("Names 3,002");
            assertThat(page.select("#names tbody tr")).hasSize(1_001);
            assertThat(page.select(".description p").last().text()).endsWith("the whole card as JSON");

            Document tool = Jsoup.parse(server.get("/tools/" + TestCards.uuid("Common Tool")).body());
            assertThat(tool.select(".used-by h2").text()).isEqualTo("Used by 1,100");
            assertThat(tool.select(".users-table tbody tr").last().text()).isEqualTo("and 100 more");

            JsonNode like = server.json("/api/v1/cards/" + vast + "/similar").at("/similar/0");
            assertThat(like.path("shared").size() + like.path("moreShared").asInt()).isGreaterThan(4 * MANY);
            assertThat(like.path("reason").asText().length()).isLessThan(1_000);

            JsonNode deck = server.json("/api/v1/deck");
            JsonNode panda = StreamSupport.stream(deck.path("sharedNames").spliterator(), false)
                    .filter(name -> name.path("name").asText().equals("Shared Panda"))
                    .filter(name -> name.at("/cards/0/collection").asText().equals(TestCards.DECK.collection()))
                    .findFirst().orElseThrow();
            assertThat(panda.path("cards")).hasSize(10);
            assertThat(panda.path("total").asInt()).isEqualTo(1_130);
        }
    }

    private static int post(RunningServer server, String path, String body) throws Exception {
        return HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create(server.url() + path)).POST(BodyPublishers.ofString(body)).build(),
                BodyHandlers.discarding()).statusCode();
    }
}
