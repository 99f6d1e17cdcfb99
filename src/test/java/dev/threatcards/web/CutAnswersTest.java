package dev.threatcards.web;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.threatcards.TestCards;
import dev.threatcards.card.Card;

import static org.assertj.core.api.Assertions.assertThat;

/** An answer whose lists are cut says how many there are. */
final class CutAnswersTest {

    @TempDir
    private static Path index;

    @AutoClose
    private static RunningServer server;

    @BeforeAll
    static void start() {
        List<Card> deck = new ArrayList<>();
        for (int i = 10; i < 60; i++) {
            deck.add(TestCards.actor("Otter " + i).country("Country " + i).tools("Tool " + i).card());
        }
        deck.add(TestCards.actor("Red Fox")
                .tools(IntStream.range(11, 20).mapToObj(i -> "Tool " + i).toArray(String[]::new)).card());
        server = RunningServer.over(index, deck.toArray(Card[]::new));
    }

    @Test
    void theApiTellsHowManyThereAre() throws Exception {
        JsonNode found = server.json("/api/v1/cards?q=otter&facets=country&facetSize=3");
        assertThat(found.at("/facets/country")).hasSize(3);
        assertThat(found.at("/facetTotals/country").asInt()).isEqualTo(50);
        assertThat(found.has("unread")).isFalse();
        JsonNode facet = server.json("/api/v1/facets/country?facetSize=3");
        assertThat(facet.path("values")).hasSize(3);
        assertThat(facet.path("total").asInt()).isEqualTo(50);
        JsonNode similar = server.json("/api/v1/cards/red-fox/similar?size=2");
        assertThat(similar.path("similar")).hasSize(2);
        assertThat(similar.path("total").asInt()).isEqualTo(9);
        JsonNode suggested = server.json("/api/v1/suggest?q=otter&size=4");
        assertThat(suggested.path("suggestions")).hasSize(4);
        assertThat(suggested.path("total").asInt()).isEqualTo(50);
    }

    @Test
    void theApiTellsWhatOfAQueryItDidNotSearchFor() throws Exception {
        JsonNode unread = server.json("/api/v1/cards?q=" + "ot*+".repeat(76)).path("unread");
        assertThat(unread.path("words").asInt()).isEqualTo(12);
        assertThat(unread.path("prefixes").asInt()).isEqualTo(56);
    }

    @Test
    void aPageTellsWhatItLeavesOut() throws Exception {
        String page = server.get("/?q=" + "ot*+".repeat(76)).body();
        assertThat(page).contains("its last 12 words were not searched for",
                "too many asterisks: the last 56 were ignored", "and 40 more");
        assertThat(server.get("/?q=otter").body()).doesNotContain("not searched for", "asterisk")
                .contains("and 40 more");
        assertThat(server.get("/facets/country?prefix=country").body()).contains("and 40 more");
        assertThat(server.get("/cards/red-fox").body()).contains("and 3 more");
    }
}
