package dev.threatcards.server;

import java.util.Arrays;

import io.javalin.http.Context;

/**
 * What names the state of an answer of the API: the same address over the same commit gives the same answer, which need not be
 * made and sent again. The tags are weak, since an answer may be compressed.
 */
final class EntityTags {

    static final String WEAK = "W/";

    /** Which program made the answer: another one may write it otherwise, and is started anew. */
    private final String start = Long.toHexString(System.currentTimeMillis());

    /** Tags the answer, or ends the request with 304 where whoever asks has it. */
    void tag(Context request) {
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

    /** Answers 304 to who has whatever there is, now that there is something. */
    void tagged(Context request) {
        if (isRead(request) && isAny(request) && request.statusCode() == 200) {
            request.status(304).result(new byte[0]);
        }
    }

    /** Whether who asks has any answer there may be. */
    static boolean isAny(Context request) {
        String known = request.header("If-None-Match");
        return known != null && known.strip().equals("*");
    }

    /** Whether who asks has the answer of that tag, be it said to be weak or not. */
    static boolean isKnown(String tag, Context request) {
        return isAny(request) || isListed(tag, request);
    }

    private static boolean isListed(String tag, Context request) {
        String known = request.header("If-None-Match");
        return known != null
                && Arrays.stream(known.split(",", -1)).map(String::strip).map(EntityTags::opaque).anyMatch(tag::equals);
    }

    /** A problem is no state of what the address names. */
    static void remove(Context request) {
        request.res().setHeader("ETag", null);
    }

    private static boolean isRead(Context request) {
        String method = request.req().getMethod();
        return method.equals("GET") || method.equals("HEAD");
    }

    /** What was asked for, as it was written. */
    static String address(Context request) {
        return request.req().getRequestURI() + '?' + request.req().getQueryString();
    }

    private static String opaque(String tag) {
        return tag.startsWith(WEAK) ? tag.substring(WEAK.length()) : tag;
    }
}
