package dev.threatcards.web;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.threatcards.Inputs;
import dev.threatcards.TestCards;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever bytes a request consists of, the server answers it, and never with a 5xx. */
final class AnyRequestTest {

    private static final HexFormat PERCENT = HexFormat.of().withPrefix("%");

    private static RunningServer server;
    private static HttpClient client;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void start() {
        server = RunningServer.over(folder,
                TestCards.actor("Blue Otter").alias("Shared", "Initech").country("China").tools("PlugX")
                        .description("It sends mail to engineers.").card(),
                TestCards.actor("Red Fox").alias("Shared", "Umbrella").country("Russia").card(),
                TestCards.tool("PlugX", "Korplug"));
        client = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    @Test
    void anyAddressIsAnswered() {
        Inputs.forAll(3_000, inputs -> isNoFailure(HttpRequest.newBuilder(URI.create(server.url() + address(inputs)))));
    }

    @ParameterizedTest
    @CsvSource({"api/v1/resolve, 1000", "api/v1/scan, 1000", "names/resolve, 500", "names/scan, 500"})
    void anyBytesAreAnswered(String path, int checks) {
        Inputs.forAll(checks, inputs -> isNoFailure(HttpRequest.newBuilder(URI.create(server.url() + path))
                .POST(BodyPublishers.ofByteArray(inputs.bytes(2_000)))));
    }

    @Test
    void anyTextThatIsPastedIsAnswered() {
        Inputs.forAll(500, inputs -> {
            String text = value(inputs);
            for (Map.Entry<String, String> form : Map.of("names/resolve", "names", "names/scan", "text").entrySet()) {
                for (String as : List.of("page", "csv", "json")) {
                    isNoFailure(HttpRequest.newBuilder(URI.create(server.url() + form.getKey()))
                            .POST(BodyPublishers.ofString(form.getValue() + "=" + text + "&as=" + as)));
                }
            }
        });
    }

    private static void isNoFailure(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(500);
    }

    private static String address(Inputs inputs) {
        String path = inputs.of(true, true, false)
                ? inputs.of("", "api/v1/cards", "api/v1/tools", "api/v1/suggest", "api/v1/resolve",
                        "api/v1/facets/country", "api/v1/facets/tool", "api/v1/deck", "api/v1/operations", "operations",
                        "operations.atom", "deck", "names", "compare", "health/ready")
                : inputs.of("", "cards/", "api/v1/cards/", "api/v1/tools/", "api/v1/facets/") + bytes(inputs)
                        + inputs.of("", "/similar", "/related");
        String parameters = inputs.joined(4, "&", () -> parameter(inputs));
        return parameters.isEmpty() ? path : path + "?" + parameters;
    }

    private static String parameter(Inputs inputs) {
        String name = inputs.between(0, 9) > 0
                ? inputs.of("q", "country", "country.not", "tool.all", "sector", "firstSeen", "active", "sort", "page",
                        "size", "facets", "facetSize", "prefix", "name", "giver", "a", "b")
                : bytes(inputs);
        return name + "=" + value(inputs);
    }

    private static String value(Inputs inputs) {
        return inputs.of(true, false) ? bytes(inputs) : text(inputs);
    }

    /** Arbitrary bytes, percent-encoded. */
    private static String bytes(Inputs inputs) {
        return PERCENT.formatHex(inputs.bytes(60));
    }

    /** Operators of the query syntax between words of the cards, percent-encoded. */
    private static String text(Inputs inputs) {
        return URLEncoder.encode(inputs.joined(12, "",
                () -> inputs.of("mail", "china", "blue", "otter", "\"", "*", "-", "OR", "country:", "firstSeen:", "..",
                        "2015", "(", ":", "0", "-1", "99999999999", "name", "country", " ", "\u0000", "é")),
                StandardCharsets.UTF_8);
    }
}
