package dev.threatcards.web;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import dev.threatcards.web.http.CrossOrigin;
import dev.threatcards.web.http.ServerLimits;

/**
 * The options of a server. Immutable; start from {@link #on}.
 *
 * @param host the name or address to listen on
 * @param port the port; 0 for a free one
 * @param crossOrigin the other sites whose pages may read the API
 * @param mcp whether it serves the Model Context Protocol at {@code /mcp}
 * @param limits the limits for its clients
 * @param allowedHosts host names, without a port, that the server answers to besides those that are always its own. A server on a
 *     loopback address answers to loopback names and to these; any other server answers to every name unless some are given here
 * @param publicUrl the address of the server as its users see it, such as that of a proxy before it; empty if they see the one
 *     that it listens on. Its host is an allowed one, and absolute addresses in answers begin with it
 */
public record ServerOptions(String host, int port, CrossOrigin crossOrigin, boolean mcp, ServerLimits limits,
        Set<String> allowedHosts, Optional<URI> publicUrl) {

    /** Labels of letters, digits, hyphens and underscores with dots between, or an IPv6 address. */
    private static final Pattern HOST = Pattern.compile("[\\w-]+(\\.[\\w-]+)*|\\[[0-9a-f:.]+]");

    /**
     * Host names are kept in lower case.
     *
     * @throws IllegalArgumentException if one of {@code allowedHosts} is no name of a host, or {@code publicUrl} is no http(s)
     *     address of a host alone
     */
    public ServerOptions {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(crossOrigin, "crossOrigin");
        Objects.requireNonNull(limits, "limits");
        Set<String> names = new LinkedHashSet<>();
        allowedHosts.forEach(name -> names.add(host(name)));
        allowedHosts = Set.copyOf(names);
        publicUrl.ifPresent(ServerOptions::requireOrigin);
    }

    /**
     * The default options: {@link ServerLimits#DEFAULT} on a loopback address, {@link ServerLimits#PUBLIC} on any other; no other site,
     * no agents.
     *
     * @param host the name or address to listen on
     * @param port the port; 0 for a free one
     */
    public static ServerOptions on(String host, int port) {
        return new ServerOptions(host, port, CrossOrigin.NONE, false,
                isLoopback(host) ? ServerLimits.DEFAULT : ServerLimits.PUBLIC, Set.of(), Optional.empty());
    }

    /** Whether only programs on this machine can reach a server that listens there. */
    static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            // Listening on it fails as well, with a better message.
            return false;
        }
    }

    /** These options with other sites that may read the API. */
    public ServerOptions withCrossOrigin(CrossOrigin others) {
        return new ServerOptions(host, port, others, mcp, limits, allowedHosts, publicUrl);
    }

    /** These options with or without the Model Context Protocol. */
    public ServerOptions withMcp(boolean agents) {
        return new ServerOptions(host, port, crossOrigin, agents, limits, allowedHosts, publicUrl);
    }

    /** These options with other limits. */
    public ServerOptions withLimits(ServerLimits bounds) {
        return new ServerOptions(host, port, crossOrigin, mcp, bounds, allowedHosts, publicUrl);
    }

    /** These options with other allowed hosts. */
    public ServerOptions withAllowedHosts(Set<String> hosts) {
        return new ServerOptions(host, port, crossOrigin, mcp, limits, hosts, publicUrl);
    }

    /**
     * These options with a public address.
     *
     * @param url a scheme, a host and perhaps a port: {@code https://cards.example}
     * @throws IllegalArgumentException if it is none
     */
    public ServerOptions withPublicUrl(String url) {
        try {
            return new ServerOptions(host, port, crossOrigin, mcp, limits, allowedHosts, Optional.of(new URI(url)));
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
