package dev.threatcards.web.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/**
 * The requests that take a processor for a while: exports, what is worked out over many cards, texts that are scanned. They have threads of
 * their own, which the system takes turns with, since a virtual thread that computes keeps its processor from all others: without
 * them two hundred exports are computed before the next search. Safe for use by several threads.
 */
public final class HeavyRequests implements AutoCloseable {

    /** The attribute of a request that has its turn to compute. */
    private static final String TURN = HeavyRequests.class.getName();

    private static final long IDLE_SECONDS = 30;

    /** Something that waits for the client. */
    public interface Io<T> {
        /** Waits. */
        T run() throws IOException;
    }

    private final ServerLimits limits;
    private final Set<String> routes;
    private final Semaphore places;
    private final Semaphore turns;
    private final AtomicInteger waiting = new AtomicInteger();
    private final ExecutorService threads;

    /** @param routes the routes that are answered in this pool, as Javalin writes them */
    public HeavyRequests(ServerLimits limits, Set<String> routes) {
        this.limits = limits;
        this.routes = Set.copyOf(routes);
        this.places = new Semaphore(limits.heavyRequests(), true);
        this.turns = new Semaphore(Runtime.getRuntime().availableProcessors(), true);
        this.threads = new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS,
                new SynchronousQueue<>(), Thread.ofPlatform().daemon().name("heavy-", 0).factory());
    }

    /** The handler of a route, in this pool if it is one of these. */
    public Handler pooled(HandlerType method, String route, Handler handler) {
        return method.isHttpMethod() && routes.contains(route) ? request -> answer(handler, request) : handler;
    }

    /**
     * Runs the handler in this pool.
     *
     * @throws Problem.Thrown 503 if as many requests wait for the pool as may
     */
    public void answer(Handler handler, Context request) throws Exception {
        if (!enter()) {
            request.header("Retry-After", Long.toString(Math.max(1, limits.heavyWait().toSeconds())));
            throw new Problem.Thrown(new Problem(503, "Too busy",
                    "The server answers as many exports, statistics, comparisons and scans as it can just now."
                            + " Searches and single cards are answered; ask for this again in a while.",
                    ""));
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
        if (places.tryAcquire()) {
            return true;
        }
        if (waiting.incrementAndGet() > limits.heavyQueue()) {
            waiting.decrementAndGet();
            return false;
        }
        try {
            return places.tryAcquire(limits.heavyWait().toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            waiting.decrementAndGet();
        }
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

    /** Waits for the client, while another heavy request computes. */
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

    /** Waits until so many have a place, and so many wait for one. */
    public boolean awaitBusy(int answered, int queued, Duration most) {
        long end = System.nanoTime() + most.toNanos();
        while (limits.heavyRequests() - places.availablePermits() != answered || waiting.get() != queued) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            Thread.onSpinWait();
        }
        return true;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
