package dev.threatcards.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.threatcards.card.Reject;

/**
 * Files, directories and standard input to cards. The form of each file is told from its content.
 *
 * <p>Safe for use by several threads; each call reads its sources in the order given, a directory's files by name.
 */
public final class CardSources {

    /** As much of a file as is looked at to tell its form, in bytes. */
    private static final int HEAD = 64 * 1024;

    /** The source that means standard input. */
    private static final String STANDARD_INPUT = "-";

    private static final List<Form> FORMS = List.of(new EtdaJson(), new CardPage(), new ArchivedText());

    private CardSources() {
    }

    /**
     * Reads every card of the sources into {@code sink}.
     *
     * @param sources paths of files and directories, or {@code -} for standard input
     * @throws SourceException if a source does not exist or cannot be opened; no card has been read then, if it is a
     *     source that was named
     */
    public static void read(List<String> sources, CardSink sink) {
        sources.stream().filter(source -> !source.equals(STANDARD_INPUT)).forEach(CardSources::requireReadable);
        for (String source : sources) {
            if (source.equals(STANDARD_INPUT)) {
                read(System.in, source, "standard input", sink);
            } else {
                read(Path.of(source), source, sink);
            }
        }
    }

    /** As {@link #read(List, CardSink)}, for one path of any file system. */
    public static void read(Path path, String origin, CardSink sink) {
        for (Path file : files(path)) {
            try (InputStream content = Files.newInputStream(file)) {
                read(content, origin, file.toString(), sink);
            } catch (IOException e) {
                throw new SourceException("Cannot read " + file + ": " + e.getMessage() + ".");
            }
        }
    }

    private static void requireReadable(String source) {
        Path path = Path.of(source);
        if (!Files.exists(path)) {
            throw new SourceException("No such file or directory: " + source + ".");
        }
        if (!Files.isReadable(path)) {
            throw new SourceException("Not allowed to read " + source + ".");
        }
    }

    private static List<Path> files(Path path) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> below = Files.walk(path)) {
            return below.filter(Files::isRegularFile).filter(file -> !isHidden(path.relativize(file))).sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new SourceException("Cannot list " + path + ": " + e.getMessage() + ".");
        }
    }

    private static boolean isHidden(Path relative) {
        for (Path part : relative) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private static void read(InputStream bytes, String origin, String location, CardSink sink) {
        try {
            BufferedInputStream content = new BufferedInputStream(bytes, HEAD);
            content.mark(HEAD);
            byte[] start = content.readNBytes(HEAD);
            content.reset();
            String head = new String(start, StandardCharsets.UTF_8);
            for (Form form : FORMS) {
                if (form.recognises(head)) {
                    form.read(content, origin, location, sink);
                    return;
                }
            }
            sink.reject(new Reject(location, "", unknownForm(head)));
        } catch (IOException e) {
            throw new SourceException("Cannot read " + location + ": " + e.getMessage() + ".");
        }
    }

    private static String unknownForm(String head) {
        String known = "; cards come as ETDA's JSON exports, as its card pages or as archived card text.";
        if (head.isBlank()) {
            return "The file is empty" + known;
        }
        if (head.startsWith("%PDF-")) {
            return "This is a PDF" + known;
        }
        if (head.indexOf('\0') >= 0) {
            return "This is a binary file" + known;
        }
        String text = head.stripLeading();
        if (text.startsWith("{") || text.startsWith("[")) {
            return "This JSON holds no cards" + known;
        }
        return "No card was found in it" + known;
    }
}
