package dev.threatcards.web.mcp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;

import dev.threatcards.web.http.NamesRequest;

/**
 * The stdio transport of the Model Context Protocol: a message a line, in UTF-8, in both directions. Requests are answered side by
 * side, each once, in the order in which the answers are ready. A line that is no request is answered with an error, and an empty
 * one is ignored.
 */
final class StdioTransport {

    /** Requests that are being answered at a time; while there are as many, no further line is read. */
    private static final int IN_FLIGHT = Math.max(4, Runtime.getRuntime().availableProcessors());

    private static final byte[] NONE = {};

    private final McpDispatcher dispatcher;
    private final LineReader in;
    private final OutputStream out;
    private final Semaphore free = new Semaphore(IN_FLIGHT);
    private final Lock writing = new ReentrantLock();
    private final CountDownLatch ended = new CountDownLatch(1);

    StdioTransport(McpDispatcher dispatcher, InputStream in, OutputStream out) {
        this.dispatcher = dispatcher;
        this.in = new LineReader(in, NamesRequest.TEXT_BYTES);
        this.out = out;
    }

    /**
     * Serves until the input has ended and all that it asked for is answered, or until the output takes no more.
     *
     * @throws InterruptedException if the thread is interrupted meanwhile
     */
    void serve() throws InterruptedException {
        // A thread of its own, since nothing wakes a thread that waits for input when the output is gone.
        Thread.ofPlatform().daemon().name("stdio").start(this::read);
        ended.await();
    }

    private void read() {
        // Closing the executor waits for the requests that are still being answered.
        try (ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor()) {
            for (byte[] line = in.next(); line != null && ended.getCount() > 0; line = in.next()) {
                if (!isBlank(line)) {
                    byte[] message = line;
                    free.acquire();
                    requests.execute(() -> answer(message));
                }
            }
        } catch (IOException e) {
            // The other side is gone, which is how its input ends as well.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
        }
    }

    /** Whether there is nothing but spaces, tabs and carriage returns in it. */
    private static boolean isBlank(byte[] line) {
        int at = 0;
        while (at < line.length && (line[at] == ' ' || line[at] == '\t' || line[at] == '\r')) {
            at++;
        }
        return at == line.length;
    }

    private void answer(byte[] line) {
        try {
            byte[] response = response(line);
            if (response.length > 0) {
                write(response);
            }
        } finally {
            free.release();
        }
    }

    /** The response with the line feed at its end; nothing where there is none. */
    private byte[] response(byte[] line) {
        try {
            if (line.length > NamesRequest.TEXT_BYTES) {
                throw JsonRpcException.withoutId(ErrorCodes.INVALID_REQUEST,
                        "A message has at most " + NamesRequest.TEXT_BYTES + " bytes ("
                                + (NamesRequest.TEXT_BYTES >> 20) + " MB); this line has more.");
            }
            return dispatcher.answer(JsonRpcRequest.parse(line)).map(StdioTransport::line).orElse(NONE);
        } catch (JsonRpcException e) {
            return line(e.json());
        } catch (OutOfMemoryError e) {
            return line(JsonRpcException
                    .withoutId(ErrorCodes.INTERNAL_ERROR, "A message takes more memory than the server has.").json());
        }
    }

    private static byte[] line(String json) {
        return (json + '\n').getBytes(StandardCharsets.UTF_8);
    }

    private void write(byte[] response) {
        writing.lock();
        try {
            out.write(response);
            out.flush();
        } catch (IOException e) {
            // Nobody reads any more: there is nothing left to serve.
            ended.countDown();
        } finally {
            writing.unlock();
        }
    }
}
