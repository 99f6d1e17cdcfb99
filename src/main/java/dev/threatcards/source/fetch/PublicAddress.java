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
 * Which addresses may be asked. Who names one decides about its host alone: an answer cannot send the program to another
 * host, to a file, or into the network that it runs in.
 */
public final class PublicAddress {

    // An address of the host by numbers: IPv4, or IPv6 in its brackets.
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|\\[[0-9a-fA-F:.]+]");

    private static final int CARRIER_GRADE_FIRST = 100;

    /** Finds the numbers of a host's name. */
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    private PublicAddress() {
    }

    /** Whether a source is an address, and not a file's name. */
    public static boolean isAddress(String source) {
        String start = source.toLowerCase(Locale.ROOT);
        return start.startsWith("http://") || start.startsWith("https://");
    }

    /**
     * The address.
     *
     * @throws SourceException if it is none of the web, or has a user's name in it
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
     * Looks the host's name up, and checks that it does not stand for a machine of this network; a host that is written as a number,
     * or as "localhost", was meant so. Connect to what is returned, since the name may stand for something else a moment later.
     *
     * @return the numbers of the host, at least one
     * @throws SourceException if one of them is of a private network, or if there is no such host
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
        return own || (bytes.length == 4 ? isReserved(bytes) : isWithinSix(bytes));
    }

    /** This network, carrier-grade NAT, protocol assignments, benchmarks, and what is beyond multicast (RFC 6890). */
    private static boolean isReserved(byte[] bytes) {
        int first = bytes[0] & 0xFF;
        int second = bytes[1] & 0xFF;
        return first == 0 || (first == CARRIER_GRADE_FIRST && (second & 0xC0) == 64)
                || (first == 192 && second == 0 && bytes[2] == 0) || (first == 198 && (second & 0xFE) == 18)
                || first >= 240;
    }

    /** Unique local addresses, and those of IPv6 that stand for a private one of IPv4: NAT64, 6to4, compatible ones. */
    private static boolean isWithinSix(byte[] bytes) {
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
     * Where an answer redirects to.
     *
     * @throws SourceException if that is another host
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

    /** The same port; or from http to https, both at their usual ports. */
    private static boolean samePort(URI from, URI to) {
        boolean upgraded = from.getScheme().equals("http") && to.getScheme().equals("https") && from.getPort() < 0
                && to.getPort() < 0;
        return upgraded || (from.getScheme().equals(to.getScheme()) && from.getPort() == to.getPort());
    }
}
