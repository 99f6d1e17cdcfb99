package dev.threatcards.web.http;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/**
 * A bounded pool for requests that compute for long: exports, statistics, comparisons, scans. They run on platform threads, which the
 * operating system preempts. A virtual thread that computes would keep its carrier thread, and searches would wait for it. Thread-safe.
 */
public final class HeavyRequests implements AutoCloseable {

    /** The attribute of a request that holds a permit to compute. */
    private static final String TURN = HeavyRequests.class.getName();

    private static final long IDLE_SECONDS = 30;

    /** Reads from or writes to the client. */
    public interface Io<T> {
        /** Reads or writes, and may block. */
        T run() throws IOException;
    }

    private final ServerLimits limits;
    private final Set<String> routes;
    private final Semaphore places;
    private final Semaphore turns;
    private final ExecutorService threads;

    /** @param routes the paths of the routes that this pool answers, as Javalin writes them */
    public HeavyRequests(ServerLimits limits, Set<String> routes) {
        this.limits = limits;
        this.routes = Set.copyOf(routes);
        this.places = new Semaphore(limits.heavyRequests(), true);
        this.turns = new Semaphore(Runtime.getRuntime().availableProcessors(), true);
        this.threads = new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS,
                new SynchronousQueue<>(), Thread.ofPlatform().daemon().name("heavy-", 0).factory());
    }

    /** The handler of a route; it runs in this pool if the route is heavy. */
    public Handler pooled(HandlerType method, String route, Handler handler) {
        return method.isHttpMethod() && routes.contains(route) ? request -> answer(handler, request) : handler;
    }

    /**
     * Runs the handler in this pool.
     *
     * @throws Problem.Thrown 503 if the queue is full, or if no place becomes free in time
     */
    public void answer(Handler handler, Context request) throws Exception {
        if (!enter()) {
            request.header("Retry-After", Long.toString(Math.max(1, limits.heavyWait().toSeconds())));
            throw Problem.thrown(503, "Too busy",
                    "The server is busy with exports, statistics, comparisons and scans. Try again in a while."
                            + " Searches and single cards are answered meanwhile.");
        }
        try {
            await(threads.submit(() -> {
                turns.acquire();
                request.attribute(TURN, turns);
                try {
                    handler.handle(request);
                } finally {
                    request.attribute(TURN, null);
                    turns.release();
                }
                return null;
            }));
        } finally {
            places.release();
        }
    }

    private boolean enter() throws InterruptedException {
        return places.tryAcquire() || (places.getQueueLength() < limits.heavyQueue()
                && places.tryAcquire(limits.heavyWait().toNanos(), TimeUnit.NANOSECONDS));
    }

    private static void await(Future<?> answered) throws Exception {
        try {
            answered.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /** Runs blocking I/O with the client; meanwhile another heavy request may compute. */
    public static <T> T waiting(Context request, Io<T> io) throws IOException {
        Semaphore turns = request.attribute(TURN);
        if (turns == null) {
            return io.run();
        }
        turns.release();
        try {
            return io.run();
        } finally {
            turns.acquireUninterruptibly();
        }
    }

    /** How many requests have a place in the pool. */
    public int running() {
        return limits.heavyRequests() - places.availablePermits();
    }

    /** How many requests wait for a place. */
    public int queued() {
        return places.getQueueLength();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
