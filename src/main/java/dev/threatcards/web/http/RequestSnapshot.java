package dev.threatcards.web.http;

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

    private static final String ATTRIBUTE = RequestSnapshot.class.getName();

    private final ThreatCards cards;
    private ThreatCards opened;

    private RequestSnapshot(ThreatCards cards) {
        this.cards = cards;
    }

    /** Adds one to every request. */
    public static void addTo(RoutesConfig routes, ThreatCards cards) {
        routes.before(request -> request.attribute(ATTRIBUTE, new RequestSnapshot(cards)));
    }

    /** The commit of the request. */
    public static ThreatCards of(Context request) {
        RequestSnapshot snapshot = request.attribute(ATTRIBUTE);
        return snapshot.open(request);
    }

    private ThreatCards open(Context request) {
        if (opened == null) {
            ThreatCards snapshot = cards.snapshot();
            Request.addCompletionListener(ServletContextRequest.getServletContextRequest(request.req()),
                    failure -> snapshot.close());
            opened = snapshot;
        }
        return opened;
    }
}
