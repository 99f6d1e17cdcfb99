package dev.threatcards.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A connection to a server, a byte at a time where that is wanted. */
final class RawConnection implements AutoCloseable {

    /** So long is waited for what has to come, in milliseconds. */
    private static final int PATIENCE = 30_000;

    private final Socket socket;

    RawConnection(String url) throws IOException {
        this(url, 0);
    }

    /** @param receiveBuffer how much the system takes that is not read, in bytes; 0 for the usual */
    RawConnection(String url, int receiveBuffer) throws IOException {
        socket = new Socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        URI server = URI.create(url);
        socket.connect(new InetSocketAddress(InetAddress.getByName(server.getHost()), server.getPort()));
        socket.setSoTimeout(PATIENCE);
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /**
     * Sends a letter again and again, and waits for an answer meanwhile.
     *
     * @return whether the server ended the connection
     */
    boolean drip(char letter, int times, int pause) throws IOException {
        socket.setSoTimeout(pause);
        try {
            for (int i = 0; i < times; i++) {
                send(String.valueOf(letter));
                try {
                    if (socket.getInputStream().read() < 0) {
                        return true;
                    }
                } catch (SocketTimeoutException e) {
                    // It is still waiting.
                }
            }
            return false;
        } catch (SocketException e) {
            return true;
        } finally {
            socket.setSoTimeout(PATIENCE);
        }
    }

    /** The answer up to where its body begins. */
    String head() throws IOException {
        StringBuilder head = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (head.indexOf("\r\n\r\n") < 0) {
            int letter = in.read();
            if (letter < 0) {
                return head.toString();
            }
            head.append((char) letter);
        }
        return head.toString();
    }

    /** All that comes until the server ends the connection. */
    String rest() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
