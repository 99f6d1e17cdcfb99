package dev.threatcards.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * What cards are read from, once.
 *
 * @param location where they are said to be from
 * @param size how many bytes it has; empty if that is known at its end alone
 */
record Input(String location, OptionalLong size, Opening opening) {

    /** Opens it. */
    interface Opening {
        InputStream open() throws IOException;
    }

    static Input of(Path file, String location) {
        try {
            // A pipe has a name and no size.
            OptionalLong size = Files.isRegularFile(file) ? OptionalLong.of(Files.size(file)) : OptionalLong.empty();
            return new Input(location, size, () -> Files.newInputStream(file));
        } catch (IOException e) {
            throw new SourceException("Cannot read " + location + ": " + IoFailure.reason(e) + ".");
        }
    }

    static Input standardInput() {
        return new Input("standard input", OptionalLong.empty(), () -> new FilterInputStream(System.in) {
            @Override
            public void close() {
                // It is the program's.
            }
        });
    }
}
