package dev.threatcards.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import dev.threatcards.card.Reject;
import dev.threatcards.error.SourceException;
import dev.threatcards.source.fetch.DownloadedFiles;
import dev.threatcards.source.fetch.PublicAddress;
import dev.threatcards.source.form.ArchivedTextForm;
import dev.threatcards.source.form.CardForm;
import dev.threatcards.source.form.CardPageForm;
import dev.threatcards.source.form.CardSink;
import dev.threatcards.source.form.EtdaJsonForm;
import dev.threatcards.source.form.EternalLibertyForm;
import dev.threatcards.source.form.ListPageForm;
import dev.threatcards.source.form.LongCsvForm;
import dev.threatcards.source.form.MicrosoftNamesForm;
import dev.threatcards.source.form.MispEventForm;
import dev.threatcards.source.form.MispForm;
import dev.threatcards.source.form.NamesCsvForm;
import dev.threatcards.source.form.NdjsonForm;
import dev.threatcards.source.form.StixForm;
import dev.threatcards.text.IoReason;

/**
 * Reads cards from files, directories, URLs, standard input, and archives. The form of a file is detected from its content. Each call first
 * downloads the URLs, then reads the sources in the given order and the files of a directory by name.
 */
public final class CardSources {

    private static final String STANDARD_INPUT = "-";

    static final List<CardForm> FORMS = List.of(new NdjsonForm(), new LongCsvForm(), new StixForm(),
            new MispEventForm(), new EtdaJsonForm(), new MispForm(), new MicrosoftNamesForm(), new EternalLibertyForm(),
            new NamesCsvForm(), new ListPageForm(), new CardPageForm(), new ArchivedTextForm());

    private CardSources() {
    }

    /**
     * Reads every card of the sources into {@code sink}.
     *
     * @param sources paths of files and directories, {@code http} and {@code https} URLs, or {@code -} for standard input
     * @throws SourceException if a source does not exist, cannot be downloaded or cannot be opened. If it is one of {@code sources}
     *     itself, no card has been read
     */
    public static void read(List<String> sources, CardSink sink) {
        sources.stream().filter(CardSources::isFile).forEach(CardSources::requireReadable);
        try (DownloadedFiles downloaded = new DownloadedFiles()) {
            SourceReader.of(sources.stream().flatMap(source -> inputs(source, downloaded, sink)).toList(), sink);
        }
    }

    /**
     * Reads every card of files and directories.
     *
     * @param location maps a file to the location of its cards
     */
    public static void read(List<Path> paths, Function<Path, String> location, CardSink sink) {
        SourceReader.of(paths.stream().flatMap(path -> inputs(path, location, sink)).toList(), sink);
    }

    /**
     * Reads every card of files in memory.
     *
     * @param files the content of each file
     * @param location the location of the cards
     */
    public static void readFiles(List<byte[]> files, String location, CardSink sink) {
        SourceReader.of(files.stream().map(content -> Input.of(content, location)).toList(), sink);
    }

    private static Stream<Input> inputs(String source, DownloadedFiles downloaded, CardSink sink) {
        if (source.equals(STANDARD_INPUT)) {
            return Stream.of(Input.standardInput());
        }
        return PublicAddress.isAddress(source)
                ? Stream.of(Input.of(downloaded.get(source), source))
                : inputs(SourceName.path(source), Path::toString, sink);
    }

    private static Stream<Input> inputs(Path path, Function<Path, String> location, CardSink sink) {
        return files(path, location, sink).stream().map(file -> Input.of(file, location.apply(file)));
    }

    private static boolean isFile(String source) {
        return !source.equals(STANDARD_INPUT) && !PublicAddress.isAddress(source);
    }

    private static void requireReadable(String source) {
        Path path = SourceName.path(source);
        if (source.isBlank()) {
            throw new SourceException("The name of a source is empty.");
        }
        if (!Files.exists(path) && Files.isSymbolicLink(path)) {
            throw new SourceException(
                    source + " is a symbolic link to " + target(path) + ", or that leads in a circle.");
        }
        if (!Files.exists(path)) {
            throw new SourceException("No such file or directory: " + source + ".");
        }
        if (!Files.isReadable(path)) {
            throw new SourceException("Not allowed to read " + source + ".");
        }
    }

    private static List<Path> files(Path path, Function<Path, String> location, CardSink sink) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try {
            // A link that the user named is followed. Links below it are not, because they may form cycles.
            Path root = Files.isSymbolicLink(path) ? path.toRealPath() : path;
            try (Stream<Path> below = Files.walk(root)) {
                List<Path> all = below.filter(file -> !isHidden(root.relativize(file))).sorted().toList();
                all.forEach(file -> reasonAgainst(file)
                        .ifPresent(kind -> sink.reject(new Reject(location.apply(file), "", kind))));
                return all.stream().filter(Files::isRegularFile).toList();
            }
        } catch (UncheckedIOException e) {
            throw new SourceException(IoReason.of("Cannot list " + path, e.getCause()));
        } catch (IOException e) {
            throw new SourceException(IoReason.of("Cannot list " + path, e));
        }
    }

    /** Why a path that is neither a file nor a directory is rejected; empty for files and directories. */
    private static Optional<String> reasonAgainst(Path path) {
        if (Files.isRegularFile(path) || Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        return Optional.of(Files.isSymbolicLink(path)
                ? "This is a symbolic link to " + target(path) + ", and was not followed."
                : "This is a pipe, a socket or a device, and was not read.");
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link) + (Files.exists(link) ? "" : ", which is not there");
        } catch (IOException e) {
            return "somewhere";
        }
    }

    private static boolean isHidden(Path relative) {
        return StreamSupport.stream(relative.spliterator(), false).anyMatch(part -> part.toString().startsWith("."));
    }
}
