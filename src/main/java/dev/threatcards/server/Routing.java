package dev.threatcards.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;

/** Registers routes. */
final class Routing {

    private Routing() {
    }

    /** Registers a handler for GET and for HEAD: HEAD reports the same status and headers. */
    static void get(RoutesConfig routes, String path, Handler handler) {
        routes.get(path, handler);
        routes.head(path, handler);
    }
}
