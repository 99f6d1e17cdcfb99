package dev.threatcards.source.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.threatcards.error.SourceException;
import dev.threatcards.source.fetch.Download.Outcome;
import dev.threatcards.source.fetch.Download.PartValidators;
import dev.threatcards.source.fetch.Download.Validators;
import dev.threatcards.source.form.CardForm;
import dev.threatcards.source.form.EtdaJsonForm;
import dev.threatcards.source.form.ListPageForm;
import dev.threatcards.source.form.MispForm;
import dev.threatcards.text.IoReason;

/**
 * Gets ETDA's exports into a cache folder: all of them or none, one after the other at a polite pace, and only those that have
 * changed. In the cache, a folder a host holds the files and {@code fetched.json}, which says of each where it is from, when it
 * was got, its size and checksum, and by what the server knows it. What a broken fetch has got so far waits in
 * {@code .part} for the next.
 *
 * <p>For use by one thread; a second process on the same cache is told to wait.
 */
public final class Fetch {

    /** ETDA's site. */
    public static final String ETDA = "https://apt.etda.or.th";

    /** At least so long lies between the beginnings of two requests. */
    private static final Duration PACE = Duration.ofSeconds(1);

    private static final int HEAD = 64 * 1024;
    private static final int TAIL = 64;

    /** What a file is called that has not come whole yet, and one that is being written. */
    private static final String PARTIAL = ".partial";
    private static final String NEXT = ".next";

    /** A part that has waited longer is not gone on with. */
    private static final Duration OLDEST_PART = Duration.ofDays(7);

    private static final String MANIFEST = "fetched.json";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private static final List<Export> EXPORTS = List.of(
            new Export("groups.json", "/cgi-bin/getcard.cgi?g=all&o=j", new EtdaJsonForm()),
            new Export("tools.json", "/cgi-bin/getcard.cgi?t=all&o=j", new EtdaJsonForm()),
            new Export("misp-groups.json", "/cgi-bin/getmisp.cgi?o=g", new MispForm()),
            new Export("misp-tools.json", "/cgi-bin/getmisp.cgi?o=t", new MispForm()),
            new Export("groups.html", "/cgi-bin/listgroups.cgi", new ListPageForm()));

    /** One of ETDA's exports: its name in the cache, its place at the host, and the form that it has to be in. */
    private record Export(String name, String place, CardForm form) {
    }

    /** Is told how far a file has come; {@code total} is -1 if the server does not say. */
    public interface Listener {
        /**
         * Is told so after each piece.
         *
         * @param file the file that is fetched
         * @param bytes how many of it have come
         * @param total how many it has; -1 if that is not known
         */
        void at(String file, long bytes, long total);
    }

    /**
     * A file of the cache.
     *
     * @param address where it is from
     * @param fetched when it was got
     * @param isNew whether this fetch has got it; the one before had it already otherwise
     */
    public record Fetched(Path file, URI address, Instant fetched, boolean isNew) {
        public Fetched {
            Objects.requireNonNull(file, "file");
            Objects.requireNonNull(address, "address");
            Objects.requireNonNull(fetched, "fetched");
        }
    }

    private final URI base;
    private final Path folder;
    private final Path parts;
    private final Download download;
    private final Download.Pause pause;
    private final Listener listener;
    private Instant last = Instant.MIN;

    Fetch(URI base, Path cache, Listener listener, Download download, Download.Pause pause) {
        this.base = base;
        this.folder = cache.resolve(base.getHost() + (base.getPort() < 0 ? "" : "_" + base.getPort()));
        this.parts = folder.resolve(".part");
        this.listener = listener;
        this.download = download;
        this.pause = pause;
    }

