package dev.threatcards.source.fetch;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

import dev.threatcards.source.form.BlockInputStream;

/**
 * One HTTP/1.1 request (RFC 9112) to an address that was resolved and checked before. The host name is used for the {@code Host}
 * header and the certificate but not resolved again, so that DNS rebinding cannot lead to an unchecked address. A total timeout
 * applies however slowly bytes arrive.
 *
 * <p>If the program is configured for an HTTP proxy ({@code -Dhttp.proxyHost}), the proxy resolves the name.
 *
 * <p>Not thread-safe.
 */
final class HttpConnection implements Closeable {

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    /** The longest response head, in bytes, and the most interim (1xx) responses. */
    private static final int LONGEST_HEAD = 64 * 1024;
    private static final int MOST_INTERIM = 8;

    /** The connect timeout, in milliseconds. */
    private static final int LONGEST_CONNECT = 20_000;

    /** The longest line with the size of a chunk, in bytes. */
    private static final int LONGEST_LINE = 4096;

    /**
     * Timeouts.
     *
     * @param stall the longest time without a byte, and until the response head is complete
     * @param total the longest time for request and response
     */
    record Times(Duration stall, Duration total) {
    }

    /** Thrown when the total time is over. The message is the end of a sentence. */
    static final class TooSlow extends IOException {

        TooSlow(String message) {
            super(message);
        }
    }

    /**
     * The head of a response.
     *
     * @param headers by name, ignoring case; the first of several with one name
     */
    record Head(int status, Map<String, String> headers) {

        /** The header's value; empty if there is none. */
        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        /** The {@code Content-Length}; -1 without one. */
        long length() throws IOException {
            String length = header("Content-Length").strip();
            if (length.isEmpty() || header("Transfer-Encoding").strip().toLowerCase(Locale.ROOT).endsWith("chunked")) {
                return -1;
            }
            if (!length.matches("\\d{1,18}")) {
                throw new IOException("it says that its answer has \"" + length + "\" bytes, which is no number");
            }
            return Long.parseLong(length);
        }
    }

    private final URI address;
    private final Times times;
    private final Socket plain;
    private final CompletableFuture<Void> headTime = new CompletableFuture<>();
    private final CompletableFuture<Void> totalTime = new CompletableFuture<>();
    private volatile Socket socket;
    private InputStream in;
    private boolean throughProxy;
    private final List<CompletableFuture<Void>> watches;

    private HttpConnection(URI address, Socket plain, Times times) {
        this.address = address;
        this.plain = plain;
        this.socket = plain;
        this.times = times;
        this.watches = List.of(watch(headTime, times.stall()), watch(totalTime, times.total()));
    }

    private CompletableFuture<Void> watch(CompletableFuture<Void> time, Duration most) {
        return time.orTimeout(most.toMillis(), TimeUnit.MILLISECONDS).whenComplete((done, late) -> {
            if (late instanceof TimeoutException) {
                // This interrupts a blocking read.
                closeQuietly();
            }
        });
    }

    /**
     * Connects to the host.
     *
     * @param numbers the IP addresses of the host, tried in order
     * @throws IOException if none of them can be connected to
     */
    static HttpConnection open(URI address, List<InetAddress> numbers, Times times, Supplier<SSLSocketFactory> secure)
            throws IOException {
        Optional<InetSocketAddress> proxy = proxy(address);
        int port = address.getPort() >= 0 ? address.getPort() : isSecure(address) ? HTTPS_PORT : HTTP_PORT;
        List<InetSocketAddress> ends = proxy.map(List::of)
                .orElseGet(() -> numbers.stream().map(number -> new InetSocketAddress(number, port)).toList());
        IOException failure = new IOException("the host has no address");
        for (InetSocketAddress end : ends) {
            // The socket of a channel, which can be interrupted while it blocks.
            SocketChannel channel = SocketChannel.open();
            HttpConnection connection = new HttpConnection(address, channel.socket(), times);
            try {
                connection.connect(end, port, proxy.isPresent(), secure);
                return connection;
            } catch (IOException e) {
                failure = connection.explained(e);
                connection.close();
            } catch (RuntimeException e) {
                connection.close();
                throw e;
            }
        }
        throw failure;
    }

    private static boolean isSecure(URI address) {
        return address.getScheme().equalsIgnoreCase("https");
    }

    private static Optional<InetSocketAddress> proxy(URI address) {
        ProxySelector selector = ProxySelector.getDefault();
        List<Proxy> proxies = selector == null ? List.of() : selector.select(address);
        return proxies.stream().filter(proxy -> proxy.type() == Proxy.Type.HTTP)
                .map(proxy -> (InetSocketAddress) proxy.address())
                .map(end -> end.isUnresolved() ? new InetSocketAddress(end.getHostString(), end.getPort()) : end)
                .findFirst();
    }

