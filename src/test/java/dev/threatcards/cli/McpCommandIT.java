package dev.threatcards.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** An agent starts the program and calls every tool over its standard streams. */
final class McpCommandIT {

    private static final Map<String, Map<String, Object>> CALLS = Map.of("search", Map.of("q", "wiper"), "card",
            Map.of("id", "fancybear"), "resolve", Map.of("names", List.of("Cozy Bear")), "scan",
            Map.of("text", "Sandworm came back."), "similar", Map.of("id", "Turla"));

    @TempDir
    private Path folder;

    private ServerParameters program() {
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
    void itEndsWithItsInputAndAnswersBefore() throws Exception {
        Program.Ended ended = Program.runWithInput("""
                {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18",\
                "capabilities":{},"clientInfo":{"name":"pipe","version":"1"}}}
                """, "mcp", "--index", folder.resolve("index").toString());
        assertThat(ended.exit()).isZero();
        assertThat(ended.out()).startsWith("{").contains("\"serverInfo\"").hasLineCount(1);
    }
}
