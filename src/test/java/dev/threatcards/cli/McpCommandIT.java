package dev.threatcards.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.threatcards.ThreatCards;

import static org.assertj.core.api.Assertions.assertThat;

/** An agent starts the program and calls every tool over its standard streams. */
final class McpCommandIT {

    private static final Map<String, Map<String, Object>> CALLS = Map.ofEntries(
            Map.entry("search", Map.of("q", "wiper")), Map.entry("card", Map.of("id", "fancybear")),
            Map.entry("resolve", Map.of("names", List.of("Cozy Bear"))),
            Map.entry("scan", Map.of("text", "Sandworm came back.")),
            Map.entry("leads", Map.of("text", "A wiper at an airport.")), Map.entry("similar", Map.of("id", "Turla")),
            Map.entry("translate", Map.of("name", "Forest Blizzard", "to", "CrowdStrike")),
            Map.entry("cve", Map.of("id", "cve 2017 11882")), Map.entry("operations", Map.of("q", "airport")),
            Map.entry("technique", Map.of("id", "T1566")),
            Map.entry("report", Map.of("url", "https://www.crowdstrike.com/blog/who-is-pioneer-kitten/")));

    /** The starter deck has no techniques. */
    private static final String WITH_TECHNIQUE = """
            {"source": "A deck", "license": "CC0-1.0", "values": [{"actor": "Blue Otter",
             "uuid": "11111111-2222-4333-8444-555555555501", "collection": "Threat Cards starter deck",
             "techniques": ["T1566 Phishing"]}]}
            """;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void index() throws IOException {
        Path index = folder.resolve("index");
        ThreatCards.build(index).fromStarterDeck();
        Path own = Files.writeString(folder.resolve("own.json"), WITH_TECHNIQUE);
        assertThat(ThreatCards.build(index).from(List.of(own.toString())).added()).isEqualTo(1);
    }

    private static ServerParameters program() {
        return ServerParameters.builder(Path.of(System.getProperty("java.home"), "bin", "java").toString())
                .args("-jar", System.getProperty("app.jar"), "mcp", "--index", folder.resolve("index").toString())
                .build();
    }

    @Test
    void everyToolAnswersOverStandardStreams() {
        try (McpSyncClient agent = McpClient.sync(new StdioClientTransport(program(), McpJsonDefaults.getMapper()))
                .build()) {
            agent.initialize();
            assertThat(agent.listTools().tools()).extracting(Tool::name)
                    .containsExactlyInAnyOrderElementsOf(CALLS.keySet());
            CALLS.forEach((tool, arguments) -> {
                CallToolResult result = agent.callTool(CallToolRequest.builder(tool).arguments(arguments).build());
                String text = ((TextContent) result.content().getFirst()).text();
                assertThat(result.isError()).as(text).isFalse();
                assertThat(text).contains("\"license\"");
            });
        }
    }

    @Test
    void filtersAreUnderstoodOverStandardStreams() {
        try (McpSyncClient agent = McpClient.sync(new StdioClientTransport(program(), McpJsonDefaults.getMapper()))
                .build()) {
            agent.initialize();
            assertThat(called(agent, "operations", Map.of("actor", "fancybear", "year", List.of("2010..2024"))))
                    .contains("\"understood\":\"2010 to 2024\"", "\"understood\":\"Sofacy");
            assertThat(called(agent, "search", Map.of("country", List.of("RU"), "firstSeen", List.of("..2015"))))
                    .contains("\"understood\":\"Russia\"", "\"understood\":\"up to 2015\"");
            assertThat(called(agent, "operations", Map.of("year", List.of("abc..")))).contains("\"abc..\" is neither");
        }
    }

    private static String called(McpSyncClient agent, String tool, Map<String, Object> arguments) {
        CallToolResult result = agent.callTool(CallToolRequest.builder(tool).arguments(arguments).build());
        return ((TextContent) result.content().getFirst()).text();
    }

    private static final String INITIALIZE = """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18",\
            "capabilities":{},"clientInfo":{"name":"pipe","version":"1"}}}
            """;

    @Test
    void itEndsWithItsInputAndAnswersBefore() throws Exception {
        Program.Ended ended = Program.runWithInput(INITIALIZE, "mcp", "--index", folder.resolve("index").toString());
        assertThat(ended.exit()).isZero();
        assertThat(ended.out()).startsWith("{").contains("\"serverInfo\"").hasLineCount(1);
    }

    @Test
    void everyLineIsAnsweredWhateverItIs() throws Exception {
        StringBuilder input = new StringBuilder("{bad\n\n[]\n5\n").append(INITIALIZE);
        for (int id = 2; id <= 100; id++) {
            input.append("{\"jsonrpc\":\"2.0\",\"id\":").append(id).append(
                    ",\"method\":\"tools/call\",\"params\":{\"name\":\"search\",\"arguments\":{\"size\":0}}}\n");
        }
        Program.Ended ended = Program.runWithInput(input.toString(), "mcp", "--index",
                folder.resolve("index").toString());
        assertThat(ended.exit()).isZero();
        assertThat(ended.err()).doesNotContain("Exception", "\tat ");
        assertThat(ended.out().lines()).hasSize(103).allMatch(line -> line.startsWith("{\"jsonrpc\":\"2.0\",\"id\":"));
        assertThat(ended.out().lines().filter(line -> line.contains("\"id\":null,\"error\":"))).hasSize(3);
    }

    @Test
    void itEndsWhenNobodyReadsItsAnswers() throws Exception {
        Process process = started(folder, "--index", folder.resolve("index").toString());
        process.getInputStream().close();
        try (OutputStream input = process.getOutputStream()) {
            input.write(INITIALIZE.getBytes(StandardCharsets.UTF_8));
            input.flush();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aSignalEndsIt() throws Exception {
        Process process = started(folder, "--index", folder.resolve("index").toString());
        try (OutputStream input = process.getOutputStream()) {
            input.write(INITIALIZE.getBytes(StandardCharsets.UTF_8));
            input.flush();
            assertThat(process.inputReader().readLine()).contains("\"serverInfo\"");
            process.destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void anIndexThatIsNamedHasToBeThere() throws Exception {
        Path nowhere = folder.resolve("nowhere");
        Program.Ended ended = Program.runWithInput(INITIALIZE, "mcp", "--index", nowhere.toString());
        assertThat(ended.exit()).isNotZero();
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains(nowhere.toString(), "ingest");
        assertThat(nowhere).doesNotExist();
    }

    @Test
    void withoutANamedIndexTheStarterDeckIsServed() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Process process = started(empty);
        try (OutputStream input = process.getOutputStream()) {
            input.write(INITIALIZE.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(process.inputReader().lines().toList()).singleElement().asString().contains("\"serverInfo\"");
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(empty.resolve("index")).isDirectory();
    }

    private static Process started(Path directory, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar",
                        Path.of(System.getProperty("app.jar")).toAbsolutePath().toString(), "mcp"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).directory(directory.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
