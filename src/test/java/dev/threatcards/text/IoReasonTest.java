package dev.threatcards.text;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

final class IoReasonTest {

    static Stream<Arguments> failures() {
        return Stream.of(arguments(new NoSuchFileException("/x"), "there is no such file"),
                arguments(new AccessDeniedException("/x"), "permission is denied"),
                arguments(new NotDirectoryException("/x"), "it is a file, not a folder"),
                arguments(new FileNotFoundException("/x (Permission denied)"), "permission is denied"),
                arguments(new FileNotFoundException("/x (Is a directory)"), "it is a folder"),
                arguments(new FileSystemException("/x", null, "No space left on device"),
                        "no space is left on the disk"),
                arguments(new IOException("Is a directory"), "it is a folder"),
                arguments(new IOException("Bad file descriptor"), "it is closed"),
                arguments(new EOFException("Unexpected end of ZLIB input stream"), "it ends early"),
                arguments(new ConnectException(), "the connection was refused; nothing listens there"),
                arguments(new ConnectException("Connection refused"),
                        "the connection was refused; nothing listens there"),
                arguments(new ConnectException().initCause(new UnresolvedAddressException()),
                        "there is no such host, or no network"),
                arguments(new UnknownHostException("x"), "there is no such host, or no network"),
                arguments(new ClosedChannelException(), "it was closed meanwhile"),
                arguments(new InvalidPathException("a\0b", "Nul character not allowed"),
                        "a file's name cannot have the character NUL in it"),
                arguments(new IOException(new IllegalStateException("x")), "the system does not say why"),
                arguments(new IOException("java.net.ConnectException: refused"), "the system does not say why"),
                arguments(new IOException(), "the system does not say why"),
                arguments(new IOException("the tape is torn"), "the tape is torn"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailureIsToldInWords(Throwable failure, String words) {
        assertThat(IoReason.of(failure)).isEqualTo(words);
    }
}
