package dev.threatcards.server;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;

import dev.threatcards.export.JsonSchema;

/**
 * An address of the API. A route is made from it, what the page of the API tells of it, and what the OpenAPI document does.
 *
 * @param route as routes are written: {@code <id>} may have slashes, {@code {facet}} has none
 * @param gives what an answer is, as a sentence or two
 * @param parameters those in the path, then those of the query
 * @param body what it takes; empty for GET
 * @param answers the form of an answer by its media type
 * @param choice the form of the answer 300, where several may be meant; empty where none is given
 * @param example an address that shows it; empty if it takes a body
 */
record Endpoint(Method method, String route, String gives, List<Parameter> parameters, Optional<Body> body,
        Map<String, JsonSchema> answers, Optional<JsonSchema> choice, String example) {

    static final String JSON = "application/json";

    /** An HTTP method; HEAD is answered wherever GET is. */
    enum Method {
        GET, POST
    }

    /**
     * A parameter of the address, or several of one meaning.
     *
     * @param name what the page calls it: the name, or some of the names with commas between
     * @param names as addresses have them
     * @param form the form of its value; a list if it may be repeated
     */
    record Parameter(String name, List<String> names, String meaning, JsonSchema form) {

        static Parameter of(String name, String meaning, JsonSchema form) {
            return new Parameter(name, List.of(name), meaning, form);
        }
    }

    /**
     * What a request brings along.
     *
     * @param most its largest size, in bytes
     * @param example one that shows it: JSON, or a text as a node of its own
     */
    record Body(String mediaType, String meaning, JsonSchema form, int most, JsonNode example) {
    }

    static Endpoint get(String route, String gives, List<Parameter> parameters, JsonSchema answer, String example) {
        return new Endpoint(Method.GET, route, gives, parameters, Optional.empty(), Map.of(JSON, answer),
                Optional.empty(), example);
    }

    /** One that takes a body. */
    static Endpoint post(String route, String gives, List<Parameter> parameters, Body body, JsonSchema answer) {
        return new Endpoint(Method.POST, route, gives, parameters, Optional.of(body), Map.of(JSON, answer),
                Optional.empty(), "");
    }

    /** The same, with answers of other media types. */
    Endpoint giving(Map<String, JsonSchema> other) {
        return new Endpoint(method, route, gives, parameters, body, other, choice, example);
    }

    /** The same, with 300 and the candidates where a name is shared. */
    Endpoint orChoice(JsonSchema candidates) {
        return new Endpoint(method, route, gives, parameters, body, answers, Optional.of(candidates), example);
    }

    /** Lets the handler answer it. */
    void answeredBy(Handler handler, RoutesConfig routes) {
        switch (method) {
            case GET -> Routing.get(routes, route, handler);
            case POST -> routes.post(route, handler);
        }
    }

    /** The path, its variable parts in braces. */
    String path() {
        return route.replace('<', '{').replace('>', '}');
    }

    /** Whether it asks for the API, and not for the state of the server. */
    boolean isOfApi() {
        return route.startsWith(ApiPaths.API);
    }
}
