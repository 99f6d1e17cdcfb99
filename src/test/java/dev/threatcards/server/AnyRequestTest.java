package dev.threatcards.server;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

import dev.threatcards.TestCards;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever bytes a request is made of, the server has an answer, and never its own failure. */
final class AnyRequestTest {

    private static final HexFormat PERCENT = HexFormat.of().withPrefix("%");

    private static RunningServer server;
    private static HttpClient client;

    @BeforeContainer
    static void start() throws Exception {
        server = RunningServer.over(Files.createTempDirectory("any-request"),
                TestCards.actor("Blue Otter").alias("Shared", "Initech").country("China").tools("PlugX")
                        .description("It sends mail to engineers.").card(),
                TestCards.actor("Red Fox").alias("Shared", "Umbrella").country("Russia").card(),
                TestCards.tool("PlugX", "Korplug"));
        client = HttpClient.newHttpClient();
    }

    @AfterContainer
    static void stop() {
        client.close();
        server.close();
    }

    @Property(tries = 3_000)
    void anyAddressIsAnswered(@ForAll("addresses") String address) throws Exception {
        isNoFailure(HttpRequest.newBuilder(URI.create(server.url() + address)));
    }

    @Property(tries = 1_000)
    void anyBytesToResolveAreAnswered(@ForAll @Size(max = 2_000) byte[] body) throws Exception {
        isNoFailure(HttpRequest.newBuilder(URI.create(server.url() + "api/v1/resolve"))
                .POST(BodyPublishers.ofByteArray(body)));
    }

    @Property(tries = 1_000)
    void anyBytesToScanAreAnswered(@ForAll @Size(max = 2_000) byte[] body) throws Exception {
        isNoFailure(HttpRequest.newBuilder(URI.create(server.url() + "api/v1/scan"))
                .POST(BodyPublishers.ofByteArray(body)));
    }

    @Property(tries = 500)
    void anyBytesAsAFormAreAnswered(@ForAll @Size(max = 2_000) byte[] body) throws Exception {
        for (String path : List.of("names/resolve", "names/scan")) {
            isNoFailure(HttpRequest.newBuilder(URI.create(server.url() + path)).POST(BodyPublishers.ofByteArray(body)));
        }
    }

    @Property(tries = 500)
    void anyTextThatIsPastedIsAnswered(@ForAll("pasted") String text) throws Exception {
        for (Map.Entry<String, String> form : Map.of("names/resolve", "names", "names/scan", "text").entrySet()) {
            for (String as : List.of("page", "csv", "json")) {
                isNoFailure(HttpRequest.newBuilder(URI.create(server.url() + form.getKey()))
                        .POST(BodyPublishers.ofString(form.getValue() + "=" + text + "&as=" + as)));
            }
        }
    }

    @Provide
    Arbitrary<String> pasted() {
        return Arbitraries.oneOf(bytes(), text());
    }

    private static void isNoFailure(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(500);
    }

    @Provide
    Arbitrary<String> addresses() {
        Arbitrary<String> path = Arbitraries.of("", "api/v1/cards", "api/v1/tools", "api/v1/suggest", "api/v1/resolve",
                "api/v1/facets/country", "api/v1/facets/tool", "api/v1/deck", "deck", "names", "compare",
                "health/ready");
        Arbitrary<String> deeper = Combinators
                .combine(Arbitraries.of("", "cards/", "api/v1/cards/", "api/v1/tools/", "api/v1/facets/"), bytes(),
                        Arbitraries.of("", "/similar", "/related"))
                .as((folder, name, under) -> folder + name + under);
        Arbitrary<String> parameter = Combinators.combine(Arbitraries.frequencyOf(
                Tuple.of(9,
                        Arbitraries.of("q", "country", "country.not", "tool.all", "sector", "firstSeen", "active",
                                "sort", "page", "size", "facets", "facetSize", "prefix", "name", "giver", "a", "b")),
                Tuple.of(1, bytes())), Arbitraries.oneOf(bytes(), text())).as((name, value) -> name + "=" + value);
        return Combinators.combine(Arbitraries.oneOf(path, path, deeper), parameter.list().ofMaxSize(4))
                .as((at, parameters) -> parameters.isEmpty() ? at : at + "?" + String.join("&", parameters));
    }

    /** Any bytes at all, as an address writes them. */
    private static Arbitrary<String> bytes() {
        return Arbitraries.bytes().list().ofMaxSize(60).map(AnyRequestTest::encoded);
    }

    /** What comes closer to a query: signs of the syntax between words of the cards. */
    private static Arbitrary<String> text() {
        return Arbitraries
                .of("mail", "china", "blue", "otter", "\"", "*", "-", "OR", "country:", "firstSeen:", "..", "2015", "(",
                        ":", "0", "-1", "99999999999", "name", "country", " ", "\u0000", "é")
                .list().ofMaxSize(12).map(parts -> URLEncoder.encode(String.join("", parts), StandardCharsets.UTF_8));
    }

    private static String encoded(List<Byte> bytes) {
        return bytes.stream().map(each -> PERCENT.formatHex(new byte[]{each})).collect(Collectors.joining());
    }
}
