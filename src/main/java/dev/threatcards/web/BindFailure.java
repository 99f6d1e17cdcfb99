package dev.threatcards.web;

import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;

import dev.threatcards.text.IoReason;

/** Explains why a server cannot listen, and what to do. */
final class BindFailure {

    /** The first port that any user may listen on. */
    private static final int FIRST_FREE_PORT = 1024;

    private BindFailure() {
    }

    static ServerException of(String host, int port, Exception failure) {
        return new ServerException("Cannot listen on " + host + ":" + port + ": " + reason(host, port, failure),
                failure);
    }

    private static String reason(String host, int port, Throwable failure) {
        Throwable root = failure;
        // Unknown hosts are recognized by the type of the exception, other causes only by the text of the operating system.
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            root = cause;
            if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
                return noHost(host);
            }
        }
        String message = root.getMessage() == null ? "" : root.getMessage();
        if (message.contains("Unresolved")) {
            return noHost(host);
        }
        if (message.contains("Permission denied")) {
            return port > 0 && port < FIRST_FREE_PORT
                    ? "ports below " + FIRST_FREE_PORT
                            + " need a permission that this user has not; name another --port."
                    : "permission is denied; name another --port or --host.";
        }
        if (message.contains("assign requested address") || message.contains("Invalid argument")) {
            return "this machine has no such address; name one of its own as --host, or 0.0.0.0 for all.";
        }
        if (message.contains("already in use")) {
            return "the port is in use; name another --port, or 0 for a free one.";
        }
        return IoReason.of(root) + "; name another --port or --host.";
    }

    private static String noHost(String host) {
        return "there is no host \"" + host + "\"; name an address of this machine as --host.";
    }
}
