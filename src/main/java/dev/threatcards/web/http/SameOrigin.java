package dev.threatcards.web.http;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Refuses cross-site requests with unsafe methods (RFC 9110, 9.2.1): a browser sends simple cross-origin POSTs without a preflight, and
 * they cost as much as others. Clients that are not browsers send neither {@code Origin} nor {@code Sec-Fetch-Site}, and pass.
 *
 * @param others the sites whose pages may use the API
 * @param publicUrl the origin of the server as its users see it; empty if they see the one that it listens on
 */
public record SameOrigin(CrossOrigin others, Optional<String> publicUrl) {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final String SITE = "Sec-Fetch-Site";
    private static final String OPAQUE = "null";

    /** Whether the request comes from this site, from an allowed one, or from no page at all. */
    public boolean allows(Request request) {
        if (SAFE.contains(request.getMethod())) {
            return true;
        }
        HttpFields headers = request.getHeaders();
        List<String> origins = headers.getValuesList(HttpHeader.ORIGIN);
        List<String> sites = headers.getValuesList(SITE);
        if (origins.size() > 1 || sites.size() > 1) {
            return false;
        }
        if (origins.size() == 1 && isShared(request) && others.isAllowed(origins.getFirst())) {
            return true;
        }
        boolean sameSite = sites.isEmpty() || Set.of("same-origin", "none").contains(sites.getFirst());
        return sameSite && (origins.isEmpty() || isOwn(origins.getFirst(), !sites.isEmpty(), headers));
    }

    /** Whether other sites can be allowed to read the answer. */
    private static boolean isShared(Request request) {
        return Request.getPathInContext(request).startsWith(ApiPaths.V1);
    }

    /**
     * Whether the origin is this server's. The scheme is not compared, because a proxy may have terminated TLS.
     *
     * @param vouched whether {@code Sec-Fetch-Site} says so; the origin may then be "null", as for a form of a page with the referrer
     *     policy {@code no-referrer}
     */
    private boolean isOwn(String origin, boolean vouched, HttpFields headers) {
        if (origin.equals(OPAQUE)) {
            return vouched;
        }
        if (publicUrl.filter(origin::equalsIgnoreCase).isPresent()) {
            return true;
        }
        String host = headers.get(HttpHeader.HOST);
        int scheme = origin.indexOf("://");
        return host != null && scheme > 0 && origin.substring(scheme + 3).equalsIgnoreCase(host);
    }
}
