package dev.threatcards.server;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a server is reached, beside where it listens. Immutable; start from {@link #DEFAULT}.
 *
 * @param allowedHosts host names, without a port, that the server answers to besides those that are always its own. A server on a
 *     loopback address answers to loopback names and to these; any other server answers to every name unless some are given here
 * @param publicUrl the address of the server as its users see it, such as that of a proxy before it; empty if they see the one
 *     that it listens on. Its host is an allowed one, and absolute addresses in answers begin with it
 */
public record ServerOptions(Set<String> allowedHosts, Optional<URI> publicUrl) {

    /** No other name than the server's own. */
    public static final ServerOptions DEFAULT = new ServerOptions(Set.of(), Optional.empty());

    /** Labels of letters, digits, hyphens and underscores with dots between, or an IPv6 address. */
    private static final Pattern HOST = Pattern.compile("[\\w-]+(\\.[\\w-]+)*|\\[[0-9a-f:.]+]");

    /**
     * Copies and checks them; names of hosts are kept in lower case.
     *
     * @throws IllegalArgumentException if one of {@code allowedHosts} is no name of a host, or {@code publicUrl} is no http(s)
     *     address of a host alone
     */
    public ServerOptions {
        Set<String> names = new LinkedHashSet<>();
        allowedHosts.forEach(name -> names.add(host(name)));
        allowedHosts = Set.copyOf(names);
        publicUrl.ifPresent(ServerOptions::requireOrigin);
    }

    /** The same, for these hosts. */
    public ServerOptions withAllowedHosts(Set<String> hosts) {
        return new ServerOptions(hosts, publicUrl);
    }

    /**
     * The same, under that address.
     *
     * @param url a scheme, a host and perhaps a port: {@code https://cards.example}
     * @throws IllegalArgumentException if it is none
     */
    public ServerOptions withPublicUrl(String url) {
        try {
            return new ServerOptions(allowedHosts, Optional.of(new URI(url)));
        } catch (URISyntaxException e) {
            throw noAddress(url);
        }
    }

    /** How absolute addresses begin if a public address is given, without a slash at the end. */
    Optional<String> origin() {
        return publicUrl.map(
                url -> url.getScheme().toLowerCase(Locale.ROOT) + "://" + url.getAuthority().toLowerCase(Locale.ROOT));
    }

    private static String host(String name) {
        String host = name.toLowerCase(Locale.ROOT);
        if (!HOST.matcher(host).matches()) {
            throw new IllegalArgumentException("\"" + name
                    + "\" is no name of a host; give it without a scheme, a port and a path, such as cards.example");
        }
        return host;
    }

    private static void requireOrigin(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        boolean isAlone = Set.of("", "/").contains(url.getPath() == null ? "" : url.getPath())
                && url.getRawQuery() == null && url.getRawFragment() == null && url.getRawUserInfo() == null;
        if (!Set.of("http", "https").contains(scheme) || url.getHost() == null || !isAlone) {
            throw noAddress(url.toString());
        }
    }

    private static IllegalArgumentException noAddress(String url) {
        return new IllegalArgumentException("\"" + url
                + "\" is no address of a server; one is a scheme, a host and perhaps a port, such as https://cards.example");
    }
}
