package dev.threatcards.source;

import java.util.Optional;

import dev.threatcards.error.SourceException;
import dev.threatcards.source.form.TextEncoding;

/**
 * Decodes text of unknown encoding: UTF-8, UTF-16 and UTF-32 with or without a byte order mark, or else windows-1252.
 */
public final class TextDecoder {

    private TextDecoder() {
    }

    /**
     * A decoded text.
     *
     * @param text the text without a byte order mark; malformed bytes are U+FFFD
     * @param encoding the name of the encoding: "UTF-16LE"
     * @param assumed whether the encoding is only assumed, because the bytes are not Unicode
     */
    public record Decoded(String text, String encoding, boolean assumed) {
    }

    /**
     * Decodes the bytes.
     *
     * @param source the name of the source, for the message
     * @throws SourceException if they are not text, but a PDF, an image, a program or an archive
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
