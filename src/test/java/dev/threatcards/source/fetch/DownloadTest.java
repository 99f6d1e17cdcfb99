package dev.threatcards.source.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLSocketFactory;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.threatcards.error.SourceException;
import dev.threatcards.source.fetch.Download.Outcome;
import dev.threatcards.source.fetch.Download.Validators;
import dev.threatcards.source.fetch.HttpConnection.Times;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

final class DownloadTest {

    private static final String TEXT = "0123456789".repeat(1000);

    @TempDir
    private Path folder;

    private StubSite site;
    private final CompletableFuture<Void> silent = new CompletableFuture<>();
    private final List<Duration> waits = new ArrayList<>();

    private PartialFile part() {
        return new PartialFile(folder.resolve("file"));
    }

    @BeforeEach
    void open() throws IOException {
        site = new StubSite();
        site.put("/file", TEXT);
    }

    @AfterEach
    void close() {
        silent.complete(null);
        site.close();
    }

    private Outcome get(String place) {
        return get(place, Validators.NONE, Download.LARGEST);
    }

    private Outcome get(String place, Validators known, long limit) {
        Download download = StubSite.download(host -> InetAddress.getAllByName("127.0.0.1"), waits::add, limit,
                Duration.ofSeconds(2));
        return download.get(URI.create(site.address() + place), known, part(), (bytes, total) -> {
        });
    }

    private String content() throws IOException {
        return Files.readString(folder.resolve("file"));
    }

    @Test
    void aFileIsGotAndKnownBy() throws IOException {
        Outcome outcome = get("/file");
        assertThat(outcome.modified()).isTrue();
        assertThat(content()).isEqualTo(TEXT);
        Files.delete(folder.resolve("file"));
        assertThat(get("/file", outcome.validators(), Download.LARGEST).modified()).isFalse();
        assertThat(waits).isEmpty();
    }

