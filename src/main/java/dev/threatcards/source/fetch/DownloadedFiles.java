package dev.threatcards.source.fetch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

import dev.threatcards.error.SourceException;
import dev.threatcards.source.fetch.Download.Validators;
import dev.threatcards.text.IoReason;

/**
 * Downloads into temporary files, which are deleted when this is closed. The files of a killed process are deleted by the next one. Not
 * thread-safe.
 */
public final class DownloadedFiles implements AutoCloseable {

    private static final String PREFIX = "threat-cards-download-";

    private final Download download = new Download();
    private final List<Folder> folders = new ArrayList<>();

    /** A folder with one file, and a lock that shows that it is in use. */
    private record Folder(Path path, FileChannel lock) {

        static Folder create() throws IOException {
            Path path = Files.createTempDirectory(PREFIX);
            FileChannel lock = FileChannel.open(path.resolve(".lock"), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            lock.lock();
            return new Folder(path, lock);
        }

        PartialFile file() {
            return new PartialFile(path.resolve("content"));
        }

        void remove() throws IOException {
            lock.close();
            remove(path);
        }

        static void remove(Path path) throws IOException {
            new PartialFile(path.resolve("content")).delete();
            Files.deleteIfExists(path.resolve(".lock"));
            Files.deleteIfExists(path);
        }
    }

    /**
     * Downloads a file.
     *
     * @throws SourceException if the download fails
     */
    public Path get(String address) {
        try {
            if (folders.isEmpty()) {
                removeLeftovers(Path.of(System.getProperty("java.io.tmpdir")));
            }
            Folder folder = Folder.create();
            folders.add(folder);
            download.get(PublicAddress.of(address), Validators.NONE, folder.file(), (bytes, total) -> {
            });
            return folder.file().path();
        } catch (IOException e) {
            throw new SourceException("Cannot keep " + address + " in a temporary file: " + IoReason.of(e) + ".");
        }
    }

    /** Deletes the folders of processes that have ended, whose locks are not held. */
    static void removeLeftovers(Path temporary) throws IOException {
        List<Path> left = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(temporary, PREFIX + "*")) {
            all.forEach(left::add);
        }
        for (Path folder : left) {
            Path lock = folder.resolve(".lock");
            if (!Files.isRegularFile(lock, LinkOption.NOFOLLOW_LINKS) || !Files.isWritable(lock)) {
                // It belongs to another user, or is being created.
                continue;
            }
            try (FileChannel file = FileChannel.open(lock, StandardOpenOption.WRITE); FileLock held = file.tryLock()) {
                if (held != null) {
                    Folder.remove(folder);
                }
            } catch (OverlappingFileLockException e) {
                // This process holds it.
            }
        }
    }

    @Override
    public void close() {
        for (Folder folder : folders) {
            try {
                folder.remove();
            } catch (IOException e) {
                throw new SourceException("Cannot remove " + folder.path() + ": " + IoReason.of(e) + ".");
            }
        }
    }
}
