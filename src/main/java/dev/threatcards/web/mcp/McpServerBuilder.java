package dev.threatcards.web.mcp;

import java.io.InputStream;
import java.io.OutputStream;

import dev.threatcards.ThreatCards;

/**
 * The Model Context Protocol over a pair of streams, as an agent speaks it with a process that it started: JSON-RPC, a message a
 * line. Tools are {@code search}, {@code card}, {@code resolve}, {@code scan} and {@code similar}.
 */
public final class McpServerBuilder {

    private McpServerBuilder() {
    }

    /**
     * Serves one client until its input ends and every request before that is answered, or until its output takes no more. Requests
     * are answered side by side; a line that is no request is answered with a JSON-RPC error.
     *
     * @param cards the index to serve; it stays open
     * @param in what the client sends, in UTF-8; when the output has failed, a thread may still be reading it after the return
     * @param out where answers go, and nothing else may
     * @throws InterruptedException if the thread is interrupted while it waits for the end
     */
    public static void serve(ThreatCards cards, InputStream in, OutputStream out) throws InterruptedException {
        new StdioTransport(new McpDispatcher(cards), in, out).serve();
    }
}
