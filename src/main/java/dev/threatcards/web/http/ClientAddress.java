package dev.threatcards.web.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** The key under which limits per address count a client. */
public final class ClientAddress {

    /** The length of an IPv6 network prefix in bytes; one machine may have any number of addresses in its network. */
    private static final int NETWORK = 8;

    private ClientAddress() {
    }

    /** The IPv4 address, or the network of the IPv6 address. */
    public static String of(SocketAddress remote) {
        return remote instanceof InetSocketAddress address && address.getAddress() != null
                ? of(address.getAddress())
                : "unknown";
    }

    /** The key of an address. */
    public static String of(InetAddress address) {
        byte[] bytes = address.getAddress();
        return HexFormat.of().formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, NETWORK) : bytes);
    }
}
