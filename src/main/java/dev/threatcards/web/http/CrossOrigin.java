package dev.threatcards.web.http;

import java.net.URI;
import java.util.Map;
import java.util.Set;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

import dev.threatcards.text.DefensiveCopies;

/**
 * The other sites whose pages may read the API in a browser (CORS). The site's own pages are never shared.
 *
 * @param origins as browsers send them: {@code https://portal.example}; {@code *} for all; none if it is empty
 */
public record CrossOrigin(Set<String> origins) {

    /** No other site. */
    public static final CrossOrigin NONE = new CrossOrigin(Set.of());

    private static final String ALL = "*";
    private static final String ANSWERS = ApiPaths.V1 + "*";

    /** How long a browser may cache a preflight, in seconds. */
    private static final int REMEMBERED = 3_600;

    /** @throws IllegalArgumentException if one of them is no origin */
    public CrossOrigin {
        origins = DefensiveCopies.set(origins, "origins");
        origins.forEach(CrossOrigin::require);
    }

    private static void require(String origin) {
        // A scheme, a host and perhaps a port, as browsers send them: without a path, in lower case.
        boolean fits = origin.matches("https?://[^/?#\\s]+") && URI.create(origin).getHost() != null;
        if (!fits && !origin.equals(ALL)) {
            throw new IllegalArgumentException("\"" + origin
                    + "\" is no origin; one is a scheme, a host and perhaps a port, such as https://portal.example:8443"
                    + ", or * for all");
        }
    }

    /** Adds the headers and the preflight to the routes of the API. */
    public void addTo(RoutesConfig routes) {
        if (origins.isEmpty()) {
            return;
        }
        routes.before(ANSWERS, this::allow);
    }

    private void allow(Context request) {
        if (request.req().getMethod().equals("OPTIONS")) {
            preflight(request);
        }
        HttpCaching.vary("Origin", request);
        headers(request.header("Origin")).forEach(request::header);
    }

    /** The headers that let the page of an origin read an answer of the API; none if it may not. */
    private Map<String, String> headers(String origin) {
        return origin == null || !isAllowed(origin)
                ? Map.of()
                : Map.of("Access-Control-Allow-Origin", origins.contains(ALL) ? ALL : origin,
                        "Access-Control-Expose-Headers", "ETag, Content-Disposition, Retry-After",
                        "Cross-Origin-Resource-Policy", "cross-origin");
    }

    /** Adds the headers to an answer that is sent before the routes see the request. */
    public void allow(Request request, Response response) {
        if (!origins.isEmpty() && Request.getPathInContext(request).startsWith(ApiPaths.V1)) {
            response.getHeaders().add(HttpHeader.VARY, "Origin");
            headers(request.getHeaders().get(HttpHeader.ORIGIN)).forEach(response.getHeaders()::put);
        }
    }

    private void preflight(Context request) {
        String origin = request.header("Origin");
        if (origin != null && isAllowed(origin)) {
            request.header("Access-Control-Allow-Methods", "GET, HEAD, POST");
            request.header("Access-Control-Allow-Headers", "Content-Type, If-None-Match");
            request.header("Access-Control-Max-Age", Integer.toString(REMEMBERED));
        }
    }

    /** Whether pages of the origin may read the API. */
    boolean isAllowed(String origin) {
        return origins.contains(ALL) || origins.contains(origin);
    }
}
