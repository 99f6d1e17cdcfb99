package dev.threatcards.cli;

import java.io.PrintWriter;
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

import dev.threatcards.CardQuery;
import dev.threatcards.IndexBuild;
import dev.threatcards.IngestReport;
import dev.threatcards.ThreatCards;
import dev.threatcards.server.CrossOrigin;
import dev.threatcards.server.ServerException;
import dev.threatcards.server.ServerOptions;
import dev.threatcards.server.WebServer;

@Command(name = "serve", mixinStandardHelpOptions = true, description = "Serves the index to browsers and programs; indexes the starter deck first if there is no index.", footer = {
        "", "Example:", "  threat-cards serve --deck groups.json --deck tools.json"})
final class ServeCommand implements Callable<Integer> {

    private static final int LAST_PORT = 65_535;

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
        CrossOrigin others = others();
        ServerOptions options = options();
        int prepared = prepare();
        if (prepared == ExitCode.FAILED) {
            return prepared;
        }
        CompletableFuture<ThreatCards> opening = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("opening").start(() -> open(opening));
        WebServer server = start(opening, others, options);
        ThreatCards cards = opened(opening);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            cards.close();
        }, "shutdown"));
        out().println("Threat Cards is at " + server.url());
        new CountDownLatch(1).await();
        return ExitCode.DONE;
    }

    private CrossOrigin others() {
        try {
            return CrossOrigin.of(origins);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), "\"--cors-origin\": " + e.getMessage(), e);
        }
    }

    private ServerOptions options() {
        String option = "--allowed-host";
        try {
            ServerOptions options = ServerOptions.DEFAULT.withAllowedHosts(new LinkedHashSet<>(allowedHosts));
            option = "--public-url";
            return publicUrl == null ? options : options.withPublicUrl(publicUrl);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), "\"" + option + "\": " + e.getMessage(), e);
        }
    }

    private WebServer start(CompletableFuture<ThreatCards> opening, CrossOrigin others, ServerOptions options) {
        try {
            return WebServer.start(() -> opened(opening), host, port, others, agents, options);
        } catch (ServerException e) {
            opened(opening).close();
            throw e;
        }
    }

    /** Opens the index and searches it for all cards, since that is the first page, and makes what other searches build on. */
    private void open(CompletableFuture<ThreatCards> opening) {
        try {
            opening.complete(ThreatCards.open(index.path()));
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
        if (!ThreatCards.exists(index.path())) {
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