    @Test
    void aServerThatIsBusyIsAskedAgainWhenItSays() throws IOException {
        String inTwoMinutes = DateTimeFormatter.RFC_1123_DATE_TIME
                .format(Instant.now().plusSeconds(120).atOffset(ZoneOffset.UTC));
        site.mishap("/file", StubSite.status(429, "Retry-After", "7"));
        site.mishap("/file", StubSite.status(503, "Retry-After", inTwoMinutes));
        get("/file");
        assertThat(content()).isEqualTo(TEXT);
        assertThat(waits).hasSize(2).first().isEqualTo(Duration.ofSeconds(7));
        assertThat(waits.get(1)).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(120));
    }

    @Test
    void aServerThatFailsIsAskedAgainAfterAWhileThatDoubles() throws IOException {
        for (int status : List.of(500, 502, 504)) {
            site.mishap("/file", StubSite.status(status));
        }
        get("/file");
        assertThat(content()).isEqualTo(TEXT);
        assertThat(waits).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    @Test
    void aServerThatGoesOnFailingIsGivenUp() {
        for (int i = 0; i < 10; i++) {
            site.mishap("/file", StubSite.status(500));
        }
        assertThatThrownBy(() -> get("/file")).isInstanceOf(SourceException.class)
                .hasMessageContaining("after 5 attempts").hasMessageContaining("it answers 500");
    }

    @Test
    void aLongWaitIsToldOfAndNotWaitedFor() {
        site.mishap("/file", StubSite.status(429, "Retry-After", "720"));
        assertThatThrownBy(() -> get("/file")).isInstanceOf(SourceException.class)
                .hasMessageContaining("come back in 12 minutes");
        assertThat(waits).isEmpty();
    }

    @Test
    void whatIsNotThereIsToldAtOnce() {
        assertThatThrownBy(() -> get("/other")).isInstanceOf(SourceException.class)
                .hasMessageContaining("/other: it answers 404");
        assertThat(waits).isEmpty();
    }

    @Test
    void aConnectionThatIsCutGoesOnWhereItWasCut() throws IOException {
        site.mishap("/file", site.cutAfter(4321));
        get("/file");
        assertThat(content()).isEqualTo(TEXT);
        assertThat(site.requests.get(1).range()).startsWith("bytes=").isNotEqualTo("bytes=0-");
        assertThat(site.requests.get(1).ifRange()).isNotEmpty();
    }

    @Test
    void aConnectionThatIsCutBeginsAnewWhereTheServerCannotGoOn() throws IOException {
        site.ranges = false;
        site.mishap("/file", site.cutAfter(4321));
        get("/file");
        assertThat(content()).isEqualTo(TEXT);
    }

    @Test
    void aContentThatHasChangedSinceTheCutIsGotAnew() throws IOException {
        site.mishap("/file", exchange -> {
            site.put("/file", "new " + TEXT);
            site.cutAfter(4321).happen(exchange);
        });
        site.mishap("/file", exchange -> {
            site.put("/file", "newer " + TEXT);
            exchange.sendResponseHeaders(500, -1);
        });
        get("/file");
        assertThat(content()).isEqualTo("newer " + TEXT);
    }

    @Test
    void aPartThatTheServerDoesNotKnowBeginsAnew() throws IOException {
        site.mishap("/file", site.cutAfter(4321));
        site.mishap("/file", StubSite.status(416));
        get("/file");
        assertThat(content()).isEqualTo(TEXT);
    }

    @Test
    void aServerThatFallsSilentIsAskedAgain() throws IOException {
        site.mishap("/file", exchange -> {
            exchange.sendResponseHeaders(200, TEXT.length());
            exchange.getResponseBody().write('0');
            exchange.getResponseBody().flush();
            silent.join();
        });
        get("/file");
        assertThat(content()).isEqualTo(TEXT);
        assertThat(waits).hasSize(1);
    }

    @Test
    void moreThanTheLimitIsNotTaken() {
        assertThatThrownBy(() -> get("/file", Validators.NONE, 5000)).isInstanceOf(SourceException.class)
                .hasMessageContaining("larger than 5000 bytes");
        site.mishap("/file", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 1000; i++) {
                exchange.getResponseBody().write(TEXT.getBytes(StandardCharsets.UTF_8));
            }
        });
        assertThatThrownBy(() -> get("/file", Validators.NONE, 5000)).isInstanceOf(SourceException.class)
                .hasMessageContaining("larger than 5000 bytes");
        assertThat(waits).isEmpty();
    }

    @Test
    void aRedirectOnTheSameHostIsFollowed() throws IOException {
        site.mishap("/old", StubSite.status(302, "Location", "/file"));
        get("/old");
        assertThat(content()).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.org/file", "https://example.org/file", "file:///etc/passwd",
            "http://localhost/file", "http://127.0.0.1:1/file", "http://user@127.0.0.1/file", "//example.org/file"})
    void aRedirectElsewhereIsRefused(String location) {
        site.mishap("/file", StubSite.status(301, "Location", location));
        assertThatThrownBy(() -> get("/file")).isInstanceOf(SourceException.class).hasMessageContaining("redirects");
        assertThat(Files.exists(folder.resolve("file"))).isFalse();
    }

    @Test
    void aRedirectInACircleComesToAnEnd() {
        for (int i = 0; i < 10; i++) {
            site.mishap("/file", StubSite.status(302, "Location", "/file"));
        }
        assertThatThrownBy(() -> get("/file")).isInstanceOf(SourceException.class)
                .hasMessageContaining("redirects more than 5 times");
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1", "10.1.2.3", "192.168.1.1", "172.16.0.9", "169.254.169.254", "0.0.0.0", "100.64.0.1",
            "224.0.0.1", "::1", "fd00::1", "fe80::1"})
    void aNameForAPrivateAddressIsRefused(String number) {
        assertThatThrownBy(() -> PublicAddress.requirePublic(URI.create("http://cards.example/"),
                host -> new InetAddress[]{InetAddress.getByName("192.0.2.1"), InetAddress.getByName(number)}))
                .isInstanceOf(SourceException.class).hasMessageContaining("private network");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://10.1.2.3/", "http://[::1]:8080/", "http://localhost/"})
    void aPrivateAddressThatIsNamedIsMeant(String address) {
        PublicAddress.requirePublic(URI.create(address), host -> {
            throw new AssertionError("not looked up");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://user:word@example.org/x", "http:///x", "http://exa mple.org"})
    void whatIsNoAddressIsToldPlainly(String address) {
        assertThatThrownBy(() -> PublicAddress.of(address)).isInstanceOf(SourceException.class)
                .hasMessageContaining(address);
    }

    private Outcome get(String place, Times times) {
        return new Download(InetAddress::getAllByName, waits::add, Download.LARGEST, times,
                () -> (SSLSocketFactory) SSLSocketFactory.getDefault())
                .get(URI.create(site.address() + place), Validators.NONE, part(), (bytes, total) -> {
                });
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static StubSite.Mishap compressed(byte[] body, int length) {
        return exchange -> {
            exchange.getResponseHeaders().set("ETag", "\"packed\"");
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body, 0, length);
            exchange.getResponseBody().flush();
            if (length < body.length) {
                throw new IOException("cut");
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"601", "259200", "99999999999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT",
            "Friday, 31-Dec-49 23:59:59 GMT", "Sat Dec  1 23:59:59 2198"})
    void aWaitBeyondTheMostIsToldWithTheMost(String after) {
        site.mishap("/file", StubSite.status(503, "Retry-After", after));
        assertThatThrownBy(() -> get("/file")).isInstanceOf(SourceException.class)
                .hasMessageContaining("asks to come back in")
                .hasMessageContaining("the most that is waited is 10 minutes").hasMessageContaining("try again after");
        assertThat(waits).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-5", "soon", "", "1.5", "0", "Fri, 31 Dec 1999 23:59:59 GMT"})
    void aWaitThatSaysNothingIsTheUsualOne(String after) throws IOException {
        site.mishap("/file", StubSite.status(503, "Retry-After", after));
        get("/file");
        assertThat(waits).containsExactly(Duration.ofSeconds(1));
        assertThat(content()).isEqualTo(TEXT);
    }

    @Test
    void waitsTogetherAreNoLongerThanTheMost() {
        for (int i = 0; i < 4; i++) {
            site.mishap("/file", StubSite.status(429, "Retry-After", "400"));
        }
        assertThatThrownBy(() -> get("/file")).isInstanceOf(SourceException.class).hasMessageContaining("10 minutes");
        assertThat(waits).containsExactly(Duration.ofSeconds(400));
    }

    @Test
    void aBodyThatDripsEndsAfterATotalTime() {
        site.mishap("/file", exchange -> {
            exchange.sendResponseHeaders(200, TEXT.length());
            for (int i = 0; i < TEXT.length() && !silent.isDone(); i++) {
                exchange.getResponseBody().write('0');
                exchange.getResponseBody().flush();
                silent.copy().completeOnTimeout(null, 50, TimeUnit.MILLISECONDS).join();
            }
        });
        assertThatThrownBy(() -> get("/file", new Times(Duration.ofSeconds(5), Duration.ofSeconds(1))))
                .isInstanceOf(SourceException.class).hasMessageContaining("it took more than 1 second in all");
        assertThat(site.asked("/file")).isEqualTo(1);
        assertThat(folder.resolve("file")).doesNotExist();
    }

    @Test
    void aHeadThatDripsEndsAfterATime() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> {
                while (!silent.isDone()) {
                    try {
                        Socket socket = server.accept();
                        Thread.startVirtualThread(() -> drip(socket));
                    } catch (IOException e) {
                        return;
                    }
                }
            });
            Download download = new Download(InetAddress::getAllByName, waits::add, Download.LARGEST,
                    new Times(Duration.ofMillis(300), Duration.ofSeconds(20)),
                    () -> (SSLSocketFactory) SSLSocketFactory.getDefault());
            URI address = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
            assertThatThrownBy(() -> download.get(address, Validators.NONE, part(), (bytes, total) -> {
            })).isInstanceOf(SourceException.class).hasMessageContaining("nothing came for 1 second");
        }
    }

    private void drip(Socket socket) {
        try (socket) {
            socket.getOutputStream().write("HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.US_ASCII));
            while (!silent.isDone()) {
                socket.getOutputStream().write('x');
                silent.copy().completeOnTimeout(null, 20, TimeUnit.MILLISECONDS).join();
            }
        } catch (IOException e) {
            assertThat(e).as("the other side has hung up").isNotNull();
        }
    }

    @Test
    void anAnswerInGzipIsUncompressed() throws IOException {
        byte[] packed = gzip(TEXT);
        site.mishap("/file", compressed(packed, packed.length));
        Outcome outcome = get("/file");
        assertThat(content()).isEqualTo(TEXT);
        assertThat(outcome.validators().etag()).isEqualTo("\"packed\"");
        assertThat(site.requests.getFirst().encoding()).isEqualTo("gzip");
    }

    @Test
    void anAnswerInGzipThatIsCutBeginsAnew() throws IOException {
        byte[] packed = gzip(TEXT);
        site.mishap("/file", compressed(packed, packed.length - 5));
        get("/file");
        assertThat(content()).isEqualTo(TEXT);
        assertThat(site.requests.get(1).range()).isEmpty();
    }

    @Test
    void whatUnpacksToMoreThanTheLimitIsNotTakenAndNotKept() throws IOException {
        byte[] packed = gzip("0".repeat(1_000_000));
        site.mishap("/file", compressed(packed, packed.length));
        assertThatThrownBy(() -> get("/file", Validators.NONE, 5000)).isInstanceOf(SourceException.class)
                .hasMessageContaining("larger than 5000 bytes");
        assertThat(folder.resolve("file")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "deflate", "gzip, gzip", "zstd"})
    void anEncodingThatWasNotAskedForIsTold(String encoding) {
        site.mishap("/file", StubSite.status(200, "Content-Encoding", encoding));
        assertThatThrownBy(() -> get("/file")).isInstanceOf(SourceException.class)
                .hasMessageContaining("not asked for (" + encoding + ")");
        assertThat(waits).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectThatDoesNotSayWhereToIsToldAtOnce(int status) {
        site.mishap("/file", StubSite.status(status));
        assertThatThrownBy(() -> get("/file")).isInstanceOf(SourceException.class)
                .hasMessageContaining("does not say where to");
        assertThat(site.asked("/file")).isEqualTo(1);
        assertThat(waits).isEmpty();
    }

    @Test
    void aNameIsLookedUpOnceAndWhatWasFoundIsConnectedTo() {
        List<String> lookedUp = new ArrayList<>();
        PublicAddress.Resolver rebinding = host -> {
            lookedUp.add(host);
            return InetAddress.getAllByName(lookedUp.size() == 1 ? "192.0.2.1" : "127.0.0.1");
        };
        Download download = StubSite.download(rebinding, waits::add, Download.LARGEST, Duration.ofMillis(300));
        URI address = URI.create(site.address().toString().replace("127.0.0.1", "cards.example") + "/file");
        assertThatThrownBy(() -> download.get(address, Validators.NONE, part(), (bytes, total) -> {
        })).isInstanceOf(SourceException.class).hasMessageContaining("after 5 attempts");
        assertThat(lookedUp).containsExactly("cards.example");
        assertThat(site.requests).isEmpty();
    }

    @Test
    void aFullDiskIsToldAtOnceAndNothingStaysOnIt() throws IOException {
        Path full = Path.of("/dev/full");
        if (!Files.exists(full)) {
            System.out.println("There is no " + full + ": a download on a full disk was not tried.");
        }
        assumeTrue(Files.exists(full));
        Files.createSymbolicLink(folder.resolve("file"), full);
        assertThatThrownBy(() -> get("/file")).isInstanceOf(SourceException.class)
                .hasMessageContaining("no space is left on the disk");
        assertThat(waits).isEmpty();
        assertThat(part().validators()).isEqualTo(Validators.NONE);
        assertThat(folder.resolve("file")).doesNotExist();
    }

    @Test
    void whereNothingAnswersIsToldInWords() throws IOException {
        int closed;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = server.getLocalPort();
        }
        assertThatThrownBy(() -> StubSite.download(InetAddress::getAllByName, waits::add, 5000, Duration.ofMillis(500))
                .get(URI.create("http://127.0.0.1:" + closed + "/"), Validators.NONE, part(), (bytes, total) -> {
                })).isInstanceOf(SourceException.class).hasMessageContaining("nothing listens there")
                .hasMessageNotContaining("Exception");
        assertThatThrownBy(() -> StubSite.download(InetAddress::getAllByName, waits::add, 5000, Duration.ofMillis(500))
                .get(URI.create(site.address().toString().replace("http:", "https:") + "/"), Validators.NONE, part(),
                        (bytes, total) -> {
                        }))
                .isInstanceOf(SourceException.class).hasMessageContaining("https").hasMessageNotContaining("Exception");
    }

    @ParameterizedTest
    @CsvSource({"255.255.255.255", "240.0.0.1", "198.18.0.1", "192.0.0.8", "0.1.2.3", "64:ff9b::7f00:1",
            "2002:7f00:1::", "::a00:1", "::ffff:10.0.0.1"})
    void aNameForAnAddressThatLeadsIntoThisNetworkIsRefused(String number) {
        assertThatThrownBy(() -> PublicAddress.requirePublic(URI.create("http://cards.example/"),
                host -> new InetAddress[]{InetAddress.getByName(number)})).isInstanceOf(SourceException.class)
                .hasMessageContaining("private network");
    }
}
