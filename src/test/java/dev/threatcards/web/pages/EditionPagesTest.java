package dev.threatcards.web.pages;

import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.EditionStatus;
import dev.threatcards.card.Relation;
import dev.threatcards.web.RunningServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Cards that are not current over HTTP: what searches leave out, the marks of cards, and the links to what replaced them. */
final class EditionPagesTest {

    private static final ActorCard CHOIR = ActorCard.builder("Copper Choir").collection("Test").name("Copper Choir", "")
            .name("Tin Whistle", "").description("Sings <b>loudly</b>.").build();
    private static final ActorCard WHISTLE = ActorCard.builder("Tin Whistle").collection("Test")
            .description("Sings too.").edition(EditionStatus.REVOKED)
            .relation(new Relation(Relation.REVOKED_BY, CHOIR.uuid().toString(), "", "test")).build();
    private static final ActorCard BELL = ActorCard.builder("Fog Bell").collection("Test").description("Sings no more.")
            .edition(EditionStatus.DROPPED).build();

    @TempDir
    private static Path folder;
    @AutoClose
    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.over(folder, CHOIR, WHISTLE, BELL);
    }

    private static Document page(String path) throws Exception {
        return Jsoup.parse(server.get(path).body(), server.url());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /api/v1/cards                             | 1
            /api/v1/cards?edition=all                 | 3
            /api/v1/cards?edition=dropped             | 1
            /api/v1/cards?edition.not=dropped         | 2
            /api/v1/cards?q=edition%3Arevoked         | 1
            /api/v1/cards?edition=revoked&edition=dropped | 2
            /api/v1/operations?edition=all            | 0
            """)
    void theEditionIsAParameter(String path, int total) throws Exception {
        assertThat(server.json(path).path("total").asInt(-1)).isEqualTo(total);
    }

    @Test
    void anAnswerSaysWhatItLeavesOut() throws Exception {
        JsonNode answer = server.json("/api/v1/cards?q=sings");
        assertThat(answer.path("leftOut")).hasToString(
                "{\"count\":2,\"editions\":{\"dropped\":1,\"revoked\":1},\"search\":\"q=sings&edition=all\"}");
        assertThat(answer.path("filters")).isEmpty();
        assertThat(server.json("/api/v1/cards?q=sings&edition=all").has("leftOut")).isFalse();

        Document page = page("/?q=sings");
        assertThat(page.select(".advice").eachText())
                .contains("2 actors left out: 1 dropped, 1 revoked. Show them too");
        assertThat(page("/" + page.select(".advice a[href*=edition]").attr("href").substring(1)).select(".hit h2")
                .eachText()).hasSize(3).first().isEqualTo("Copper Choir");
        assertThat(page("/?q=sings&edition=dropped").select(".hit .facts").text())
                .isEqualTo("not in the newest edition");
    }

    @Test
    void aCardSaysWhatBecameOfIt() throws Exception {
        JsonNode revoked = server.json("/api/v1/cards/" + WHISTLE.uuid());
        assertThat(revoked.path("edition").asText()).isEqualTo("revoked");
        assertThat(revoked.path("status").asText()).isEqualTo("Revoked by Copper Choir.");
        assertThat(revoked.at("/revokedBy/0/id").asText()).isEqualTo(CHOIR.uuid().toString());
        JsonNode replacing = server.json("/api/v1/cards/" + CHOIR.uuid());
        assertThat(replacing.has("edition")).isFalse();
        assertThat(replacing.at("/replaces/0/name").asText()).isEqualTo("Tin Whistle");

        Document page = page("/cards/" + WHISTLE.uuid());
        assertThat(page.select(".status").text()).isEqualTo("Revoked by Copper Choir.");
        assertThat(page.select(".status a").attr("href")).isEqualTo("/cards/copper-choir");
        assertThat(page("/cards/copper-choir").select(".relations, #related").text()).contains("Replaces")
                .contains("Tin Whistle");
        assertThat(page("/cards/" + BELL.uuid()).select(".status").text())
                .isEqualTo("Not in the newest edition of Test.");
    }

    @Test
    void aNameLeadsToTheCurrentCard() throws Exception {
        assertThat(server.get("/api/v1/cards/tin%20whistle").statusCode()).isEqualTo(200);
        JsonNode one = server.json("/api/v1/resolve?name=tin+whistle");
        assertThat(one.path("ambiguous").asBoolean()).isFalse();
        assertThat(one.at("/cards/0/name").asText()).isEqualTo("Copper Choir");
        assertThat(one.at("/cards/1/edition").asText()).isEqualTo("revoked");
        assertThat(one.at("/cards/1/revokedBy/0/name").asText()).isEqualTo("Copper Choir");
        assertThat(page("/names?name=tin+whistle").select(".answers .flag").text())
                .isEqualTo("revoked by Copper Choir");
        assertThat(page("/deck").select("#editions li").eachText())
                .containsExactly("Fog Bell not in the newest edition", "Tin Whistle revoked");
    }
}
