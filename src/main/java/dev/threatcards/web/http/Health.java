package dev.threatcards.web.http;

import org.eclipse.jetty.server.Request;

/** The health checks. No limit applies to them, so that a busy server can be monitored. */
public final class Health {

    static final String PATH = "/health/";
    public static final String READY = PATH + "ready";

    private Health() {
    }

    /** Whether the request is a health check. */
    public static boolean isAsked(Request request) {
        return request.getHttpURI().getPath() != null && request.getHttpURI().getPath().startsWith(PATH);
    }
}
