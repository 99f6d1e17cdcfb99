package dev.threatcards.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import dev.threatcards.Options;
import dev.threatcards.ThreatCards;
import dev.threatcards.ingest.IndexBuild;
import dev.threatcards.ingest.IngestReport;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.Limits;
import dev.threatcards.web.ServerException;
import dev.threatcards.web.ServerOptions;
import dev.threatcards.web.WebServer;
import dev.threatcards.web.http.CrossOrigin;
import dev.threatcards.web.http.ServerLimits;

@Command(name = "serve", mixinStandardHelpOptions = true, description = "Serves the index to browsers and programs; indexes the starter deck first if there is no index.", footer = {
        "", "Example:", "  threat-cards serve --deck groups.json --deck tools.json"})
final class ServeCommand implements Callable<Integer> {

    private static final int LAST_PORT = 65_535;

    /** An hour, in seconds: who asks has gone by then. */
    private static final int LONGEST_SEARCH = 3_600;

    @Mixin
    private IndexOption index;

    @Option(names = "--deck", arity = "1..*", paramLabel = "SOURCE", description = "Ingest these files or directories first.")
    private List<String> decks = List.of();

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "The address to listen on (default: ${DEFAULT-VALUE}).")
    private String host;

    @Option(names = "--port", defaultValue = "7070", description = "The port to listen on, 0 for a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--cors-origin", paramLabel = "ORIGIN", description = "A site whose pages may read the API in a browser, such as https://portal.example; repeatable, * for all (default: none).")
    private List<String> origins = List.of();

    @Option(names = "--allowed-host", paramLabel = "NAME", description = "A host name that the server answers to besides its own; repeatable (default: on a loopback address loopback names, else every name).")
    private List<String> allowedHosts = List.of();

    @Option(names = "--public-url", paramLabel = "URL", description = "The address of the server as its users see it, such as https://cards.example for a proxy before it.")
    private String publicUrl;

    @Option(names = "--search-timeout", defaultValue = "5", paramLabel = "SECONDS", description = "How long a search may take before it is given up (default: ${DEFAULT-VALUE}).")
    private int searchTimeout;

    @Option(names = "--rate-limit", paramLabel = "N", description = "Requests a second that an address may make, and ten times as many after a pause; 0 for any number. It counts the address that connects: behind a proxy, limit there, and set 0 here (default: none on a loopback address, else 100).")
    private Integer rateLimit;

    @Option(names = "--max-connections", paramLabel = "N", description = "Connections that are open at once (default: 2000).")
    private Integer connections;

    @Option(names = "--max-connections-per-address", paramLabel = "N", description = "Of these from one address, 0 for any number (default: any on a loopback address, else 250).")
    private Integer connectionsPerAddress;

    @Option(names = "--max-heavy", paramLabel = "N", description = "Exports, statistics, comparisons and scans that are answered at once; eight times as many wait (default: 8).")
    private Integer heavyRequests;

    @Option(names = "--drain", paramLabel = "SECONDS", description = "How long requests that were begun may take when the server is ended (default: 10).")
    private Integer drain;

    @Option(names = "--mcp", description = "Let agents speak the Model Context Protocol with it, at /mcp.")
    private boolean agents;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (port < 0 || port > LAST_PORT) {
            throw new CommandLine.ParameterException(spec.commandLine(),
                    "\"--port\" is a number from 0 to " + LAST_PORT + "; " + port + " is not");
        }
        if (searchTimeout < 1 || searchTimeout > LONGEST_SEARCH) {
            throw new CommandLine.ParameterException(spec.commandLine(),
                    "\"--search-timeout\" is a number from 1 to " + LONGEST_SEARCH + "; " + searchTimeout + " is not");
        }
        if (host.isBlank()) {
            throw new CommandLine.ParameterException(spec.commandLine(),
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
            // Nobody would know where it is.
            server.close();
            cards.close();
            return ExitCode.FAILED;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, cards), "shutdown"));
        new CountDownLatch(1).await();
        return ExitCode.DONE;
    }

    /**
     * Ends the process with exit code 0, since being told to end is no failure; a JVM that a signal ends has the signal's code
     * otherwise. A second signal changes nothing: the drain time is the bound.
     */
    private void end(WebServer server, ThreatCards cards) {
        server.close();
        cards.close();
        out().flush();
        err().flush();
        Runtime.getRuntime().halt(ExitCode.DONE);
    }

    private ServerOptions options() {
        ServerOptions options = reached(ServerOptions.on(host, port).withCrossOrigin(others()).withMcp(agents));
        ServerLimits limits = options.limits();
        limits = rateLimit == null ? limits : limits.withRequestsPerSecond(least(0, rateLimit, "--rate-limit"));
        limits = connections == null ? limits : limits.withConnections(least(1, connections, "--max-connections"));
        limits = connectionsPerAddress == null
                ? limits
                : limits.withConnectionsPerAddress(least(0, connectionsPerAddress, "--max-connections-per-address"));
        limits = heavyRequests == null
                ? limits
                : limits.withHeavyRequests(least(1, heavyRequests, "--max-heavy"), 8 * heavyRequests,
                        limits.heavyWait());
        limits = drain == null ? limits : limits.withDrainTime(Duration.ofSeconds(least(0, drain, "--drain")));
        return options.withLimits(limits);
    }

    /** With the hosts that it answers to, and its address as its users see it. */
    private ServerOptions reached(ServerOptions options) {
        String option = "--allowed-host";
        try {
            ServerOptions allowed = options.withAllowedHosts(new LinkedHashSet<>(allowedHosts));
            option = "--public-url";
            return publicUrl == null ? allowed : allowed.withPublicUrl(publicUrl);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), "\"" + option + "\": " + e.getMessage(), e);
        }
    }

    private int least(int least, int number, String option) {
        if (number < least) {
            throw new CommandLine.ParameterException(spec.commandLine(),
                    "\"" + option + "\" is at least " + least + "; " + number + " is less");
        }
        return number;
    }

    private CrossOrigin others() {
        try {
            return CrossOrigin.of(origins);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), "\"--cors-origin\": " + e.getMessage(), e);
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

    /** Opens the index and searches it for all cards, since that is the first page, and makes what other searches build on. */
    private void open(CompletableFuture<ThreatCards> opening) {
        try {
            opening.complete(ThreatCards.open(index.path(),
                    Options.DEFAULT.with(Limits.DEFAULT.withSearchTime(Duration.ofSeconds(searchTimeout)))));
        } catch (RuntimeException | Error e) {
            opening.completeExceptionally(e);
            return;
        }
        try {
            opened(opening).search(CardQuery.all());
        } catch (RuntimeException e) {
            // Who asks first meets it again, and is told.
        }
    }

    /** The index, when it is open; or why it cannot be. */
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
            return report(Ingestion.run(index.path(), build -> build.from(decks)));
        }
        if (index.isYetToBeMade()) {
            err().println("There is no index in " + index.path() + " yet: indexing the starter deck.");
            return report(Ingestion.run(index.path(), IndexBuild::fromStarterDeck));
        }
        return ExitCode.DONE;
    }

    private int report(IngestReport report) {
        Ingestion.printRejects(report, err());
        err().println(Ingestion.summary(report, index.path()));
        return Ingestion.exitCode(report);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
