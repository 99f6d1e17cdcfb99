package dev.threatcards.web.http;

import org.eclipse.jetty.server.Request;

/** The addresses that tell whether the server is well. No bound applies to them: who watches a busy server has to be answered. */
public final class Health {

    static final String PATH = "/health/";
    public static final String READY = PATH + "ready";

    private Health() {
    }

    public static boolean isAsked(Request request) {
        return request.getHttpURI().getPath() != null && request.getHttpURI().getPath().startsWith(PATH);
    }
}
