package dev.threatcards.reliability;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Asks a server; follows redirects. Safe for use by several threads. */
final class WebClient implements AutoCloseable {

    /** A request: what is asked for, under the server's address, and the body of a POST; an empty one is a GET. */
    record Request(String path, String body, String type) {

        static Request get(String path) {
            return new Request(path, "", "");
        }
    }

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL).build();
    private final String server;

    /**
     * A client of one server.
     *
     * @param server its address, with a slash at the end
     */
    WebClient(String server) {
        this.server = server;
    }

    HttpResponse<String> ask(Request request) throws IOException, InterruptedException {
        HttpRequest.Builder asked = HttpRequest.newBuilder(URI.create(server + request.path())).timeout(LIMIT);
        if (!request.body().isEmpty()) {
            asked.header("Content-Type", request.type()).POST(BodyPublishers.ofString(request.body()));
        }
        return client.send(asked.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return ask(Request.get(path));
    }

    /** Whether the server says that it is busy, and when to come back. */
    static boolean isAskedToWait(HttpResponse<?> answer) {
        return (answer.statusCode() == 503 || answer.statusCode() == 429)
                && answer.headers().firstValue("Retry-After").isPresent();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
