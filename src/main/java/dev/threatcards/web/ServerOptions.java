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
 * Where a server listens, who may reach it, and what it gives them. Immutable; start from {@link #on}.
 *
 * @param host the name or address to listen on
 * @param port the port; 0 for one that is free
 * @param crossOrigin the other sites whose pages may read the API
 * @param mcp whether agents can speak the Model Context Protocol with it, at {@code /mcp}
 * @param limits what clients are given at most
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
     * Copies and checks them; names of hosts are kept in lower case.
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
     * A server for its own pages alone. It has {@link ServerLimits#DEFAULT} on a loopback address, and {@link ServerLimits#PUBLIC}
     * on any other.
     *
     * @param host the name or address to listen on
     * @param port the port; 0 for one that is free
     */
    public static ServerOptions on(String host, int port) {
        return new ServerOptions(host, port, CrossOrigin.NONE, false,
                isLoopback(host) ? ServerLimits.DEFAULT : ServerLimits.PUBLIC, Set.of(), Optional.empty());
    }

    /** Whether only programs on this machine reach a server that listens there. */
    static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            // It cannot be listened on either, which is told where that is tried.
            return false;
        }
    }

    /** The same, for the pages of those sites too. */
    public ServerOptions withCrossOrigin(CrossOrigin others) {
        return new ServerOptions(host, port, others, mcp, limits, allowedHosts, publicUrl);
    }

    /** The same, with agents or without. */
    public ServerOptions withMcp(boolean agents) {
        return new ServerOptions(host, port, crossOrigin, agents, limits, allowedHosts, publicUrl);
    }

    /** The same, with these limits. */
    public ServerOptions withLimits(ServerLimits bounds) {
        return new ServerOptions(host, port, crossOrigin, mcp, bounds, allowedHosts, publicUrl);
    }

    /** The same, for these hosts. */
    public ServerOptions withAllowedHosts(Set<String> hosts) {
        return new ServerOptions(host, port, crossOrigin, mcp, limits, hosts, publicUrl);
    }

    /**
     * The same, under that address.
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
