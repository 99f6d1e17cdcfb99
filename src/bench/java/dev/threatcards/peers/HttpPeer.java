package dev.threatcards.peers;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.threatcards.search.BenchmarkQueries.BenchmarkQuery;

/** A peer in a process of its own that is asked over HTTP. */
abstract class HttpPeer implements Peer {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final int BATCH = 500;
    private static final int SENDERS = 2;
    private static final int MOST_TRIES = 600;

    private final InetSocketAddress address;
    private final Map<BenchmarkQuery, byte[]> requests = new ConcurrentHashMap<>();
    private Program program;

    HttpPeer() throws IOException {
        address = Program.freeAddress();
    }

    /** The bytes of the request that asks this. */
    abstract byte[] request(BenchmarkQuery query);

    /** How many cards match, after the answer. */
    abstract long total(JsonNode answer);

    final String port() {
        return Integer.toString(address.getPort());
    }

    /** Starts its process, which says when it can be asked. */
    final void start(List<String> command, Path log, String ready) throws IOException {
        program = Program.start(command, log);
        program.awaitPrinted(ready);
    }

    /** Asks over and over until there is a good answer. */
    final void awaitAnswer(byte[] request) throws IOException {
        for (int tries = 1;; tries++) {
            try {
                exchange(request);
                return;
            } catch (IOException e) {
                if (tries == MOST_TRIES) {
                    throw e;
                }
                Program.pause();
            }
        }
    }

    /** Sends one request, and gives the answer. */
    final JsonNode exchange(byte[] request) throws IOException {
        try (HttpConnection connection = new HttpConnection(address)) {
            return JSON.readTree(connection.exchange(request));
        }
    }

    /** How a batch of cards becomes the bytes of a request. */
    interface Batch {
        byte[] request(List<PeerCard> cards);
    }

    /** Sends all cards in batches, several at a time. */
    final void sendAll(List<PeerCard> cards, Batch batch) throws IOException {
        List<Future<JsonNode>> sent = new ArrayList<>();
        try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
            for (int from = 0; from < cards.size(); from += BATCH) {
                List<PeerCard> some = cards.subList(from, Math.min(cards.size(), from + BATCH));
                sent.add(senders.submit(() -> exchange(batch.request(some))));
            }
            for (Future<JsonNode> one : sent) {
                if (one.get().path("errors").asBoolean()) {
                    throw new IOException("not all cards were taken: " + one.get());
                }
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            throw Program.interrupted(e);
        }
    }

    @Override
    public final PeerClient connect() {
        HttpConnection connection = new HttpConnection(address);
        return new PeerClient() {

            @Override
            public PeerAnswer ask(BenchmarkQuery query) throws IOException {
                byte[] body = connection.exchange(requests.computeIfAbsent(query, HttpPeer.this::request));
                return new PeerAnswer() {

                    @Override
                    public long total() throws IOException {
                        return HttpPeer.this.total(JSON.readTree(body));
                    }

                    @Override
                    public long bytes() {
                        return body.length;
                    }
                };
            }

            @Override
            public void close() {
                connection.close();
            }
        };
    }

    @Override
    public final Optional<Duration> processorTime() {
        return program.processorTime();
    }

    @Override
    public void close() {
        if (program != null) {
            program.close();
        }
    }
}
