package dev.threatcards.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.threatcards.TestCards;
import dev.threatcards.ThreatCards;
import dev.threatcards.card.Card;

/** A server on a free port over an index of its own, and a client to ask it. */
public final class RunningServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ThreatCards cards;
    private final WebServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    public RunningServer(Path index) {
        cards = ThreatCards.open(index);
        server = WebServer.start(cards, "127.0.0.1", 0);
    }

    /** A server over the starter deck. */
    public static RunningServer overStarterDeck(Path index) {
        ThreatCards.build(index).fromStarterDeck();
        return new RunningServer(index);
    }

    public static RunningServer over(Path index, Card... deck) {
        TestCards.write(index, deck);
        return new RunningServer(index);
    }

    /** Where it answers, with a slash at the end. */
    public String url() {
        return server.url();
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url().replaceAll("/$", "") + path)).build();
        return client.send(request, BodyHandlers.ofString());
    }

    public JsonNode json(String path) throws IOException, InterruptedException {
        return JSON.readTree(get(path).body());
    }

    /** The method and the path of each route that it has. */
    public Stream<String> routes() {
        return server.routes();
    }

    @Override
    public void close() {
        server.close();
        cards.close();
    }

    /** Waits until the condition holds; false if it does not within the time. */
    static boolean within(Duration most, BooleanSupplier condition) {
        long end = System.nanoTime() + most.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        return condition.getAsBoolean();
    }
}
