package dev.threatcards.web;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

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
 * Knows which requests are being answered, so that a server can end between two of them. From {@link #begin} on the server says that it
 * is not ready, answers what is still asked on open connections, and closes each with its answer.
 */
final class DrainHandler extends Handler.Wrapper {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Failures failures;
    private int inFlight;
    private volatile boolean draining;

    DrainHandler(Failures failures) {
        this.failures = failures;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        count(1);
        Request.addCompletionListener(request, failure -> count(-1));
        if (draining && Health.READY.equals(request.getHttpURI().getPath())) {
            Problem problem = failures.told(
                    new Problem(503, "Shutting down",
                            "The server is being shut down; it answers what it was asked before, and nothing new.", ""),
                    request.getMethod(), request.getHttpURI().getPathQuery());
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
            JettyErrors.write(problem, request, response, callback);
            return true;
        }
        return super.handle(request, new Closing(request, response), callback);
    }

    private void count(int more) {
        lock.lock();
        try {
            inFlight += more;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** From now on each answer is the last on its connection. */
    void begin() {
        lock.lock();
        try {
            draining = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until each answer is the last on its connection. */
    boolean awaitDraining(Duration most) throws InterruptedException {
        lock.lock();
        try {
            long left = most.toNanos();
            while (!draining && left > 0) {
                left = changed.awaitNanos(left);
            }
            return draining;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until nothing is being answered.
     *
     * @return whether that was so within the time
     */
    boolean await(Duration most) throws InterruptedException {
        lock.lock();
        try {
            long left = most.toNanos();
            while (inFlight > 0 && left > 0) {
                left = changed.awaitNanos(left);
            }
            return inFlight == 0;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until so many requests are being answered. */
    boolean awaitInFlight(int requests, Duration most) throws InterruptedException {
        lock.lock();
        try {
            long left = most.toNanos();
            while (inFlight != requests && left > 0) {
                left = changed.awaitNanos(left);
            }
            return inFlight == requests;
        } finally {
            lock.unlock();
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
