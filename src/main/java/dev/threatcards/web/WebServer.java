package dev.threatcards.web;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.util.JavalinBindException;
import org.eclipse.jetty.http.UriCompliance;

import dev.threatcards.ThreatCards;
import dev.threatcards.web.api.Api;
import dev.threatcards.web.api.Endpoints;
import dev.threatcards.web.api.NamesAnswer;
import dev.threatcards.web.http.Failures;
import dev.threatcards.web.http.HttpCaching;
import dev.threatcards.web.http.JettyErrors;
import dev.threatcards.web.http.RequestSnapshot;
import dev.threatcards.web.http.SameOrigin;
import dev.threatcards.web.http.SiteFiles;
import dev.threatcards.web.mcp.McpHttpEndpoint;
import dev.threatcards.web.pages.Pages;
import dev.threatcards.web.pages.Pages.ApiPage;

/** The HTTP server: API and pages of one index, read-only. Thread-safe. */
public final class WebServer implements AutoCloseable {

    /** The longest request head, in bytes. Jetty's default, 8 kB, is less than an address with as many filters as a query may have. */
    private static final int REQUEST_HEAD = 64 * 1024;

    private final Javalin javalin;
    private final OverloadProtection protection;
    private final String host;

    private WebServer(Javalin javalin, OverloadProtection protection, String host) {
        this.javalin = javalin;
        this.protection = protection;
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
        return start(cards, ServerOptions.on(host, port));
    }

    /**
     * Starts a server.
     *
     * @param cards the index to serve; it stays open after the server is closed
     * @throws ServerException if it cannot listen there
     */
    public static WebServer start(ThreatCards cards, ServerOptions options) {
        return start(() -> cards, options, () -> {
        });
    }

    /**
     * Starts a server for an index that is opened meanwhile.
     *
     * @param index gives the index, or waits for it; called once, as late as possible. What it throws, this method throws
     * @param outOfMemory runs after the answer to a request that ran out of memory. A program that only serves ends itself here: other
     *     threads may have run out of memory where they cannot recover
     * @throws ServerException if it cannot listen there
     */
    public static WebServer start(Supplier<ThreatCards> index, ServerOptions options, Runnable outOfMemory) {
        return start(index, options, outOfMemory, routes -> {
        });
    }

    /** The same, with routes that tests need. */
    static WebServer start(Supplier<ThreatCards> index, ServerOptions options, Runnable outOfMemory,
            Consumer<RoutesConfig> more) {
        Failures failures = new Failures(outOfMemory);
        OverloadProtection protection = new OverloadProtection(options, failures);
        Javalin javalin = Javalin.create(config -> {
            configure(config, failures);
            protection.addTo(config);
            config.jetty.modifyServer(server -> {
                server.insertHandler(new RequestFilter(AllowedHosts.of(options.host(), options),
                        new SameOrigin(options.crossOrigin(), options.origin())));
                server.insertHandler(protection.slowClients());
                server.setErrorHandler(new JettyErrors(failures));
            });
            ThreatCards cards = index.get();
            Pages pages = new Pages(options.origin(), documentation(), NamesAnswer::of, NamesAnswer.Mentions::of);
            RequestSnapshot.addTo(config.routes, cards);
            // Before caching: an answer 304 needs the CORS headers too.
            options.crossOrigin().addTo(config.routes);
            HttpCaching.addTo(config.routes);
            new Api().addTo(config.routes);
            pages.addTo(config.routes);
            SiteFiles.addTo(config.routes);
            more.accept(config.routes);
            failures.addTo(config, pages::problem);
            if (options.mcp()) {
                McpHttpEndpoint.addTo(config, cards, protection.heavy());
            }
        });
        try {
            return new WebServer(javalin.start(), protection, options.host());
        } catch (JavalinBindException e) {
            javalin.stop();
            protection.close();
            throw BindFailure.of(options.host(), options.port(), e);
        }
    }

    /** The address of the server, with a slash at the end. */
    public String url() {
        String name = host.contains(":") ? "[" + host + "]" : host;
        return "http://" + name + ":" + javalin.port() + "/";
    }

    private static List<ApiPage.Endpoint> documentation() {
        return Endpoints.ALL.stream()
                .map(endpoint -> new ApiPage.Endpoint(endpoint.method().name(), endpoint.path(), endpoint.gives(),
                        endpoint.parameters().stream()
                                .map(parameter -> new ApiPage.Parameter(parameter.name(), parameter.meaning()))
                                .toList(),
                        endpoint.example()))
                .toList();
    }

    /** The method and the path of each route. */
    Stream<String> routes() {
        return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .map(route -> route.endpoint.method.name() + " " + route.endpoint.path);
    }

    /** Stops the server. Requests that were received are answered within the drain time. */
    @Override
    public void close() {
        protection.drain();
        javalin.stop();
        protection.close();
    }

    OverloadProtection protection() {
        return protection;
    }

    private static void configure(JavalinConfig config, Failures failures) {
        config.concurrency.useVirtualThreads = true;
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.jetty.modifyHttpConfiguration(http -> {
            http.setRequestHeaderSize(REQUEST_HEAD);
            http.setSendServerVersion(false);
            // A name may contain a slash ("Vault 7/8"), which addresses write as %2F, or a percent sign, written as %25.
            http.setUriCompliance(UriCompliance.DEFAULT.with("any name",
                    UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR, UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING));
        });
        config.jetty.modifyServletContextHandler(handler -> {
            handler.getServletHandler().setDecodeAmbiguousURIs(true);
            handler.setErrorHandler(new JettyErrors(failures));
        });
    }
}
