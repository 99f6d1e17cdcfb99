package dev.threatcards.web.http;

import org.eclipse.jetty.http.HttpFields;

/** The headers that tell a browser what an answer may do. Every answer has them, errors too. */
public final class SecurityHeaders {

    public static final String CONTENT_SECURITY_POLICY = "Content-Security-Policy";
    public static final String REFERRER_POLICY = "Referrer-Policy";

    private SecurityHeaders() {
    }

    /** Adds the headers. */
    public static void addTo(HttpFields.Mutable headers) {
        headers.put(CONTENT_SECURITY_POLICY, policy("'self'"));
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put(REFERRER_POLICY, "no-referrer");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
    }

    /**
     * The content security policy: everything is loaded from this server and nothing is inline; forms lead back to it; no frames.
     *
     * @param images the allowed sources of images
     */
    public static String policy(String images) {
        return "default-src 'none'; style-src 'self'; img-src " + images + "; script-src 'self'; connect-src 'self';"
                + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    }
}
