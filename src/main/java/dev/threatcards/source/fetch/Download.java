package dev.threatcards.source.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
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
 * Downloads files with conditional requests, limits and retries. After a temporary error it retries with exponential backoff, or as the
 * server asks (RFC 9110, Retry-After). An interrupted transfer is resumed if the server supports it and the content has not changed (RFC
 * 9110, Range and If-Range); one that is compressed with gzip is restarted.
 *
 * <p>The host name is resolved once, and all connections use the result. Not thread-safe.
 */
final class Download {

    /** The largest file, in bytes. ETDA's largest export has some two million. */
    static final long LARGEST = 256L << 20;

    private static final int ATTEMPTS = 5;
    private static final int REDIRECTS = 5;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    /** The longest total time between retries. A server that asks to wait longer is an error. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    static final Times TIMES = new Times(Duration.ofSeconds(60), Duration.ofMinutes(15));

    private static final int BUFFER = 64 * 1024;

    private static final Set<Integer> REDIRECTING = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> TEMPORARY = Set.of(429, 500, 502, 503, 504);

    // "bytes 1200-2399/2400": where a part begins.
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-.*");

    private static final String USER_AGENT = "threat-cards/" + version();

    /** The validators of a response (RFC 9110, 8.8). Each may be empty. */
    record Validators(String etag, String lastModified) {

        static final Validators NONE = new Validators("", "");

        /** The validator for If-Range, which must not be a weak tag; may be empty. */
        String strong() {
            return etag.isEmpty() || etag.startsWith("W/") ? lastModified : etag;
        }
    }

    interface Pause {
        void of(Duration duration) throws InterruptedException;
    }

    /** Receives the progress. {@code total} is -1 if the server does not say. */
    interface Progress {
        void at(long bytes, long total);
    }

    /**
     * @param modified whether the content differs from the known copy
     */
    record Outcome(boolean modified, Validators validators) {
    }

    /** Thrown if a request may succeed later. */
    private static final class Later extends IOException {

        private final transient Duration wait;

        /**
         * @param wait the time that the server asks to wait; zero if it does not say
         */
        Later(String message, Duration wait) {
            super(message);
            this.wait = wait;
        }
    }

    /** Thrown if the file cannot be written, so that a retry would not help. */
    private static final class Unwritable extends IOException {

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
     * @param secure makes TLS connections
     */
    Download(PublicAddress.Resolver resolver, Pause pause, long limit, Times times, Supplier<SSLSocketFactory> secure) {
        this.resolver = resolver;
        this.pause = pause;
        this.limit = limit;
        this.times = times;
        this.secure = secure;
    }

    /**
     * Downloads a file unless it is equal to a known copy.
     *
     * @param known the validators of that copy
     * @param part receives the file; a download that was interrupted is resumed
     * @throws SourceException if the download fails; {@code part} is kept if the download can be resumed
     */
    Outcome get(URI address, Validators known, PartialFile part, Progress progress) {
        List<InetAddress> numbers = PublicAddress.requirePublic(address, resolver);
        try {
            return repeatedly(new Request(address, numbers, known, part, progress));
        } catch (SourceException e) {
            deleteUseless(part);
            throw e;
        }
    }

    private record Request(URI address, List<InetAddress> numbers, Validators known, PartialFile part,
            Progress progress) {
    }

    private Outcome repeatedly(Request request) {
        URI address = request.address();
        Duration wait = FIRST_WAIT;
        Duration waited = Duration.ZERO;
        for (int attempt = 1;; attempt++) {
            Duration requested = Duration.ZERO;
            try {
                return attempt(request);
            } catch (Unwritable e) {
                delete(request.part());
                throw new SourceException("Cannot keep what " + address + " sends in " + request.part().path() + ": "
                        + IoReason.of(e.getCause()) + ".");
            } catch (HttpConnection.TooSlow e) {
                throw new SourceException("Cannot get " + address + ": " + e.getMessage() + ".");
            } catch (Later e) {
                giveUp(attempt, address, e);
                requested = e.wait;
            } catch (IOException e) {
                giveUp(attempt, address, e);
            }
            Duration next = requested.isZero() ? wait : requested;
            waited = waited.plus(next);
            wait(next, waited, address);
            wait = wait.multipliedBy(2);
        }
    }

