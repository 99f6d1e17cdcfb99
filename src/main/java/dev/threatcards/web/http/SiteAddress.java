package dev.threatcards.web.http;

import java.util.Optional;

import io.javalin.http.Context;

/**
 * The origin of absolute addresses.
 *
 * @param publicUrl the origin that users see; empty for the {@code Host} of each request
 */
public record SiteAddress(Optional<String> publicUrl) {

    /** The origin without a slash at the end. If it is that of the request, the answer varies by {@code Host}. */
    public String of(Context request) {
        return publicUrl.orElseGet(() -> {
            HttpCaching.vary("Host", request);
            String host = request.host();
            return request.scheme() + "://"
                    + (host == null ? request.req().getServerName() + ":" + request.req().getServerPort() : host);
        });
    }
}
