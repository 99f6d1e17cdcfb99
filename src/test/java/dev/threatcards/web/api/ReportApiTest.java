package dev.threatcards.web.api;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.threatcards.TestCards;
import dev.threatcards.report.ReportFiles;
import dev.threatcards.web.RunningServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Reports in their forms, sent to the API and to the page. */
final class ReportApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static final byte[] PDF = ReportFiles.pdf("On otters", List.of(List.of("Blue Otter used PlugX.")));
    private static final String PAGE = "<!DOCTYPE html><html><body><nav>Red Fox</nav><article><h1>Blue Otter</h1><p>"
            + "They came back in the spring and stayed. ".repeat(9) + "</p></article></body></html>";
    private static final byte[] MAIL = ReportFiles.mail("From: a@b.test\nTo: c@d.test\nSubject: Otters\n\nBlue Otter");

    @TempDir
    private static Path folder;
    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.over(folder, TestCards.actor("Blue Otter").card(), TestCards.actor("Red Fox").card(),
                TestCards.tool("PlugX", "Korplug"));
    }

    @AfterAll
    static void stop() {
        server.close();
        CLIENT.close();
    }

    private static HttpResponse<String> send(String path, String type, byte[] body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .POST(BodyPublishers.ofByteArray(body));
        if (type != null) {
            request.header("Content-Type", type);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode scan(String type, byte[] body) throws Exception {
        HttpResponse<String> answer = send("api/v1/scan", type, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    /** The body of a form: a file, and fields as name and value in turn. */
    private static byte[] form(String name, byte[] file, String... fields) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            body.append("--x--x\r\nContent-Disposition: form-data; name=\"").append(fields[i]).append("\"\r\n\r\n")
                    .append(fields[i + 1]).append("\r\n");
        }
        body.append("--x--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"").append(name)
                .append("\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .append(new String(file, StandardCharsets.ISO_8859_1)).append("\r\n--x--x--\r\n");
        return body.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static final String FORM = "multipart/form-data; boundary=x--x";

    private static Document page(byte[] body) throws Exception {
        HttpResponse<String> answer = send("names/scan", FORM, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Jsoup.parse(answer.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/pdf", "application/octet-stream", "application/x-www-form-urlencoded"})
    void aPdfIsReadAndItsTextIsInTheAnswer(String type) throws Exception {
        JsonNode answer = scan(type, PDF);
        assertThat(answer.path("form").asText()).isEqualTo("pdf");
        assertThat(answer.path("title").asText()).isEqualTo("On otters");
        assertThat(answer.path("text").asText()).isEqualTo("Blue Otter used PlugX.");
        assertThat(answer.path("mentions")).hasSize(2);
        for (JsonNode mention : answer.path("mentions")) {
            assertThat(
                    answer.path("text").asText().substring(mention.path("start").asInt(), mention.path("end").asInt()))
                    .isEqualTo(mention.path("text").asText());
        }
    }

    @Test
    void aPageAndAnEmailAreReadAsSuch() throws Exception {
        JsonNode page = scan("text/html; charset=utf-8", PAGE.getBytes(StandardCharsets.UTF_8));
        assertThat(page.path("form").asText()).isEqualTo("html");
        assertThat(page.path("mentions").findValuesAsText("text")).containsExactly("Blue Otter");
        JsonNode mail = scan("message/rfc822", MAIL);
        assertThat(mail.path("form").asText()).isEqualTo("email");
        assertThat(mail.path("text").asText()).isEqualTo("Otters\n\nBlue Otter");
        assertThat(scan(null, MAIL).path("form").asText()).isEqualTo("email");
    }

    @Test
    void theCharsetThatAPageStatesCountsIfTheRequestNamesNone() throws Exception {
        byte[] page = "<html><head><meta charset=gbk></head><body>海莲花 and Blue Otter</body></html>"
                .getBytes(Charset.forName("GBK"));
        for (String type : List.of("text/html", "application/octet-stream")) {
            assertThat(scan(type, page).path("text").asText()).isEqualTo("海莲花 and Blue Otter");
        }
    }

    @Test
    void theCharsetOfTheRequestCounts() throws Exception {
        byte[] page = "<!DOCTYPE html><p>\u0412\u044B\u0434\u0440\u0430 Blue Otter"
                .getBytes(Charset.forName("windows-1251"));
        assertThat(scan("text/html; charset=windows-1251", page).path("text").asText())
                .isEqualTo("\u0412\u044B\u0434\u0440\u0430 Blue Otter");
    }

    @ParameterizedTest
    @CsvSource({"text/plain", "text/csv", "application/json", "application/octet-stream"})
    void aPlainTextIsNotRepeated(String type) throws Exception {
        JsonNode answer = scan(type, "Blue Otter".getBytes(StandardCharsets.UTF_8));
        assertThat(answer.has("text") || answer.has("form")).isFalse();
        assertThat(answer.path("mentions")).hasSize(1);
    }

    @Test
    void whatIsPlainByItsTypeIsNotReadAsAPage() throws Exception {
        JsonNode answer = scan("text/plain", PAGE.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.has("text")).isFalse();
        assertThat(answer.path("mentions").findValuesAsText("text")).contains("Red Fox");
    }

    @Test
    void aFormWithAFileIsRead() throws Exception {
        assertThat(scan(FORM, form("a.pdf", PDF)).path("form").asText()).isEqualTo("pdf");
        assertThat(send("api/v1/scan", FORM, form("a.pdf", PDF, "text", "x")).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"application/pdf | %PDF-1.7 nothing | 400 | is a damaged PDF",
            "text/html | <!doctype html><title>Otters</title><div id=app></div> | 400 | is a web page without text",
            "application/octet-stream | PK\u0003\u0004zip | 400 | is a zip archive",
            "image/png | x | 415 | application/pdf", "multipart/form-data | x | 400 | boundary",
            "multipart/form-data; boundary=b | x | 400 | ends before",
            "multipart/form-data; boundary=b | --b~x~--b-- | 400 | no head"})
    void whatCannotBeReadIsAProblem(String type, String body, int status, String detail) throws Exception {
        HttpResponse<String> answer = send("api/v1/scan", type,
                body.replace("~", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(JSON.readTree(answer.body()).path("detail").asText()).contains(detail);
    }

    @Test
    void aReportIsBounded() throws Exception {
        HttpResponse<String> answer = send("api/v1/scan", "application/pdf", new byte[(20 << 20) + 1]);
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(JSON.readTree(answer.body()).path("detail").asText()).contains("20 MB");
    }

    @Test
    void thePageTakesAFile() throws Exception {
        Document page = page(form("a.pdf", PDF, "text", "Red Fox", "generic", "true"));
        assertThat(page.select(".told h2").text()).isEqualTo("The text mentions 1 actor and 1 tool, in 2 places.");
        assertThat(page.select(".told").text()).contains("Read from a PDF: \u201COn otters\u201D.");
        assertThat(page.select("#pasted").text()).as("for the downloads").isEqualTo("Blue Otter used PlugX.");
        assertThat(page.select("#generic").hasAttr("checked")).isTrue();
    }

    @Test
    void thePageTakesAPastedTextInAFormWithoutAFile() throws Exception {
        Document page = page(form("", new byte[0], "text", "Red Fox\r\nBlue Otter"));
        assertThat(page.select(".answers tbody tr").eachText()).hasSize(2);
        assertThat(page.select(".answers .first").eachText()).containsExactlyInAnyOrder("line 1", "line 2");
    }

    @Test
    void thePageSaysWhatCannotBeReadAndKeepsTheText() throws Exception {
        HttpResponse<String> answer = send("names/scan", FORM,
                form("a.zip", new byte[]{'P', 'K', 3, 4}, "text", "Red Fox"));
        assertThat(answer.statusCode()).isEqualTo(400);
        Document page = Jsoup.parse(answer.body());
        assertThat(page.select(".told").text()).contains("a.zip is a zip archive");
        assertThat(page.select("#pasted").text()).isEqualTo("Red Fox");
    }

    @Test
    void aFormOfAnotherSiteIsRefused() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "names/scan"))
                .header("Content-Type", FORM).header("Origin", "https://other.test")
                .POST(BodyPublishers.ofByteArray(form("a.pdf", PDF))).build();
        assertThat(CLIENT.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
    }
}
