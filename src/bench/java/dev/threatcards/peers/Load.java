package dev.threatcards.peers;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A closed loop: each connection asks its next question when it has the answer to the last.
 *
 * @param connections how many ask at once
 * @param duration after which no question is asked any more; those that were are waited for
 */
record Load(int connections, Duration duration) {

    /** Asks a peer. */
    Timings of(Peer peer, QueryOrder queries) throws IOException {
        List<PeerClient> clients = new ArrayList<>();
        Timings all = new Timings();
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            for (int i = 0; i < connections; i++) {
                clients.add(peer.connect());
            }
            Optional<Duration> worked = peer.processorTime();
            long start = System.nanoTime();
            List<Callable<Timings>> loops = clients.stream()
                    .<Callable<Timings>>map(client -> () -> loop(client, queries, start + duration.toNanos())).toList();
            List<Future<Timings>> loaded = threads.invokeAll(loops);
            all.addElapsed(System.nanoTime() - start);
            worked.flatMap(before -> peer.processorTime().map(after -> after.minus(before)))
                    .ifPresent(time -> all.addWorked(time.toNanos()));
            for (Future<Timings> one : loaded) {
                all.add(one.get());
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            throw Program.interrupted(e);
        } finally {
            clients.forEach(PeerClient::close);
        }
        return all;
    }

    private static Timings loop(PeerClient client, QueryOrder queries, long end) {
        Timings timings = new Timings();
        long start = System.nanoTime();
        while (start < end) {
            try {
                long bytes = client.ask(queries.next()).bytes();
                long now = System.nanoTime();
                timings.add(now - start, bytes);
                start = now;
            } catch (IOException e) {
                timings.addError();
                start = System.nanoTime();
            }
        }
        return timings;
    }
}
