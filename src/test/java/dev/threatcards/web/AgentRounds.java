package dev.threatcards.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.threatcards.ThreatCards;
import dev.threatcards.web.mcp.StdioTransport;

import static org.assertj.core.api.Assertions.assertThat;

/** An agent that sends several requests at once over streams, waits for all the answers, and does so again and again. */
public final class AgentRounds {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is asked, in turn; all but one of them read the index. */
    private static final List<String> REQUESTS = List.of(call("search", "{\"q\":\"fox\"}"),
            call("search", "{\"facets\":\"country,tool\"}"), call("resolve", "{\"names\":[\"Fancy Bear\",\"PlugX\"]}"),
            call("scan", "{\"text\":\"Turla and Red Fox used PlugX.\"}"),
            call("leads", "{\"text\":\"Turla and Red Fox used PlugX.\"}"), call("card", "{\"id\":\"nobody\"}"),
            "\"method\":\"ping\"", call("search", "{\"size\":[]}"), "\"method\":\"no/such/method\"");

    private AgentRounds() {
    }

    /** A request's members for a call. */
    public static String call(String tool, String arguments) {
        return "\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool + "\",\"arguments\":" + arguments + "}";
    }

    /**
     * Fails unless each request of each round is answered exactly once, and the server ends with its input.
     *
     * @param atOnce requests of a round
     */
    public static void run(ThreatCards cards, int rounds, int atOnce) throws Exception {
        Pipe toServer = Pipe.open();
        Pipe fromServer = Pipe.open();
        CompletableFuture<Void> server = CompletableFuture.runAsync(() -> serve(cards, toServer, fromServer));
        try (BufferedReader answers = new BufferedReader(
                new InputStreamReader(Channels.newInputStream(fromServer.source()), StandardCharsets.UTF_8))) {
            try (OutputStream requests = Channels.newOutputStream(toServer.sink())) {
                for (int round = 0; round < rounds; round++) {
                    requests.write(lines(round, atOnce).getBytes(StandardCharsets.UTF_8));
                    int first = round * atOnce;
                    assertThat(ids(answers, atOnce)).as("round %d", round).containsExactlyInAnyOrderElementsOf(
                            IntStream.range(first, first + atOnce).boxed().toList());
                }
            }
            assertThat(answers.readLine()).as("after the last answer").isNull();
        }
        server.get(1, TimeUnit.MINUTES);
    }

    private static void serve(ThreatCards cards, Pipe in, Pipe out) {
        try (InputStream requests = Channels.newInputStream(in.source());
                OutputStream answers = Channels.newOutputStream(out.sink())) {
            StdioTransport.serve(cards, requests, answers);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String lines(int round, int atOnce) {
        StringBuilder lines = new StringBuilder();
        for (int each = 0; each < atOnce; each++) {
            lines.append("{\"jsonrpc\":\"2.0\",\"id\":").append(round * atOnce + each).append(',')
                    .append(REQUESTS.get(each % REQUESTS.size())).append("}\n");
        }
        return lines.toString();
    }

    private static List<Integer> ids(BufferedReader answers, int wanted) throws IOException {
        List<Integer> ids = new ArrayList<>();
        for (int each = 0; each < wanted; each++) {
            JsonNode answer = JSON.readTree(answers.readLine());
            assertThat(answer.has("result") != answer.has("error")).as("%s", answer).isTrue();
            ids.add(answer.path("id").intValue());
        }
        return ids;
    }
}
