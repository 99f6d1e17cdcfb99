package dev.threatcards.server;

import java.net.URI;
import java.util.Collection;
import java.util.Set;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

import dev.threatcards.card.DefensiveCopies;

/**
 * The other sites whose pages may read the API in a browser; without any, none may. Pages of this site are theirs never.
 *
 * @param origins as browsers name them: {@code https://portal.example}; {@code *} for all
 */
public record CrossOrigin(Set<String> origins) {

    /** No other site. */
    public static final CrossOrigin NONE = new CrossOrigin(Set.of());

    private static final String ALL = "*";
    private static final String ANSWERS = ApiPaths.V1 + "*";

    /** How long a browser need not ask again whether it may, in seconds. */
    private static final int REMEMBERED = 3_600;

    /**
     * @throws IllegalArgumentException if one of them is no origin, with what one is
     */
    public CrossOrigin {
        origins = DefensiveCopies.set(origins, "origins");
        origins.forEach(CrossOrigin::require);
    }

    /**
     * Those sites.
     *
     * @throws IllegalArgumentException if one of them is no origin, with what one is
     */
    public static CrossOrigin of(Collection<String> origins) {
        return new CrossOrigin(Set.copyOf(origins));
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

    void addTo(RoutesConfig routes) {
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
        String origin = request.header("Origin");
        if (origin != null && isAllowed(origin)) {
            request.header("Access-Control-Allow-Origin", origins.contains(ALL) ? ALL : origin);
            request.header("Access-Control-Expose-Headers", "ETag, Content-Disposition");
            request.header("Cross-Origin-Resource-Policy", "cross-origin");
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

    /** Whether pages of that origin may. */
    boolean isAllowed(String origin) {
        return origins.contains(ALL) || origins.contains(origin);
    }
}
