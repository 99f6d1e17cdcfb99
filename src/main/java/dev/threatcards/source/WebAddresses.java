package dev.threatcards.source;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which addresses may be asked. Who names one decides about its host alone: an answer cannot send the program to another
 * host, to a file, or into the network that it runs in.
 */
final class WebAddresses {

    // An address of the host by numbers: IPv4, or IPv6 in its brackets.
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|\\[[0-9a-fA-F:.]+]");

    private static final int CARRIER_GRADE_FIRST = 100;

    /** Finds the numbers of a host's name. */
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    private WebAddresses() {
    }

    /** Whether a source is an address, and not a file's name. */
    static boolean isAddress(String source) {
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
     * Says that the host's name does not stand for a machine of this network; one that is written as a number, or as
     * "localhost", was meant so. The JDK remembers what a name stands for, so that the connection goes where was looked.
     *
     * @throws SourceException if it does, or if there is no such host
     */
    static void requirePublic(URI address, Resolver resolver) {
        String host = address.getHost();
        if (LITERAL.matcher(host).matches() || host.equalsIgnoreCase("localhost")) {
            return;
        }
        try {
            for (InetAddress number : resolver.resolve(host)) {
                if (isPrivate(number)) {
                    throw new SourceException(host + " is a name for " + number.getHostAddress()
                            + ", an address of a private network; name that address itself if it is meant.");
                }
            }
        } catch (UnknownHostException e) {
            throw new SourceException("There is no host " + host + ", or no network.");
        }
    }

    private static boolean isPrivate(InetAddress number) {
        byte[] bytes = number.getAddress();
        boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xFE) == 0xFC;
        boolean carrierGrade = bytes.length == 4 && bytes[0] == CARRIER_GRADE_FIRST && (bytes[1] & 0xC0) == 64;
        return number.isLoopbackAddress() || number.isAnyLocalAddress() || number.isLinkLocalAddress()
                || number.isSiteLocalAddress() || number.isMulticastAddress() || uniqueLocal || carrierGrade;
    }

    /**
     * Where an answer redirects to.
     *
     * @throws SourceException if that is another host
     */
    static URI redirect(URI from, String location) {
        URI to;
        try {
            to = from.resolve(new URI(location));
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
