package dev.threatcards.server;

import java.util.Optional;

import io.javalin.http.Context;

/**
 * How this server's addresses begin where they have to be whole.
 *
 * @param publicUrl the origin of the server as its users see it; empty for the one that each of them asked
 */
record SiteAddress(Optional<String> publicUrl) {

    /** The origin for who asks, without a slash at the end. The answer then varies by it. */
    String of(Context request) {
        return publicUrl.orElseGet(() -> {
            Caching.vary("Host", request);
            String host = request.host();
            return request.scheme() + "://"
                    + (host == null ? request.req().getServerName() + ":" + request.req().getServerPort() : host);
        });
    }
}
