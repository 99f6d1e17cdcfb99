package dev.threatcards.server;

import org.eclipse.jetty.server.Request;

/** The addresses that tell whether the server is well. No bound applies to them: who watches a busy server has to be answered. */
final class Health {

    static final String PATH = "/health/";
    static final String READY = PATH + "ready";

    private Health() {
    }

    static boolean isAsked(Request request) {
        return request.getHttpURI().getPath() != null && request.getHttpURI().getPath().startsWith(PATH);
    }
}
