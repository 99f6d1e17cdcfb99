package dev.threatcards.web;

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
import dev.threatcards.web.http.CrossOrigin;
import dev.threatcards.web.http.Failures;
import dev.threatcards.web.http.HttpCaching;
import dev.threatcards.web.http.JettyErrors;
import dev.threatcards.web.http.RequestSnapshot;
import dev.threatcards.web.http.SameOrigin;
import dev.threatcards.web.http.SiteAddress;
import dev.threatcards.web.http.SiteFiles;
import dev.threatcards.web.mcp.McpHttpEndpoint;
import dev.threatcards.web.pages.Pages;

/**
 * The server: API and pages over one index. It reads and never writes. Safe for use by several threads.
 */
public final class WebServer implements AutoCloseable {

    /**
     * The longest request head, in bytes: an address with every filter that may be given at once is longer than Jetty's
     * usual 8 kB, and one that is too long shall be told so by us, as a problem.
     */
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
     * @param options where it listens, and what it gives to whom
     * @throws ServerException if it cannot listen there
     */
    public static WebServer start(ThreatCards cards, ServerOptions options) {
        return start(() -> cards, options, () -> {
        });
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
        return start(cards, ServerOptions.on(host, port).withCrossOrigin(others).withMcp(agents));
    }

    /**
     * Starts a server for an index that is being opened meanwhile.
     *
     * @param index gives the index, or waits for it; asked once, after what a server needs without one. What it throws, this throws
     * @param options where it listens, and what it gives to whom
     * @param outOfMemory what is to be done when memory has run out in a request, after its answer: a program that only serves ends
     *     here, since other threads may have met it where they cannot go on
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
            Pages pages = new Pages(new SiteAddress(options.origin()), ApiForPages.endpoints(), new ApiForPages());
            RequestSnapshot.addTo(config.routes, cards);
            // First who may read it, which is to be said of an answer that is not sent again as well.
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

    /** Accepts nothing more, answers what it was asked before within the drain time, and ends. */
    @Override
    public void close() {
        protection.drain();
        javalin.stop();
        protection.close();
    }

    /** What bounds its work. */
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
            // A name may have a slash in it ("Vault 7/8"), which addresses write as %2F, and a percent sign, as %25.
            http.setUriCompliance(UriCompliance.DEFAULT.with("any name",
                    UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR, UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING));
        });
        config.jetty.modifyServletContextHandler(handler -> {
            handler.getServletHandler().setDecodeAmbiguousURIs(true);
            handler.setErrorHandler(new JettyErrors(failures));
        });
    }
}