    /** Deletes a file that the next download cannot resume. */
    private void deleteUseless(PartialFile part) {
        try {
            if (part.validators().strong().isEmpty() || part.size() == 0 || part.size() >= limit) {
                part.delete();
            }
        } catch (IOException e) {
            throw new SourceException("Cannot read " + part.path() + ": " + IoReason.of(e) + ".");
        }
    }

    private static void delete(PartialFile part) {
        try {
            part.delete();
        } catch (IOException e) {
            throw new SourceException("Cannot remove " + part.path() + ": " + IoReason.of(e) + ".");
        }
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
        PartialFile part = request.part();
        long have = part.size();
        Validators ofPart = have > 0 ? part.validators() : Validators.NONE;
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
                    Files.deleteIfExists(part.path());
                    throw new Later("its beginning is not what it was", Duration.ZERO);
                }
                if (TEMPORARY.contains(status)) {
                    throw new Later("it answers " + status, RetryAfter.of(head.header("Retry-After"), Instant.now()));
                }
                if (!REDIRECTING.contains(status)) {
                    throw new SourceException("Cannot get " + at + ": it answers " + status + ".");
                }
                // On the same host, so that its resolved addresses remain valid.
                at = PublicAddress.redirect(at, head.header("Location"));
            }
        }
        throw new SourceException(request.address() + " redirects more than " + REDIRECTS + " times.");
    }

    private static Map<String, String> headers(Validators known, long have, Validators ofPart) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("User-Agent", USER_AGENT);
        // A range must refer to the uncompressed bytes.
        headers.put("Accept-Encoding", have > 0 ? "identity" : "gzip");
        if (have > 0) {
            headers.put("Range", "bytes=" + have + "-");
            headers.put("If-Range", ofPart.strong());
        } else {
            headers.put("If-None-Match", known.etag());
            headers.put("If-Modified-Since", known.lastModified());
            headers.values().removeIf(String::isEmpty);
        }
        return headers;
    }

    /** Writes the response's body, or appends it if it is partial. */
    private void save(HttpConnection connection, Head head, long have, Request request) throws IOException {
        PartialFile part = request.part();
        boolean partial = head.status() == 206;
        boolean compressed = isCompressed(head, request.address());
        if (partial && (have == 0 || compressed || start(head) != have
                || !validators(head).strong().equals(part.validators().strong()))) {
            Files.deleteIfExists(part.path());
            throw new IOException("it sends another part than was asked for");
        }
        long from = partial ? have : 0;
        long length = head.length();
        if (from + Math.max(length, 0) > limit) {
            throw tooLarge(request);
        }
        long total = compressed || length < 0 ? -1 : from + length;
        setValidators(compressed ? Validators.NONE : validators(head), part);
        try (FileChannel file = FileChannel.open(part.path(), StandardOpenOption.WRITE, StandardOpenOption.CREATE,
                from > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING);
                InputStream body = connection.body(head);
                InputStream content = compressed ? new GZIPInputStream(body, BUFFER) : body) {
            long size = from;
            byte[] some = new byte[BUFFER];
            for (int read = content.read(some); read >= 0; read = content.read(some)) {
                size += read;
                if (size > limit) {
                    throw tooLarge(request);
                }
                write(ByteBuffer.wrap(some, 0, read), file);
                request.progress().at(size, total);
            }
        }
    }

    private SourceException tooLarge(Request request) {
        return new SourceException(request.address() + " was not taken: it is larger than " + limit + " bytes.");
    }

    private static void setValidators(Validators validators, PartialFile part) throws Unwritable {
        try {
            part.setValidators(validators);
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
