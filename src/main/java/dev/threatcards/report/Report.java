package dev.threatcards.report;

import java.util.List;
import java.util.Objects;

import dev.threatcards.error.SourceException;
import dev.threatcards.text.DefensiveCopies;

/**
 * A report, read in the form in which it was published. Offsets of mentions count in its {@link #text}. Immutable and thread-safe.
 *
 * {@snippet :
 * Report report = Report.of(Files.readAllBytes(Path.of("report.pdf")), "report.pdf");
 * List<Mention> mentions = cards.scan(report);
 * }
 *
 * <p>PDFs take the library {@code org.apache.pdfbox:pdfbox}, e-mails {@code org.apache.james:apache-mime4j-core}. Both are optional.
 *
 * @param title the title that the report states; empty if it states none
 * @param text the text without markup; of a report in plain text, the text as it is, without a byte order mark
 * @param form the form that it was read from
 * @param notes sentences about what was not read or had to be assumed, such as an attachment that is an archive; usually empty
 */
public record Report(String title, String text, ReportForm form, List<String> notes) {

    /** The most bytes of a report that is not plain text. */
    public static final int MAX_BYTES = 64 << 20;

    /** The most characters of a report's text that is not plain text. */
    public static final int MAX_TEXT = 10_000_000;

    public Report {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(form, "form");
        notes = DefensiveCopies.list(notes, "notes");
    }

    /** A report in plain text, such as a pasted one. */
    public static Report ofText(String text) {
        return new Report("", text, ReportForm.TEXT, List.of());
    }

    /** Reads a report of which nothing but the bytes is known, see {@link #of(byte[], String)}. */
    public static Report of(byte[] content) {
        return of(content, "");
    }

    /**
     * Reads a report. Its form is told from the content.
     *
     * @param content the whole report
     * @param name the file's name or the media type, for messages and where the content leaves a doubt, as between Markdown and plain
     *     text; may be empty
     * @throws SourceException if it is in no form that can be read, is damaged or encrypted, is too large, or its form takes a library that
     *     is not on the class path
     */
    public static Report of(byte[] content, String name) {
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(name, "name");
        return ReportReader.read(content, name, 0);
    }
}
