package dev.threatcards.web.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import io.javalin.router.EndpointNotFound;
import jakarta.servlet.http.HttpServletResponse;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler.Wrapper;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.threatcards.error.IndexException;
import dev.threatcards.error.InvalidQueryException;
import dev.threatcards.error.SearchTimeoutException;

/**
 * Answers requests that fail. A failure of the server is logged once, under an id that the answer contains. If the answer has begun, the
 * connection is reset, so that no client takes a part for the whole. A client that has disconnected is not a failure.
 */
public final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private static final String UNAVAILABLE = "Index unavailable";

    /** The attribute of a request whose answer is streamed. */
    private static final String STREAMED = Failures.class.getName() + ".streamed";

    private final Runnable outOfMemory;
    private final AtomicBoolean isOutOfMemory = new AtomicBoolean();

    /** @param outOfMemory runs after the answer to a request that ran out of memory */
    public Failures(Runnable outOfMemory) {
        this.outOfMemory = outOfMemory;
    }

    /** Adds the exception handlers. */
    public void addTo(JavalinConfig config, BiConsumer<Problem, Context> page) {
        config.router.javaLangErrorHandler(this::lastResort);
        config.routes.exception(Problem.Thrown.class, (e, request) -> tell(e.problem(), e, page, request));
        config.routes.exception(InvalidQueryException.class, (e,
                request) -> tell(new Problem(400, "Invalid query", e.getMessage(), e.parameter()), e, page, request));
        AllowedMethods methods = new AllowedMethods(config.unsafe);
        config.routes.exception(EndpointNotFound.class, (e, request) -> {
            try {
                methods.answer(request);
            } catch (Problem.Thrown problem) {
                tell(problem.problem(), problem, page, request);
            }
        });
        config.routes.exception(HttpResponseException.class, (e,
                request) -> tell(new Problem(e.getStatus(), "Request refused", e.getMessage(), ""), e, page, request));
        config.routes.exception(Exception.class, (e, request) -> tell(problem(e), e, page, request));
    }

    /** The handler with its errors as exceptions: Javalin maps only those to answers. */
    public static Handler guarded(Handler handler) {
        return request -> {
            try {
                handler.handle(request);
            } catch (Error e) {
                throw new CompletionException(e);
            }
        };
    }

    /** Marks the answer as streamed: from now on a failure resets the connection. */
    public static void streams(Context request) {
        request.attribute(STREAMED, true);
    }

    /** Runs the action for exhausted memory after the answer. It has to be the outermost handler. */
    public Wrapper ending() {
        return new Wrapper() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                try {
                    return super.handle(request, response, callback);
                } finally {
                    if (isOutOfMemory.getAndSet(false)) {
                        outOfMemory.run();
                    }
                }
            }
        };
    }

    /** Logs a problem of the server for which nothing was thrown, and adds the id of the log entry. */
    public Problem logged(Problem problem, String method, String address) {
        String id = id();
        LOG.error("{} {} {}: {} {}", id, method, address, problem.status(), problem.detail());
        return problem.loggedAs(id);
    }

    private static Problem problem(Exception e) {
        Throwable cause = cause(e);
        if (cause instanceof SearchTimeoutException) {
            return new Problem(503, "Search given up", cause.getMessage(), "q");
        }
        if (cause instanceof IndexException || cause instanceof UncheckedIOException || cause instanceof IOException) {
            return new Problem(503, UNAVAILABLE, "The index cannot be read at present.", "");
        }
        return cause instanceof OutOfMemoryError
                ? new Problem(500, "Out of memory", "The server has not enough memory to answer this.", "")
                : new Problem(500, "Internal error", "Something went wrong here.", "");
    }

    private static Throwable cause(Throwable e) {
        return e instanceof CompletionException && e.getCause() != null ? cause(e.getCause()) : e;
    }

    private void tell(Problem problem, Exception e, BiConsumer<Problem, Context> page, Context request) {
        Throwable cause = cause(e);
        if (isGone(cause)) {
            LOG.debug("{} {}", request.method(), request.path(), cause);
            abort(request);
            return;
        }
        note(cause);
        if (request.attribute(STREAMED) != null || request.res().isCommitted()) {
            log(id(), cause, problem, request);
            abort(request);
            return;
        }
        HttpCaching.removeTag(request);
        if (problem.status() == 413) {
            // The rest of the body was not read.
            request.header("Connection", "close");
        }
        if (problem.status() < 500) {
            answer(problem, cause, page, request);
            return;
        }
        String id = id();
        try {
            answer(problem.loggedAs(id), cause, page, request);
        } finally {
            // Last: if the error page fails as well, its exception is logged as suppressed.
            log(id, cause, problem, request);
        }
    }

    private static void log(String id, Throwable cause, Problem problem, Context request) {
        if (cause instanceof Problem.Thrown || cause instanceof SearchTimeoutException) {
            // The detail is complete; a stack trace would add nothing.
            LOG.error("{} {} {}: {} {}", id, request.method(), address(request), problem.status(), problem.detail());
        } else {
            LOG.error("{} {} {}", id, request.method(), address(request), cause);
        }
    }

    private static String address(Context request) {
        return request.queryString() == null ? request.path() : request.path() + "?" + request.queryString();
    }

    private void answer(Problem problem, Throwable cause, BiConsumer<Problem, Context> page, Context request) {
        boolean isPage = !request.path().startsWith(ApiPaths.API) && !request.path().startsWith(Health.PATH);
        if (problem.status() >= 500) {
            request.header("Cache-Control", "no-store");
        }
        if (request.path().equals(ApiPaths.MCP)) {
            request.status(problem.status()).contentType("application/json").result(problem.jsonRpc());
            return;
        }
        // An error page needs the index and memory.
        if (isPage && !problem.title().equals(UNAVAILABLE) && !(cause instanceof OutOfMemoryError)) {
            try {
                page.accept(problem, request);
                return;
            } catch (RuntimeException | Error failure) {
                note(failure);
                if (problem.status() < 500) {
                    Problem unwritten = problem(new CompletionException(failure));
                    String id = id();
                    log(id, failure, unwritten, request);
                    request.header("Cache-Control", "no-store");
                    document(unwritten.loggedAs(id), request);
                    return;
                }
                cause.addSuppressed(failure);
            }
        }
        document(problem, request);
    }

    private static void document(Problem problem, Context request) {
        request.status(problem.status()).contentType(Problem.CONTENT_TYPE).result(problem.json());
    }

    private void note(Throwable cause) {
        if (cause instanceof OutOfMemoryError) {
            isOutOfMemory.set(true);
        }
    }

    /** Whether the client has disconnected. */
    static boolean isGone(Throwable e) {
        return e instanceof EofException
                || (e instanceof UncheckedIOException io && io.getCause() instanceof EofException);
    }

    /** Resets the connection: closing it could look like the proper end of the answer. */
    private static void abort(Context request) {
        SlowClients.reset(ServletContextRequest.getServletContextRequest(request.req()).getConnectionMetaData()
                .getConnection().getEndPoint());
    }

    /** Answers an error outside of all handlers, or one of the error page, with as little stack and memory as possible. */
    private void lastResort(HttpServletResponse response, Error error) {
        note(error);
        String id = id();
        LOG.error("{}", id, error);
        try {
            if (!response.isCommitted()) {
                response.resetBuffer();
                response.setHeader(HttpHeader.ETAG.asString(), null);
                response.setHeader(HttpHeader.CACHE_CONTROL.asString(), "no-store");
                response.setContentType(Problem.CONTENT_TYPE);
                response.setStatus(500);
                response.getOutputStream().write(
                        problem(new CompletionException(error)).loggedAs(id).json().getBytes(StandardCharsets.UTF_8));
                response.getOutputStream().close();
            }
        } catch (IOException e) {
            LOG.debug("{}", id, e);
        }
    }

    /** An id that is short enough to be read out, and practically unique in a log. */
    private static String id() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong(), 10);
    }
}
