package dev.threatcards.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import picocli.CommandLine.TypeConversionException;

import dev.threatcards.text.IoReason;

/** Conversions of command-line arguments. */
final class Arguments {

    private static final String ENCODING = System.getProperty("sun.jnu.encoding", "UTF-8");

    /** The message about arguments that the JVM could not decode. */
    static final String LOST = "The arguments have characters that the locale of this process (" + ENCODING
            + ") has not; set a UTF-8 locale, such as LC_ALL=C.UTF-8, or start it with the script threat-cards.";

    // "https://host/report"; "file:" is another matter.
    private static final Pattern WEB_ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://(?<!(?i:file)://)");

    private Arguments() {
    }

    /** Whether the JVM could not decode them: outside a UTF-8 locale it replaces each unknown byte. */
    static boolean areLost(String... arguments) {
        return !ENCODING.equals("UTF-8") && Stream.of(arguments).anyMatch(each -> each.indexOf('\uFFFD') >= 0);
    }

    /** @throws TypeConversionException if no file can have that name */
    static Path path(String name) {
        if (name.isEmpty()) {
            throw new TypeConversionException("the name of a file or folder is empty");
        }
        try {
            Path path = Path.of(name);
            if (name.startsWith("~/") && !Files.exists(Path.of("~"))) {
                throw new TypeConversionException("the shell did not put your home folder for ~ in \"" + name
                        + "\"; write $HOME" + name.substring(1));
            }
            return path;
        } catch (InvalidPathException e) {
            throw new TypeConversionException("\"" + name + "\" is not a file's name: " + IoReason.of(e));
        }
    }

    /**
     * The file to read.
     *
     * @throws IOException if it is an address, or no file can have that name
     */
    static Path file(String name) throws IOException {
        if (WEB_ADDRESS.matcher(name).lookingAt()) {
            throw new IOException(
                    "it is an address, and a file is wanted; pipe it in: curl -s " + name + " | threat-cards scan");
        }
        try {
            return name.regionMatches(true, 0, "file:/", 0, 6) ? Path.of(URI.create(name)) : path(name);
        } catch (TypeConversionException | IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
