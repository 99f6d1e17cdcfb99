package dev.threatcards.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.net.URLConnection;
import java.util.List;
import java.util.stream.Stream;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import dev.threatcards.ThreatCards;
import dev.threatcards.web.WebServer;

/**
 * The training run of the launcher's ahead-of-time cache (<a href="https://openjdk.org/jeps/514">JEP 514</a>): loads the classes that
 * commands and the server use at a start. Where the folder has no index yet, the run indexes the starter deck and does nothing else,
 * so that the classes of ingestion stay out of the cache.
 */
@Command(name = "rehearse", hidden = true, description = "Loads the classes of a usual start, so that the launcher can cache them.")
final class RehearseCommand extends IndexCommand {

    /** Commands with output for people: JSON and the server take more than half of all classes. */
    private static final List<List<String>> ANSWERS = List.of(List.of("search", "office 0-day china"),
            List.of("search", "kimsuki", "--country", "North Korea"), List.of("resolve", "APT28", "Fancy Bear"),
            List.of("show", "APT 28"));

    private static final List<List<String>> COMMANDS = List.of(List.of("search", "lazarus", "--json"),
            List.of("resolve", "APT28", "--json"), List.of("show", "APT 28", "--json"), List.of("doctor"));

    private static final List<String> ADDRESSES = List.of("", "?q=office+0-day+china", "?q=iran&country=Iran",
            "cards/lazarus-group", "tools", "tools?q=mimikatz", "deck", "api/v1/cards?q=lazarus",
            "api/v1/cards?country=China", "api/v1/suggest?q=la", "api/v1/resolve?name=APT28", "static/threat-cards.css",
            "static/suggest.js");

    /** Milliseconds to wait for an answer, so that a start is never blocked by this run. */
    private static final int READ_TIMEOUT = 30_000;

    @Option(names = "--answers", description = "Only commands with output for people.")
    private boolean answers;

    @Override
    public Integer call() throws IOException {
        if (!ThreatCards.exists(index)) {
            return Ingestion.exitCode(Ingestion.ofStarterDeck(index));
        }
        ANSWERS.forEach(this::run);
        if (answers) {
            return ExitCode.DONE;
        }
        COMMANDS.forEach(this::run);
        try (ThreatCards cards = ThreatCards.open(index); WebServer server = WebServer.start(cards, "127.0.0.1", 0)) {
            for (String address : ADDRESSES) {
                get(URI.create(server.url() + address));
            }
        }
        return ExitCode.DONE;
    }

    private void run(List<String> arguments) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        String[] all = Stream.concat(arguments.stream(), Stream.of("--index", index.toString())).toArray(String[]::new);
        Main.commands(nowhere, nowhere, all).execute(all);
    }

    /** Gets the page with compression, as a browser does. */
    private static void get(URI address) throws IOException {
        URLConnection connection = address.toURL().openConnection();
        connection.setReadTimeout(READ_TIMEOUT);
        connection.setRequestProperty("Accept-Encoding", "gzip");
        try (InputStream answer = connection.getInputStream()) {
            answer.transferTo(OutputStream.nullOutputStream());
        }
    }
}
