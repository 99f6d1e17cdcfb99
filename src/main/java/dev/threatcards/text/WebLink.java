package dev.threatcards.text;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An external address from a card. Because cards are not trusted, only {@code http} and {@code https} addresses become links; anything else is
 * plain text.
 *
 * @param text the address as the card has it
 * @param host the host without {@code www.}; empty for plain text
 * @param href the address to link to; empty for plain text
 */
public record WebLink(String text, String host, String href) {

    /**
     * Links of one host.
     *
     * @param host the host; empty for plain text
     * @param count the number of links, listed or not
     * @param links the links in the card's order
     */
    public record Host(String host, int count, List<WebLink> links) {
    }

    /** The text as a link, or as plain text. */
    public static WebLink of(String text) {
        try {
            URI address = new URI(text.strip());
            String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
            if ((scheme.equals("http") || scheme.equals("https")) && address.getHost() != null) {
                String host = address.getHost().toLowerCase(Locale.ROOT);
                return new WebLink(text, host.startsWith("www.") ? host.substring(4) : host, address.toString());
            }
        } catch (URISyntaxException e) {
            // Plain text.
        }
        return new WebLink(text, "", "");
    }

    /** The addresses as links, ordered by host; plain text comes last. */
    public static List<WebLink> byHost(List<String> addresses) {
        return addresses.stream().map(WebLink::of)
                .sorted(Comparator.comparing((WebLink link) -> !link.isLink()).thenComparing(WebLink::host)).toList();
    }

    /** The distinct addresses grouped by host: the host with the most links first, plain text last. */
    public static List<Host> hosts(List<String> addresses) {
        Map<String, List<WebLink>> byHost = new LinkedHashMap<>();
        addresses.stream().map(WebLink::of).distinct()
                .forEach(link -> byHost.computeIfAbsent(link.host(), first -> new ArrayList<>()).add(link));
        return byHost.entrySet().stream()
                .map(host -> new Host(host.getKey(), host.getValue().size(), List.copyOf(host.getValue())))
                .sorted(Comparator.comparing((Host host) -> host.host().isEmpty())
                        .thenComparingInt(host -> -host.count()).thenComparing(Host::host))
                .toList();
    }

    /** The path of the page on its host; the host if there is no path, and the text if this is plain text. */
    public String page() {
        if (!isLink()) {
            return text;
        }
        String path = text.strip().replaceFirst("^[a-zA-Z]+://[^/]*/?", "");
        return path.isEmpty() ? host : path;
    }

    /** Whether it can be followed: an {@code http} or {@code https} address. */
    public boolean isLink() {
        return !href.isEmpty();
    }
}
