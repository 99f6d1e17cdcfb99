package dev.threatcards.server;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * An address from a card, as a page shows it. Only {@code http} and {@code https} become links: a card's text decides
 * nothing else about a page.
 *
 * @param text the address as it stands on the card
 * @param host the host, for people; empty if it is no link
 * @param href the address to link to; empty if it is no link
 */
record WebAddress(String text, String host, String href) {

    static WebAddress of(String text) {
        try {
            URI address = new URI(text.strip());
            String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
            if ((scheme.equals("http") || scheme.equals("https")) && address.getHost() != null) {
                String host = address.getHost().toLowerCase(Locale.ROOT);
                return new WebAddress(text, host.startsWith("www.") ? host.substring(4) : host, address.toString());
            }
        } catch (URISyntaxException e) {
            // Shown as the text that it is.
        }
        return new WebAddress(text, "", "");
    }

    /** What tells the page from others of its host: its path; the whole text where that is no link. */
    String page() {
        if (!isLink()) {
            return text;
        }
        String path = text.strip().replaceFirst("^[a-zA-Z]+://[^/]*/?", "");
        return path.isEmpty() ? host : path;
    }

    boolean isLink() {
        return !href.isEmpty();
    }
}
