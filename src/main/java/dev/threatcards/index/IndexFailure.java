package dev.threatcards.index;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.util.ThreadInterruptedException;

import dev.threatcards.error.IndexException;
import dev.threatcards.text.WellFormedText;

/**
 * Converts exceptions of Lucene and the operating system to an {@link IndexException} that says what is wrong and what to do. Only content that
 * fails a check counts as damaged; a folder without permission, a full disk and an interrupted thread do not.
 */
final class IndexFailure {

    // Lucene names a file as in MemorySegmentIndexInput(path="/index/_0.dvd").
    private static final Pattern FILE = Pattern.compile("path=\"(?:[^\"]*[/\\\\])?([^\"/\\\\]+)\"");
    private static final Pattern CLASS_NAME = Pattern.compile("\\b(?:[a-z]\\w*\\.)+[A-Z]\\w*\\b:? ?");
    private static final int LONGEST_DETAIL = 200;

    private enum Access {
        READ, WRITE
    }

    private IndexFailure() {
    }

    /** The exception for a failure to open or to read the index. */
    static IndexException reading(Path path, Throwable failure) {
        return of(path, failure, Access.READ);
    }

    /** The exception for a failure to write the index. */
    static IndexException writing(Path path, Throwable failure) {
        return of(path, failure, Access.WRITE);
    }

    private static IndexException of(Path path, Throwable failure, Access access) {
        Optional<IndexException> known = first(failure, IndexException.class);
        if (known.isPresent()) {
            return known.get();
        }
        String kept = access == Access.WRITE ? " The index holds what it held before." : "";
        if (isInterrupted(failure)) {
            return new IndexException("The thread was interrupted while the index in " + path + " was "
                    + (access == Access.WRITE ? "written." : "read; there is nothing wrong with the index.") + kept,
                    failure);
        }
        String cause = causes(failure).map(each -> String.valueOf(each.getMessage()).toLowerCase(Locale.ROOT))
                .reduce("", (all, one) -> all + "\n" + one);
        if (cause.contains("no space left") || cause.contains("not enough space") || cause.contains("quota exceeded")) {
            return new IndexException(
                    "The disk that " + path + " is on is full." + kept + " Free some space, and try again.", failure);
        }
        if (cause.contains("too many open files")) {
            return new IndexException("This process may not open as many files as it takes to "
                    + (access == Access.WRITE ? "write" : "read") + " the index in " + path + "." + kept
                    + " Raise its limit (ulimit -n), and try again.", failure);
        }
        if (cause.contains("read-only file system") || has(failure, ReadOnlyFileSystemException.class)) {
            return new IndexException(
                    path + " is on a file system that is mounted read-only; name another --index, or remount it.",
                    failure);
        }
        if (has(failure, LockObtainFailedException.class)) {
            return new IndexException(
                    "Another process is writing to the index in " + path + "; wait for it, or name another --index.",
                    failure);
        }
        if (has(failure, AccessDeniedException.class) || cause.contains("(permission denied)")) {
            return new IndexException("Not allowed to " + (access == Access.WRITE ? "write to " : "read ") + path
                    + "; have its permissions changed, or name another --index.", failure);
        }
        if (has(failure, FileAlreadyExistsException.class) || has(failure, NotDirectoryException.class)
                || cause.contains("not a directory")) {
            return new IndexException(path + " is a file, and an index is a folder; name another --index.", failure);
        }
        // A flipped bit in the header of a file looks like another version.
        if (has(failure, IndexFormatTooNewException.class) || has(failure, IndexFormatTooOldException.class)) {
            return new IndexException("The index in " + path
                    + " is damaged, or was written by a version of Threat Cards"
                    + " whose files this one cannot read; use that version, or delete the folder and ingest its decks"
                    + " again.", failure);
        }
        if (has(failure, IndexNotFoundException.class)) {
            return new IndexException("There is no index in " + path + " any more; ingest its decks again.", failure);
        }
        if (isDamage(failure)) {
            return damaged(path, detail(failure), failure);
        }
        return new IndexException("The index in " + path + " cannot be " + (access == Access.WRITE ? "written" : "read")
                + " (" + detail(failure) + ")." + kept, failure);
    }

