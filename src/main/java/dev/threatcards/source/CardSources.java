package dev.threatcards.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.threatcards.card.IoReason;

/**
 * Files, directories, addresses and standard input to cards, archives of any of them too. The form of each file is told from its content.
 *
 * <p>Safe for use by several threads; each call gets what is at addresses, and then reads its sources in the order given,
 * a directory's files by name.
 */
public final class CardSources {

    /** The source that means standard input. */
    private static final String STANDARD_INPUT = "-";

    static final List<Form> FORMS = List.of(new Ndjson(), new LongCsv(), new EtdaJson(), new MispCluster(),
            new StixBundle(), new ListPage(), new CardPage(), new ArchivedText());

    private CardSources() {
    }

    /**
     * Reads every card of the sources into {@code sink}.
     *
     * @param sources paths of files and directories, {@code http} and {@code https} addresses, or {@code -} for standard input
     * @throws SourceException if a source does not exist, cannot be had or cannot be opened; no card has been read then, if it is a
     *     source that was named
     */
    public static void read(List<String> sources, CardSink sink) {
        sources.stream().filter(CardSources::isFile).forEach(CardSources::requireReadable);
        try (DownloadedFiles downloaded = new DownloadedFiles()) {
            Reading.of(sources.stream().flatMap(source -> inputs(source, downloaded)).toList(), sink);
        }
    }

    /**
     * As {@link #read(List, CardSink)}, for paths of any file system.
     *
     * @param paths files and directories
     * @param location where a file's cards are said to be from
     */
    public static void read(List<Path> paths, Function<Path, String> location, CardSink sink) {
        Reading.of(paths.stream().flatMap(path -> inputs(path, location)).toList(), sink);
    }

    private static Stream<Input> inputs(String source, DownloadedFiles downloaded) {
        if (source.equals(STANDARD_INPUT)) {
            return Stream.of(Input.standardInput());
        }
        return WebAddresses.isAddress(source)
                ? Stream.of(Input.of(downloaded.get(source), source))
                : inputs(SourceName.path(source), Path::toString);
    }

    private static Stream<Input> inputs(Path path, Function<Path, String> location) {
        return files(path).stream().map(file -> Input.of(file, location.apply(file)));
    }

    private static boolean isFile(String source) {
        return !source.equals(STANDARD_INPUT) && !WebAddresses.isAddress(source);
    }

    private static void requireReadable(String source) {
        Path path = SourceName.path(source);
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
        try {
            // A link that was named is meant; links below are not followed, since they can go in circles.
            Path root = Files.isSymbolicLink(path) ? path.toRealPath() : path;
            try (Stream<Path> below = Files.walk(root)) {
                return below.filter(Files::isRegularFile).filter(file -> !isHidden(root.relativize(file))).sorted()
                        .toList();
            }
        } catch (IOException | UncheckedIOException e) {
            throw new SourceException(IoReason.of("Cannot list " + path,
                    e instanceof UncheckedIOException wrapped ? wrapped.getCause() : (IOException) e));
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
}
