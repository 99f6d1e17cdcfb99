package dev.threatcards.server;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServer.SyncSpecification;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;

import dev.threatcards.ThreatCards;

/**
 * The Model Context Protocol over a pair of streams, as an agent speaks it with a process that it started: JSON-RPC, a message a
 * line. Tools are {@code search}, {@code card}, {@code resolve}, {@code scan} and {@code similar}.
 */
public final class AgentServer {

    private static final String INSTRUCTIONS = "Threat-actor cards of ETDA's encyclopedia: who is called what by whom, where they"
            + " are said to come from, whom they go after, with which tools, and the sources. Attribution is a claim of the sources"
            + " that a card names. Answers name the deck, its date and its licence: keep them with what you pass on.";

    /** How long answers that are on their way may take when the input has ended: the transport drops them at its end. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private AgentServer() {
    }

    /**
     * Serves one client until its input ends.
     *
     * @param cards the index to serve; it stays open
     * @param in what the client sends, in UTF-8
     * @param out where answers go, and nothing else may
     * @throws InterruptedException if the thread is interrupted while it waits for the end
     */
    public static void serve(ThreatCards cards, InputStream in, OutputStream out) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        McpSyncServer server = described(
                McpServer.sync(new StdioServerTransportProvider(McpJsonDefaults.getMapper(), telling(ended, in), out)),
                cards).build();
        ended.await();
        server.closeGracefully();
    }

    /** What the server says of itself, over whichever way it is asked. */
    static <S extends SyncSpecification<S>> S described(S server, ThreatCards cards) {
        server.serverInfo("threat-cards", version()).instructions(INSTRUCTIONS)
                .capabilities(ServerCapabilities.builder().tools(false).build()).tools(AgentTools.of(cards));
        return server;
    }

    private static String version() {
        String version = AgentServer.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    private static InputStream telling(CountDownLatch ended, InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                return told(super.read());
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                return told(super.read(bytes, from, length));
            }

            private int told(int read) throws IOException {
                if (read < 0) {
                    try {
                        Thread.sleep(GRACE);
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                        throw new InterruptedIOException("interrupted while the last answers were on their way");
                    } finally {
                        ended.countDown();
                    }
                }
                return read;
            }
        };
    }
}
