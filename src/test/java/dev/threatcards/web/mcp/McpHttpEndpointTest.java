package dev.threatcards.web.mcp;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.threatcards.TestCards;
import dev.threatcards.ThreatCards;
import dev.threatcards.web.ServerOptions;
import dev.threatcards.web.WebServer;
import dev.threatcards.web.http.NamesRequest;

import static org.assertj.core.api.Assertions.assertThat;

/** An agent's client, the one of the protocol's own kit, against the server over HTTP; it checks each answer by the tool's schema. */
final class McpHttpEndpointTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;
    private static ThreatCards cards;
    private static WebServer server;
    private static McpSyncClient agent;

    @BeforeAll
    static void start() {
        TestCards.write(folder,
                TestCards.actor("Blue Otter").alias("Shared", "Initech").alias("Snake", "Acme").country("Iran")
                        .tools("PlugX").card(),
                TestCards.actor("Red Fox").alias("Shared", "Umbrella").country("China").tools("PlugX").card(),
                TestCards.tool("PlugX", "Korplug"));
        cards = ThreatCards.open(folder);
        server = WebServer.start(cards, ServerOptions.on("127.0.0.1", 0).withMcp(true));
        agent = McpClient.sync(HttpClientStreamableHttpTransport.builder(server.url()).endpoint("/mcp").build())
                .build();
        agent.initialize();
    }

    @AfterAll
    static void stop() {
        agent.closeGracefully();
        server.close();
        cards.close();
    }

    private static JsonNode answer(String tool, Map<String, Object> arguments) throws Exception {
        CallToolResult result = agent.callTool(CallToolRequest.builder(tool).arguments(arguments).build());
        assertThat(result.isError()).as(text(result)).isFalse();
        JsonNode answer = JSON.valueToTree(result.structuredContent());
        assertThat(JSON.readTree(text(result))).isEqualTo(answer);
        assertThat(answer.path("deck").path("license").asText()).isEqualTo("CC0-1.0");
        return answer;
    }

    private static String refusal(String tool, Map<String, Object> arguments) {
        CallToolResult result = agent.callTool(CallToolRequest.builder(tool).arguments(arguments).build());
        assertThat(result.isError()).isTrue();
        return text(result);
    }

    private static Map<String, Object> arguments(String json) throws Exception {
        return JSON.readValue(json, new TypeReference<>() {
        });
    }

    private static String text(CallToolResult result) {
        return ((TextContent) result.content().getFirst()).text();
    }

    @Test
    void everyToolSaysWhatItTakesAndGives() {
        List<Tool> tools = agent.listTools().tools();
        assertThat(tools).extracting(Tool::name).containsExactlyInAnyOrder("search", "card", "resolve", "scan", "leads",
                "translate", "operations", "similar", "cve", "technique", "report");
        assertThat(tools).allSatisfy(tool -> {
            assertThat(tool.description()).isNotBlank();
            assertThat(tool.inputSchema()).containsEntry("type", "object");
            assertThat(tool.outputSchema()).containsEntry("type", "object");
            JsonNode form = JSON.valueToTree(tool.outputSchema());
            assertThat(form.findValuesAsText("$ref")).isNotEmpty().allMatch(
                    reference -> form.at(reference.substring(1)).path("type").isTextual(),
                    "a part of the schema itself");
            assertThat(form.has("components")).isFalse();
            assertThat(tool.annotations().readOnlyHint()).isTrue();
        });
        assertThat(agent.getServerInstructions()).contains("licence");
    }

    @Test
    void cardsAreSearchedFor() throws Exception {
        JsonNode found = answer("search", Map.of("q", "shared", "country", List.of("Iran"), "facets", "tool"));
        assertThat(found.path("total").asInt()).isEqualTo(1);
        assertThat(found.path("hits").path(0).path("name").asText()).isEqualTo("Blue Otter");
        assertThat(found.path("facets").path("tool").path(0).path("value").asText()).isEqualTo("PlugX");
        assertThat(answer("search", Map.of("country.not", List.of("Iran"), "size", 1)).path("total").asInt())
                .isEqualTo(1);
    }

    @Test
    void aCardIsGivenOrTheChoiceBetweenSeveral() throws Exception {
        assertThat(answerOfCard("blue-otter").path("name").asText()).isEqualTo("Blue Otter");
        assertThat(answerOfCard("shared").path("candidates")).hasSize(2);
        assertThat(answerOfCard("korplug").path("kind").asText()).isEqualTo("tool");
    }

    private static JsonNode answerOfCard(String id) throws Exception {
        CallToolResult result = agent.callTool(CallToolRequest.builder("card").arguments(Map.of("id", id)).build());
        assertThat(result.isError()).as(text(result)).isFalse();
        return JSON.readTree(text(result));
    }

    @Test
    void namesAreResolvedAndTextsScanned() throws Exception {
        JsonNode names = answer("resolve", Map.of("names", List.of("SHARED", "nobody"))).path("results");
        assertThat(names.path(0).path("ambiguous").asBoolean()).isTrue();
        assertThat(names.path(1).path("cards")).isEmpty();
        assertThat(answer("scan", Map.of("text", "Blue Otter used Korplug.")).path("mentions")).hasSize(2);
        assertThat(answer("scan", Map.of("text", "A Snake.", "generic", true)).path("mentions")).hasSize(1);
        assertThat(answer("leads", Map.of("text", "Blue Otter", "size", 1)).path("leads")).hasSize(1);
        assertThat(answer("leads", Map.of("text", "Blue Otter", "named", false)).path("named")).hasSize(1);
    }

    @Test
    void similarCardsComeWithTheirReasons() throws Exception {
        JsonNode similar = answer("similar", Map.of("id", "Red Fox", "size", 3)).path("similar");
        assertThat(similar.path(0).path("name").asText()).isEqualTo("Blue Otter");
        assertThat(similar.path(0).path("reason").asText()).isNotEmpty();
    }

    @Test
    void aReportIsLookedUpByItsAddress() throws Exception {
        JsonNode report = answer("report", Map.of("url", "hxxps://example[.]org/unheard?utm_id=1"));
        assertThat(report.path("normal").asText()).isEqualTo("example.org/unheard");
        assertThat(report.path("actorCount").asInt()).isZero();
        assertThat(refusal("report", Map.of("url", "Blue Otter"))).contains("no address of a report");
    }

    @Test
    void whatCannotBeAnsweredIsSaid() {
        assertThat(refusal("card", Map.of("id", "nobody at all"))).contains("nobody at all");
        assertThat(refusal("search", Map.of("sort", "sideways"))).contains("sideways", "lastActive");
        assertThat(refusal("search", Map.of("size", 1_000))).contains("size", "100");
        assertThat(refusal("search", Map.of("contry", List.of("Iran")))).contains("contry");
    }

    /** The filters are those of the API: typed values, ranges, several of one, one without a list. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            search     | {"country": ["IR"]}                        | Iran
            search     | {"country": "iranian"}                     | Iran
            search     | {"firstSeen": ["2010..2015"]}              | 2010 to 2015
            search     | {"firstSeen": [2010]}                      | 2010
            search     | {"changed.not": ["2024-01-01.."]}          | from 2024
            search     | {"tool.all": ["none"]}                     | no value
            search     | {"country": ["Irann"]}                     | ''
            operations | {"actor": ["red-fox"]}                     | Red Fox
            operations | {"actor": "redfox", "q": "country=iran"}   | Red Fox
            operations | {"year": 2019}                             | 2019
            operations | {"year": ["2019..2021"]}                   | 2019 to 2021
            operations | {"country": ["IR"], "facets": "actor"}     | Iran
            """)
    void anAgentsFiltersAreUnderstoodAsEverywhere(String tool, String arguments, String understood) throws Exception {
        JsonNode filter = answer(tool, arguments(arguments)).path("filters").path(0);
        assertThat(filter.path("understood").asText()).isEqualTo(understood);
        assertThat(filter.path("nearest").isEmpty()).isEqualTo(!understood.isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            search     | {"firstSeen": ["abc.."]}           | "abc.." is neither
            search     | {"country": {"is": "Iran"}}        | "country" is a list of strings; this is an object
            search     | {"country": [null]}                | each of its members; this is null
            operations | {"active": "2020-13"}              | "2020-13" is neither
            operations | {"year": ["abc.."]}                | "abc.." is neither
            operations | {"kind": ["raid"]}                 | operation or counter-operation
            operations | {"size": "5"}                      | "size" is a whole number; this is a string
            operations | {"actors": ["Red Fox"]}            | did you mean "actor"
            leads      | {"text": ["a", "b"]}               | "text" is a string; this is a list
            leads      | {"text": "a", "size": 1000}        | "size"
            leads      | {"text": "a", "named": "no"}       | "named" is true or false; this is a string
            leads      | {}                                 | needs "text"
            """)
    void aMalformedArgumentIsToldByItsName(String tool, String arguments, String told) throws Exception {
        assertThat(refusal(tool, arguments(arguments))).contains(told);
    }

    private static final String INITIALIZE = """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18",\
            "capabilities":{},"clientInfo":{"name":"page","version":"1"}}}""";
    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";

    private static HttpRequest.Builder message(String body) {
        return HttpRequest.newBuilder(URI.create(server.url() + "mcp")).header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream").POST(BodyPublishers.ofString(body));
    }

    private static HttpResponse<String> sent(HttpRequest.Builder request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            assertThat(answer.body()).doesNotContain("Exception", "\tat ", "java.", "<html");
            return answer;
        }
    }

    private static void assertError(HttpResponse<String> answer, int status, int code) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        JsonNode error = JSON.readTree(answer.body());
        assertThat(error.path("jsonrpc").asText()).isEqualTo("2.0");
        assertThat(error.has("id")).isTrue();
        assertThat(error.path("error").path("code").intValue()).isEqualTo(code);
        assertThat(error.path("error").path("message").asText()).endsWith(".");
    }

    @ParameterizedTest
    @CsvSource({"https://elsewhere.example, 403", "null, 403", "'', 200"})
    void noPageOfAnotherSiteMaySpeakWithIt(String origin, int status) throws Exception {
        HttpRequest.Builder request = message(INITIALIZE);
        if (!origin.isEmpty()) {
            request.header("Origin", origin);
        }
        HttpResponse<String> answer = sent(request);
        assertThat(answer.statusCode()).isEqualTo(status);
        if (status != 200) {
            assertError(answer, status, -32600);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{bad | 400 | -32700", "'' | 400 | -32700", "[] | 400 | -32600",
            "5 | 400 | -32600", "null | 400 | -32600", "{} | 400 | -32600",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}} | 400 | -32600",
            "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}] | 400 | -32600",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"no/such\"} | 200 | -32601",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\"} | 200 | -32602",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":[]} | 200 | -32602",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"erase\"}} | 200 | -32602",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"card\",\"arguments\":[]}} | 200 | -32602"})
    void whatIsWrongWithAMessageIsAJsonRpcError(String body, int status, int code) throws Exception {
        assertError(sent(message(body)), status, code);
    }

    @ParameterizedTest
    @CsvSource({"Accept, text/event-stream, 406", "Accept, 'application/json;q=0, text/html', 406",
            "Content-Type, text/plain, 415", "Content-Type, application/json-seq, 415", "Mcp-Session-Id, abc, 404",
            "MCP-Protocol-Version, 1999-01-01, 400"})
    void whatIsWrongWithAHeaderIsAJsonRpcError(String header, String value, int status) throws Exception {
        assertError(sent(message(PING).setHeader(header, value)), status, -32600);
    }

    @ParameterizedTest
    @CsvSource({"Accept, */*", "Accept, application/*;q=0.5", "Accept, application/json",
            "Content-Type, application/json; charset=utf-8", "MCP-Protocol-Version, 2025-11-25"})
    void headersThatFitAreTaken(String header, String value) throws Exception {
        HttpResponse<String> answer = sent(message(PING).setHeader(header, value));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}");
    }

    @Test
    void aMessageIsNotLargerThanATextOfTheApi() throws Exception {
        HttpResponse<String> answer = sent(message("\"" + "x".repeat(NamesRequest.TEXT_BYTES) + "\""));
        assertError(answer, 413, -32600);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"})
    void onlyPostIsAllowed(String method) throws Exception {
        HttpResponse<String> answer = sent(message("").method(method, BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().allValues("Allow")).containsExactly("POST");
    }

    @Test
    void noSessionIsKept() throws Exception {
        HttpResponse<String> answer = sent(message(INITIALIZE));
        assertThat(answer.headers().firstValue("Mcp-Session-Id")).isEmpty();
        assertThat(sent(message(PING)).statusCode()).isEqualTo(200);
    }

    @Test
    void aNotificationIsAcceptedWithoutABody() throws Exception {
        HttpResponse<String> answer = sent(message("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}"));
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEmpty();
    }
}
