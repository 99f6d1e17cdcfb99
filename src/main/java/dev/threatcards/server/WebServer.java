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
import io.javalin.router.EndpointNotFound;
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
        return start(index, host, port, others, agents, ServerOptions.DEFAULT);
    }

    /**
     * Starts a server that is reached as told.
     *
     * @param index gives the index, or waits for it; asked once, after what a server needs without one. What it throws, this throws
     * @param options the hosts that it answers to, and its address as its users see it
     * @throws ServerException if it cannot listen there
     */
    public static WebServer start(Supplier<ThreatCards> index, String host, int port, CrossOrigin others,
            boolean agents, ServerOptions options) {
        Javalin javalin = Javalin.create(config -> {
            configure(config);
            config.jetty.modifyServer(server -> {
                server.setHandler(
                        new RequestFilter(AllowedHosts.of(host, options), new SameOrigin(others, options.origin())));
                server.setErrorHandler(new JettyErrors());
            });
            ThreatCards cards = index.get();
            Pages pages = new Pages(new SiteAddress(options.origin()));
            RequestSnapshot.addTo(config.routes, cards);
            // First who may read it, which is to be said of an answer that is not sent again as well.
            others.addTo(config.routes);
            Caching.addTo(config.routes);
            new Api().addTo(config.routes);
            pages.addTo(config.routes);
            SiteFiles.addTo(config.routes);
            problems(config, pages, new AllowedMethods(config.unsafe));
            if (agents) {
                AgentEndpoint.addTo(config, cards);
            }
        });
        try {
            return new WebServer(javalin.start(host, port), host);
        } catch (JavalinBindException e) {
            javalin.stop();
            throw new ServerException("Cannot listen on " + host + ":" + port
                    + ": the port is in use, or this machine has no such address; name another --port or --host.", e);
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
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.jetty.modifyHttpConfiguration(http -> {
            http.setRequestHeaderSize(REQUEST_HEAD);
            http.setSendServerVersion(false);
            // A name may have a slash in it ("Vault 7/8"), which addresses write as %2F, and a percent sign, as %25.
            http.setUriCompliance(UriCompliance.DEFAULT.with("any name",
                    UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR, UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING));
        });
        config.jetty.modifyServletContextHandler(handler -> {
            handler.getServletHandler().setDecodeAmbiguousURIs(true);
            handler.setErrorHandler(new JettyErrors());
        });
    }

    /** Answers GET, and HEAD as if it were GET: who only asks whether all is well is told the truth. */
    static void answer(RoutesConfig routes, String path, Handler handler) {
        routes.get(path, handler);
        routes.head(path, handler);
    }

    private static void problems(JavalinConfig config, Pages pages, AllowedMethods methods) {
        config.routes.exception(ProblemException.class, (e, request) -> tell(e.problem(), pages, request));
        config.routes.exception(InvalidQueryException.class, (e, request) -> {
            tell(new Problem(400, "Invalid query", e.getMessage(), e.parameter()), pages, request);
        });
        config.routes.exception(EndpointNotFound.class, (e, request) -> {
            try {
                methods.answer(request);
            } catch (ProblemException problem) {
                tell(problem.problem(), pages, request);
            }
        });
        config.routes.exception(HttpResponseException.class, (e,
                request) -> tell(new Problem(e.getStatus(), "Request refused", e.getMessage(), ""), pages, request));
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
