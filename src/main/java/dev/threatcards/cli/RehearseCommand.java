package dev.threatcards.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import dev.threatcards.IndexBuild;
import dev.threatcards.SyntheticDeck;
import dev.threatcards.ThreatCards;
import dev.threatcards.server.CrossOrigin;
import dev.threatcards.server.WebServer;

/**
 * Does what the starts to come will do, on the starter deck and invented cards, so that the virtual machine can note the
 * classes they take
 * and keep them loaded and linked (<a href="https://openjdk.org/jeps/514">JEP 514</a>). What a command does not do
 * here, it loads at its first use.
 */
@Command(name = "rehearse", hidden = true, description = "Does once what every start does, for the launcher to make a cache of classes from.")
final class RehearseCommand implements Callable<Integer> {

    /** What a person asks and reads. Without JSON, whose classes are a fifth of all. */
    private static final List<List<String>> ANSWERS = List.of(List.of("search", "office 0-day china"),
            List.of("search", "kimsuki", "--country", "North Korea"), List.of("resolve", "APT28", "Fancy Bear"),
            List.of("show", "APT 28"));

    private static final List<List<String>> COMMANDS = List.of(
            List.of("search", "lazarus", "--country", "North Korea", "--json"), List.of("search", "kimsuki", "--json"),
            List.of("resolve", "APT28", "--json"), List.of("show", "APT 28", "--json"), List.of("doctor"));

    private static final List<String> ADDRESSES = List.of("", "?q=office+0-day+china", "?q=iran&country=Iran",
            "cards/lazarus-group", "tools", "tools?q=mimikatz", "deck", "api/v1/cards?q=lazarus",
            "api/v1/cards?country=China", "api/v1/suggest?q=la", "api/v1/resolve?name=APT28", "static/threat-cards.css",
            "static/suggest.js");

    /** Invented cards in the deck. */
    private static final int INVENTED = 500;

    /** Milliseconds for an answer; a start must not wait for a rehearsal that hangs. */
    private static final int PATIENCE = 30_000;

    /** What is rehearsed, as it is named on the command line. */
    private enum Rehearsal {
        deck, answers, commands, server
    }

    @Parameters(paramLabel = "WHAT", description = "${COMPLETION-CANDIDATES}.")
    private Rehearsal what;

    @Mixin
    private IndexOption index;

    @Override
    public Integer call() throws IOException {
        return switch (what) {
            case deck -> ingest();
            case answers -> run(ANSWERS);
            case commands -> run(COMMANDS);
            case server -> askAll();
        };
    }

    /** As many cards as a real deck has: of a few, a search would leave half of Lucene alone. */
    private int ingest() throws IOException {
        Path beside = Files.createDirectories(index.path().toAbsolutePath().getParent());
        Path invented = Files.createTempFile(beside, "invented", ".json");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(invented))) {
                SyntheticDeck.of(INVENTED, 1).write(out);
            }
            return Math.max(Ingestion.exitCode(Ingestion.run(index.path(), IndexBuild::fromStarterDeck)),
                    Ingestion.exitCode(Ingestion.run(index.path(), build -> build.from(List.of(invented.toString())))));
        } finally {
            Files.delete(invented);
        }
    }

    private int run(List<List<String>> commands) {
        return commands.stream().mapToInt(this::runOne).filter(exit -> exit != ExitCode.DONE).findFirst()
                .orElse(ExitCode.DONE);
    }

    private int askAll() throws IOException {
        try (ThreatCards cards = ThreatCards.open(index.path());
                WebServer server = WebServer.start(cards, "127.0.0.1", 0, CrossOrigin.of(List.of()), false)) {
            for (String address : ADDRESSES) {
                ask(URI.create(server.url() + address));
            }
        }
        return ExitCode.DONE;
    }

    private int runOne(List<String> arguments) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        String[] all = Stream.concat(arguments.stream(), Stream.of("--index", index.path().toString()))
                .toArray(String[]::new);
        return Main.commands(nowhere, nowhere, all).execute(all);
    }

    /** As a browser does, which takes compressed answers. */
    private static void ask(URI address) throws IOException {
        URLConnection connection = address.toURL().openConnection();
        connection.setReadTimeout(PATIENCE);
        connection.setRequestProperty("Accept-Encoding", "gzip");
        try (InputStream answer = connection.getInputStream()) {
            answer.transferTo(OutputStream.nullOutputStream());
        }
    }
}
