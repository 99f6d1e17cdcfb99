package dev.threatcards.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A file that a command writes under the name that the user gave. Symbolic links are followed, dangling ones too.
 *
 * <p>Devices, named pipes and open descriptors such as {@code /dev/stdout} are written directly. A regular file is replaced atomically by
 * one that is written beside it and gets the owner and mode of the old one. Where that would break a hard link or is not permitted, the
 * content is copied into the file once it is complete.
 */
final class OutputFile {

    // An open descriptor of this process: /proc/self/fd/1 is /proc/4711/fd/1.
    private static final Pattern DESCRIPTORS = Pattern.compile("/proc/\\d+(/task/\\d+)?/fd|/dev/fd");

    /** As many links in a row as Linux follows. */
    private static final int MOST_LINKS = 40;

    /** The permission bits of a mode. */
    private static final int MODE_BITS = 07777;

    private static final String UNIX = "unix";

    private final Path file;
    private final boolean isDescriptor;

    private OutputFile(Path file, boolean isDescriptor) {
        this.file = file;
        this.isDescriptor = isDescriptor;
    }

    /** Writes the content, and says how much. */
    interface Content {
        int write(OutputStream out) throws IOException;
    }

    /**
     * The file of that name, or that its links lead to.
     *
     * @throws IOException if it is a folder, or in a folder that does not exist
     */
    static OutputFile of(Path named) throws IOException {
        Path file = named.toAbsolutePath();
        for (int links = 0; Files.isSymbolicLink(file) && !isDescriptor(file); links++) {
            if (links == MOST_LINKS) {
                throw new FileSystemLoopException(named.toString());
            }
            file = file.resolveSibling(Files.readSymbolicLink(file));
        }
        if (Files.isDirectory(file)) {
            throw new FileSystemException(named.toString(), null, "Is a directory");
        }
        Path folder = file.getParent();
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new FileSystemException(named.toString(), null, folder + " is a file, not a folder");
        }
        if (!Files.exists(folder)) {
            throw new FileSystemException(named.toString(), null, "there is no folder " + folder);
        }
        return new OutputFile(file, isDescriptor(file));
    }

    private static boolean isDescriptor(Path file) throws IOException {
        Path folder = file.getParent();
        return folder != null && Files.isDirectory(folder)
                && DESCRIPTORS.matcher(folder.toRealPath().toString()).matches();
    }

    /** Whether it is a name of standard output, such as {@code /dev/stdout}. */
    boolean isStandardOutput() {
        return isDescriptor && file.endsWith("1");
    }

    /**
     * Writes the content. What the file held before stays if that fails, unless it is no regular file.
     *
     * @throws IOException what {@code content} throws, or that the file cannot be written
     */
    int write(Content content) throws IOException {
        if (isStandardOutput()) {
            return writeTo(FileDescriptor.out, content);
        }
        if (isDescriptor && file.endsWith("2")) {
            return writeTo(FileDescriptor.err, content);
        }
        if (isDescriptor || (Files.exists(file) && !Files.isRegularFile(file))) {
            // Neither created, should it be gone meanwhile, nor truncated.
            return writeTo(Files.newOutputStream(file, StandardOpenOption.WRITE), content);
        }
        boolean exists = Files.exists(file);
        if (exists && !Files.isWritable(file)) {
            throw new AccessDeniedException(file.toString());
        }
        return replace(!exists || (Files.isWritable(file.getParent()) && links() == 1), content);
    }

    /**
     * Writes to a standard stream and leaves it open: its descriptor must not be reused for another file. System.out would not report a
     * failure.
     */
    static int writeTo(FileDescriptor standard, Content content) throws IOException {
        OutputStream out = new BufferedOutputStream(new FileOutputStream(standard));
        int count = content.write(out);
        out.flush();
        return count;
    }

    private static int writeTo(OutputStream out, Content content) throws IOException {
        try (OutputStream buffered = new BufferedOutputStream(out)) {
            return content.write(buffered);
        }
    }

    /**
     * Writes a temporary file, and puts it in the place of this one when it is whole.
     *
     * @param beside whether this file may be replaced by one beside it; else its content is overwritten
     */
    private int replace(boolean beside, Content content) throws IOException {
        Path begun = beside
                ? file.resolveSibling("." + file.getFileName() + "." + ProcessHandle.current().pid() + ".part")
                : Files.createTempFile("threat-cards", ".part");
        try {
            int count = writeTo(beside ? begin(begun) : Files.newOutputStream(begun), content);
            if (!beside || !moved(begun)) {
                overwrite(begun);
            }
            return count;
        } finally {
            Files.deleteIfExists(begun);
        }
    }

    private boolean moved(Path begun) throws IOException {
        if (Files.exists(file) && !isLike(begun)) {
            return false;
        }
        try {
            Files.move(begun, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (AccessDeniedException e) {
            // A folder such as /tmp lets only its owner replace a file that others may write.
            if (Files.exists(file)) {
                return false;
            }
            throw e;
        }
    }

    /** A new file. If it replaces another, nobody else may read it before it has the mode of that one. */
    private OutputStream begin(Path begun) throws IOException {
        Files.deleteIfExists(begun);
        if (Files.exists(file) && hasModes()) {
            Files.createFile(begun, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        return Files.newOutputStream(begun);
    }

    private void overwrite(Path whole) throws IOException {
        long more = Files.size(whole) - Files.size(file);
        if (more > Files.getFileStore(file).getUsableSpace()) {
            throw new FileSystemException(file.toString(), null, "No space left on device");
        }
        try (InputStream in = Files.newInputStream(whole); OutputStream out = Files.newOutputStream(file)) {
            in.transferTo(out);
        }
    }

    private int links() throws IOException {
        return hasModes() ? (int) Files.getAttribute(file, "unix:nlink") : 1;
    }

    private boolean hasModes() {
        return file.getFileSystem().supportedFileAttributeViews().contains(UNIX);
    }

    /** Gives the new file the owner, group and mode of this one; false if that is not permitted. */
    private boolean isLike(Path begun) throws IOException {
        if (!hasModes()) {
            return true;
        }
        Map<String, Object> old = Files.readAttributes(file, "unix:uid,gid,mode");
        Map<String, Object> now = Files.readAttributes(begun, "unix:uid,gid,mode", LinkOption.NOFOLLOW_LINKS);
        try {
            for (String owner : new String[]{"uid", "gid"}) {
                if (!old.get(owner).equals(now.get(owner))) {
                    Files.setAttribute(begun, "unix:" + owner, old.get(owner), LinkOption.NOFOLLOW_LINKS);
                }
            }
            // Last: a change of the owner clears bits of the mode.
            Files.setAttribute(begun, "unix:mode", (int) old.get("mode") & MODE_BITS);
            return true;
        } catch (FileSystemException e) {
            return false;
        }
    }
}
