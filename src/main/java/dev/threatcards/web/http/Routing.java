package dev.threatcards.web.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;

/** Registers routes. */
public final class Routing {

    private Routing() {
    }

    /** Registers a handler for GET and for HEAD: HEAD reports the same status and headers. */
    public static void get(RoutesConfig routes, String path, Handler handler) {
        routes.get(path, handler);
        routes.head(path, handler);
    }
}
