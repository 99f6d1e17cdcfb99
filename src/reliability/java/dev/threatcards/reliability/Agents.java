package dev.threatcards.reliability;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.threatcards.ThreatCards;

/**
 * An agent that asks sixteen things at once over standard input, a thousand times, and sometimes sends what is no request: every
 * request is answered, and the end of the input ends the process.
 */
final class Agents {

    private static final int PARALLEL = 16;
    private static final int CARDS = 200;
    private static final long LIMIT_SECONDS = 20;

    /** Each so many rounds a line comes that is no request. */
    private static final int EACH = 10;
    private static final List<String> NO_REQUESTS = List.of("{bad", "", "[]", "5", "{\"jsonrpc\":\"2.0\"}", "null");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Settings settings;
    private final Path folder;
    private final Tally tally = new Tally("agents", "calls by `mcp`, " + PARALLEL + " at once");

    Agents(Settings settings) {
        this.settings = settings;
        folder = settings.folder("agents");
    }

    Result run() throws IOException, InterruptedException {
        IndexFiles.delete(folder);
        Files.createDirectories(folder);
        Path index = folder.resolve("index");
        ThreatCards.build(index)
                .from(List.of(Editions.invented(CARDS, settings.seed(), folder.resolve("deck.json")).toString()));
        try (ChildProgram program = ChildProgram.start(settings.jar(), folder.resolve("mcp.log"), List.of(), 0, "mcp",
                "--index", index.toString())) {
            BlockingQueue<String> answers = new LinkedBlockingQueue<>();
            Thread.ofVirtual().start(() -> read(program.process(), answers));
            // The process's own writer is closed at the end: that is the end of its input.
            Writer in = program.process().outputWriter(StandardCharsets.UTF_8);
            talk(in, answers);
            try {
                in.close();
            } catch (IOException e) {
                tally.note("the program had closed its input: " + e.getMessage());
            }
            if (!program.process().waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                tally.lost("the process does not end with its input");
            } else if (program.process().exitValue() != 0) {
                tally.wrong("exit code " + program.process().exitValue() + ": " + program.err());
            }
        }
        return tally.result();
    }

    private static void read(Process process, BlockingQueue<String> answers) {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            out.lines().forEach(answers::add);
        } catch (IOException | UncheckedIOException e) {
            answers.add("the output ended: " + e.getMessage());
        }
    }

    private void talk(Writer in, BlockingQueue<String> answers) throws InterruptedException {
        try {
            ObjectNode hello = request("initialize", 0);
            ObjectNode parameters = hello.putObject("params").put("protocolVersion", "2025-06-18");
            parameters.putObject("capabilities");
            parameters.putObject("clientInfo").put("name", "reliability").put("version", "1");
            send(in, hello.toString());
            if (!await(answers, Set.of(0))) {
                return;
            }
            send(in, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
            int id = 1;
            for (int round = 1; round <= settings.rounds(); round++) {
                StringBuilder lines = new StringBuilder();
                Set<Integer> asked = new HashSet<>();
                for (int i = 0; i < PARALLEL; i++, id++) {
                    asked.add(id);
                    lines.append(call(id, i)).append('\n');
                    if (i == PARALLEL / 2 && round % EACH == 0) {
                        lines.append(NO_REQUESTS.get(round / EACH % NO_REQUESTS.size())).append('\n');
                    }
                }
                in.write(lines.toString());
                in.flush();
                tally.tried(PARALLEL);
                if (!await(answers, asked)) {
                    tally.lost("silent after " + round + " rounds");
                    return;
                }
            }
        } catch (IOException e) {
            tally.lost("the process takes no more: " + e.getMessage());
        }
    }

    private static void send(Writer in, String line) throws IOException {
        in.write(line + "\n");
        in.flush();
    }

    private static ObjectNode request(String method, int id) {
        return JSON.createObjectNode().put("jsonrpc", "2.0").put("id", id).put("method", method);
    }

    private static String call(int id, int kind) {
        ObjectNode request = request("tools/call", id);
        ObjectNode parameters = request.putObject("params");
        switch (kind % 3) {
            case 0 -> parameters.put("name", "search").putObject("arguments").put("q", "mail " + id % 97);
            case 1 -> parameters.put("name", "scan").putObject("arguments").put("text", "Mimikatz and " + id);
            default -> parameters.put("name", "resolve").putObject("arguments").putArray("names").add("nobody " + id);
        }
        return request.toString();
    }

    /** Waits until each of the ids has its answer; counts those that never come. */
    private boolean await(BlockingQueue<String> answers, Set<Integer> ids) throws IOException, InterruptedException {
        Set<Integer> missing = new HashSet<>(ids);
        while (!missing.isEmpty()) {
            String line = answers.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                tally.lost(missing.size() + " of " + ids.size() + " requests got no answer within " + LIMIT_SECONDS
                        + " seconds");
                return false;
            }
            JsonNode answer = JSON.readTree(line);
            if (answer.path("id").isInt() && missing.remove(answer.path("id").asInt())) {
                if (!answer.has("result") || answer.path("result").path("isError").asBoolean()) {
                    tally.wrong("an error instead of an answer: " + line);
                }
            } else if (answer.has("error")) {
                tally.told();
            } else {
                tally.wrong("an answer that nobody waits for: " + line);
            }
        }
        return true;
    }
}
