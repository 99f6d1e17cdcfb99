package dev.threatcards.web.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.threatcards.ExportedCards;
import dev.threatcards.ThreatCards;
import dev.threatcards.analysis.CardFields;
import dev.threatcards.web.RunningServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Exports, asked over HTTP. */
final class ExportApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;
    @AutoClose
    private static RunningServer server;

    @BeforeAll
    static void start() throws IOException {
        server = new RunningServer(ExportedCards.invented(folder));
    }

    @ParameterizedTest
    @CsvSource({"json,application/json,threat-cards.json", "ndjson,application/x-ndjson,threat-cards.ndjson",
            "csv,text/csv; charset=utf-8; header=present,threat-cards.csv",
            "csv-long,text/csv; charset=utf-8; header=present,threat-cards-long.csv",
            "stix,application/stix+json;version=2.1,threat-cards.stix.json",
            "misp,application/json,threat-cards.misp.json"})
    void everyFormatIsAFileOfItsType(String format, String type, String file) throws Exception {
        HttpResponse<String> answer = server.get("/api/v1/export." + format);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type").orElse("").replaceAll("; ?", ";"))
                .isEqualToIgnoringCase(type.replaceAll("; ?", ";"));
        assertThat(answer.headers().firstValue("content-disposition"))
                .hasValue("attachment; filename=\"" + file + "\"");
        assertThat(answer.body()).contains("An encyclopedia", "CC BY-NC-SA 4.0", "2024-08-27",
                "11111111-2222-4333-8444-555555555501");
    }

    @Test
    void aQueryIsThatOfASearch() throws Exception {
        JsonNode found = server.json("/api/v1/export.json?country=Iran&page=2&size=1");
        assertThat(found.path("values")).hasSize(1);
        assertThat(found.path("values").path(0).path("actor").asText()).isEqualTo("@Red Fox");
        assertThat(server.json("/api/v1/export.json").path("values")).hasSize(6);
        assertThat(server.json("/api/v1/export.json?collection=A+galaxy").path("values")).hasSize(2);
        assertThat(server.json("/api/v1/export.json?kind=actor").path("values")).hasSize(3);
        assertThat(server.json("/api/v1/export.json?kind=tool&q=spanr").path("values")).hasSize(1);
        assertThat(server.json("/api/v1/export.misp?kind=tool").path("category").asText()).isEqualTo("tool");
        assertThat(server.json("/api/v1/export.json?country=Peru").path("values")).isEmpty();
    }

    @Test
    void cardsAreNamedByTheirIds() throws Exception {
        JsonNode bundle = server.json("/api/v1/export.stix?id=11111111-2222-4333-8444-555555555502"
                + "&id=11111111-2222-4333-8444-555555555505");
        assertThat(bundle.path("objects").findValuesAsText("id"))
                .contains("intrusion-set--11111111-2222-4333-8444-555555555502",
                        "malware--11111111-2222-4333-8444-555555555504", "tool--11111111-2222-4333-8444-555555555505")
                .doesNotContain("intrusion-set--11111111-2222-4333-8444-555555555501");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"export.pdf|404|csv-long", "export.json?contry=Iran|400|country",
            "export.json?kind=group|400|actor", "export.json?id=otter|400|uuid",
            "export.json?id=11111111-2222-4333-8444-555555555599|404|555555555599",
            "export.json?id=11111111-2222-4333-8444-555555555501&q=otter|400|\"q\"",
            "export.json?kind=tool&country=Iran|400|country", "export.json?sort=best|400|order"})
    void whatCannotBeAnsweredIsAProblem(String address, int status, String word) throws Exception {
        HttpResponse<String> answer = server.get("/api/v1/" + address);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("content-disposition")).isEmpty();
        assertThat(JSON.readTree(answer.body()).path("detail").asText()).contains(word);
    }

    @Test
    void headIsToldTheSameWithoutTheFile() throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(server.url() + "api/v1/export.stix"))
                        .method("HEAD", BodyPublishers.noBody()).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-disposition")).isPresent();
        assertThat(answer.body()).isEmpty();
    }

    /** The card that comes last cannot be read, behind more than the server collects before it sends. */
    @Test
    void aCardThatCannotBeReadIsAProblemAndNoHalfFile(@TempDir Path index) throws Exception {
        ThreatCards.build(index).fromStarterDeck();
        String last;
        try (ThreatCards cards = ThreatCards.open(index)) {
            last = cards.cards("Turla").getFirst().uuid().toString();
        }
        try (Directory directory = FSDirectory.open(index);
                IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(new KeywordAnalyzer()))) {
            writer.updateBinaryDocValue(new Term(CardFields.UUID, last), CardFields.CARD, new BytesRef("no card"));
            writer.commit();
        }
        try (RunningServer broken = new RunningServer(index)) {
            HttpResponse<String> answer = broken.get("/api/v1/export.json?sort=name");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
            assertThat(answer.body()).contains("Index unavailable");
            assertThat(answer.headers().firstValue("content-disposition")).isEmpty();
            assertThat(broken.get("/api/v1/cards?country=Iran").statusCode()).isEqualTo(200);
        }
    }
}
