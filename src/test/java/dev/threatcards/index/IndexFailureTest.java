package dev.threatcards.index;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.LockObtainFailedException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What each failure is told as: damage is said of damage alone. */
final class IndexFailureTest {

    private static final Path INDEX = Path.of("decks", "index");

    static Stream<Arguments> healthy() {
        return Stream.of(arguments(new AccessDeniedException("decks/index/write.lock"), "Not allowed to write to"),
                arguments(new FileSystemException("decks/index/write.lock", null, "Read-only file system"),
                        "mounted read-only"),
                arguments(new ClosedByInterruptException(), "was interrupted"),
                arguments(new InterruptedIOException("while cards were written"), "was interrupted"),
                arguments(new IOException("No space left on device"), "is full"),
                arguments(new AlreadyClosedException("this IndexWriter is closed",
                        new IOException("No space left on device")), "is full"),
                arguments(new IllegalStateException(new IOException("Disk quota exceeded")), "is full"),
                arguments(new FileSystemException("decks/index/_0.fdt", null, "Too many open files"), "ulimit -n"),
                arguments(new NotDirectoryException("decks"), "is a file"),
                arguments(new FileSystemException("decks/index", null, "Not a directory"), "is a file"),
                arguments(new LockObtainFailedException("lock held by another program"), "Another process"));
    }

    @ParameterizedTest
    @MethodSource("healthy")
    void aHealthyIndexIsNeverCalledDamaged(Exception failure, String told) {
        assertThat(IndexFailure.writing(INDEX, failure)).hasMessageContaining(told)
                .hasMessageContaining(INDEX.toString()).hasMessageNotContaining("damaged").hasCause(failure);
        assertThat(IndexFailure.reading(INDEX, new UncheckedIOException(new IOException(failure))))
                .hasMessageNotContaining("damaged");
    }

    static Stream<Arguments> damage() {
        return Stream.of(
                arguments(new CorruptIndexException("checksum failed (hardware problem?)",
                        "MemorySegmentIndexInput(path=\"/decks/index/_0.dvd\")"), "checksum failed"),
                arguments(new EOFException("read past EOF: MemorySegmentIndexInput(path=\"/decks/index/_0.dvd\")"),
                        "a file ends early"),
                arguments(new NoSuchFileException("/decks/index/_0.dvd"), "_0.dvd is missing"),
                arguments(new ArrayIndexOutOfBoundsException("Index 9 out of bounds for length 8"), "out of bounds"),
                arguments(new NegativeArraySizeException("-4"), "-4"), arguments(new AssertionError(), "no sense"),
                arguments(new IndexFormatTooNewException("input", 99, 0, 10), "damaged"));
    }

    @ParameterizedTest
    @MethodSource("damage")
    void damageIsOneSentenceWithoutNamesOfClasses(Throwable failure, String told) {
        assertThat(IndexFailure.reading(INDEX, failure)).hasMessageContaining("is damaged").hasMessageContaining(told)
                .hasMessageContaining("delete the folder");
        assertThat(IndexFailure.reading(INDEX, failure).getMessage()).doesNotContain("java.", "org.apache",
                "IndexInput", "/decks/index/_0");
    }
}
