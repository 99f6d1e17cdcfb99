package dev.threatcards.web.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** Whom bounds by address count a client as. */
public final class ClientAddress {

    /** The part of an IPv6 address that names the network, in bytes; of the rest one machine has as many as it likes. */
    private static final int NETWORK = 8;

    private ClientAddress() {
    }

    /** The same text for all that are counted as one: an IPv4 address, or the network of an IPv6 address. */
    public static String of(SocketAddress remote) {
        return remote instanceof InetSocketAddress address && address.getAddress() != null
                ? of(address.getAddress())
                : "unknown";
    }

    public static String of(InetAddress address) {
        byte[] bytes = address.getAddress();
        return HexFormat.of().formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, NETWORK) : bytes);
    }
}
