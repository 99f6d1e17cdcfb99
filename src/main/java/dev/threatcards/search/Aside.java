package dev.threatcards.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ForkJoinTask;

import org.apache.lucene.util.IOSupplier;

/**
 * What another core works out, if one has nothing to do, while this thread goes on; if none has, this thread does it when it needs it. For
 * use by the thread that began it, which has to close it: nothing goes on after that.
 *
 * @param <T> what it comes to
 */
final class Aside<T> implements AutoCloseable {

    private final ForkJoinTask<T> task;

    private Aside(ForkJoinTask<T> task) {
        this.task = task;
    }

    /**
     * Begins.
     *
     * @param isWorthwhile whether it takes longer than to wake another thread; if not, it is done here and now
     */
    static <T> Aside<T> of(IOSupplier<T> work, boolean isWorthwhile) {
        ForkJoinTask<T> task = ForkJoinTask.adapt(() -> {
            try {
                return work.get();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        if (isWorthwhile) {
            task.fork();
        } else {
            task.quietlyInvoke();
        }
        return new Aside<>(task);
    }

    /** What it came to. */
    T get() throws IOException {
        try {
            return task.join();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public void close() {
        task.quietlyJoin();
    }
}
