package dev.threatcards.web.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;

import dev.threatcards.json.JsonSchema;
import dev.threatcards.web.http.ApiPaths;
import dev.threatcards.web.http.Routing;

/**
 * An endpoint of the API. Its route, its entry on the page about the API and its part of the OpenAPI document are derived from it.
 *
 * @param route the path as Javalin has it: {@code <id>} may contain slashes, {@code {facet}} may not
 * @param gives what an answer contains, in a sentence or two
 * @param parameters those in the path, then those of the query
 * @param body what a request carries; empty for GET
 * @param answers by media type, the type that an answer's schema is derived from
 * @param choice the type of the answer 300, where several cards may be meant; empty if there is none
 * @param example an address that shows it; empty if it takes a body
 */
public record Endpoint(Method method, String route, String gives, List<Parameter> parameters, Optional<Body> body,
        Map<String, Class<?>> answers, Optional<Class<?>> choice, String example) {

    static final String JSON = "application/json";

    /** An HTTP method; HEAD is answered wherever GET is. */
    public enum Method {
        GET, POST
    }

    /**
     * A parameter, or several of one meaning.
     *
     * @param name what the page of the API calls it: the name, or several names with commas between
     * @param names as they are in addresses
     * @param form the schema of its value; a list if the parameter may be repeated
     */
    public record Parameter(String name, List<String> names, String meaning, JsonSchema form) {

        static Parameter of(String name, String meaning, JsonSchema form) {
            return new Parameter(name, List.of(name), meaning, form);
        }
    }

    /**
     * What a request carries.
     *
     * @param most its largest size, in bytes
     * @param example a body as JSON, or as a text node if it is none
     * @param files the media types of files that are taken in its place
     */
    record Body(String mediaType, String meaning, JsonSchema form, int most, JsonNode example, List<String> files) {

        Body(String mediaType, String meaning, JsonSchema form, int most, JsonNode example) {
            this(mediaType, meaning, form, most, example, List.of());
        }
    }

    static Endpoint get(String route, String gives, List<Parameter> parameters, Class<?> answer, String example) {
        return new Endpoint(Method.GET, route, gives, parameters, Optional.empty(), Map.of(JSON, answer),
                Optional.empty(), example);
    }

    /** An endpoint that takes a body. */
    static Endpoint post(String route, String gives, List<Parameter> parameters, Body body, Class<?> answer) {
        return new Endpoint(Method.POST, route, gives, parameters, Optional.of(body), Map.of(JSON, answer),
                Optional.empty(), "");
    }

    /** The same with answers of other media types. */
    Endpoint giving(Map<String, Class<?>> other) {
        return new Endpoint(method, route, gives, parameters, body, other, choice, example);
    }

    /** The same with 300 and the candidates where cards share a name. */
    Endpoint orChoice() {
        return new Endpoint(method, route, gives, parameters, body, answers, Optional.of(CardSummary.Choice.class),
                example);
    }

    /** Adds the route, with HEAD beside GET. */
    void answeredBy(Handler handler, RoutesConfig routes) {
        switch (method) {
            case GET -> Routing.get(routes, route, handler);
            case POST -> routes.post(route, handler);
        }
    }

    /** The path with its variable parts in braces. */
    public String path() {
        return route.replace('<', '{').replace('>', '}');
    }

    /** Whether it belongs to the API, and not to the health checks. */
    boolean isOfApi() {
        return route.startsWith(ApiPaths.API);
    }
}
