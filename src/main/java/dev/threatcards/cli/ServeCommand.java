package dev.threatcards.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

import dev.threatcards.Options;
import dev.threatcards.ThreatCards;
import dev.threatcards.ingest.IngestReport;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.Limits;
import dev.threatcards.web.ServerException;
import dev.threatcards.web.ServerOptions;
import dev.threatcards.web.WebServer;
import dev.threatcards.web.http.CrossOrigin;
import dev.threatcards.web.http.ServerLimits;

@Command(name = "serve", mixinStandardHelpOptions = true, description = "Serves the index over HTTP. Without an index, and without --index, it indexes the starter deck first.", footer = {
        "", "Example:", "  threat-cards serve --deck groups.json --deck tools.json"})
final class ServeCommand extends IndexCommand {

    private static final int LAST_PORT = 65_535;

    /** An hour, in seconds. */
    private static final int LONGEST_SEARCH = 3_600;

    @Option(names = "--deck", arity = "1..*", paramLabel = "SOURCE", description = "Ingest these files or directories first.")
    private List<String> decks = List.of();

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "The address to listen on (default: ${DEFAULT-VALUE}).")
    private String host;

    @Option(names = "--port", defaultValue = "7070", description = "The port to listen on, 0 for a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--cors-origin", paramLabel = "ORIGIN", description = "A site whose pages may read the API in a browser, such as https://portal.example; repeatable, * for all (default: none).")
    private List<String> origins = List.of();

    @Option(names = "--allowed-host", paramLabel = "NAME", description = "A host name that the server answers to besides its own; repeatable (default: loopback names on a loopback address, else every name).")
    private List<String> allowedHosts = List.of();

    @Option(names = "--public-url", paramLabel = "URL", description = "The address of the server as its users see it, such as https://cards.example behind a proxy.")
    private String publicUrl;

    @Option(names = "--search-timeout", defaultValue = "5", paramLabel = "SECONDS", description = "The time limit of a search (default: ${DEFAULT-VALUE}).")
    private int searchTimeout;

    @Option(names = "--rate-limit", paramLabel = "N", description = "Requests a second from one address, ten times as many after a pause; 0 for no limit. Behind a proxy all requests come from one address: limit there, and set 0 here (default: no limit on a loopback address, else 100).")
    private Integer rateLimit;

    @Option(names = "--max-connections", paramLabel = "N", description = "The most open connections (default: 2000).")
    private Integer connections;

    @Option(names = "--max-connections-per-address", paramLabel = "N", description = "The most open connections from one address, 0 for no limit (default: no limit on a loopback address, else 250).")
    private Integer connectionsPerAddress;

    @Option(names = "--max-heavy", paramLabel = "N", description = "The most exports, statistics, comparisons and scans at a time; eight times as many wait (default: 8).")
    private Integer heavyRequests;

    @Option(names = "--drain", paramLabel = "SECONDS", description = "How long a stopping server waits for answers that have begun (default: 10).")
    private Integer drain;

    @Option(names = "--mcp", description = "Serve the Model Context Protocol to agents, at /mcp.")
    private boolean agents;

    @Override
    public Integer call() throws InterruptedException {
        requireWithin(0, LAST_PORT, port, "--port");
        requireWithin(1, LONGEST_SEARCH, searchTimeout, "--search-timeout");
        if (host.isBlank()) {
            throw new ParameterException(spec.commandLine(),
                    "\"--host\" is the name or address to listen on, and is empty");
        }
        ServerOptions options = options();
        int prepared = prepare();
        if (prepared == ExitCode.FAILED) {
            return prepared;
        }
        OutOfMemory.endWhereUncaught();
        CompletableFuture<ThreatCards> opening = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("opening").start(() -> open(opening));
        WebServer server = start(opening, options);
        ThreatCards cards = opened(opening);
        out().println("Threat Cards is at " + server.url());
        if (out().checkError()) {
            // Nobody would learn the address.
            server.close();
            cards.close();
            return ExitCode.FAILED;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, cards), "shutdown"));
        new CountDownLatch(1).await();
        return ExitCode.DONE;
    }

    /** Ends the process with exit code 0, where the JVM would end with the code of the signal. A second signal changes nothing. */
    private void end(WebServer server, ThreatCards cards) {
        server.close();
        cards.close();
        out().flush();
        err().flush();
        Runtime.getRuntime().halt(ExitCode.DONE);
    }

    private ServerOptions options() {
        CrossOrigin others = valid("--cors-origin", () -> new CrossOrigin(Set.copyOf(origins)));
        ServerOptions usual = ServerOptions.on(host, port).withCrossOrigin(others).withMcp(agents);
        ServerOptions named = valid("--allowed-host", () -> usual.withAllowedHosts(Set.copyOf(allowedHosts)));
        ServerLimits limits = usual.limits();
        int heavy = atLeast(1, heavyRequests, limits.heavyRequests(), "--max-heavy");
        ServerOptions limited = named.withLimits(limits.withHeavyRequests(heavy, 8 * heavy, limits.heavyWait())
                .withRequestsPerSecond(atLeast(0, rateLimit, limits.requestsPerSecond(), "--rate-limit"))
                .withConnections(atLeast(1, connections, limits.connections(), "--max-connections"))
                .withConnectionsPerAddress(atLeast(0, connectionsPerAddress, limits.connectionsPerAddress(),
                        "--max-connections-per-address"))
                .withDrainTime(Duration.ofSeconds(atLeast(0, drain, (int) limits.drainTime().toSeconds(), "--drain"))));
        return publicUrl == null ? limited : valid("--public-url", () -> limited.withPublicUrl(publicUrl));
    }

    private <T> T valid(String option, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "\"" + option + "\": " + e.getMessage(), e);
        }
    }

    private int atLeast(int least, Integer given, int usual, String option) {
        if (given != null && given < least) {
            throw new ParameterException(spec.commandLine(),
                    "\"" + option + "\" is at least " + least + "; " + given + " is less");
        }
        return given == null ? usual : given;
    }

    private void requireWithin(int least, int most, int given, String option) {
        if (given < least || given > most) {
            throw new ParameterException(spec.commandLine(),
                    "\"" + option + "\" is a number from " + least + " to " + most + "; " + given + " is not");
        }
    }

    private WebServer start(CompletableFuture<ThreatCards> opening, ServerOptions options) {
        try {
            return WebServer.start(() -> opened(opening), options, OutOfMemory::end);
        } catch (ServerException e) {
            opened(opening).close();
            throw e;
        }
    }

    /** Opens the index and runs the search of the first page, which also warms up other searches. */
    private void open(CompletableFuture<ThreatCards> opening) {
        try {
            opening.complete(ThreatCards.open(index,
                    Options.DEFAULT.with(Limits.DEFAULT.withSearchTime(Duration.ofSeconds(searchTimeout)))));
        } catch (RuntimeException | Error e) {
            opening.completeExceptionally(e);
            return;
        }
        try {
            opened(opening).search(CardQuery.all());
        } catch (RuntimeException e) {
            // The first request fails in the same way, and reports it.
        }
    }

    /** Waits for the index; throws what opening it threw. */
    private static ThreatCards opened(CompletableFuture<ThreatCards> opening) {
        try {
            return opening.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private int prepare() {
        if (!decks.isEmpty()) {
            return report(Ingestion.run(index, build -> build.from(decks)));
        }
        return isStarterDeckNeeded() ? report(Ingestion.ofStarterDeck(index)) : ExitCode.DONE;
    }

    private int report(IngestReport report) {
        Ingestion.printRejects(report, err());
        err().println(Ingestion.summary(report, index));
        return Ingestion.exitCode(report);
    }

    /**
     * Ends a process that has run out of memory, with advice. Other threads may have failed where they cannot recover, so a restart by a
     * supervisor is better than a server that half works.
     */
    static final class OutOfMemory {

        private static final Logger LOG = LoggerFactory.getLogger(OutOfMemory.class);

        // Created in advance: there may be no memory for it later.
        private static final byte[] MESSAGE = ("threat-cards: out of memory; the process ends. Give it more, such as"
                + " JDK_JAVA_OPTIONS=-Xmx512m, or ask less of it at once (--max-heavy)." + System.lineSeparator())
                .getBytes(StandardCharsets.UTF_8);

        private OutOfMemory() {
        }

        static void end() {
            try {
                // Not closed, because it is standard error.
                new FileOutputStream(FileDescriptor.err).write(MESSAGE);
            } catch (IOException e) {
                // The exit code still reports the failure.
            } finally {
                Runtime.getRuntime().halt(ExitCode.FAILED);
            }
        }

        /** Also ends the process if a thread dies of it. */
        static void endWhereUncaught() {
            Thread.setDefaultUncaughtExceptionHandler((thread, e) -> {
                if (e instanceof OutOfMemoryError) {
                    end();
                }
                LOG.error("{} ended", thread.getName(), e);
            });
        }
    }
}
