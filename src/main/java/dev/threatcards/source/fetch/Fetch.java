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
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.threatcards.error.SourceException;
import dev.threatcards.source.fetch.Download.Outcome;
import dev.threatcards.source.fetch.Download.Validators;
import dev.threatcards.source.form.CardForm;
import dev.threatcards.source.form.EtdaJsonForm;
import dev.threatcards.source.form.ListPageForm;
import dev.threatcards.source.form.MispForm;
import dev.threatcards.text.IoReason;

/**
 * Downloads ETDA's exports into a cache: all or none of them, at a polite pace, and only those that have changed. The cache has a folder
 * per host with the files and {@code fetched.json}, which has the address, time, size, checksum and validators of each. Files of a failed
 * fetch stay in {@code .part} for the next one. A lock protects the cache from other processes.
 */
public final class Fetch {

    /** ETDA's site. */
    public static final String ETDA = "https://apt.etda.or.th";

    /** The shortest time between two requests. */
    private static final Duration PACE = Duration.ofSeconds(1);

    private static final int HEAD = 64 * 1024;
    private static final int TAIL = 64;

    /** The suffix of an incomplete file. */
    private static final String PARTIAL = ".partial";

    /** Older parts are deleted. */
    private static final Duration OLDEST_PART = Duration.ofDays(7);

    private static final String MANIFEST = "fetched.json";

    private static final List<Export> EXPORTS = List.of(
            new Export("groups.json", "/cgi-bin/getcard.cgi?g=all&o=j", new EtdaJsonForm()),
            new Export("tools.json", "/cgi-bin/getcard.cgi?t=all&o=j", new EtdaJsonForm()),
            new Export("misp-groups.json", "/cgi-bin/getmisp.cgi?o=g", new MispForm()),
            new Export("misp-tools.json", "/cgi-bin/getmisp.cgi?o=t", new MispForm()),
            new Export("groups.html", "/cgi-bin/listgroups.cgi", new ListPageForm()));

    /** An export: its name in the cache, its path on the host, and its form. */
    private record Export(String name, String place, CardForm form) {
    }

    /** Receives the progress of a file after each block; {@code total} is -1 if the server does not say. */
    public interface Listener {
        /** Receives the progress. */
        void at(String file, long bytes, long total);
    }

    /**
     * A file of the cache.
     *
     * @param fetched when it was downloaded
     * @param isNew whether this fetch downloaded it
     */
    public record Fetched(Path file, URI address, Instant fetched, boolean isNew) {
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
     * Downloads what has changed since the last fetch.
     *
     * @param base the host, perhaps with a path
     * @param cache the folder of the cache, which is created if it does not exist
     * @return all exports, in a fixed order
     * @throws SourceException if a download fails; the cache is unchanged then
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
            // Another thread of this process has the lock.
        }
        throw new SourceException("Another fetch is using the cache in " + folder + "; wait for it.");
    }

    private List<Fetched> whileLocked() throws IOException {
        removeLeftovers();
        ObjectNode before = PartialFile.read(folder.resolve(MANIFEST));
        ObjectNode after = before.deepCopy();
        List<String> changed = new ArrayList<>();
        for (Export export : EXPORTS) {
            if (get(export, before.path(export.name()), after)) {
                changed.add(export.name());
            }
        }
        // The cache is changed only after all downloads succeeded.
        for (String name : changed) {
            part(name).moveTo(folder.resolve(name));
        }
        PartialFile.write(folder.resolve(MANIFEST), after);
        List<Fetched> all = new ArrayList<>();
        for (Export export : EXPORTS) {
            all.add(new Fetched(folder.resolve(export.name()), address(export),
                    Instant.parse(after.path(export.name()).path("fetched").asText()),
                    changed.contains(export.name())));
        }
        return all;
    }

    /** Deletes leftovers of killed fetches: parts that are useless, old or unknown. */
    private void removeLeftovers() throws IOException {
        Set<String> known = EXPORTS.stream().map(Export::name)
                .flatMap(name -> Stream.of(name, name + ".json", name + PARTIAL, name + PARTIAL + ".json"))
                .collect(Collectors.toSet());
        Instant old = Instant.now().minus(OLDEST_PART);
        for (Path file : files(parts)) {
            String name = file.getFileName().toString();
            boolean useless = name.endsWith(PARTIAL)
                    && (Files.size(file) > Download.LARGEST || part(name).validators().strong().isEmpty());
            if (useless || !known.contains(name) || Files.getLastModifiedTime(file).toInstant().isBefore(old)) {
                Files.delete(file);
            }
        }
        for (Path file : files(folder)) {
            if (file.getFileName().toString().endsWith(PartialFile.NEXT)) {
                Files.delete(file);
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).toList();
        }
    }

    /** Downloads an export to the parts. Returns false if the cached file is current. */
    private boolean get(Export export, JsonNode cached, ObjectNode manifest) throws IOException {
        PartialFile whole = part(export.name());
        PartialFile part = part(export.name() + PARTIAL);
        Validators waiting = whole.size() > 0 ? whole.validators() : Validators.NONE;
        boolean isWaiting = !waiting.equals(Validators.NONE);
        boolean isCached = sha256(folder.resolve(export.name())).equals(cached.path("sha256").asText(null))
                && cached.path("address").asText("").equals(address(export).toString()) && cached.has("fetched");
        Validators known = isWaiting
                ? waiting
                : isCached
                        ? new Validators(cached.path("etag").asText(""), cached.path("lastModified").asText(""))
                        : Validators.NONE;
        keepPace();
        Outcome outcome = download.get(address(export), known, part,
                (bytes, total) -> listener.at(export.name(), bytes, total));
        last = Instant.now();
        // Some servers send the same content again.
        boolean isSame = outcome.modified() && isCached && sha256(part.path()).equals(cached.path("sha256").asText());
        if (!outcome.modified() || isSame) {
            part.delete();
        }
        if (isSame) {
            return false;
        }
        if (!outcome.modified() && !isWaiting) {
            Files.deleteIfExists(whole.path());
            return false;
        }
        if (outcome.modified()) {
            requireForm(export, part);
            part.moveTo(whole.path());
            whole.setValidators(outcome.validators());
        }
        manifest.putObject(export.name()).put("address", address(export).toString())
                .put("etag", outcome.validators().etag()).put("lastModified", outcome.validators().lastModified())
                .put("fetched", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()).put("size", whole.size())
                .put("sha256", sha256(whole.path()));
        return true;
    }

    private PartialFile part(String name) {
        return new PartialFile(parts.resolve(name));
    }

    /** Detects error pages with status 200, and truncated files. */
    private void requireForm(Export export, PartialFile part) throws IOException {
        try (InputStream content = Files.newInputStream(part.path())) {
            String head = new String(content.readNBytes(HEAD), StandardCharsets.UTF_8);
            String end = end(part.path());
            boolean whole = end.endsWith(head.stripLeading().startsWith("<") ? "</html>" : "}");
            if (!export.form().recognises(head) || !whole) {
                part.delete();
                throw new SourceException(
                        address(export) + " answers with something else than the whole of the cards that"
                                + " should be there; try again later.");
            }
        }
    }

    /** The last characters of a file without trailing white space. */
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

    /** The file's checksum; empty if it does not exist. */
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
