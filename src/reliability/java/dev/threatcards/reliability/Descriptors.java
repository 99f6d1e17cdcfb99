package dev.threatcards.reliability;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.threatcards.ThreatCards;
import dev.threatcards.query.CardQuery;

/** Server and ingest with 64 file descriptors: they work, or say in a sentence what is wrong, and the server recovers. */
final class Descriptors {

    private static final int FILES = 64;
    private static final int CONNECTIONS = 100;
    private static final int ROUNDS = 3;
    private static final int CARDS = 300;
    private static final int MORE_CARDS = 3_000;
    private static final int BRIEF_MORE_CARDS = 1_000;

    private final Settings settings;
    private final Path folder;
    private final Tally tally = new Tally("descriptors", "ingests and floods of connections under `ulimit -n 64`");

    Descriptors(Settings settings) {
        this.settings = settings;
        folder = settings.folder("descriptors");
    }

    Result run() throws IOException, InterruptedException {
        if (!Files.exists(settings.jar())) {
            tally.note("not run: it takes the packaged program, " + settings.jar() + ", since a class path of many jars"
                    + " needs more than " + FILES + " descriptors by itself");
            return tally.result();
        }
        IndexFiles.delete(folder);
        Files.createDirectories(folder);
        Path index = folder.resolve("index");
        ingest(index, Editions.invented(CARDS, settings.seed(), folder.resolve("deck.json")), 0);
        ingest(index, Editions.invented(settings.isBrief() ? BRIEF_MORE_CARDS : MORE_CARDS, settings.seed() + 1,
                folder.resolve("more.json")), CARDS);
        serve(index);
        return tally.result();
    }

    private void ingest(Path index, Path deck, int before) throws IOException, InterruptedException {
        tally.tried();
        ChildProgram.Ended ended = ChildProgram.runWithin(settings, FILES, "ingest", deck.toString(), "--index",
                index.toString());
        if (ended.exit() != 0) {
            if (ended.toldFailure()) {
                tally.told();
            } else {
                tally.wrong("ingest: exit code " + ended.exit() + ", " + ended.err());
            }
            if (before > 0 && count(index) != before) {
                tally.lost("after an ingest that failed the index has " + count(index) + " cards, not " + before);
            }
        }
    }

    private static int count(Path index) {
        try (ThreatCards cards = ThreatCards.open(index)) {
            return cards.search(CardQuery.all()).total();
        }
    }

    private void serve(Path index) throws IOException, InterruptedException {
        try (ChildProgram server = ChildProgram.serve(settings, folder.resolve("server.log"), List.of("-Xmx256m"),
                FILES, index)) {
            String address;
            try {
                address = server.address();
            } catch (IOException e) {
                if (Sentence.isAlone(server.err())) {
                    tally.told();
                } else {
                    tally.wrong("serve: " + server.err());
                }
                return;
            }
            URI uri = URI.create(address);
            for (int round = 1; round <= ROUNDS; round++) {
                tally.tried();
                List<Socket> connections = new ArrayList<>();
                try {
                    for (int i = 0; i < CONNECTIONS; i++) {
                        connections.add(new Socket(uri.getHost(), uri.getPort()));
                    }
                } catch (IOException e) {
                    tally.told();
                } finally {
                    for (Socket each : connections) {
                        each.close();
                    }
                }
                if (!recovers(address, server.process())) {
                    tally.lost("after round " + round + " the server does not answer any more: " + server.err());
                    return;
                }
            }
            int lines = (int) server.err().lines().count();
            tally.note("the server's log has " + lines + " lines");
            if (lines > ROUNDS * CONNECTIONS) {
                tally.wrong("the server fills its log: " + lines + " lines");
            }
        }
    }

    /** Whether it answers within half a minute after the connections are closed. */
    private static boolean recovers(String address, Process server) throws InterruptedException {
        boolean answers = false;
        for (int i = 0; i < 60 && !answers && !server.waitFor(500, TimeUnit.MILLISECONDS); i++) {
            answers = answers(address);
        }
        return answers;
    }

    private static boolean answers(String address) throws InterruptedException {
        try (WebClient client = new WebClient(address)) {
            return client.get("api/v1/cards?q=mail").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
