package dev.threatcards.source;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

import dev.threatcards.error.SourceException;
import dev.threatcards.text.IoReason;

/** Parses the name of a file or folder, a path or a {@code file:} URL. */
final class SourceName {

    // "ftp://host/x". A single letter before the colon is a drive on Windows.
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:/.*", Pattern.DOTALL);

    private static final String HOME = "~/";

    private SourceName() {
    }

    /**
     * The file or folder.
     *
     * @throws SourceException if the name is not valid, is a URL with another scheme, or begins with a tilde that the shell did not
     *     replace
     */
    static Path path(String source) {
        if (source.isBlank()) {
            throw new SourceException("The name of a source is empty.");
        }
        try {
            if (source.regionMatches(true, 0, "file:/", 0, 6)) {
                return ofAddress(source);
            }
            Path path = Path.of(source);
            if (!Files.exists(path)) {
                requireNoAddress(source);
            }
            return path;
        } catch (InvalidPathException e) {
            throw new SourceException("\"" + source + "\" is not a file's name: " + IoReason.of(e) + ".");
        }
    }

    private static Path ofAddress(String source) {
        try {
            return Path.of(URI.create(source));
        } catch (IllegalArgumentException e) {
            throw new SourceException(source
                    + " names no file of this machine; it is written file:///folder/file, or name the file by its path.");
        }
    }

    private static void requireNoAddress(String source) {
        if (ADDRESS.matcher(source).matches()) {
            String scheme = source.substring(0, source.indexOf(':')).toLowerCase(Locale.ROOT);
            throw new SourceException(scheme.matches("https?")
                    ? "Not an address: " + source + "; it is written " + scheme + "://host/path."
                    : "Only http and https addresses are fetched, not " + source
                            + "; download it with another program, and name the file.");
        }
        if (source.startsWith(HOME) && !Files.exists(Path.of("~"))) {
            throw new SourceException("The shell did not put your home folder for ~ in \"" + source + "\"; write $HOME"
                    + source.substring(1) + ".");
        }
    }
}
