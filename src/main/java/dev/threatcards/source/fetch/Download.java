package dev.threatcards.source.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLSocketFactory;

import dev.threatcards.error.SourceException;
import dev.threatcards.source.fetch.HttpConnection.Head;
import dev.threatcards.source.fetch.HttpConnection.Times;
import dev.threatcards.text.IoReason;

/**
 * Gets files from the web: conditionally, within bounds, and as a server may wish. What a server cannot do now is asked for
 * again, after a while that doubles, or when it says (RFC 9110, Retry-After). A body that breaks off goes on where it broke off,
 * if the server can do that and its content is still the same (RFC 9110, Range and If-Range). A body that is compressed with gzip is
 * uncompressed, and begins anew when it breaks off.
 *
 * <p>A host's name is looked up once, and what was found is connected to each time.
 *
 * <p>For use by one thread.
 */
final class Download {

    /** The largest file that is taken, in bytes; ETDA's largest export has some two million. */
    static final long LARGEST = 256L << 20;

    private static final int ATTEMPTS = 5;
    private static final int REDIRECTS = 5;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    /** The most that is waited for a server in all. One that asks to wait longer is told of, and not waited for. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    /** Without a byte; and for one answer in all, at whatever pace its bytes come. */
    private static final Times TIMES = new Times(Duration.ofSeconds(60), Duration.ofMinutes(15));

    private static final int BUFFER = 64 * 1024;

    private static final Set<Integer> REDIRECTING = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> TEMPORARY = Set.of(429, 500, 502, 503, 504);

    // "bytes 1200-2399/2400": where a part begins.
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-.*");

    private static final String USER_AGENT = "threat-cards/" + version();

    /** By what a server knows whether a copy is still good; empty where it gave nothing. */
    record Validators(String etag, String lastModified) {

        static final Validators NONE = new Validators("", "");

        /** What a range may be asked for by: a weak tag does not do. */
        String strong() {
            return etag.isEmpty() || etag.startsWith("W/") ? lastModified : etag;
        }
    }

    /** Waits. */
    interface Pause {
        void of(Duration duration) throws InterruptedException;
    }

    /** Is told how many bytes of how many there are; -1 if the server does not say. */
    interface Progress {
        void at(long bytes, long total);
    }

    /**
     * @param modified whether there was something newer than the copy that is known
     */
    record Outcome(boolean modified, Validators validators) {
    }

    /** That a server could not answer now. */
    private static final class Later extends IOException {

        private static final long serialVersionUID = 1L;

        private final transient Duration wait;

        /**
         * @param wait how long the server asks to wait; zero if it does not say
         */
        Later(String message, Duration wait) {
            super(message);
            this.wait = wait;
        }
    }

    /** That there is more than there may be. */
    private static final class TooLarge extends IOException {

        private static final long serialVersionUID = 1L;

        TooLarge(long limit) {
            super("it is larger than " + limit + " bytes");
        }
    }

    /** That the file cannot be written: no other attempt would help, and what has come only fills a disk that is full. */
    private static final class Unwritable extends IOException {

        private static final long serialVersionUID = 1L;

        Unwritable(IOException cause) {
            super(cause);
        }
    }

    private final PublicAddress.Resolver resolver;
    private final Pause pause;
    private final long limit;
    private final Times times;
    private final Supplier<SSLSocketFactory> secure;

