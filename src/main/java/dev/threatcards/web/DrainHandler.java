package dev.threatcards.web;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

import dev.threatcards.web.http.Failures;
import dev.threatcards.web.http.Health;
import dev.threatcards.web.http.JettyErrors;
import dev.threatcards.web.http.Problem;

/**
 * Counts the requests that are being answered, so that a server can end between two of them. After {@link #begin} the server reports that
 * it is not ready, still answers requests on open connections, and closes each connection with its answer.
 */
final class DrainHandler extends Handler.Wrapper {

    /** One party for each request, and one that arrives when the server drains. */
    private final Phaser requests = new Phaser(1);
    private final Failures failures;
    private volatile boolean draining;

    DrainHandler(Failures failures) {
        this.failures = failures;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        requests.register();
        Request.addCompletionListener(request, failure -> requests.arriveAndDeregister());
        if (draining && Health.READY.equals(request.getHttpURI().getPath())) {
            Problem problem = failures.logged(
                    new Problem(503, "Shutting down",
                            "The server is shutting down. It still answers requests that it has received.", ""),
                    request.getMethod(), request.getHttpURI().getPathQuery());
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
            JettyErrors.write(problem, request, response, callback);
            return true;
        }
        return super.handle(request, new Closing(request, response), callback);
    }

    /** From now on each answer is the last on its connection. */
    void begin() {
        draining = true;
    }

    boolean isDraining() {
        return draining;
    }

    int inFlight() {
        return requests.getRegisteredParties() - 1;
    }

    /**
     * Waits until no request is being answered. For one call.
     *
     * @return whether that was so within the time
     */
    boolean await(Duration most) throws InterruptedException {
        try {
            requests.awaitAdvanceInterruptibly(requests.arrive(), most.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    private final class Closing extends Response.Wrapper {

        Closing(Request request, Response response) {
            super(request, response);
        }

        @Override
        public void write(boolean last, ByteBuffer content, Callback callback) {
            if (draining && !isCommitted()) {
                getHeaders().put(HttpHeader.CONNECTION, "close");
            }
            super.write(last, content, callback);
        }
    }
}