    /**
     * Gets what has changed at {@code base} since the last fetch.
     *
     * @param base the host, perhaps with a path before the exports' own
     * @param cache the cache's folder; it is made if it does not exist
     * @return every export, in a fixed order
     * @throws SourceException if any of them cannot be had; the cache holds what it held before then
     */
    public static List<Fetched> from(String base, Path cache, Listener listener) {
        URI address = PublicAddress.of(base.endsWith("/") ? base.substring(0, base.length() - 1) : base);
        return new Fetch(address, cache, listener, new Download(), Thread::sleep).all();
    }

    List<Fetched> all() {
        try {
            Files.createDirectories(parts);
            try (FileChannel lock = FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE); FileLock held = lock(lock)) {
                return whileLocked();
            }
        } catch (IOException e) {
            throw new SourceException(IoReason.of("Cannot use the cache in " + folder, e));
        }
    }

    private FileLock lock(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException e) {
            // By another thread of this process; told like one of another.
        }
        throw new SourceException("Another fetch is using the cache in " + folder + "; wait for it.");
    }

    private List<Fetched> whileLocked() throws IOException {
        removeLeftovers();
        ObjectNode before = manifest();
        ObjectNode after = before.deepCopy();
        List<String> changed = new ArrayList<>();
        for (Export export : EXPORTS) {
            if (get(export, before.path(export.name()), after)) {
                changed.add(export.name());
            }
        }
        // Only now, with everything at hand, is the cache touched.
        for (String name : changed) {
            Files.move(parts.resolve(name), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            Files.deleteIfExists(sidecar(name));
        }
        write(folder.resolve(MANIFEST), after);
        List<Fetched> all = new ArrayList<>();
        for (Export export : EXPORTS) {
            all.add(new Fetched(folder.resolve(export.name()), address(export),
                    Instant.parse(after.path(export.name()).path("fetched").asText()),
                    changed.contains(export.name())));
        }
        return all;
    }

    /** Removes what fetches that were killed have left: files that nobody goes on with, and parts that are old or too large. */
    private void removeLeftovers() throws IOException {
        Set<String> known = EXPORTS.stream().map(Export::name)
                .flatMap(name -> Stream.of(name, name + ".json", name + PARTIAL, name + PARTIAL + ".json"))
                .collect(Collectors.toSet());
        Instant old = Instant.now().minus(OLDEST_PART);
        for (Path file : files(parts)) {
            String name = file.getFileName().toString();
            boolean useless = name.endsWith(PARTIAL)
                    && (Files.size(file) > Download.LARGEST || new Sidecar(name).read().strong().isEmpty());
            if (useless || !known.contains(name) || Files.getLastModifiedTime(file).toInstant().isBefore(old)) {
                Files.delete(file);
            }
        }
        for (Path file : files(folder)) {
            if (file.getFileName().toString().endsWith(NEXT)) {
                Files.delete(file);
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).toList();
        }
    }

    private ObjectNode manifest() throws IOException {
        return read(folder.resolve(MANIFEST));
    }

    /** The JSON of a file of the cache; nothing if there is none, or if it was tampered with. */
    private static ObjectNode read(Path file) throws IOException {
        try {
            return Files.exists(file) && JSON.readTree(file.toFile()) instanceof ObjectNode object
                    ? object
                    : JSON.createObjectNode();
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }

    /** Whether there is a newer file than the cache has; it is among the parts then, whole. */
    private boolean get(Export export, JsonNode cached, ObjectNode manifest) throws IOException {
        Path whole = parts.resolve(export.name());
        Path part = parts.resolve(export.name() + PARTIAL);
        Validators waiting = Files.exists(whole) ? sidecar(export.name(), whole) : Validators.NONE;
        boolean isWaiting = !waiting.equals(Validators.NONE);
        boolean isCached = sha256(folder.resolve(export.name())).equals(cached.path("sha256").asText(null))
                && cached.path("address").asText("").equals(address(export).toString()) && cached.has("fetched");
        Validators known = isWaiting
                ? waiting
                : isCached
                        ? new Validators(cached.path("etag").asText(""), cached.path("lastModified").asText(""))
                        : Validators.NONE;
        keepPace();
        Outcome outcome = download.get(address(export), known, part, new Sidecar(export.name() + PARTIAL),
                (bytes, total) -> listener.at(export.name(), bytes, total));
        last = Instant.now();
        if (!outcome.modified()) {
            Files.deleteIfExists(part);
            Files.deleteIfExists(sidecar(export.name() + PARTIAL));
        }
        if (!outcome.modified() && !isWaiting) {
            Files.deleteIfExists(whole);
            return false;
        }
        if (outcome.modified() && isCached && sha256(part).equals(cached.path("sha256").asText())) {
            // The server cannot tell that it is the same, and it is.
            Files.delete(part);
            Files.deleteIfExists(sidecar(export.name() + PARTIAL));
            return false;
        }
        if (outcome.modified()) {
            requireForm(export, part);
            Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
            Files.deleteIfExists(sidecar(export.name() + PARTIAL));
            new Sidecar(export.name()).write(outcome.validators());
        }
        manifest.putObject(export.name()).put("address", address(export).toString())
                .put("etag", outcome.validators().etag()).put("lastModified", outcome.validators().lastModified())
                .put("fetched", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()).put("size", Files.size(whole))
                .put("sha256", sha256(whole));
        return true;
    }

    /** A server may answer 200 with a page that says sorry. */
    private void requireForm(Export export, Path part) throws IOException {
        try (InputStream content = Files.newInputStream(part)) {
            String head = new String(content.readNBytes(HEAD), StandardCharsets.UTF_8);
            String end = end(part);
            boolean whole = end.endsWith(head.stripLeading().startsWith("<") ? "</html>" : "}");
            if (!export.form().recognises(head) || !whole) {
                Files.delete(part);
                Files.deleteIfExists(sidecar(export.name() + PARTIAL));
                throw new SourceException(
                        address(export) + " answers with something else than the whole of the cards that"
                                + " should be there; try again later.");
            }
        }
    }

    /** The last characters of a file, without white space after them. */
    private static String end(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer end = ByteBuffer.allocate((int) Math.min(TAIL, channel.size()));
            channel.read(end, channel.size() - end.capacity());
            return new String(end.array(), StandardCharsets.UTF_8).stripTrailing();
        }
    }

    private URI address(Export export) {
        return URI.create(base + export.place());
    }

    private void keepPace() {
        Duration since = Duration.between(last.equals(Instant.MIN) ? Instant.now().minus(PACE) : last, Instant.now());
        try {
            if (since.compareTo(PACE) < 0) {
                pause.of(PACE.minus(since));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceException("Interrupted while fetching from " + base + ".");
        }
        last = Instant.now();
    }

    private Path sidecar(String name) {
        return parts.resolve(name + ".json");
    }

    /** The validators of a whole file among the parts; none if it is not what they were written for. */
    private Validators sidecar(String name, Path whole) throws IOException {
        return Files.size(whole) == 0 ? Validators.NONE : new Sidecar(name).read();
    }

    /** Validators in a file beside that of their content. */
    private final class Sidecar implements PartValidators {
        private final Path file;

        Sidecar(String name) {
            file = sidecar(name);
        }

        @Override
        public Validators read() throws IOException {
            JsonNode json = Fetch.read(file);
            return new Validators(json.path("etag").asText(""), json.path("lastModified").asText(""));
        }

        @Override
        public void write(Validators validators) throws IOException {
            Fetch.write(file, JSON.createObjectNode().put("etag", validators.etag()).put("lastModified",
                    validators.lastModified()));
        }

        @Override
        public void remove() throws IOException {
            Files.deleteIfExists(file);
            Files.deleteIfExists(next(file));
        }
    }

    private static void write(Path file, JsonNode json) throws IOException {
        Path next = next(file);
        JSON.writeValue(next.toFile(), json);
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path next(Path file) {
        return file.resolveSibling(file.getFileName() + NEXT);
    }

    /** The file's checksum; empty if there is none. */
    private static String sha256(Path file) throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
