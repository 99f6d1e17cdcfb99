package dev.threatcards.source.fetch;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import dev.threatcards.error.SourceException;

/**
 * SSRF guard: only public http(s) hosts are fetched, and a redirect may not leave the host that the user named.
 */
public final class PublicAddress {

    // An IPv4 address, or an IPv6 address in brackets.
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|\\[[0-9a-fA-F:.]+]");

    private static final int CARRIER_GRADE_FIRST = 100;

    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    private PublicAddress() {
    }

    /** Whether a source is an http(s) URL. */
    public static boolean isAddress(String source) {
        String start = source.toLowerCase(Locale.ROOT);
        return start.startsWith("http://") || start.startsWith("https://");
    }

    /**
     * Parses a URL.
     *
     * @throws SourceException if it is not http(s), or has a user name
     */
    static URI of(String text) {
        try {
            URI address = new URI(text);
            if (!isAddress(text) || address.getHost() == null) {
                throw new SourceException("Not an http or https address: " + text + ".");
            }
            if (address.getUserInfo() != null) {
                throw new SourceException("An address with a user's name in it is not asked: " + text + ".");
            }
            return address;
        } catch (URISyntaxException e) {
            throw new SourceException("Not an address: " + text + " (" + e.getReason() + ").");
        }
    }

    /**
     * Resolves the host name, and checks that it is not in a private network, unless it is written as an IP address or as "localhost".
     * Connect to the returned addresses, because the name may resolve differently later.
     *
     * @return at least one address
     * @throws SourceException if an address is private, or if the host does not exist
     */
    static List<InetAddress> requirePublic(URI address, Resolver resolver) {
        String host = address.getHost();
        try {
            if (LITERAL.matcher(host).matches() || host.equalsIgnoreCase("localhost")) {
                return List.of(InetAddress.getAllByName(host));
            }
            List<InetAddress> numbers = List.of(resolver.resolve(host));
            for (InetAddress number : numbers) {
                if (isPrivate(number)) {
                    throw new SourceException(host + " is a name for " + number.getHostAddress()
                            + ", an address of a private network; name that address itself if it is meant.");
                }
            }
            if (numbers.isEmpty()) {
                throw new UnknownHostException(host);
            }
            return numbers;
        } catch (UnknownHostException e) {
            throw new SourceException("There is no host " + host + ", or no network.");
        }
    }

    private static boolean isPrivate(InetAddress number) {
        byte[] bytes = number.getAddress();
        boolean own = number.isLoopbackAddress() || number.isAnyLocalAddress() || number.isLinkLocalAddress()
                || number.isSiteLocalAddress() || number.isMulticastAddress();
        return own || (bytes.length == 4 ? isReservedIpv4(bytes) : isPrivateIpv6(bytes));
    }

    /** This network, carrier-grade NAT, protocol assignments, benchmarks, and addresses above multicast (RFC 6890). */
    private static boolean isReservedIpv4(byte[] bytes) {
        int first = bytes[0] & 0xFF;
        int second = bytes[1] & 0xFF;
        return first == 0 || (first == CARRIER_GRADE_FIRST && (second & 0xC0) == 64)
                || (first == 192 && second == 0 && bytes[2] == 0) || (first == 198 && (second & 0xFE) == 18)
                || first >= 240;
    }

    /** Unique local addresses, and NAT64, 6to4 and compatible addresses of private IPv4 addresses. */
    private static boolean isPrivateIpv6(byte[] bytes) {
        if ((bytes[0] & 0xFE) == 0xFC) {
            return true;
        }
        boolean translated = bytes[0] == 0 && bytes[1] == 0x64 && (bytes[2] & 0xFF) == 0xFF
                && (bytes[3] & 0xFF) == 0x9B;
        boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 2;
        boolean compatible = Arrays.equals(bytes, 0, 12, new byte[12], 0, 12);
        if (!translated && !sixToFour && !compatible) {
            return false;
        }
        int at = sixToFour ? 2 : 12;
        try {
            return isPrivate(InetAddress.getByAddress(Arrays.copyOfRange(bytes, at, at + 4)));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    /**
     * The target of a redirect.
     *
     * @throws SourceException if it is on another host
     */
    static URI redirect(URI from, String location) {
        if (location.isBlank()) {
            throw new SourceException(from + " redirects, and does not say where to.");
        }
        URI to;
        try {
            to = from.resolve(new URI(location.strip()));
        } catch (URISyntaxException e) {
            throw new SourceException(from + " redirects to what is no address: " + location + ".");
        }
        if (!isAddress(to.toString()) || to.getHost() == null || to.getUserInfo() != null
                || !to.getHost().equalsIgnoreCase(from.getHost()) || !samePort(from, to)) {
            throw new SourceException(from + " redirects to " + to + ", which is another host, and was not followed;"
                    + " name that address itself if it is meant.");
        }
        return to;
    }

    /** Whether the port is the same, or changes from the default of http to that of https. */
    private static boolean samePort(URI from, URI to) {
        boolean upgraded = from.getScheme().equals("http") && to.getScheme().equals("https") && from.getPort() < 0
                && to.getPort() < 0;
        return upgraded || (from.getScheme().equals(to.getScheme()) && from.getPort() == to.getPort());
    }
}
