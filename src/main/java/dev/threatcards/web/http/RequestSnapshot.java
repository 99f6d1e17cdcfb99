package dev.threatcards.web.http;

import java.util.Objects;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Request;

import dev.threatcards.ThreatCards;

/**
 * The commit that a request reads from its entity tag to the last byte of its answer, whatever is committed meanwhile. It is opened on
 * first use, so that answers without cards need no index, and closed with the request. Confined to the thread of its request.
 */
public final class RequestSnapshot {

    private static final String INDEX = RequestSnapshot.class.getName() + ".index";
    private static final String OPENED = RequestSnapshot.class.getName() + ".opened";

    private RequestSnapshot() {
    }

    /** Adds one to every request. */
    public static void addTo(RoutesConfig routes, ThreatCards cards) {
        routes.before(request -> request.attribute(INDEX, cards));
    }

    /** The commit of the request. */
    public static ThreatCards of(Context request) {
        ThreatCards opened = request.attribute(OPENED);
        return opened == null ? open(request) : opened;
    }

    private static ThreatCards open(Context request) {
        ThreatCards index = Objects.requireNonNull(request.attribute(INDEX));
        ThreatCards snapshot = index.snapshot();
        Request.addCompletionListener(ServletContextRequest.getServletContextRequest(request.req()),
                failure -> snapshot.close());
        request.attribute(OPENED, snapshot);
        return snapshot;
    }
}
