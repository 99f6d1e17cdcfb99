package dev.threatcards.server;

import java.io.UncheckedIOException;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import org.eclipse.jetty.http.UriCompliance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.threatcards.ThreatCards;
import dev.threatcards.index.IndexException;
import dev.threatcards.search.InvalidQueryException;
import dev.threatcards.search.SearchTimeoutException;

/**
 * The server: API and pages over one index. It reads and never writes. Safe for use by several threads.
 */
public final class WebServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);

    /**
     * The longest request head, in bytes: an address with every filter that may be given at once is longer than Jetty's
     * usual 8 kB, and one that is too long shall be told so by us, as a problem.
     */
    private static final int REQUEST_HEAD = 64 * 1024;

    static final String CONTENT_SECURITY_POLICY = "Content-Security-Policy";

    private static final String UNAVAILABLE = "Index unavailable";

    private final Javalin javalin;
    private final String host;

    private WebServer(Javalin javalin, String host) {
        this.javalin = javalin;
        this.host = host;
    }

    /**
     * Starts a server.
     *
     * @param cards the index to serve; it stays open after the server is closed
     * @param host the name or address to listen on
     * @param port the port; 0 for one that is free
     * @throws ServerException if it cannot listen there
     */
    public static WebServer start(ThreatCards cards, String host, int port) {
        return start(cards, host, port, CrossOrigin.NONE, false);
    }

    /**
     * Starts a server whose API the pages of other sites may read as well.
     *
     * @param cards the index to serve; it stays open after the server is closed
     * @param host the name or address to listen on
     * @param port the port; 0 for one that is free
     * @param others the other sites
     * @param agents whether agents can speak the Model Context Protocol with it, at {@code /mcp}
     * @throws ServerException if it cannot listen there
     */
    public static WebServer start(ThreatCards cards, String host, int port, CrossOrigin others, boolean agents) {
        return start(() -> cards, host, port, others, agents);
    }

    /**
     * Starts a server for an index that is being opened meanwhile.
     *
     * @param index gives the index, or waits for it; asked once, after what a server needs without one. What it throws, this throws
     * @throws ServerException if it cannot listen there
     */
    public static WebServer start(Supplier<ThreatCards> index, String host, int port, CrossOrigin others,
            boolean agents) {
        Javalin javalin = Javalin.create(config -> {
            configure(config);
            ThreatCards cards = index.get();
            Pages pages = new Pages(cards);
            config.routes.before(WebServer::headers);
            // First who may read it, which is to be said of an answer that is not sent again as well.
            others.addTo(config.routes);
            Caching.addTo(config.routes, cards);
            new Api(cards).addTo(config.routes);
            pages.addTo(config.routes);
            SiteFiles.addTo(config.routes);
            problems(config, pages);
            if (agents) {
                AgentEndpoint.addTo(config, cards);
            }
        });
        try {
            return new WebServer(javalin.start(host, port), host);
        } catch (JavalinBindException e) {
            javalin.stop();
            throw BindFailure.of(host, port, e);
        }
    }

    /** Where the server answers, with a slash at the end. */
    public String url() {
        String name = host.contains(":") ? "[" + host + "]" : host;
        return "http://" + name + ":" + javalin.port() + "/";
    }

    /** The method and the path of each route. */
    Stream<String> routes() {
        return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .map(route -> route.endpoint.method.name() + " " + route.endpoint.path);
    }

    @Override
    public void close() {
        javalin.stop();
    }

    private static void configure(JavalinConfig config) {
        config.concurrency.useVirtualThreads = true;
        config.http.prefer405over404 = true;
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.jetty.modifyHttpConfiguration(http -> {
            http.setRequestHeaderSize(REQUEST_HEAD);
            http.setSendServerVersion(false);
            // A name may have a slash in it ("Vault 7/8"), which addresses write as %2F.
            http.setUriCompliance(
                    UriCompliance.DEFAULT.with("slashes in names", UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR));
        });
        config.jetty.modifyServletContextHandler(handler -> handler.getServletHandler().setDecodeAmbiguousURIs(true));
    }

    /** Answers GET, and HEAD as if it were GET: who only asks whether all is well is told the truth. */
    static void answer(RoutesConfig routes, String path, Handler handler) {
        routes.get(path, handler);
        routes.head(path, handler);
    }

    /**
     * Only what comes from this server is loaded, nothing inline; forms lead back to it; it is framed by nobody.
     *
     * @param images where images may be from: this server, and for a page whose styles bring some along, those
     */
    static String policy(String images) {
        return "default-src 'none'; style-src 'self'; img-src " + images + "; script-src 'self'; connect-src 'self';"
                + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    }

    private static void headers(Context request) {
        request.header(CONTENT_SECURITY_POLICY, policy("'self'"));
        request.header("X-Content-Type-Options", "nosniff");
        request.header("Referrer-Policy", "no-referrer");
        request.header("Cross-Origin-Opener-Policy", "same-origin");
        request.header("Cross-Origin-Resource-Policy", "same-origin");
    }

    private static void problems(JavalinConfig config, Pages pages) {
        config.routes.exception(ProblemException.class, (e, request) -> tell(e.problem(), pages, request));
        config.routes.exception(InvalidQueryException.class, (e, request) -> {
            tell(new Problem(400, "Invalid query", e.getMessage(), e.parameter()), pages, request);
        });
        config.routes.exception(HttpResponseException.class,
                (e, request) -> tell(e.getStatus() == 404
                        ? ProblemException.nothingAt(request).problem()
                        : new Problem(e.getStatus(), "Request refused", e.getMessage(), ""), pages, request));
        config.routes.exception(SearchTimeoutException.class,
                (e, request) -> tell(new Problem(503, "Search given up", e.getMessage(), "q"), pages, request));
        config.routes.exception(IndexException.class, (e, request) -> unavailable(e, pages, request));
        config.routes.exception(UncheckedIOException.class, (e, request) -> unavailable(e, pages, request));
        config.routes.exception(RuntimeException.class, (e, request) -> {
            LOG.error("{} {}", request.method(), request.path(), e);
            tell(new Problem(500, "Internal error", "Something went wrong here; the server's log has more.", ""), pages,
                    request);
        });
    }

    private static void unavailable(RuntimeException e, Pages pages, Context request) {
        LOG.error("{} {}", request.method(), request.path(), e);
        tell(new Problem(503, UNAVAILABLE, "The index cannot be read just now; the server's log has more.", ""), pages,
                request);
    }

    private static void tell(Problem problem, Pages pages, Context request) {
        EntityTags.remove(request);
        if (problem.status() == 413) {
            // The rest of the body was not read, so that nothing can follow it on this connection.
            request.header("Connection", "close");
        }
        boolean page = !request.path().startsWith(Api.PATH) && !request.path().startsWith("/health/");
        if (page && !problem.title().equals(UNAVAILABLE)) {
            pages.problem(problem, request);
        } else {
            request.status(problem.status()).contentType(Problem.CONTENT_TYPE).result(problem.json().toString());
        }
    }
}
