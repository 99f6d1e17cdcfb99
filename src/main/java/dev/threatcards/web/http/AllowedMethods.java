package dev.threatcards.web.http;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.javalin.config.JavalinState;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;

/** The methods that an address supports, for OPTIONS and for the answer 405. */
final class AllowedMethods {

    private final JavalinState routing;

    AllowedMethods(JavalinState routing) {
        this.routing = routing;
    }

    /**
     * Answers a request that no route takes.
     *
     * @throws Problem.Thrown 404 if there is nothing at the address, else 405
     */
    void answer(Context request) {
        Set<String> methods = of(request.path());
        if (methods.isEmpty()) {
            throw Problem.nothingAt(request);
        }
        request.header("Allow", String.join(", ", methods));
        if (!request.req().getMethod().equals("OPTIONS")) {
            throw Problem.thrown(405, "Method not allowed", request.path() + " takes " + String.join(", ", methods)
                    + ", not " + request.req().getMethod() + ".");
        }
        request.status(204);
    }

    private Set<String> of(String path) {
        Set<String> methods = new TreeSet<>();
        for (HandlerType method : List.of(HandlerType.GET, HandlerType.HEAD, HandlerType.POST)) {
            if (routing.internalRouter.hasHttpHandlerEntry(method, path)) {
                methods.add(method.name());
            }
        }
        if (!methods.isEmpty()) {
            methods.add("OPTIONS");
        }
        return methods;
    }
}
