package dev.threatcards.source.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.threatcards.error.SourceException;
import dev.threatcards.source.fetch.Download.Validators;
import dev.threatcards.source.fetch.HttpConnection.Times;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Downloads by https: the certificate has to be for the name that was given, though its number is connected to. */
final class SecureDownloadTest {

    private static final char[] PASSWORD = "password".toCharArray();

    @TempDir
    private static Path folder;

    private static HttpsServer server;
    private static SSLContext context;
    private final List<Duration> waits = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        Path store = folder.resolve("store.p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "site", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "SAN=dns:localhost",
                "-storepass", new String(PASSWORD), "-storetype", "PKCS12", "-keystore", store.toString())
                .redirectErrorStream(true).redirectOutput(folder.resolve("keytool.txt").toFile()).start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(store)) {
            keys.load(file, PASSWORD);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestHeaders().getFirst("Host").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    private void get(String host, SSLSocketFactory secure) {
        new Download(InetAddress::getAllByName, waits::add, Download.LARGEST,
                new Times(Duration.ofSeconds(30), Duration.ofSeconds(60)), () -> secure)
                .get(URI.create("https://" + host + ":" + server.getAddress().getPort() + "/"), Validators.NONE,
                        new PartialFile(folder.resolve("file")), (bytes, total) -> {
                        });
    }

    @Test
    void aSiteWithACertificateForItsNameIsRead() throws IOException {
        get("localhost", context.getSocketFactory());
        assertThat(folder.resolve("file")).hasContent("localhost:" + server.getAddress().getPort());
    }

    @Test
    void aCertificateForAnotherNameOrByNobodyKnownIsRefusedAtOnce() {
        assertThatThrownBy(() -> get("127.0.0.1", context.getSocketFactory())).isInstanceOf(SourceException.class)
                .hasMessageContaining("certificate").hasMessageNotContaining("Exception");
        assertThatThrownBy(() -> get("localhost", (SSLSocketFactory) SSLSocketFactory.getDefault()))
                .isInstanceOf(SourceException.class).hasMessageContaining("certificate")
                .hasMessageNotContaining("Exception");
        assertThat(waits).isEmpty();
    }
}
