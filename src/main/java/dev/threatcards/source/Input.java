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
 * An input to read cards from.
 *
 * @param location the location of the cards
 * @param size the number of bytes; empty if unknown
 */
record Input(String location, OptionalLong size, Opening opening) {

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
