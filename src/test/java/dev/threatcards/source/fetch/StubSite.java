package dev.threatcards.source.fetch;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLSocketFactory;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Plays a site that cards are got from: each address has content, and mishaps that come before it. */
public final class StubSite implements AutoCloseable {

    /** What happens instead of an answer with the content. */
    public interface Mishap {
        void happen(HttpExchange exchange) throws IOException;
    }

    /** A request: its address, and its headers of which a test may want to know. */
    record Request(String place, String etag, String since, String range, String ifRange, String encoding) {
    }

    private final HttpServer server;
    private final Map<String, byte[]> content = new ConcurrentHashMap<>();
    private final Map<String, Queue<Mishap>> mishaps = new HashMap<>();
    final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
    boolean ranges = true;

    public StubSite() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    /** A download that gives up when an answer brings nothing for so long. */
    static Download download(PublicAddress.Resolver resolver, Download.Pause pause, long limit, Duration stall) {
        return new Download(resolver, pause, limit, new HttpConnection.Times(stall, Download.TIMES.total()),
                () -> (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public void put(String place, String text) {
        content.put(place, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Before the next answer there, that happens. */
    public void mishap(String place, Mishap mishap) {
        mishaps.computeIfAbsent(place, first -> new ArrayDeque<>()).add(mishap);
    }

    static Mishap status(int status, String... headers) {
        return exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            exchange.sendResponseHeaders(status, -1);
        };
    }

    /** Says how much there is, sends {@code bytes} of it, and hangs up. */
    Mishap cutAfter(int bytes) {
        return exchange -> {
            byte[] whole = content.get(place(exchange));
            exchange.getResponseHeaders().set("ETag", etag(whole));
            exchange.sendResponseHeaders(200, whole.length);
            OutputStream body = exchange.getResponseBody();
            body.write(whole, 0, bytes);
            body.flush();
            throw new IOException("cut");
        };
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String place = place(exchange);
            requests.add(new Request(place, header("If-None-Match", exchange), header("If-Modified-Since", exchange),
                    header("Range", exchange), header("If-Range", exchange), header("Accept-Encoding", exchange)));
            Queue<Mishap> waiting = mishaps.getOrDefault(place, new ArrayDeque<>());
            if (!waiting.isEmpty()) {
                waiting.remove().happen(exchange);
            } else if (!content.containsKey(place)) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                content(content.get(place), exchange);
            }
        }
    }

    private void content(byte[] whole, HttpExchange exchange) throws IOException {
        String etag = etag(whole);
        exchange.getResponseHeaders().set("ETag", etag);
        if (etag.equals(header("If-None-Match", exchange))) {
            exchange.sendResponseHeaders(304, -1);
            return;
        }
        String range = header("Range", exchange);
        int from = 0;
        if (ranges && !range.isEmpty() && etag.equals(header("If-Range", exchange))) {
            from = Integer.parseInt(range.replaceAll("\\D", ""));
            exchange.getResponseHeaders().set("Content-Range",
                    "bytes " + from + "-" + (whole.length - 1) + "/" + whole.length);
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, whole.length - from);
        exchange.getResponseBody().write(whole, from, whole.length - from);
    }

    private static String place(HttpExchange exchange) {
        return exchange.getRequestURI().toString();
    }

    private static String header(String name, HttpExchange exchange) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private static String etag(byte[] whole) {
        return '"' + Integer.toHexString(Arrays.hashCode(whole)) + '"';
    }

    /** How often an address was asked for. */
    long asked(String place) {
        return requests.stream().filter(request -> request.place().equals(place)).count();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