    /** The exception for a folder without a commit, which may have segments of a first run. */
    static IndexException absent(Path path) {
        String again = "threat-cards ingest SOURCE --index " + path;
        return new IndexException(hasSegments(path)
                ? "The index in " + path
                        + " lacks the list of its segments (segments_N), without which its cards cannot"
                        + " be read: its first run has not ended, or the file is gone. Ingest its decks again with: "
                        + again
                : "There is no index in " + path + " yet; make one with: " + again, null);
    }

    private static boolean hasSegments(Path path) {
        try (Stream<Path> files = Files.list(path)) {
            return files.anyMatch(file -> file.getFileName().toString().endsWith(".si"));
        } catch (IOException e) {
            return false;
        }
    }

    /** The exception for an index that a later version of the program wrote. */
    static IndexException newer(Path path, Throwable failure) {
        return new IndexException("The index in " + path + " was written by a newer version of Threat Cards; use that"
                + " version, or name another --index.", failure);
    }

    /** The exception for an index whose content fails a check. */
    static IndexException damaged(Path path, String detail, Throwable failure) {
        return new IndexException("The index in " + path + " is damaged (" + detail + "). Make it anew from the cards"
                + " that can still be read with: threat-cards doctor --rebuild --index " + path
                + "; or delete the folder and ingest its decks again.", failure);
    }

    /** Whether the exception is a sign of damaged content. A missing file counts as damage. */
    static boolean isDamage(Throwable failure) {
        return causes(failure).anyMatch(each -> each instanceof CorruptIndexException || each instanceof EOFException
                || each instanceof NoSuchFileException || each instanceof FileNotFoundException
                || each instanceof InternalError
                || (each instanceof RuntimeException && !(each instanceof UncheckedIOException))
                || each instanceof AssertionError || isUnpacking(each));
    }

    /** Lucene's decompression has no exception of its own for bytes that cannot be unpacked. */
    private static boolean isUnpacking(Throwable failure) {
        return failure.getClass() == IOException.class
                && String.valueOf(failure.getMessage()).startsWith("match offset ");
    }

    /** Whether a thread was interrupted, which closes the channels that it reads from. */
    static boolean isInterrupted(Throwable failure) {
        return has(failure, ClosedByInterruptException.class) || has(failure, InterruptedIOException.class)
                || has(failure, InterruptedException.class) || has(failure, ThreadInterruptedException.class);
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        return first(failure, type).isPresent();
    }

    private static <T extends Throwable> Optional<T> first(Throwable failure, Class<T> type) {
        return causes(failure).filter(type::isInstance).map(type::cast).findFirst();
    }

    /** The exception and its causes. */
    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, each -> each != null, Throwable::getCause).limit(20);
    }

    /** What is wrong, without class names. */
    static String detail(Throwable failure) {
        Optional<CorruptIndexException> corrupt = first(failure, CorruptIndexException.class);
        if (corrupt.isPresent()) {
            Matcher file = FILE.matcher(String.valueOf(corrupt.get().getResourceDescription()));
            String where = file.find() ? " in " + file.group(1) : "";
            return plain(corrupt.get().getOriginalMessage()) + where;
        }
        Optional<FileSystemException> file = first(failure, FileSystemException.class);
        if (file.isPresent()) {
            Path name = file.get().getFile() == null ? null : Path.of(file.get().getFile()).getFileName();
            String reason = file.get() instanceof NoSuchFileException
                    ? "is missing"
                    : plain(String.valueOf(file.get().getReason()));
            return (name == null ? "a file" : name) + " " + reason;
        }
        if (has(failure, EOFException.class)) {
            return "a file ends early";
        }
        String message = failure.getMessage();
        return message == null || message.isBlank() ? "its content makes no sense" : plain(message);
    }

    private static String plain(String message) {
        String text = CLASS_NAME.matcher(message).replaceAll("").strip();
        return WellFormedText.cut(text.isEmpty() ? "its content makes no sense" : text, LONGEST_DETAIL);
    }
}
