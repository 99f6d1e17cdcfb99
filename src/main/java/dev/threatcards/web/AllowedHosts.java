package dev.threatcards.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names of hosts under which a server may be asked. A page of the web can make its own name resolve to a loopback address (DNS
 * rebinding) and then read what is served there, since to the browser it is one site; its requests still carry its name.
 *
 * @param names in lower case
 * @param all whether any name will do
 */
record AllowedHosts(Set<String> names, boolean all) {

    /** An IPv4 address of 127.0.0.0/8. */
    private static final Pattern LOOPBACK = Pattern.compile("127(\\.\\d{1,3}){3}");

    AllowedHosts {
        names = Set.copyOf(names);
    }

    /**
     * Those of a server.
     *
     * @param listener the name or address that it listens on
     */
    static AllowedHosts of(String listener, ServerOptions options) {
        Set<String> names = new HashSet<>(options.allowedHosts());
        options.publicUrl().ifPresent(url -> names.add(url.getHost().toLowerCase(Locale.ROOT)));
        boolean loopback = isLoopback(listener);
        if (loopback) {
            names.add(listener.toLowerCase(Locale.ROOT));
        }
        return new AllowedHosts(names, !loopback && options.allowedHosts().isEmpty());
    }

    /** Whether a server that listens there can be asked by programs of this machine alone. */
    static boolean isLoopback(String listener) {
        try {
            return InetAddress.getByName(listener).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /**
     * Whether the server may be asked so.
     *
     * @param authority a host and perhaps a port, as a Host header has them; any port will do
     */
    boolean allows(String authority) {
        String host = host(authority);
        return all || names.contains(host) || host.equals("localhost") || host.endsWith(".localhost")
                || host.equals("[::1]") || host.equals("[0:0:0:0:0:0:0:1]") || LOOPBACK.matcher(host).matches();
    }

    private static String host(String authority) {
        int port = authority.startsWith("[") ? authority.indexOf(':', authority.indexOf(']')) : authority.indexOf(':');
        String host = port < 0 ? authority : authority.substring(0, port);
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return name.toLowerCase(Locale.ROOT);
    }
}
