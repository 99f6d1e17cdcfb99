package dev.threatcards.index;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/**
 * Analyses and writes on all cores while the next cards are read: what is about one uuid in one lane, and so in its order. A bounded
 * number waits, so memory stays what it is however large a deck. For use by one thread.
 */
final class WritingLanes implements AutoCloseable {

    /** Cards that may wait for their lane. */
    private static final int WAITING = 256;

    /** Something to write. */
    interface Writing {
        void write(CardAnalysis analysis) throws IOException;
    }

    private final Semaphore free = new Semaphore(WAITING);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final List<Lane> lanes = IntStream.range(0, Runtime.getRuntime().availableProcessors())
            .mapToObj(number -> new Lane()).toList();

    private static final class Lane {
        private final CardAnalysis analysis = new CardAnalysis();
        private final ExecutorService thread = Executors
                .newSingleThreadExecutor(Thread.ofPlatform().daemon().name("writing-", 0).factory());
    }

    /**
     * Writes, at some time before {@link #await} returns.
     *
     * @throws IOException if something that was to be written before could not be
     */
    void write(UUID uuid, Writing writing) throws IOException {
        acquire(1);
        Lane lane = lanes.get(Math.floorMod(uuid.hashCode(), lanes.size()));
        lane.thread.execute(() -> {
            try {
                if (failure.get() == null) {
                    writing.write(lane.analysis);
                }
            } catch (IOException | RuntimeException | Error e) {
                failure.compareAndSet(null, e);
            } finally {
                free.release();
            }
        });
        requireNoFailure();
    }

    /**
     * Waits until all is written.
     *
     * @throws IOException if any of it could not be
     */
    void await() throws IOException {
        acquire(WAITING);
        free.release(WAITING);
        requireNoFailure();
    }

    private void acquire(int permits) throws IOException {
        try {
            free.acquire(permits);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while cards were written");
        }
    }

    private void requireNoFailure() throws IOException {
        switch (failure.get()) {
            case null -> {
                // All went well so far.
            }
            case Error error -> throw error;
            case IOException e -> throw new IOException(e.getMessage(), e);
            case Throwable e -> throw new IllegalStateException(e);
        }
    }

    /** Waits for what is being written, and ends the threads. */
    @Override
    public void close() {
        lanes.forEach(lane -> lane.thread.close());
    }
}
