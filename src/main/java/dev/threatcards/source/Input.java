package dev.threatcards.source;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

import dev.threatcards.error.SourceException;
import dev.threatcards.text.IoReason;

/**
 * A stream of bytes to read cards from, opened once.
 *
 * @param location where the cards are said to be from
 * @param size the number of bytes; empty if it is known only at the end
 * @param opening opens the stream
 */
record Input(String location, OptionalLong size, Opening opening) {

    /** Opens the stream. */
    interface Opening {
        InputStream open() throws IOException;
    }

    static Input of(Path file, String location) {
        try {
            // A named pipe has no size.
            OptionalLong size = Files.isRegularFile(file) ? OptionalLong.of(Files.size(file)) : OptionalLong.empty();
            return new Input(location, size, () -> Files.newInputStream(file));
        } catch (IOException e) {
            throw new SourceException("Cannot read " + location + ": " + IoReason.of(e) + ".");
        }
    }

    static Input of(byte[] content, String location) {
        return new Input(location, OptionalLong.of(content.length), () -> new ByteArrayInputStream(content));
    }

    static Input standardInput() {
        return new Input("standard input", OptionalLong.empty(), () -> new FilterInputStream(System.in) {
            @Override
            public void close() {
                // Standard input belongs to the program.
            }
        });
    }
}
