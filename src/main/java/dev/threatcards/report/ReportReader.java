package dev.threatcards.report;

import java.util.List;

import dev.threatcards.error.SourceException;
import dev.threatcards.error.ThreatCardsException;
import dev.threatcards.source.BinaryFormat;
import dev.threatcards.source.TextDecoder;
import dev.threatcards.source.form.TextEncoding;

/** Recognizes the form of a report and reads it. */
final class ReportReader {

    /** What messages call a report without a name. */
    private static final String NAMELESS = "The report";

    /** The most bytes of a page without its embedded images; its tree of elements takes ten times as much memory. */
    static final int MAX_PAGE = 8 << 20;

    private ReportReader() {
    }

    /**
     * Reads a report.
     *
     * @param depth how many e-mails it is attached to
     */
    static Report read(byte[] content, String name, int depth) {
        String source = name.isBlank() || isMediaType(name) ? NAMELESS : name;
        boolean pdf = BinaryFormat.PDF.matches(content) || FormSniffer.isPdf(content);
        if (!pdf && BinaryFormat.of(content).isEmpty() && TextEncoding.of(content).isBinary(content)
                && !FormSniffer.isEmail(content)) {
            throw notReadable(source, "no text: it has bytes that no text in UTF-8, UTF-16 or windows-1252 has");
        }
        BinaryFormat.of(content).filter(format -> format != BinaryFormat.PDF).ifPresent(format -> {
            throw notReadable(source, format.title());
        });
        try {
            if (pdf) {
                requireSize(content.length, Report.MAX_BYTES, source);
                return bounded(PdfReader.read(content, source), source);
            }
            if (FormSniffer.isEmail(content)) {
                requireSize(content.length, Report.MAX_BYTES, source);
                return bounded(EmailReader.read(content, source, depth), source);
            }
            if (FormSniffer.isPage(content, name)) {
                requireSize(content.length, Report.MAX_BYTES, source);
                Report page = page(TextEncoding.ofPage(content).text(content), source, HtmlPage.Scope.ARTICLE);
                if (page.text().isBlank()) {
                    throw new SourceException(
                            source + " is a web page without text, which its scripts fetch in a browser;"
                                    + " save it from the browser once it shows its text, or send that text.");
                }
                return bounded(page, source);
            }
            return text(content, name, source);
        } catch (NoClassDefFoundError e) {
            throw new SourceException(
                    source + " is " + (pdf ? "a PDF" : "an e-mail") + ", and reading one takes the library "
                            + (pdf ? "org.apache.pdfbox:pdfbox" : "org.apache.james:apache-mime4j-core")
                            + ", which is not on the class path; add it to the program's dependencies.");
        } catch (ThreatCardsException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            // The libraries throw such on input that is damaged on purpose.
            throw new SourceException(source + " is damaged and cannot be read; save it again, or send its text.");
        }
    }

    private static boolean isMediaType(String name) {
        return FormSniffer.MEDIA_TYPE.matcher(name).matches();
    }

    private static SourceException notReadable(String source, String what) {
        return new SourceException(source + " is " + what
                + ". Reports are read as text, Markdown, HTML, e-mails (.eml) and PDF; save it as one of these.");
    }

    private static void requireSize(int size, int most, String source) {
        if (size > most) {
            throw new SourceException(source + " has " + size + " bytes; a report has at most " + most + " ("
                    + (most >> 20) + " MB). Send it in parts, or its text.");
        }
    }

    private static Report bounded(Report report, String source) {
        if (report.text().length() > Report.MAX_TEXT) {
            throw new SourceException(source + " has " + report.text().length()
                    + " characters of text; a report has at most " + Report.MAX_TEXT + ". Send it in parts.");
        }
        return report;
    }

    private static Report text(byte[] content, String name, String source) {
        TextDecoder.Decoded decoded = TextDecoder.decode(content, source);
        List<String> notes = decoded.assumed()
                ? List.of("The text is not in UTF-8, and was read as " + decoded.encoding() + ".")
                : List.of();
        return FormSniffer.isMarkdown(decoded.text(), name)
                ? MarkdownText.read(decoded.text(), notes)
                : new Report("", decoded.text(), ReportForm.TEXT, notes);
    }

    /** Reads a page without the images that it embeds. */
    static Report page(String html, String source, HtmlPage.Scope scope) {
        String slim = HtmlPage.withoutData(html);
        requireSize(slim.length(), MAX_PAGE, source);
        return HtmlPage.read(slim.replace(TextEncoding.MALFORMED, '\uFFFD'), scope);
    }
}
