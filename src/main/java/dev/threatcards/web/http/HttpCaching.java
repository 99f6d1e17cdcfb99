package dev.threatcards.web.http;

import java.util.Arrays;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/**
 * {@code Cache-Control}, {@code Vary} and entity tags. Clients revalidate pages, API answers and the site's own files; they may
 * keep files with a version in the address for good, and never store health answers. An API answer has a weak tag made of the
 * server's start, the commit and the address: the same address over the same commit gives the same answer, possibly compressed.
 */
public final class HttpCaching {

    /** Precedes a tag whose answer may be compressed. */
    static final String WEAK = "W/";

    private static final String REVALIDATE = "no-cache";
    private static final String FOR_GOOD = "public, max-age=31536000, immutable";
    private static final String NEVER = "no-store";

    /** Part of each tag: a newer version of the program may write the same answer differently. */
    private final String start = Long.toHexString(System.currentTimeMillis());

    private HttpCaching() {
    }

    /** Adds the headers and the answers 304 to the routes. */
    public static void addTo(RoutesConfig routes) {
        HttpCaching caching = new HttpCaching();
        routes.before(request -> {
            request.header("Cache-Control", request.path().startsWith("/health/") ? NEVER : REVALIDATE);
            vary("Accept-Encoding", request);
        });
        routes.before(ApiPaths.V1 + "*", caching::tag);
        routes.after(ApiPaths.V1 + "*", HttpCaching::answerAnyTag);
        routes.after("/webjars/*", request -> {
            if (request.statusCode() < 400) {
                request.header("Cache-Control", FOR_GOOD);
            }
        });
    }

    /** Adds a request header to {@code Vary}, so that no cache mixes up two answers. */
    public static void vary(String header, Context request) {
        request.res().addHeader("Vary", header);
    }

    /** Sets the answer's tag, and ends the request with 304 if the client has that answer. */
    private void tag(Context request) {
        if (!isRead(request)) {
            return;
        }
        String tag = '"' + start + '-' + RequestSnapshot.of(request).commit() + '-'
                + Integer.toHexString(address(request).hashCode()) + '"';
        request.header("ETag", WEAK + tag);
        if (isListed(tag, request)) {
            request.status(304).skipRemainingHandlers();
        }
    }

    /** Turns an answer into 304 for a client that has any ({@code If-None-Match: *}). */
    private static void answerAnyTag(Context request) {
        if (isRead(request) && isAny(request) && request.statusCode() == 200) {
            request.status(304).result(new byte[0]);
        }
    }

    /** Whether the client says that it has some answer of this address. */
    public static boolean isAny(Context request) {
        String known = request.header("If-None-Match");
        return known != null && known.strip().equals("*");
    }

    /** Whether the client has the answer with that tag; weak and strong tags are equal here. */
    static boolean isKnown(String tag, Context request) {
        return isAny(request) || isListed(tag, request);
    }

    /** Removes the tag: a problem document is no state of the resource. */
    static void removeTag(Context request) {
        request.res().setHeader("ETag", null);
    }

    /** The path and query as the client wrote them. */
    static String address(Context request) {
        return request.req().getRequestURI() + '?' + request.req().getQueryString();
    }

    private static boolean isListed(String tag, Context request) {
        String known = request.header("If-None-Match");
        return known != null && Arrays.stream(known.split(",", -1)).map(String::strip)
                .anyMatch(each -> each.equals(tag) || each.equals(WEAK + tag));
    }

    private static boolean isRead(Context request) {
        String method = request.req().getMethod();
        return method.equals("GET") || method.equals("HEAD");
    }
}
