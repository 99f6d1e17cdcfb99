package dev.threatcards.reliability;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import dev.threatcards.ThreatCards;
import dev.threatcards.reliability.WebClient.Request;

/** A server with a heap of 64 MB that is asked thousands of different things: it answers all, or ends and says why. */
final class SmallHeap {

    private static final int INVENTED = 500;
    private static final int CLIENTS = 4;

    private final Settings settings;
    private final Path folder;
    private final Tally tally = new Tally("heap", "distinct requests to a server with -Xmx64m");

    SmallHeap(Settings settings) {
        this.settings = settings;
        folder = settings.folder("heap");
    }

    Result run() throws IOException, InterruptedException {
        IndexFiles.delete(folder);
        Files.createDirectories(folder);
        Path index = folder.resolve("index");
        List<String> decks = settings.decks().isEmpty()
                ? List.of(Editions.invented(INVENTED, settings.seed(), folder.resolve("deck.json")).toString())
                : settings.decks().stream().map(Path::toString).toList();
        int actors = ThreatCards.build(index).from(decks).provenance().actors();
        try (ChildProgram server = ChildProgram.serve(settings, folder.resolve("server.log"), List.of("-Xmx64m"), 0,
                index)) {
            try (WebClient client = new WebClient(server.address())) {
                Workload workload = new Workload(client);
                Thread[] clients = new Thread[CLIENTS];
                for (int i = 0; i < CLIENTS; i++) {
                    int first = i;
                    clients[i] = Thread.ofVirtual().start(() -> ask(client, workload, first, server.process()));
                }
                for (Thread each : clients) {
                    each.join();
                }
                end(client, server);
            }
        }
        tally.note(actors + " actors; seed " + settings.seed());
        return tally.result();
    }

    private void ask(WebClient client, Workload workload, int first, Process server) {
        Random random = new Random(settings.seed() + first);
        try {
            for (int i = first; i < settings.queries() && server.isAlive(); i += CLIENTS) {
                Request request = workload.next(random);
                // Each is another search: nothing that is kept answers it.
                boolean distinct = request.path().contains("q=");
                Request asked = distinct
                        ? Request.get(request.path().replaceFirst("q=", "q=" + Integer.toString(i, 36) + "+OR+"))
                        : request;
                tally.tried();
                try {
                    HttpResponse<String> answer = client.ask(asked);
                    if (WebClient.isAskedToWait(answer)) {
                        tally.told();
                    } else if (answer.statusCode() >= 400) {
                        tally.wrong(asked.path() + ": " + answer.statusCode() + " " + answer.body());
                    }
                } catch (IOException e) {
                    if (!server.waitFor(1, TimeUnit.SECONDS)) {
                        tally.lost(asked.path() + ": " + e);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end(WebClient client, ChildProgram server) throws IOException, InterruptedException {
        if (!server.process().isAlive()) {
            if (server.err().toLowerCase(Locale.ROOT).contains("memory")) {
                tally.told();
                tally.note("the server ended with exit code " + server.process().exitValue() + ": "
                        + server.err().strip());
            } else {
                tally.lost("the server ended without a word of memory: " + server.err());
            }
            return;
        }
        try {
            int status = client.get("api/v1/cards?q=government").statusCode();
            if (status != 200) {
                tally.lost("at the end the server answers " + status);
            }
        } catch (IOException e) {
            tally.lost("the server runs and does not answer: " + e);
        }
        tally.note(
                "heap in use after a full collection at the end: " + server.heapAfterCollection() / 1_000_000 + " MB");
    }
}
