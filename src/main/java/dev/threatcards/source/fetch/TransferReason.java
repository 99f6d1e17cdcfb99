package dev.threatcards.source.fetch;

import java.io.EOFException;
import java.io.IOException;
import java.net.BindException;
import java.net.SocketTimeoutException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

import dev.threatcards.text.IoReason;

/** Explains in plain words why a transfer failed. */
final class TransferReason {

    private TransferReason() {
    }

    /** The reason as a clause without a full stop. */
    static String of(IOException failure) {
        return switch (failure) {
            case SSLException tls -> ofTls(tls);
            case SocketTimeoutException late -> "nothing came in time";
            case BindException none -> "no way leads to that host from this network";
            case EOFException end -> end.getMessage() == null ? "the connection was cut" : end.getMessage();
            default -> IoReason.of(failure);
        };
    }

    /** Whether a retry would fail as well, because of the server's certificate. */
    static boolean isLasting(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException || cause instanceof SSLPeerUnverifiedException
                    || cause instanceof CertPathBuilderException) {
                return true;
            }
        }
        return false;
    }

    private static String ofTls(SSLException failure) {
        String message = failure.getMessage() == null ? "" : failure.getMessage().toLowerCase(Locale.ROOT);
        if (message.contains("unrecognized ssl message") || message.contains("plaintext connection")) {
            return "it does not speak TLS; perhaps the address should begin with http://";
        }
        return isLasting(failure)
                ? "its certificate is not to be trusted: it was issued for another name, by nobody known here, or has expired"
                : "the secure connection (TLS) could not be made";
    }
}
