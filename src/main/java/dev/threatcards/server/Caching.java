package dev.threatcards.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/**
 * How long an answer may be kept: pages, the API and this site's own files until the server has been asked whether they still
 * hold; what has its version in its address for good; what tells of the server not at all.
 */
final class Caching {

    private static final String ASK_AGAIN = "no-cache";

    private static final String FOR_GOOD = "public, max-age=31536000, immutable";
    private static final String NEVER = "no-store";

    private Caching() {
    }

    static void addTo(RoutesConfig routes) {
        EntityTags tags = new EntityTags();
        routes.before(request -> {
            request.header("Cache-Control", request.path().startsWith("/health/") ? NEVER : ASK_AGAIN);
            vary("Accept-Encoding", request);
        });
        routes.before(Api.PATH + "v1/*", tags::tag);
        routes.after(Api.PATH + "v1/*", tags::tagged);
        routes.after("/webjars/*", request -> {
            if (request.statusCode() < 400) {
                request.header("Cache-Control", FOR_GOOD);
            }
        });
    }

    /** Says that the answer depends on the request's header too, so that no cache takes one answer for another. */
    static void vary(String header, Context request) {
        request.res().addHeader("Vary", header);
    }
}
