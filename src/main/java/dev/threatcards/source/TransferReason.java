package dev.threatcards.source;

import java.io.IOException;
import java.util.Locale;
import javax.net.ssl.SSLException;

import dev.threatcards.card.IoReason;

/** Says why a transfer failed, in the words of the person who waits for it. */
final class TransferReason {

    private TransferReason() {
    }

    /** The reason as a clause without a full stop; it names no class. */
    static String of(IOException failure) {
        if (failure instanceof SSLException) {
            return ofTls(failure.getMessage() == null ? "" : failure.getMessage().toLowerCase(Locale.ROOT));
        }
        String message = failure.getMessage() == null ? "" : failure.getMessage();
        if (message.contains("received no bytes") || message.contains("EOF reached while reading")
                || message.contains("bytes received: ") || message.startsWith("chunked transfer encoding")) {
            return "the answer broke off";
        }
        if (message.contains("Invalid status line") || message.contains("protocol error")) {
            return "the answer is not HTTP";
        }
        return IoReason.of(failure);
    }

    private static String ofTls(String message) {
        if (message.contains("unrecognized ssl message") || message.contains("plaintext connection")) {
            return "it does not speak TLS; perhaps the address should begin with http://";
        }
        if (message.contains("certif") || message.contains("pkix") || message.contains("subject alternative")) {
            return "its certificate is not one that this JDK trusts for this host";
        }
        return "the secure connection (TLS) could not be made";
    }
}
