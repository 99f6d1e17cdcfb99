package dev.threatcards.report;

import java.util.Locale;

/** The form of a report. */
public enum ReportForm {
    /** Plain text in UTF-8, UTF-16, UTF-32 or windows-1252; read as it is. */
    TEXT,
    /** Markdown; read without its markup. */
    MARKDOWN,
    /** A page of the web; its article is read, without navigation, advertisements and the like. */
    HTML,
    /** An e-mail (RFC 5322) with its attachments. */
    EMAIL,
    /** A PDF; its text is read, not its images. */
    PDF;

    /** The name in JSON: "markdown". */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
