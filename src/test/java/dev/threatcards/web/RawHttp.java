package dev.threatcards.web;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * A request as bytes on a connection, which no client library would send so, and the answer to it.
 *
 * @param status the status; 0 if there was no answer
 * @param head the lines of the answer's head
 * @param body the answer's body as it was sent
 */
public record RawHttp(int status, List<String> head, String body) {

    private static final int PATIENCE = 20_000;

    /** Sends the text, which ends the connection's first half, and reads what comes back. */
    static RawHttp send(String url, String text) throws IOException {
        URI server = URI.create(url);
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(PATIENCE);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int end = answer.indexOf("\r\n\r\n");
            if (end < 0) {
                return new RawHttp(0, List.of(), answer);
            }
            List<String> head = answer.substring(0, end).lines().toList();
            return new RawHttp(Integer.parseInt(head.getFirst().substring(9, 12)), head, answer.substring(end + 4));
        }
    }

    /** A GET of that target with that Host, on a connection that ends with it. */
    public static RawHttp get(String url, String target, String host) throws IOException {
        return send(url, "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    }

    /** The values of the header, with commas between; empty if it is not there. */
    public String header(String name) {
        String start = name.toLowerCase(Locale.ROOT) + ":";
        return String.join(", ", head.stream().filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                .map(line -> line.substring(start.length()).strip()).toList());
    }
}
