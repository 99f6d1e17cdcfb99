package dev.threatcards.web;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.eclipse.jetty.io.Connection;

import dev.threatcards.web.http.ClientAddress;

/** Closes new connections from addresses that have too many. Thread-safe. */
final class ConnectionsPerAddress implements Connection.Listener {

    private final int most;
    private final Map<String, Integer> open = new ConcurrentHashMap<>();
    /** A closed connection no longer has its remote address. */
    private final Map<Connection, String> addresses = new ConcurrentHashMap<>();

    ConnectionsPerAddress(int most) {
        this.most = most;
    }

    @Override
    public void onOpened(Connection connection) {
        String address = ClientAddress.of(connection.getEndPoint().getRemoteSocketAddress());
        addresses.put(connection, address);
        if (open.merge(address, 1, Integer::sum) > most) {
            connection.close();
        }
    }

    @Override
    public void onClosed(Connection connection) {
        String address = addresses.remove(connection);
        if (address != null) {
            open.computeIfPresent(address, (same, count) -> count == 1 ? null : count - 1);
        }
    }
}
