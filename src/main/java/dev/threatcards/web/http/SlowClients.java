package dev.threatcards.web.http;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Disconnects clients that send the head or the body of a request too slowly, or read the answer too slowly. Jetty's idle time-out does
 * not notice a client that sends a byte now and then. All connections are checked at an interval of a quarter of the shortest limit.
 */
public final class SlowClients extends Handler.Wrapper implements Connection.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(SlowClients.class);

    private static final long SHORTEST_INTERVAL = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long LONGEST_INTERVAL = TimeUnit.SECONDS.toNanos(1);

    private final ServerLimits limits;
    private final Map<Connection, Client> clients = new ConcurrentHashMap<>();
    private final ScheduledExecutorService rounds = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("slow-clients").factory());

    /** @param limits the times that clients have */
    public SlowClients(ServerLimits limits) {
        this.limits = limits;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        long shortest = Math.min(limits.headTime().toNanos(),
                Math.min(limits.bodyTime().toNanos(), limits.responseGrace().toNanos()));
        long interval = Math.clamp(shortest / 4, SHORTEST_INTERVAL, LONGEST_INTERVAL);
        ScheduledFuture<?> always = rounds.scheduleWithFixedDelay(this::checkAll, interval, interval,
                TimeUnit.NANOSECONDS);
        LOG.trace("{}", always);
    }

    @Override
    protected void doStop() throws Exception {
        rounds.shutdownNow();
        super.doStop();
    }

    @Override
    public void onOpened(Connection connection) {
        clients.put(connection, new Client(connection));
    }

    @Override
    public void onClosed(Connection connection) {
        clients.remove(connection);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Client client = clients.get(request.getConnectionMetaData().getConnection());
        if (client != null) {
            client.begin();
            boolean hasBody = request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
            request.addHttpStreamWrapper(stream -> new Watched(stream, client, hasBody));
        }
        return super.handle(request, response, callback);
    }

    private void checkAll() {
        long now = System.nanoTime();
        for (Client client : clients.values()) {
            try {
                String slow = client.isSlow(now, limits);
                if (slow != null) {
                    LOG.debug("{} was slow to {}", client.endPoint.getRemoteSocketAddress(), slow);
                    reset(client.endPoint);
                }
            } catch (RuntimeException e) {
                // This connection is closing, or is checked again; the others go on.
                LOG.debug("{}", client.endPoint, e);
            }
        }
    }

    /** Resets a connection, so that the client cannot take the end of the connection for the end of the answer. */
    static void reset(EndPoint endPoint) {
        if (endPoint.getTransport() instanceof SocketChannel socket) {
            try {
                socket.setOption(StandardSocketOptions.SO_LINGER, 0);
            } catch (IOException e) {
                LOG.debug("{}", endPoint, e);
            }
        }
        // EofException marks a client that is gone, which is not logged as a failure.
        endPoint.close(new EofException("the client kept the server waiting"));
    }

    /** Notes when the server waits for the body, and when the answer is complete. */
    private static final class Watched extends HttpStream.Wrapper {
        private final Client client;
        private final boolean hasBody;

        Watched(HttpStream stream, Client client, boolean hasBody) {
            super(stream);
            this.client = client;
            this.hasBody = hasBody;
        }

        @Override
        public Content.Chunk read() {
            Content.Chunk chunk = super.read();
            if (hasBody) {
                client.read(chunk != null && chunk.isLast());
            }
            return chunk;
        }

        @Override
        public void succeeded() {
            client.end();
            super.succeeded();
        }

        @Override
        public void failed(Throwable failure) {
            client.end();
            super.failed(failure);
        }
    }

    /** The state of one connection. Requests change it, and the checking thread reads it. */
    private static final class Client {
        private final Connection connection;
        private final EndPoint endPoint;
        private volatile boolean isAnswered;
        /** How many requests have been passed to handlers. */
        private final AtomicLong requests = new AtomicLong();
        /** Since when the server waits for the body; 0 if it does not. */
        private volatile long body;
        /** How many bytes had been received when the last request was complete. */
        private volatile long received;

        // Only the checking thread uses the rest.
        private long requestsBefore;
        /** Since when a head has been incomplete; 0 if none is. */
        private long head;
        private long lastRound;
        private boolean wasBlocked;
        private long blocked;
        private long sentBefore;
        private long sentBlocked;

        Client(Connection connection) {
            this.connection = connection;
            this.endPoint = connection.getEndPoint();
        }

        void begin() {
            requests.incrementAndGet();
            isAnswered = true;
        }

        void read(boolean isLast) {
            if (isLast) {
                body = 0;
            } else if (body == 0) {
                body = now();
            }
        }

        void end() {
            body = 0;
            received = connection.getBytesIn();
            isAnswered = false;
        }

        private static long now() {
            // Never 0, which means that the server does not wait.
            return System.nanoTime() | 1;
        }

        /** What the client is too slow to do; null if it is not too slow. */
        String isSlow(long now, ServerLimits limits) {
            long begun = requests.get();
            if (begun != requestsBefore) {
                requestsBefore = begun;
                head = 0;
                blocked = 0;
                sentBlocked = 0;
                wasBlocked = false;
            }
            boolean isHeadLate = isHeadLate(now, limits.headTime());
            boolean isAnswerLate = isAnswerLate(now, limits);
            long since = body;
            return isHeadLate
                    ? "send the head of a request"
                    : since != 0 && now - since > limits.bodyTime().toNanos()
                            ? "send the body of a request"
                            : isAnswerLate ? "read an answer" : null;
        }

        private boolean isHeadLate(long now, Duration most) {
            if (isAnswered || connection.getBytesIn() == received) {
                head = 0;
                return false;
            }
            if (head == 0) {
                head = now | 1;
            }
            return now - head > most.toNanos();
        }

        private boolean isAnswerLate(long now, ServerLimits limits) {
            long sent = connection.getBytesOut();
            boolean isBlocked = endPoint instanceof AbstractEndPoint point && point.getWriteFlusher().isPending();
            if (wasBlocked && isBlocked) {
                blocked += now - lastRound;
                sentBlocked += sent - sentBefore;
            }
            wasBlocked = isBlocked;
            lastRound = now;
            sentBefore = sent;
            double seconds = blocked / 1e9;
            return blocked > limits.responseTime().toNanos()
                    || (blocked > limits.responseGrace().toNanos() && sentBlocked < limits.responseRate() * seconds);
        }
    }
}