    private void connect(InetSocketAddress end, int port, boolean proxy, Supplier<SSLSocketFactory> secure)
            throws IOException {
        int stall = (int) Math.min(Integer.MAX_VALUE, times.stall().toMillis());
        plain.connect(end, Math.min(stall, LONGEST_CONNECT));
        plain.setSoTimeout(stall);
        in = new BufferedInputStream(plain.getInputStream());
        throughProxy = proxy && !isSecure(address);
        if (!isSecure(address)) {
            return;
        }
        if (proxy) {
            String target = address.getHost() + ":" + port;
            write("CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n\r\n");
            int status = head().status();
            if (status != 200) {
                throw new IOException("the proxy answers " + status);
            }
        }
        // The name is for the certificate only. It is not resolved, since the connection exists.
        SSLSocket layered = (SSLSocket) secure.get().createSocket(plain, bare(address.getHost()), port, true);
        socket = layered;
        SSLParameters parameters = layered.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        layered.setSSLParameters(parameters);
        layered.startHandshake();
        in = new BufferedInputStream(layered.getInputStream());
    }

    /** The host without the brackets around an IPv6 address. */
    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** The exception itself, or the timeout that caused it. */
    private IOException explained(IOException failure) {
        if (totalTime.isCompletedExceptionally()) {
            return new TooSlow("it took more than " + RetryAfter.words(times.total()) + " in all");
        }
        boolean late = headTime.isCompletedExceptionally() || failure instanceof SocketTimeoutException;
        return late ? new IOException("nothing came for " + RetryAfter.words(times.stall()), failure) : failure;
    }

    /** Sends the request and reads the response head. */
    Head get(Map<String, String> headers) throws IOException {
        try {
            String path = (address.getRawPath() == null || address.getRawPath().isEmpty() ? "/" : address.getRawPath())
                    + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
            String host = address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort());
            StringBuilder request = new StringBuilder(200).append("GET ")
                    .append(throughProxy ? address.getScheme() + "://" + host : "").append(path)
                    .append(" HTTP/1.1\r\nHost: ").append(host).append("\r\nConnection: close\r\n");
            headers.forEach((name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
            write(request.append("\r\n").toString());
            Head head = head();
            for (int interim = 0; head.status() < 200 && interim < MOST_INTERIM; interim++) {
                head = head();
            }
            headTime.complete(null);
            return head;
        } catch (IOException e) {
            throw explained(e);
        }
    }

    private void write(String request) throws IOException {
        OutputStream out = socket.getOutputStream();
        // A line break in a value would inject a header. No server sends such a value.
        out.write(request.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private Head head() throws IOException {
        int[] left = {LONGEST_HEAD};
        String[] status = line(left).split(" ", 3);
        if (status.length < 2 || !status[0].startsWith("HTTP/1.") || !status[1].matches("[1-5]\\d\\d")) {
            throw new IOException("what answers there does not speak HTTP");
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(left); !line.isEmpty(); line = line(left)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.putIfAbsent(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
            }
        }
        return new Head(Integer.parseInt(status[1]), headers);
    }

    private String line(int[] left) throws IOException {
        StringBuilder line = new StringBuilder(80);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            left[0]--;
            if (next < 0) {
                throw new EOFException("the connection was cut");
            }
            if (left[0] < 0) {
                throw new IOException("the head of its answer is longer than is read");
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }

    /** The body of the response. Reading it throws an exception if the connection ends before the body does. */
    InputStream body(Head head) throws IOException {
        String coding = head.header("Transfer-Encoding").toLowerCase(Locale.ROOT);
        if (!coding.isEmpty() && !coding.equals("chunked") && !coding.equals("identity")) {
            throw new IOException("it sends its answer in a transfer coding that was not asked for (" + coding + ")");
        }
        return coding.equals("chunked") ? new Body(true, 0) : new Body(false, head.length());
    }

    /** A body in chunks (RFC 9112, 7.1), of a known length, or up to the end of the connection. Closing it leaves the connection open. */
    private final class Body extends BlockInputStream {
        private final boolean chunked;
        // The remaining bytes of the body or the chunk; -1 if unknown.
        private long left;
        private boolean begun;
        private boolean ended;

        Body(boolean chunked, long length) {
            super(HttpConnection.this.in);
            this.chunked = chunked;
            this.left = length;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                if (chunked && left == 0 && !ended) {
                    nextChunk();
                }
                if (left == 0) {
                    return -1;
                }
                int read = in.read(bytes, offset, left < 0 ? length : (int) Math.min(length, left));
                if (read < 0 && left > 0) {
                    throw new EOFException("the connection was cut before the end");
                }
                left -= left < 0 ? 0 : read;
                return read;
            } catch (IOException e) {
                throw explained(e);
            }
        }

        private void nextChunk() throws IOException {
            if (begun) {
                line(new int[]{LONGEST_LINE});
            }
            begun = true;
            String size = line(new int[]{LONGEST_LINE}).split(";", 2)[0].strip();
            if (!size.matches("[0-9a-fA-F]{1,15}")) {
                throw new IOException("its answer is not in the chunks that it says it is in");
            }
            left = Long.parseLong(size, 16);
            ended = left == 0;
            int[] trailers = {LONGEST_HEAD};
            boolean more = ended;
            while (more) {
                more = !line(trailers).isEmpty();
            }
        }

        @Override
        public void close() {
            // The connection is closed separately.
        }
    }

    private void closeQuietly() {
        for (Socket each : List.of(plain, socket)) {
            try {
                each.close();
            } catch (IOException e) {
                // Nothing more is read from it.
            }
        }
    }

    @Override
    public void close() {
        headTime.complete(null);
        totalTime.complete(null);
        watches.forEach(watch -> watch.cancel(false));
        closeQuietly();
    }
}
