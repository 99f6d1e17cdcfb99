package dev.threatcards.web.mcp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;

import dev.threatcards.ThreatCards;
import dev.threatcards.web.http.NamesRequest;

/**
 * The stdio transport of the Model Context Protocol: JSON-RPC in UTF-8, a message a line. Requests are answered concurrently, in the order
 * in which the answers are ready. A line that is no request is answered with an error; an empty line is ignored.
 */
public final class StdioTransport {

    /** The most requests that are answered at a time; while there are as many, no further line is read. */
    private static final int IN_FLIGHT = Math.max(4, Runtime.getRuntime().availableProcessors());

    private final McpDispatcher dispatcher;
    private final InputStream in;
    private final OutputStream out;
    private final Semaphore free = new Semaphore(IN_FLIGHT);
    private final Lock writing = new ReentrantLock();
    private final CountDownLatch ended = new CountDownLatch(1);
    private boolean skipping;

    private StdioTransport(McpDispatcher dispatcher, InputStream in, OutputStream out) {
        this.dispatcher = dispatcher;
        this.in = new BufferedInputStream(in);
        this.out = out;
    }

    /**
     * Serves one client until its input ends and every request is answered, or until its output takes no more.
     *
     * @param cards the index to serve; it stays open
     * @param in what the client sends; if the output has failed, a thread may still read it after the return
     * @param out where answers go, and nothing else may
     * @throws InterruptedException if the thread is interrupted while it waits for the end
     */
    public static void serve(ThreatCards cards, InputStream in, OutputStream out) throws InterruptedException {
        StdioTransport transport = new StdioTransport(new McpDispatcher(cards), in, out);
        // A thread of its own: nothing wakes a thread that waits for input when the output is gone.
        Thread.ofPlatform().daemon().name("stdio").start(transport::read);
        transport.ended.await();
    }

    private void read() {
        // Closing the executor waits for the requests that are still being answered.
        try (ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor()) {
            for (byte[] line = next(); line != null && ended.getCount() > 0; line = next()) {
                if (!new String(line, StandardCharsets.ISO_8859_1).isBlank()) {
                    byte[] message = line;
                    free.acquire();
                    requests.execute(() -> answer(message));
                }
            }
        } catch (IOException e) {
            // The client is gone, which ends its input as well.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
        }
    }

    /**
     * The next line without its line feed; null at the end. A line that is too long is returned as soon as that is known, cut a byte after
     * the bound; the next call skips the rest of it.
     */
    private byte[] next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                if (!skipping) {
                    return line.toByteArray();
                }
                skipping = false;
            } else if (!skipping) {
                line.write(next);
                if (line.size() > NamesRequest.TEXT_BYTES) {
                    skipping = true;
                    return line.toByteArray();
                }
            }
        }
        return line.size() == 0 ? null : line.toByteArray();
    }

    private void answer(byte[] line) {
        try {
            response(line).ifPresent(this::write);
        } finally {
            free.release();
        }
    }

    /** The response; empty for a notification. */
    private Optional<String> response(byte[] line) {
        try {
            if (line.length > NamesRequest.TEXT_BYTES) {
                throw new JsonRpcException(ErrorCodes.INVALID_REQUEST, null,
                        "A message has at most " + NamesRequest.TEXT_BYTES + " bytes ("
                                + (NamesRequest.TEXT_BYTES >> 20) + " MB); this line has more.");
            }
            return dispatcher.answer(JsonRpcRequest.parse(line));
        } catch (JsonRpcException e) {
            return Optional.of(e.json());
        } catch (OutOfMemoryError e) {
            return Optional.of(new JsonRpcException(ErrorCodes.INTERNAL_ERROR, null,
                    "A message takes more memory than the server has.").json());
        }
    }

    private void write(String response) {
        writing.lock();
        try {
            out.write((response + '\n').getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            // The client reads no more answers.
            ended.countDown();
        } finally {
            writing.unlock();
        }
    }
}
