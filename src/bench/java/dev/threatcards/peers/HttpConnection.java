package dev.threatcards.peers;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A connection that is kept alive, on which requests that are already bytes are sent one after the other. It does as little as it
 * can, since it shares the processors with those that it measures; no request says that its answer may be compressed.
 */
final class HttpConnection implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 300_000;

    private final InetSocketAddress address;
    private Socket socket;
    private InputStream in;

    HttpConnection(InetSocketAddress address) {
        this.address = address;
    }

    /** The bytes of a GET request. */
    static byte[] get(String path) {
        return ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** The bytes of a request with a body. */
    static byte[] send(String method, String path, String type, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        byte[] head = (method + " " + path
                + " HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nContent-Type: " + type
                + "\r\nContent-Length: " + content.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[head.length + content.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(content, 0, request, head.length, content.length);
        return request;
    }

    /**
     * Sends a request, and gives the body of the answer.
     *
     * @throws IOException if its status is not 200 or 201, or the connection breaks; the next request opens another
     */
    byte[] exchange(byte[] request) throws IOException {
        try {
            if (socket == null) {
                open();
            }
            socket.getOutputStream().write(request);
            return answer();
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private void open() throws IOException {
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(address);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    }

    private byte[] answer() throws IOException {
        String status = line();
        int length = -1;
        boolean isChunked = false;
        boolean isLast = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            String value = header.substring(colon + 1).strip();
            switch (header.substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "content-length" -> length = Integer.parseInt(value);
                case "transfer-encoding" -> isChunked = value.equalsIgnoreCase("chunked");
                case "connection" -> isLast = value.equalsIgnoreCase("close");
                default -> {
                    // Says nothing of where the body ends.
                }
            }
        }
        byte[] body = isChunked ? chunks() : length < 0 ? in.readAllBytes() : bytes(length);
        if (isLast) {
            close();
        }
        if (!status.startsWith("HTTP/1.1 200") && !status.startsWith("HTTP/1.1 201")) {
            throw new IOException(status + ": " + new String(body, StandardCharsets.UTF_8));
        }
        return body;
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream(1 << 16);
        for (int size = size(line()); size > 0; size = size(line())) {
            body.write(bytes(size));
            line();
        }
        while (!line().isEmpty()) {
            // Trailers, of which none matters.
        }
        return body.toByteArray();
    }

    private static int size(String line) {
        int extension = line.indexOf(';');
        return Integer.parseInt(extension < 0 ? line : line.substring(0, extension), 16);
    }

    private byte[] bytes(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the answer ends early");
        }
        return bytes;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(80);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the connection was closed");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            if (socket != null) {
                socket.close();
                socket = null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
