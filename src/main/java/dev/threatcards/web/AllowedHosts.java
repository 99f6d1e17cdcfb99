package dev.threatcards.web;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The host names that a server answers to, as a guard against DNS rebinding: a web page that makes its own name resolve to a loopback
 * address could read what is served there, but its requests still carry its name.
 *
 * @param names in lower case
 * @param all whether every name is allowed
 */
record AllowedHosts(Set<String> names, boolean all) {

    /** An IPv4 address of 127.0.0.0/8. */
    private static final Pattern LOOPBACK = Pattern.compile("127(\\.\\d{1,3}){3}");

    AllowedHosts {
        names = Set.copyOf(names);
    }

    /** @param listener the name or address that the server listens on */
    static AllowedHosts of(String listener, ServerOptions options) {
        Set<String> names = new HashSet<>(options.allowedHosts());
        options.publicUrl().ifPresent(url -> names.add(url.getHost().toLowerCase(Locale.ROOT)));
        boolean loopback = ServerOptions.isLoopback(listener);
        if (loopback) {
            names.add(listener.toLowerCase(Locale.ROOT));
        }
        return new AllowedHosts(names, !loopback && options.allowedHosts().isEmpty());
    }

    /** @param authority a host and perhaps a port, as in a Host header; the port does not matter */
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
