package dev.threatcards.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gets files from the web: conditionally, within bounds, and as a server may wish. What a server cannot do now is asked for
 * again, after a while that doubles, or when it says (RFC 9110, Retry-After). A body that breaks off goes on where it broke off,
 * if the server can do that and its content is still the same (RFC 9110, Range and If-Range).
 *
 * <p>For use by one thread.
 */
final class Download {

    /** The largest file that is taken, in bytes; ETDA's largest export has some two million. */
    static final long LARGEST = 256L << 20;

    private static final int ATTEMPTS = 5;
    private static final int REDIRECTS = 5;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    /** A server that asks to wait longer is told of, and not waited for. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private static final Duration CONNECT = Duration.ofSeconds(20);

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

    private final HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT).build();
    private final WebAddresses.Resolver resolver;
    private final Pause pause;
    private final long limit;
    private final Duration stall;

    Download() {
        this(InetAddress::getAllByName, Thread::sleep, LARGEST, Duration.ofSeconds(60));
    }

    /**
     * @param limit the largest file, in bytes
     * @param stall how long an answer may bring nothing
     */
    Download(WebAddresses.Resolver resolver, Pause pause, long limit, Duration stall) {
        this.resolver = resolver;
        this.pause = pause;
        this.limit = limit;
        this.stall = stall;
    }

    /**
     * Gets the file, or learns that the copy that is known is still good.
     *
     * @param known the validators of that copy
     * @param part where to put it; what is there already is the beginning of it, which {@code partValidators} belong to
     * @throws SourceException if it cannot be had; what has come of it is in {@code part} then
     */
    Outcome get(URI address, Validators known, Path part, PartValidators partValidators, Progress progress) {
        WebAddresses.requirePublic(address, resolver);
        Duration wait = FIRST_WAIT;
        for (int attempt = 1;; attempt++) {
            try {
                return attempt(address, known, part, partValidators, progress);
            } catch (FileBody.TooLarge e) {
                throw new SourceException(address + " was not taken: " + e.getMessage() + ".");
            } catch (Later e) {
                giveUp(attempt, address, e);
                wait(e.wait.isZero() ? wait : e.wait, address);
            } catch (IOException e) {
                giveUp(attempt, address, e);
                wait(wait, address);
            }
            wait = wait.multipliedBy(2);
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
        };

        Validators read() throws IOException;

        void write(Validators validators) throws IOException;
    }

    private static void giveUp(int attempt, URI address, IOException e) {
        if (attempt == ATTEMPTS) {
            throw new SourceException(
                    "Cannot get " + address + " after " + ATTEMPTS + " attempts: " + TransferReason.of(e) + ".");
        }
    }

    private void wait(Duration duration, URI address) {
        if (duration.compareTo(LONGEST_WAIT) > 0) {
            throw new SourceException(
                    address + " asks to come back in " + Math.ceilDiv(duration.toSeconds(), 60) + " minutes.");
        }
        try {
            pause.of(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceException("Interrupted while waiting for " + address + ".");
        }
    }

    private Outcome attempt(URI address, Validators known, Path part, PartValidators partValidators, Progress progress)
            throws IOException {
        long have = Files.exists(part) ? Files.size(part) : 0;
        Validators ofPart = have > 0 ? partValidators.read() : Validators.NONE;
        if (ofPart.strong().isEmpty()) {
            have = 0;
        }
        URI at = address;
        for (int hop = 0; hop <= REDIRECTS; hop++) {
            HttpResponse<Long> response = send(at, known, have, ofPart, part, partValidators, progress);
            int status = response.statusCode();
            Validators validators = validators(response.headers());
            if (status == 200 || status == 206) {
                return new Outcome(true, validators);
            }
            if (status == 304 && (known.equals(Validators.NONE) || have > 0)) {
                throw new SourceException(at + " says that nothing has changed, and was not asked that.");
            }
            if (status == 304) {
                return new Outcome(false, known);
            }
            if (status == 416) {
                Files.deleteIfExists(part);
                throw new Later("its beginning is not what it was", Duration.ZERO);
            }
            if (TEMPORARY.contains(status)) {
                throw new Later("it answers " + status, retryAfter(response.headers()));
            }
            if (!REDIRECTING.contains(status)) {
                throw new SourceException("Cannot get " + at + ": it answers " + status + ".");
            }
            String location = response.headers().firstValue("Location").orElse("");
            at = WebAddresses.redirect(at, location);
            WebAddresses.requirePublic(at, resolver);
        }
        throw new SourceException(address + " redirects more than " + REDIRECTS + " times.");
    }

    private HttpResponse<Long> send(URI at, Validators known, long have, Validators ofPart, Path part,
            PartValidators partValidators, Progress progress) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(at).header("User-Agent", USER_AGENT)
                .header("Accept-Encoding", "identity");
        if (have > 0) {
            request.header("Range", "bytes=" + have + "-").header("If-Range", ofPart.strong());
        } else {
            header("If-None-Match", known.etag(), request);
            header("If-Modified-Since", known.lastModified(), request);
        }
        AtomicLong arrived = new AtomicLong(-1);
        CompletableFuture<HttpResponse<Long>> answer = client.sendAsync(request.build(), info -> {
            arrived.set(0);
            long expected = info.headers().firstValueAsLong("Content-Length").orElse(-1);
            return body(info, have, expected, part, partValidators, bytes -> {
                arrived.set(bytes);
                progress.at(bytes, expected < 0 ? -1 : expected + (info.statusCode() == 206 ? have : 0));
            });
        });
        return await(answer, arrived);
    }

