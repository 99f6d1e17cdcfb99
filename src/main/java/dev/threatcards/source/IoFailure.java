package dev.threatcards.source;

import java.io.EOFException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.util.Locale;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Why a file or a connection failed, in words for a person. */
final class IoFailure {

    private IoFailure() {
    }

    /** The reason as the end of a sentence, without its full stop. */
    static String reason(IOException failure) {
        String message = failure.getMessage() == null ? "" : failure.getMessage();
        return switch (failure) {
            case AccessDeniedException denied -> "not allowed to use " + denied.getFile();
            case NoSuchFileException missing -> "there is no " + missing.getFile();
            case FileSystemLoopException loop -> loop.getFile() + " leads back to a folder above it";
            case NotDirectoryException file -> file.getFile() + " is no folder";
            case FileAlreadyExistsException file -> file.getFile() + " exists and is no folder";
            case DirectoryNotEmptyException directory -> directory.getFile() + " is not empty";
            case FileSystemException file ->
                file.getReason() == null ? "it cannot be used" : lowered(file.getReason()) + " (" + file.getFile() + ")";
            case UnknownHostException unknown -> "there is no such host, or no network";
            case NoRouteToHostException none -> "no way leads to that host from this network";
            case BindException none -> "no way leads to that host from this network";
            case ConnectException refused ->
                message.contains("refused") ? "nothing answers there (the connection was refused)" : lowered(message);
            case SocketTimeoutException late -> "nothing came in time";
            case SSLException secure -> secure(secure);
            case EOFException end -> message.isEmpty() ? "it ends early" : lowered(message);
            default -> message.isEmpty() ? "reading or writing failed" : lowered(message);
        };
    }

    /** Whether another attempt would fail as well: it is about who answers there. */
    static boolean isLasting(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException || cause instanceof SSLPeerUnverifiedException
                    || cause instanceof CertPathBuilderException) {
                return true;
            }
        }
        return false;
    }

    private static String secure(SSLException failure) {
        if (isLasting(failure)) {
            return "its certificate is not to be trusted: it was issued for another name, by nobody known here, or has"
                    + " expired";
        }
        return failure.getMessage() != null && failure.getMessage().contains("plaintext")
                ? "it does not speak https at that port"
                : "no secure connection could be made";
    }

    private static String lowered(String text) {
        boolean sentence = text.length() > 1 && Character.isUpperCase(text.charAt(0))
                && Character.isLowerCase(text.charAt(1));
        return (sentence ? text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1) : text)
                .replaceAll("\\.$", "");
    }
}
