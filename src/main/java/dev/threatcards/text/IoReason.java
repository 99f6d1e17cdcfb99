package dev.threatcards.text;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says why reading, writing or connecting failed, in plain words: an exception's own message is often a bare path, a class name, or null. */
public final class IoReason {

    // java.io has messages such as "deck.json (Permission denied)".
    private static final Pattern IN_PARENTHESES = Pattern.compile(".*\\(([^()]+)\\)");

    // A class name: "java.net.ConnectException", "ConnectException".
    private static final Pattern CLASS_NAME = Pattern
            .compile("\\b[a-z]\\w*(\\.[a-z]\\w*)+\\.[A-Z]\\w*|\\b[A-Z]\\w*(Exception|Error)\\b");

    /** Plain words for the messages of POSIX systems. */
    private static final Map<String, String> SYSTEM = Map.ofEntries(
            Map.entry("No such file or directory", "there is no such file"),
            Map.entry("Permission denied", "permission is denied"),
            Map.entry("Operation not permitted", "permission is denied"), Map.entry("Is a directory", "it is a folder"),
            Map.entry("Not a directory", "a part of its path is a file, not a folder"),
            Map.entry("No space left on device", "no space is left on the disk"),
            Map.entry("Disk quota exceeded", "your share of the disk is used up"),
            Map.entry("File too large", "the file would be larger than the system allows"),
            Map.entry("Read-only file system", "the disk is read-only"),
            Map.entry("File name too long", "its name is too long"),
            Map.entry("Too many levels of symbolic links", "its links lead in a circle"),
            Map.entry("Too many open files", "the process has too many files open"),
            Map.entry("Bad file descriptor", "it is closed"), Map.entry("Stream Closed", "it is closed"),
            Map.entry("Broken pipe", "nobody reads it any more"),
            Map.entry("Input/output error", "the device reports an error"),
            Map.entry("Connection refused", "the connection was refused; nothing listens there"),
            Map.entry("Connection reset", "the connection was cut"),
            Map.entry("Connection reset by peer", "the connection was cut"),
            Map.entry("Network is unreachable", "the network does not lead there"),
            Map.entry("Connection timed out", "it did not answer in time"));

    private IoReason() {
    }

    /** The reason as a clause without a full stop, such as "permission is denied". It names no file and no class. */
    public static String of(Throwable failure) {
        return switch (failure) {
            case NoSuchFileException e -> "there is no such file";
            case AccessDeniedException e -> "permission is denied";
            case NotDirectoryException e -> "it is a file, not a folder";
            case FileAlreadyExistsException e -> "there is a file of that name already";
            case DirectoryNotEmptyException e -> "the folder is not empty";
            case FileSystemLoopException e -> "its links lead in a circle";
            case FileSystemException e -> system(e.getReason());
            case FileNotFoundException e -> fileNotFound(e);
            case ReadOnlyFileSystemException e -> "the disk is read-only";
            case InvalidPathException e -> invalidPath(e);
            case UnknownHostException e -> "there is no such host, or no network";
            case NoRouteToHostException e -> "the network does not lead there";
            case ConnectException e -> connect(e);
            case CharacterCodingException e -> "it is not in the encoding that it should be in";
            case ClosedChannelException e -> "it was closed meanwhile";
            case EOFException e -> "it ends early";
            case InterruptedIOException e -> "it did not answer in time";
            default -> system(failure.getMessage());
        };
    }

    /** The sentence "{@code what}: reason (file)."; the file only if the exception names one. */
    public static String of(String what, IOException failure) {
        String file = failure instanceof FileSystemException e && e.getFile() != null ? " (" + e.getFile() + ")" : "";
        return what + ": " + of(failure) + file + ".";
    }

    private static String fileNotFound(FileNotFoundException e) {
        Matcher reason = IN_PARENTHESES.matcher(e.getMessage() == null ? "" : e.getMessage());
        return reason.matches() ? system(reason.group(1)) : "there is no such file";
    }

    private static String invalidPath(InvalidPathException e) {
        return e.getInput().indexOf('\0') >= 0
                ? "a file's name cannot have the character NUL in it"
                : "this system's encoding (" + System.getProperty("sun.jnu.encoding")
                        + ") has no such name; set a UTF-8 locale, such as LC_ALL=C.UTF-8";
    }

    private static String connect(ConnectException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return "there is no such host, or no network";
            }
        }
        return e.getMessage() == null ? SYSTEM.get("Connection refused") : system(e.getMessage());
    }

    private static String system(String message) {
        if (message == null || message.isBlank() || CLASS_NAME.matcher(message).find()) {
            return "the system does not say why";
        }
        return SYSTEM.getOrDefault(message.strip(), message.strip());
    }
}
