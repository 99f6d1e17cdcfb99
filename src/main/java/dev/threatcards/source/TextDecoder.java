package dev.threatcards.source;

import java.util.Objects;
import java.util.Optional;

import dev.threatcards.error.SourceException;
import dev.threatcards.source.form.BinaryFormat;
import dev.threatcards.source.form.TextEncoding;

/**
 * Decodes text of which nobody has said how it is encoded: UTF-8, UTF-16 and UTF-32 with a byte order mark or without, and
 * windows-1252 for what is neither. The mark is no part of the text.
 */
public final class TextDecoder {

    private TextDecoder() {
    }

    /**
     * A text.
     *
     * @param text without a byte order mark; U+FFFD stands for bytes that are no character
     * @param encoding the encoding's name, "UTF-16LE"
     * @param assumed whether the bytes do not show that it is that encoding, but are none of Unicode's
     */
    public record Decoded(String text, String encoding, boolean assumed) {

        /** Checks that nothing is null. */
        public Decoded {
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(encoding, "encoding");
        }
    }

    /**
     * Decodes the bytes.
     *
     * @param source what they are from, for the message: a file's name, "standard input"
     * @throws SourceException if they are no text: a PDF, an image, a program, an archive
     */
    public static Decoded decode(byte[] bytes, String source) {
        Optional<BinaryFormat> format = BinaryFormat.of(bytes);
        if (format.isPresent()) {
            throw new SourceException(source + " is no text but " + format.get().title() + "; turn it into text first"
                    + (format.get() == BinaryFormat.PDF ? ", with pdftotext for example." : "."));
        }
        TextEncoding encoding = TextEncoding.of(bytes);
        if (encoding.isBinary(bytes)) {
            throw new SourceException(
                    source + " is no text: it has bytes that no text in UTF-8, UTF-16 or windows-1252 has.");
        }
        return new Decoded(encoding.text(bytes).replace(TextEncoding.MALFORMED, '\uFFFD'), encoding.charset().name(),
                encoding.assumed());
    }
}
