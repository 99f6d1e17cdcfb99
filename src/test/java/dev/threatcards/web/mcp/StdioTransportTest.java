package dev.threatcards.web.mcp;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.threatcards.TestCards;
import dev.threatcards.ThreatCards;
import dev.threatcards.web.AgentRounds;

import static org.assertj.core.api.Assertions.assertThat;

/** An agent over a pair of streams, a message a line: whatever it sends, it is answered, and so is what follows. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class StdioTransportTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":\"next\",\"method\":\"ping\"}";
    private static final String DEEP = "[".repeat(100_000) + "]".repeat(100_000);

    @TempDir
    private static Path folder;
    @AutoClose
    private static ThreatCards cards;

    @BeforeAll
    static void open() {
        TestCards.write(folder, TestCards.actor("Red Fox").country("China").tools("PlugX").card(),
                TestCards.actor("Blue Otter").country("Iran").tools("PlugX").card(),
                TestCards.tool("PlugX", "Korplug"));
        cards = ThreatCards.open(folder);
    }

    private static List<JsonNode> answers(InputStream in) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StdioTransport.serve(cards, in, out);
        List<JsonNode> answers = new ArrayList<>();
        for (String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
            answers.add(JSON.readTree(line));
        }
        return answers;
    }

    private static List<JsonNode> answers(String in) throws Exception {
        return answers(new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)));
    }

    /** The answer to the line before one that is surely in order, which has to be answered as well. */
    private static JsonNode answer(String line) throws Exception {
        List<JsonNode> answers = answers(line + "\n" + PING + "\n");
        assertThat(answers).hasSize(2).as("the next line").anySatisfy(answer -> {
            assertThat(answer.path("id").asText()).isEqualTo("next");
            assertThat(answer.path("result").isObject()).isTrue();
        });
        return answers.stream().filter(answer -> !answer.path("id").asText().equals("next")).findAny().orElseThrow();
    }

    private static String request(String members) {
        return "{\"jsonrpc\":\"2.0\",\"id\":7," + members + "}";
    }

    static Stream<Arguments> linesThatAreNoRequest() {
        return Stream.of(Arguments.of("{bad", -32700), Arguments.of("\u0000", -32700), Arguments.of("{} {}", -32700),
                Arguments.of("[]", -32600), Arguments.of("[" + PING + "]", -32600), Arguments.of("5", -32600),
                Arguments.of("null", -32600), Arguments.of("true", -32600), Arguments.of("\"text\"", -32600),
                Arguments.of("{}", -32600), Arguments.of("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}", -32600),
                Arguments.of("{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":1,\"message\":\"\"}}", -32600),
                Arguments.of("{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}", -32600),
                Arguments.of("{\"jsonrpc\":\"2.0\",\"id\":[1],\"method\":\"ping\"}", -32600),
                Arguments.of("{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"}", -32600),
                Arguments.of("{\"jsonrpc\":\"2.0\",\"method\":5}", -32600), Arguments.of(DEEP, -32700),
                Arguments.of("\uFEFF{bad", -32700), Arguments.of("{\"a\":\"" + "x".repeat(10_000_000) + "\"}", -32600));
    }

    @ParameterizedTest
    @MethodSource("linesThatAreNoRequest")
    void aLineThatIsNoRequestIsAnsweredWithAnErrorWithoutAnId(String line, int code) throws Exception {
        JsonNode answer = answer(line);
        assertThat(answer.path("jsonrpc").asText()).isEqualTo("2.0");
        assertThat(answer.path("id").isNull()).isTrue();
        assertThat(answer.path("error").path("code").intValue()).isEqualTo(code);
        assertPlain(answer.path("error").path("message").asText());
    }

    private static void assertPlain(String sentence) {
        assertThat(sentence).endsWith(".").doesNotContain("java", "jackson", "Exception", "\tat ");
    }

    static Stream<Arguments> requestsThatFail() {
        return Stream.of(Arguments.of(request("\"method\":\"no/such\""), -32601),
                Arguments.of(request("\"method\":\"resources/list\""), -32601),
                Arguments.of(request("\"method\":5"), -32600), Arguments.of("{\"id\":7,\"method\":\"ping\"}", -32600),
                Arguments.of("{\"jsonrpc\":\"1.0\",\"id\":7,\"method\":\"ping\"}", -32600),
                Arguments.of(request("\"method\":\"ping\",\"params\":[]"), -32602),
                Arguments.of(request("\"method\":\"ping\",\"params\":5"), -32602),
                Arguments.of(request("\"method\":\"initialize\""), -32602),
                Arguments.of(request("\"method\":\"initialize\",\"params\":{\"protocolVersion\":5}"), -32602),
                Arguments.of(
                        request("\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"x\",\"clientInfo\":[]}"),
                        -32602),
                Arguments.of(request("\"method\":\"tools/call\""), -32602),
                Arguments.of(request("\"method\":\"tools/call\",\"params\":{\"name\":[\"card\"]}"), -32602),
                Arguments.of(request("\"method\":\"tools/call\",\"params\":{\"name\":\"erase\"}"), -32602),
                Arguments.of(request(AgentRounds.call("x".repeat(1_000_000), "{}")), -32602),
                Arguments.of(request(AgentRounds.call("card", "[]")), -32602),
                Arguments.of(request(AgentRounds.call("card", "\"Red Fox\"")), -32602));
    }

    @ParameterizedTest
    @MethodSource("requestsThatFail")
    void aRequestThatFailsIsAnsweredWithAnErrorUnderItsId(String line, int code) throws Exception {
        JsonNode answer = answer(line);
        assertThat(answer.path("id").intValue()).isEqualTo(7);
        assertThat(answer.path("error").path("code").intValue()).isEqualTo(code);
        assertPlain(answer.path("error").path("message").asText());
        assertThat(answer.toString()).hasSizeLessThan(1_000);
    }

    static Stream<Arguments> argumentsThatDoNotFit() {
        return Stream.of(Arguments.of("card", "null", "id"), Arguments.of("card", "{}", "id"),
                Arguments.of("card", "{\"id\":null}", "null"), Arguments.of("card", "{\"id\":5}", "string"),
                Arguments.of("card", "{\"id\":[]}", "string"), Arguments.of("card", "{\"id\":[\"Red Fox\"]}", "string"),
                Arguments.of("card", "{\"id\":{\"a\":{}}}", "string"),
                Arguments.of("card", "{\"id\":\"" + "x".repeat(1_000_000) + "\"}", "1000000"),
                Arguments.of("card", "{\"id\":\"Red Fox\",\"" + "x".repeat(40_000) + "\":1}", "40000"),
                Arguments.of("search", "{\"q\":[\"fox\"]}", "string"),
                Arguments.of("search", "{\"size\":\"5\"}", "number"),
                Arguments.of("search", "{\"size\":1e400}", "number"),
                Arguments.of("search", "{\"page\":1.5}", "number"),
                Arguments.of("search", "{\"country\":[{}]}", "list"),
                Arguments.of("search", "{\"contry\":[\"Iran\"]}", "country"), Arguments.of("resolve", "{}", "names"),
                Arguments.of("resolve", "{\"names\":[" + DEEP.substring(99_500, 100_500) + "]}", "list"),
                Arguments.of("scan", "{\"text\":[]}", "string"),
                Arguments.of("scan", "{\"text\":\"a\",\"generic\":\"yes\"}", "true or false"),
                Arguments.of("similar", "{\"id\":\"Red Fox\",\"size\":101}", "100"));
    }

    @ParameterizedTest
    @MethodSource("argumentsThatDoNotFit")
    void argumentsThatDoNotFitAreToldInTheToolsResult(String tool, String arguments, String told) throws Exception {
        JsonNode result = answer(request(AgentRounds.call(tool, arguments))).path("result");
        assertThat(result.path("isError").asBoolean()).isTrue();
        String why = result.path("content").path(0).path("text").asText();
        assertThat(why).contains(told);
        assertThat(why).doesNotContain("java", "Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \t", "\r", "\r\n\r"})
    void anEmptyLineIsIgnored(String line) throws Exception {
        assertThat(answers(line + "\n" + PING + "\n")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {PING + "\r\n", "\uFEFF" + PING + "\n", PING, " " + PING + " \n"})
    void aRequestIsReadWhateverStandsAroundIt(String line) throws Exception {
        assertThat(answers(line)).singleElement().satisfies(answer -> assertThat(answer.has("result")).isTrue());
    }

    @Test
    void bytesThatAreNoUtf8AreAnError() throws Exception {
        InputStream wrong = new ByteArrayInputStream(new byte[]{'"', (byte) 0xC3, '"', '\n'});
        InputStream right = new ByteArrayInputStream(PING.getBytes(StandardCharsets.UTF_8));
        assertThat(answers(new SequenceInputStream(wrong, right))).hasSize(2)
                .anySatisfy(answer -> assertThat(answer.path("error").path("code").intValue()).isEqualTo(-32700));
    }

    @Test
    void aNotificationGetsNoAnswer() throws Exception {
        assertThat(answers("""
                {"jsonrpc":"2.0","method":"notifications/initialized"}
                {"jsonrpc":"2.0","method":"notifications/cancelled","params":[]}
                """)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "-9", "123456789012345678901234567890", "\"a\\u2028\\n\\\"b\"", "\"\""})
    void theIdComesBackAsItWasSent(String id) throws Exception {
        assertThat(answers("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"ping\"}\n")).singleElement()
                .satisfies(answer -> assertThat(answer.path("id")).isEqualTo(JSON.readTree(id)));
    }

    @Test
    void anIdThatNoAnswerCouldRepeatIsRefused() throws Exception {
        assertThat(answers("{\"jsonrpc\":\"2.0\",\"id\":\"\\ud800\",\"method\":\"ping\"}\n")).singleElement()
                .satisfies(answer -> assertThat(answer.path("error").path("code").intValue()).isEqualTo(-32600))
                .satisfies(answer -> assertThat(answer.path("id").isNull()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-11-05", "2025-11-25"})
    void theVersionOfTheProtocolIsTheClientsWhereItIsKnown(String version) throws Exception {
        assertThat(initialized(version)).isEqualTo(version);
        assertThat(initialized("some day")).isEqualTo("2025-11-25");
    }

    private static String initialized(String version) throws Exception {
        return answer(request("\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"" + version
                + "\",\"capabilities\":{\"new\":[]},\"clientInfo\":{\"name\":5}}")).path("result")
                .path("protocolVersion").asText();
    }

    @Test
    void theLastAnswersAreWrittenBeforeItEnds() throws Exception {
        StringBuilder requests = new StringBuilder();
        for (int id = 0; id < 200; id++) {
            requests.append("{\"jsonrpc\":\"2.0\",\"id\":").append(id).append(',')
                    .append(AgentRounds.call("search", "{}")).append("}\n");
        }
        assertThat(answers(requests.toString())).extracting(answer -> answer.path("id").intValue())
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 200).boxed().toList());
    }

    @Test
    void sixteenRequestsAtOnceAreAnsweredInEachOfAThousandRounds() throws Exception {
        AgentRounds.run(cards, 1_000, 16);
    }

    @Test
    void itEndsWhenItsOutputIsGoneThoughItsInputIsOpen() throws Exception {
        Pipe pipe = Pipe.open();
        try (OutputStream requests = Channels.newOutputStream(pipe.sink());
                InputStream in = Channels.newInputStream(pipe.source())) {
            requests.write((PING + "\n").getBytes(StandardCharsets.UTF_8));
            StdioTransport.serve(cards, in, new OutputStream() {
                @Override
                public void write(int value) throws IOException {
                    throw new IOException("Broken pipe");
                }
            });
            assertThat(pipe.sink().isOpen()).isTrue();
        }
    }

    @Test
    void itEndsWhenItsInputFails() throws Exception {
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("closed");
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                return read();
            }
        };
        assertThat(answers(new SequenceInputStream(
                new ByteArrayInputStream((PING + "\n").getBytes(StandardCharsets.UTF_8)), failing))).hasSize(1);
    }
}
