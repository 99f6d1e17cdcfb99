package dev.threatcards.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

import dev.threatcards.card.Card;
import dev.threatcards.web.RunningServer;

/**
 * The Chromium of all browser tests, and a server for each deck, started at first use and stopped after the last test. Thread-safe: test
 * classes run side by side, and since a Playwright is for one thread, each thread connects to the Chromium with its own.
 */
final class SharedBrowser implements AutoCloseable {

    static final String STARTER_DECK = "starter deck";

    private static final String LISTENING = "DevTools listening on ";

    /** As Playwright starts it: no sandbox, since tests may run as root, nothing in the background, no scroll bars. */
    private static final List<String> ARGUMENTS = List.of("--headless", "--remote-debugging-port=0", "--no-sandbox",
            "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--disable-background-timer-throttling", "--disable-backgrounding-occluded-windows",
            "--disable-renderer-backgrounding", "--disable-dev-shm-usage", "--force-color-profile=srgb",
            "--hide-scrollbars", "--no-first-run");

    private final Path folder;
    private final Process chromium;
    private final String endpoint;
    private final Map<String, RunningServer> servers = new ConcurrentHashMap<>();
    private final Map<Thread, Connection> connections = new ConcurrentHashMap<>();

    /** The driver of a thread, and the browser as it sees it. */
    private record Connection(Playwright playwright, Browser browser) {
    }

    private SharedBrowser() {
        try {
            folder = Files.createTempDirectory("browser-tests");
            chromium = new ProcessBuilder(Stream
                    .of(Stream.of(Chromium.executable().toString()), ARGUMENTS.stream(),
                            Stream.of("--user-data-dir=" + folder.resolve("profile"), "about:blank"))
                    .flatMap(part -> part).toList()).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            endpoint = endpoint(chromium);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The one of this run of tests. */
    static SharedBrowser of(ExtensionContext test) {
        return test.getRoot().getStore(Namespace.create(SharedBrowser.class)).getOrComputeIfAbsent(SharedBrowser.class,
                type -> new SharedBrowser(), SharedBrowser.class);
    }

    /** The address that Chromium listens on for its drivers, which it writes to standard error. */
    private static String endpoint(Process chromium) throws IOException {
        BufferedReader errors = new BufferedReader(
                new InputStreamReader(chromium.getErrorStream(), StandardCharsets.UTF_8));
        Optional<String> address = Optional.empty();
        for (String line = errors.readLine(); line != null && address.isEmpty();) {
            if (line.startsWith(LISTENING)) {
                address = Optional.of(line.substring(LISTENING.length()).strip());
            } else {
                line = errors.readLine();
            }
        }
        // Nobody else reads it, and Chromium would wait once the pipe is full.
        Thread.ofVirtual().start(() -> errors.lines().forEach(line -> {
        }));
        return address.orElseThrow(() -> new IllegalStateException("Chromium ended before it listened"));
    }

    /** The address of the server over a deck, with a slash at the end. */
    String url(String deck, Supplier<List<Card>> cards) {
        return servers.computeIfAbsent(deck, name -> {
            Path index = folder.resolve("index " + name);
            return name.equals(STARTER_DECK)
                    ? RunningServer.overStarterDeck(index)
                    : RunningServer.over(index, cards.get().toArray(Card[]::new));
        }).url();
    }

    Browser ofThisThread() {
        return connections.computeIfAbsent(Thread.currentThread(), thread -> {
            Playwright playwright = Playwright
                    .create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            return new Connection(playwright, playwright.chromium().connectOverCDP(endpoint));
        }).browser();
    }

    /** Ends Chromium and all its processes: what the system installs under its name is often a script that starts it. */
    private void stop() {
        List<ProcessHandle> processes = Stream.concat(chromium.descendants(), Stream.of(chromium.toHandle())).toList();
        processes.forEach(ProcessHandle::destroy);
        for (ProcessHandle process : processes) {
            try {
                process.onExit().get(10, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                process.destroyForcibly();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                process.destroyForcibly();
            }
        }
    }

    @Override
    public void close() throws IOException {
        connections.values().forEach(connection -> connection.playwright().close());
        servers.values().forEach(RunningServer::close);
        stop();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
