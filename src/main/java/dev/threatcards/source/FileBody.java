package dev.threatcards.source;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** An answer's body on its way into a file, up to a limit. What has come stays in the file if the rest does not. */
final class FileBody implements BodySubscriber<Long> {

    private final FileChannel file;
    private final long limit;
    private final LongConsumer progress;
    private final CompletableFuture<Long> whole = new CompletableFuture<>();
    private final AtomicLong size;
    private Subscription subscription;

    /** That there is more than there may be. */
    static final class TooLarge extends IOException {

        private static final long serialVersionUID = 1L;

        TooLarge(long limit) {
            super("it is larger than " + limit + " bytes");
        }
    }

    /**
     * @param from the size of what the file has already, to which the body is added; 0 to begin anew
     * @param limit the largest that the file may get, in bytes
     * @param progress is told the size of the file
     */
    FileBody(Path path, long from, long limit, LongConsumer progress) throws IOException {
        this.file = from > 0
                ? FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.APPEND)
                : FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING);
        this.limit = limit;
        this.progress = progress;
        this.size = new AtomicLong(from);
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        try {
            for (ByteBuffer buffer : buffers) {
                if (size.addAndGet(buffer.remaining()) > limit) {
                    throw new TooLarge(limit);
                }
                while (buffer.hasRemaining()) {
                    file.write(buffer);
                }
            }
            progress.accept(size.get());
            subscription.request(1);
        } catch (IOException e) {
            subscription.cancel();
            onError(e);
        }
    }

    @Override
    public void onError(Throwable cause) {
        close();
        whole.completeExceptionally(cause);
    }

    @Override
    public void onComplete() {
        close();
        whole.complete(size.get());
    }

    private void close() {
        try {
            file.close();
        } catch (IOException e) {
            whole.completeExceptionally(e);
        }
    }

    @Override
    public CompletionStage<Long> getBody() {
        return whole;
    }
}
