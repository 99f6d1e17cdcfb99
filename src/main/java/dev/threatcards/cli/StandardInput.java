package dev.threatcards.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;

import dev.threatcards.error.SourceException;
import dev.threatcards.report.Report;
import dev.threatcards.source.TextDecoder;

/** Decodes text and reports from standard input or a file. */
final class StandardInput {

    private static final String NAME = "standard input";

    private StandardInput() {
    }

    /**
     * All of standard input, see {@link #text(byte[], String, PrintWriter)}.
     *
     * @throws SourceException if it cannot be read, or is no text
     */
    static String text(PrintWriter err) {
        try {
            return text(System.in.readAllBytes(), NAME, err);
        } catch (IOException e) {
            throw new SourceException("Cannot read " + NAME + ": " + e.getMessage() + ".");
        }
    }

    /**
     * A report from a file or from standard input. Notes about what was not read go to {@code err}.
     *
     * @param file the file; {@code -} for standard input
     * @throws SourceException if it is no report that can be read
     */
    static Report report(String file, PrintWriter err) throws IOException {
        boolean isPiped = file.equals("-");
        Report report = isPiped
                ? Report.of(System.in.readAllBytes(), NAME)
                : Report.of(Files.readAllBytes(Arguments.file(file)), file);
        report.notes().forEach(note -> err
                .println("threat-cards: " + Printable.text(isPiped ? "" : file + ": ") + Printable.text(note)));
        return report;
    }

    /**
     * The bytes as text without a byte order mark. If the encoding had to be guessed, a note says so.
     *
     * @param source the name of their source, for messages
     * @throws SourceException if they are no text
     */
    static String text(byte[] bytes, String source, PrintWriter err) {
        TextDecoder.Decoded decoded = TextDecoder.decode(bytes, source);
        if (decoded.assumed()) {
            err.println("threat-cards: " + Printable.text(source) + " is not in UTF-8, and was read as "
                    + decoded.encoding() + ".");
        }
        return decoded.text();
    }
}