    Download() {
        this(InetAddress::getAllByName, Thread::sleep, LARGEST, TIMES,
                () -> (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    /**
     * @param limit the largest file, in bytes
     * @param stall how long an answer may bring nothing
     */
    Download(PublicAddress.Resolver resolver, Pause pause, long limit, Duration stall) {
        this(resolver, pause, limit, new Times(stall, TIMES.total()),
                () -> (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    /**
     * @param limit the largest file, in bytes
     * @param times how long an answer may take
     * @param secure makes the connections of https
     */
    Download(PublicAddress.Resolver resolver, Pause pause, long limit, Times times, Supplier<SSLSocketFactory> secure) {
        this.resolver = resolver;
        this.pause = pause;
        this.limit = limit;
        this.times = times;
        this.secure = secure;
    }

    /**
     * Gets the file, or learns that the copy that is known is still good.
     *
     * @param known the validators of that copy
     * @param part where to put it; what is there already is the beginning of it, which {@code partValidators} belong to
     * @throws SourceException if it cannot be had; what has come of it is in {@code part} then, if the rest can be asked for
     */
    Outcome get(URI address, Validators known, Path part, PartValidators partValidators, Progress progress) {
        List<InetAddress> numbers = PublicAddress.requirePublic(address, resolver);
        try {
            return repeatedly(new Request(address, numbers, known, part, partValidators, progress));
        } catch (SourceException e) {
            discardUseless(part, partValidators);
            throw e;
        }
    }

    /** What is asked for, the same at each attempt. */
    private record Request(URI address, List<InetAddress> numbers, Validators known, Path part,
            PartValidators partValidators, Progress progress) {
    }

    private Outcome repeatedly(Request request) {
        URI address = request.address();
        Duration wait = FIRST_WAIT;
        Duration waited = Duration.ZERO;
        for (int attempt = 1;; attempt++) {
            Duration asked = Duration.ZERO;
            try {
                return attempt(request);
            } catch (TooLarge e) {
                throw new SourceException(address + " was not taken: " + e.getMessage() + ".");
            } catch (Unwritable e) {
                discard(request.part(), request.partValidators());
                throw new SourceException("Cannot keep what " + address + " sends in " + request.part() + ": "
                        + IoReason.of(e.getCause()) + ".");
            } catch (HttpConnection.TooSlow e) {
                throw new SourceException("Cannot get " + address + ": " + e.getMessage() + ".");
            } catch (Later e) {
                giveUp(attempt, address, e);
                asked = e.wait;
            } catch (IOException e) {
                giveUp(attempt, address, e);
            }
            Duration next = asked.isZero() ? wait : asked;
            waited = waited.plus(next);
            wait(next, waited, address);
            wait = wait.multipliedBy(2);
        }
    }

    /** A part of which the rest cannot be asked for, or that is too large, is of no use to the next fetch. */
    private void discardUseless(Path part, PartValidators partValidators) {
        try {
            if (!Files.exists(part) || partValidators.read().strong().isEmpty() || Files.size(part) >= limit) {
                discard(part, partValidators);
            }
        } catch (IOException e) {
            throw new SourceException("Cannot read " + part + ": " + IoReason.of(e) + ".");
        }
    }

    private static void discard(Path part, PartValidators partValidators) {
        try {
            Files.deleteIfExists(part);
            partValidators.remove();
        } catch (IOException e) {
            throw new SourceException("Cannot remove " + part + ": " + IoReason.of(e) + ".");
        }
    }

    /** Keeps the validators of a part that has come so far, by which the rest can be asked for. */
    interface PartValidators {

        /** Keeps them not: what breaks off begins anew. */
        PartValidators FORGOTTEN = new PartValidators() {
            @Override
            public Validators read() {
                return Validators.NONE;
            }

            @Override
            public void write(Validators validators) {
                // Not kept.
            }

            @Override
            public void remove() {
                // There are none.
            }
        };

        Validators read() throws IOException;

        void write(Validators validators) throws IOException;

        void remove() throws IOException;
    }

    private static void giveUp(int attempt, URI address, IOException e) {
        if (Thread.currentThread().isInterrupted()) {
            throw new SourceException("Interrupted while reading " + address + ".");
        }
        if (attempt == ATTEMPTS || TransferReason.isLasting(e)) {
            throw new SourceException("Cannot get " + address
                    + (attempt == 1 ? ": " : " after " + attempt + " attempts: ") + TransferReason.of(e) + ".");
        }
    }

    private void wait(Duration duration, Duration inAll, URI address) {
        if (inAll.compareTo(LONGEST_WAIT) > 0) {
            String when = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT)
                    .format(Instant.now().plus(duration).plusSeconds(59).atOffset(ZoneOffset.UTC));
            throw new SourceException(
                    address + " asks to come back in " + RetryAfter.words(duration) + "; the most that is waited is "
                            + RetryAfter.words(LONGEST_WAIT) + ": try again after " + when + ".");
        }
        try {
            pause.of(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceException("Interrupted while waiting for " + address + ".");
        }
    }

    private Outcome attempt(Request request) throws IOException {
        Path part = request.part();
        long have = Files.exists(part) ? Files.size(part) : 0;
        Validators ofPart = have > 0 ? request.partValidators().read() : Validators.NONE;
        if (ofPart.strong().isEmpty() || have >= limit) {
            have = 0;
        }
        URI at = request.address();
        for (int hop = 0; hop <= REDIRECTS; hop++) {
            try (HttpConnection connection = HttpConnection.open(at, request.numbers(), times, secure)) {
                Head head = connection.get(headers(request.known(), have, ofPart));
                int status = head.status();
                if (status == 200 || status == 206) {
                    save(connection, head, have, request);
                    return new Outcome(true, validators(head));
                }
                if (status == 304 && (request.known().equals(Validators.NONE) || have > 0)) {
                    throw new SourceException(at + " says that nothing has changed, and was not asked that.");
                }
                if (status == 304) {
                    return new Outcome(false, request.known());
                }
                if (status == 416) {
                    Files.deleteIfExists(part);
                    throw new Later("its beginning is not what it was", Duration.ZERO);
                }
                if (TEMPORARY.contains(status)) {
                    throw new Later("it answers " + status, RetryAfter.of(head.header("Retry-After"), Instant.now()));
                }
                if (!REDIRECTING.contains(status)) {
                    throw new SourceException("Cannot get " + at + ": it answers " + status + ".");
                }
                // The same host, so that what was looked up is still what is meant.
                at = PublicAddress.redirect(at, head.header("Location"));
            }
        }
        throw new SourceException(request.address() + " redirects more than " + REDIRECTS + " times.");
    }

    private static Map<String, String> headers(Validators known, long have, Validators ofPart) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("User-Agent", USER_AGENT);
        // A part goes on in the bytes that it began in.
        headers.put("Accept-Encoding", have > 0 ? "identity" : "gzip");
        if (have > 0) {
            headers.put("Range", "bytes=" + have + "-");
            headers.put("If-Range", ofPart.strong());
        } else {
            put("If-None-Match", known.etag(), headers);
            put("If-Modified-Since", known.lastModified(), headers);
        }
        return headers;
    }

    /** Puts the answer's body into the part, behind what it has already or anew. */
    private void save(HttpConnection connection, Head head, long have, Request request) throws IOException {
        Path part = request.part();
        boolean partial = head.status() == 206;
        boolean compressed = isCompressed(head, request.address());
        if (partial && (have == 0 || compressed || start(head) != have
                || !validators(head).strong().equals(request.partValidators().read().strong()))) {
            Files.deleteIfExists(part);
            throw new IOException("it sends another part than was asked for");
        }
        long from = partial ? have : 0;
        long length = head.length();
        if (from + Math.max(length, 0) > limit) {
            throw new TooLarge(limit);
        }
        long total = compressed || length < 0 ? -1 : from + length;
        keep(compressed ? Validators.NONE : validators(head), request.partValidators());
        try (FileChannel file = from > 0
                ? FileChannel.open(part, StandardOpenOption.WRITE, StandardOpenOption.APPEND)
                : FileChannel.open(part, StandardOpenOption.WRITE, StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING);
                InputStream body = connection.body(head);
                InputStream content = compressed ? new GZIPInputStream(body, BUFFER) : body) {
            long size = from;
            byte[] some = new byte[BUFFER];
            for (int read = content.read(some); read >= 0; read = content.read(some)) {
                size += read;
                if (size > limit) {
                    throw new TooLarge(limit);
                }
                write(ByteBuffer.wrap(some, 0, read), file);
                request.progress().at(size, total);
            }
        }
    }

    private static void keep(Validators validators, PartValidators partValidators) throws Unwritable {
        try {
            partValidators.write(validators);
        } catch (IOException e) {
            throw new Unwritable(e);
        }
    }

    private static void write(ByteBuffer bytes, FileChannel file) throws Unwritable {
        try {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException e) {
            throw new Unwritable(e);
        }
    }

    private static boolean isCompressed(Head head, URI address) {
        String encoding = head.header("Content-Encoding").strip().toLowerCase(Locale.ROOT);
        if (!Set.of("", "identity", "gzip", "x-gzip").contains(encoding)) {
            throw new SourceException(
                    address + " answers in an encoding that was not asked for (" + encoding + "), and was not taken.");
        }
        return encoding.endsWith("gzip");
    }

    private static void put(String name, String value, Map<String, String> headers) {
        if (!value.isEmpty()) {
            headers.put(name, value);
        }
    }

    private static Validators validators(Head head) {
        return new Validators(head.header("ETag"), head.header("Last-Modified"));
    }

    private static long start(Head head) {
        Matcher range = CONTENT_RANGE.matcher(head.header("Content-Range"));
        return range.matches() ? Long.parseLong(range.group(1)) : -1;
    }

    private static String version() {
        String version = Download.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }
}