    private BodySubscriber<Long> body(HttpResponse.ResponseInfo info, long have, long expected, Path part,
            PartValidators partValidators, LongConsumer progress) {
        if (info.statusCode() != 200 && info.statusCode() != 206) {
            return BodySubscribers.replacing(0L);
        }
        long from = info.statusCode() == 206 ? have : 0;
        try {
            if (from + Math.max(expected, 0) > limit) {
                throw new FileBody.TooLarge(limit);
            }
            boolean partial = info.statusCode() == 206;
            if (partial && (have == 0 || start(info.headers()) != have
                    || !validators(info.headers()).strong().equals(partValidators.read().strong()))) {
                Files.deleteIfExists(part);
                throw new IOException("it sends another part than was asked for");
            }
            partValidators.write(validators(info.headers()));
            return new FileBody(part, from, limit, progress);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for an answer as long as anything of it comes. */
    private HttpResponse<Long> await(CompletableFuture<HttpResponse<Long>> answer, AtomicLong arrived)
            throws IOException {
        long before = Long.MIN_VALUE;
        while (true) {
            try {
                return answer.get(stall.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                long now = arrived.get();
                if (now == before || (before == Long.MIN_VALUE && now < 0)) {
                    answer.cancel(true);
                    throw new IOException("nothing came for " + stall.toSeconds() + " s", e);
                }
                before = now;
            } catch (ExecutionException e) {
                throw cause(e);
            } catch (InterruptedException e) {
                answer.cancel(true);
                Thread.currentThread().interrupt();
                throw new SourceException("Interrupted while reading from the web.");
            }
        }
    }

    /** What went wrong with the transfer, out of what it is wrapped in. */
    private static IOException cause(Throwable wrapped) {
        for (Throwable cause = wrapped; cause != null; cause = cause.getCause()) {
            if (cause instanceof FileBody.TooLarge tooLarge) {
                return tooLarge;
            }
        }
        Throwable first = wrapped.getCause();
        while (first instanceof UncheckedIOException unchecked) {
            first = unchecked.getCause();
        }
        return first instanceof IOException io ? io : new IOException(first);
    }

    private static void header(String name, String value, HttpRequest.Builder request) {
        if (!value.isEmpty()) {
            request.header(name, value);
        }
    }

    private static Validators validators(HttpHeaders headers) {
        return new Validators(headers.firstValue("ETag").orElse(""), headers.firstValue("Last-Modified").orElse(""));
    }

    private static long start(HttpHeaders headers) {
        Matcher range = CONTENT_RANGE.matcher(headers.firstValue("Content-Range").orElse(""));
        return range.matches() ? Long.parseLong(range.group(1)) : -1;
    }

    /** Seconds, or a date; zero if it is neither, or has passed. */
    private static Duration retryAfter(HttpHeaders headers) {
        String after = headers.firstValue("Retry-After").orElse("").strip();
        if (after.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(after));
        }
        try {
            Instant when = ZonedDateTime.parse(after, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            Duration until = Duration.between(Instant.now(), when);
            return until.isNegative() ? Duration.ZERO : until;
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }

    private static String version() {
        String version = Download.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }
}
