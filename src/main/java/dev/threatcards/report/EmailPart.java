package dev.threatcards.report;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;

/** A part of an e-mail. */
sealed interface EmailPart {

    /** Several parts (RFC 2046): "mixed", "alternative", "related". */
    record Multiple(String kind, List<EmailPart> parts) implements EmailPart {
    }

    /**
     * A text or a file, decoded.
     *
     * @param type the media type in lower case
     * @param charset the charset that is named and known; empty otherwise
     * @param file the file's name; empty if it has none
     */
    // Parts are never compared, so that equality of the array by identity does no harm.
    @SuppressWarnings("ArrayRecordComponent")
    record Single(String type, Optional<Charset> charset, String file, boolean attached,
            byte[] content) implements EmailPart {
    }
}
