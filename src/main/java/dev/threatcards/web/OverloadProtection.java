package dev.threatcards.web;

import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.javalin.config.JavalinConfig;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.threatcards.web.api.Endpoints;
import dev.threatcards.web.http.Addresses;
import dev.threatcards.web.http.Failures;
import dev.threatcards.web.http.HeavyRequests;
import dev.threatcards.web.http.ServerLimits;
import dev.threatcards.web.http.SlowClients;

/** Applies the {@link ServerLimits}: limits on connections, requests and time, the pool of heavy requests, and draining. */
final class OverloadProtection implements AutoCloseable {

    private static final Set<String> HEAVY = Set.of(Endpoints.EXPORT.route(), Endpoints.NAMES_CSV.route(),
            Endpoints.CROSSWALK_CSV.route(), Endpoints.STATS.route(), Endpoints.SCAN.route(), Endpoints.LEADS.route(),
            Endpoints.RESOLVE.route(), Endpoints.DECK.route(), "/explore", "/compare", "/deck", "/names/resolve",
            "/names/scan", Addresses.LEADS);

    private static final Logger LOG = LoggerFactory.getLogger(OverloadProtection.class);

    /** How long an idle connection is kept open when all connections are taken, in milliseconds. */
    private static final long IDLE_WHEN_FULL = 1_000;

    private final ServerOptions options;
    private final Failures failures;
    private final DrainHandler drain;
    private final HeavyRequests heavy;
    private final SlowClients slow;
    private volatile ServerConnector connector;

    OverloadProtection(ServerOptions options, Failures failures) {
        this.options = options;
        this.failures = failures;
        this.drain = new DrainHandler(failures);
        this.heavy = new HeavyRequests(options.limits(), HEAVY);
        this.slow = new SlowClients(options.limits());
    }

    void addTo(JavalinConfig config) {
        ServerLimits limits = options.limits();
        config.router.handlerWrapper(
                endpoint -> Failures.guarded(heavy.pooled(endpoint.method, endpoint.path, endpoint.handler)));
        config.jetty.modifyServer(server -> {
            // The handler that is inserted last sees a request first.
            if (limits.requestsPerSecond() > 0) {
                server.insertHandler(new RateLimitHandler(limits.requestsPerSecond(), options.crossOrigin()));
            }
            server.insertHandler(drain);
            server.insertHandler(failures.ending());
        });
        config.jetty.addConnector((server, http) -> {
            connector = connector(server, new HttpConnectionFactory(http));
            return connector;
        });
    }

    private ServerConnector connector(Server server, HttpConnectionFactory http) {
        ServerLimits limits = options.limits();
        ServerConnector made = new ServerConnector(server, http);
        made.setHost(options.host());
        made.setPort(options.port());
        made.addEventListener(slow);
        if (limits.connectionsPerAddress() > 0) {
            made.addEventListener(new ConnectionsPerAddress(limits.connectionsPerAddress()));
        }
        NetworkConnectionLimit connections = new NetworkConnectionLimit(limits.connections(), made);
        connections.setEndPointIdleTimeout(IDLE_WHEN_FULL);
        server.addBean(connections);
        return made;
    }

    /** Accepts no more connections, and waits at most the drain time for answers that have begun. */
    void drain() {
        drain.begin();
        if (connector != null) {
            // The future completes when all connections are closed; stopping the server closes them.
            CompletableFuture<Void> closed = connector.shutdown();
            LOG.trace("{}", closed);
        }
        try {
            if (!drain.await(options.limits().drainTime())) {
                LOG.warn("Requests are still being answered after {}; they are cut.", options.limits().drainTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** It has to be the first handler, to see every request begin and end. */
    Handler.Wrapper slowClients() {
        return slow;
    }

    DrainHandler requests() {
        return drain;
    }

    HeavyRequests heavy() {
        return heavy;
    }

    @Override
    public void close() {
        heavy.close();
    }
}
