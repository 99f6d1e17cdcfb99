package dev.threatcards.server;

import java.util.List;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;

/**
 * An address of the API. A route is made from it, and so is what the page of the API tells of it.
 *
 * @param route as routes are written: {@code <id>} may have slashes, {@code {facet}} has none
 * @param gives what an answer is, as a sentence or two
 * @param example an address that shows it; empty if it takes a body
 */
record Endpoint(Method method, String route, String gives, List<Parameter> parameters, String example) {

    /** An HTTP method; HEAD is answered wherever GET is. */
    enum Method {
        GET, POST
    }

    /** A parameter of the address, or several of one meaning, with commas between. */
    record Parameter(String name, String meaning) {
    }

    static Endpoint get(String route, String gives, List<Parameter> parameters, String example) {
        return new Endpoint(Method.GET, route, gives, parameters, example);
    }

    /** One that takes a body. */
    static Endpoint post(String route, String gives, List<Parameter> parameters) {
        return new Endpoint(Method.POST, route, gives, parameters, "");
    }

    /** Lets the handler answer it. */
    void answeredBy(Handler handler, RoutesConfig routes) {
        switch (method) {
            case GET -> WebServer.answer(routes, route, handler);
            case POST -> routes.post(route, handler);
        }
    }

    /** The path, its variable parts in braces. */
    String path() {
        return route.replace('<', '{').replace('>', '}');
    }
}
