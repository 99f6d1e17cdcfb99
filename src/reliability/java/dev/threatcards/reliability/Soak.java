package dev.threatcards.reliability;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.threatcards.reliability.WebClient.Request;

/**
 * A server under load for a long time, while its deck is ingested again and again in another edition: no 5xx, no answer that is partly
 * of one edition and partly of the other, and as much memory in use at the end as soon after the start.
 */
final class Soak {

    private static final int INVENTED = 1_000;

    /** The heap at the end may be so many times that after the first minutes, and so much on top of it for what is in flight. */
    private static final double GROWTH = 1.15;
    private static final long SLACK = 8L << 20;

    /** Before this a heap still fills with what is kept for later. */
    private static final Duration WARM = Duration.ofMinutes(30);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Settings settings;
    private final Path folder;
    private final Path index;
    private final Tally tally;
    private final Latencies latencies = new Latencies();
    private final AtomicLong waits = new AtomicLong();
    private final CountDownLatch end = new CountDownLatch(1);

    Soak(Settings settings) {
        this.settings = settings;
        folder = settings.folder("soak");
        index = folder.resolve("index");
        tally = new Tally("soak", "requests of " + settings.clients() + " clients, re-ingest every "
                + settings.reingest().toSeconds() + " s");
    }

    Result run() throws IOException, InterruptedException {
        IndexFiles.delete(folder);
        Files.createDirectories(folder);
        Editions editions = Editions.of(settings.decks(), INVENTED, settings.seed());
        ingest(editions, 0);
        try (ChildProgram server = ChildProgram.serve(settings, folder.resolve("server.log"), List.of("-Xmx512m"), 0,
                index)) {
            String address = server.address();
            try (WebClient client = new WebClient(address)) {
                Workload workload = new Workload(client);
                List<Thread> clients = new ArrayList<>();
                for (int i = 0; i < settings.clients(); i++) {
                    Random random = new Random(settings.seed() + i);
                    clients.add(Thread.ofVirtual().start(() -> ask(client, workload, random)));
                }
                long[] heap = reingest(editions, server);
                end.countDown();
                for (Thread each : clients) {
                    each.join();
                }
                heap[1] = server.heapAfterCollection();
                judge(heap);
            }
            server.process().destroy();
            if (!server.process().waitFor(30, TimeUnit.SECONDS)) {
                tally.lost("the server does not end on SIGTERM");
            } else {
                tally.note("exit code after SIGTERM: " + server.process().exitValue());
            }
            List<String> log = server.err().lines().toList();
            if (!log.isEmpty()) {
                tally.note("the server's log has " + log.size() + " lines, the first: " + log.getFirst());
            }
        }
        return tally.result();
    }

    /** Ingests edition after edition; gives the heap after the first twelfth of the time (five minutes of an hour). */
    private long[] reingest(Editions editions, ChildProgram server) throws IOException, InterruptedException {
        long[] heap = new long[2];
        long begin = System.nanoTime();
        Duration whole = settings.soak();
        int edition = 0;
        while (elapsed(begin).compareTo(whole) < 0) {
            Duration left = whole.minus(elapsed(begin));
            Duration pause = left.compareTo(settings.reingest()) < 0 ? left : settings.reingest();
            if (server.process().waitFor(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                tally.lost("the server ended: " + server.err());
                return heap;
            }
            if (elapsed(begin).compareTo(whole) < 0) {
                ingest(editions, ++edition);
            }
            if (heap[0] == 0 && elapsed(begin).compareTo(whole.dividedBy(12)) >= 0) {
                heap[0] = server.heapAfterCollection();
            }
        }
        tally.note(edition + " editions of " + editions.size() + " actors were ingested meanwhile");
        return heap;
    }

    private static Duration elapsed(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private void ingest(Editions editions, int edition) throws IOException, InterruptedException {
        Path deck = editions.write(edition, folder.resolve("deck.json"));
        ChildProgram.Ended ended = ChildProgram.run(settings, "ingest", deck.toString(), "--index", index.toString());
        if (ended.exit() != 0) {
            tally.lost("ingest of edition " + edition + ": " + ended.err());
        }
    }

    private void ask(WebClient client, Workload workload, Random random) {
        try {
            do {
                Request request = workload.next(random);
                long begin = System.nanoTime();
                try {
                    HttpResponse<String> answer = client.ask(request);
                    latencies.add(System.nanoTime() - begin);
                    judge(request, answer);
                } catch (IOException e) {
                    tally.lost(request.path() + ": " + e);
                }
                tally.tried();
            } while (!end.await(settings.think().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void judge(Request request, HttpResponse<String> answer) throws IOException {
        if (WebClient.isAskedToWait(answer)) {
            waits.incrementAndGet();
            tally.told();
        } else if (answer.statusCode() >= 400) {
            tally.wrong(request.path() + ": " + answer.statusCode() + " " + answer.body());
        } else {
            mixture(request, answer.body()).ifPresent(mixed -> tally.wrong(request.path() + ": " + mixed));
        }
    }

    /** What is not of one edition in an answer; of a result page the counts too. */
    private static Optional<String> mixture(Request request, String body) throws IOException {
        // The landscape of a card's own relations may say what is asked for, and a card's page may quote nothing of the deck.
        Optional<String> mixed = Editions.mixture(body);
        if (mixed.isPresent() || !request.path().startsWith("api/v1/cards?")) {
            return mixed;
        }
        JsonNode page = JSON.readTree(body);
        int total = page.path("total").asInt();
        for (JsonNode country : page.path("facets").path("country")) {
            boolean isMark = Editions.MARKS.stream().anyMatch(mark -> country.path("value").asText().startsWith(mark));
            boolean filtered = request.path().contains("country=");
            if (isMark && (filtered ? country.path("count").asInt() < total : country.path("count").asInt() != total)) {
                return Optional.of("a total of " + total + ", and the facet has " + country);
            }
        }
        return Optional.empty();
    }

    private void judge(long[] heap) {
        tally.note(latencies + ", think time " + settings.think().toMillis()
                + " ms; asked to come back later (503 or 429 with" + " Retry-After): " + waits);
        tally.note(String.format(Locale.ROOT,
                "heap in use after a full collection: %.1f MB after %.1f minutes, %.1f MB at" + " the end",
                heap[0] / 1e6, settings.soak().toSeconds() / 720.0, heap[1] / 1e6));
        if (settings.soak().compareTo(WARM) < 0) {
            tally.note("not judged: the growth of the heap, which takes " + WARM.toMinutes() + " minutes");
        } else if (heap[1] > heap[0] * GROWTH + SLACK) {
            tally.lost("memory grows from " + heap[0] + " to " + heap[1] + " bytes");
        }
    }
}
