package dev.threatcards.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

import dev.threatcards.error.SourceException;

/** Reads the text of a PDF with PDFBox, within bounds of memory and time. */
final class PdfReader {

    // The filters of a stream: an array, or an indirect object, which could hide one. Names may have escapes: /Fl#61teDecode.
    private static final Pattern FILTERS = Pattern
            .compile("/(?:Filter|F)(?:\\s|%[^\\r\\n]*+)*+(?:\\[([^\\]]{0,500})\\]|(\\d++\\s++\\d++\\s++R))");

    private static final Pattern ESCAPE = Pattern.compile("#([0-9A-Fa-f]{2})");

    // Filters whose output is larger than their input, or that may be such.
    private static final Pattern EXPANDING = Pattern
            .compile("/(?:FlateDecode|LZWDecode|RunLengthDecode|Fl|LZW|RL)(?![A-Za-z])|\\d\\s++R");

    // What programs write into the title for want of one: the name of the file.
    private static final Pattern NO_TITLE = Pattern.compile(
            "(?i)(?:microsoft (?:word|powerpoint)\\b.*|untitled.*|.*\\.(?:docx?|pptx?|indd|pdf|rtf|html?|qxp|ai)|\\W*)");

    static {
        BundledFont.install();
    }

    private PdfReader() {
    }

    static Report read(byte[] content, String source) {
        requireOneCompression(content, source);
        PdfBounds bounds = new PdfBounds();
        try (PDDocument document = Loader.loadPDF(new BoundedBytes(content, bounds))) {
            PdfPages pages = new PdfPages(bounds);
            List<String> texts = pages.texts(document);
            long blank = texts.stream().filter(String::isBlank).count();
            if (blank == texts.size()) {
                throw new SourceException(source
                        + " is a PDF without text: its pages are images. Recognize their text first, with ocrmypdf for example.");
            }
            List<String> notes = new ArrayList<>();
            if (blank > 0) {
                notes.add(blank + " of " + texts.size()
                        + " pages have no text; if they are scanned, what they show is not read.");
            }
            return new Report(title(document), PdfLines.of(texts), ReportForm.PDF, notes);
        } catch (InvalidPasswordException e) {
            throw new SourceException(
                    source + " is an encrypted PDF, which only its password opens; save it without one.");
        } catch (PdfBounds.Exceeded e) {
            throw new SourceException(
                    source + " is a PDF that " + e.getMessage() + "; print it to a new PDF, or send its text.");
        } catch (IOException e) {
            throw damaged(source);
        } catch (RuntimeException | StackOverflowError e) {
            if (e instanceof SourceException known) {
                throw known;
            }
            throw damaged(source);
        }
    }

    private static SourceException damaged(String source) {
        return new SourceException(
                source + " is a damaged PDF and cannot be read; download it again, or send its text.");
    }

    /** Refuses a stream that is compressed by two methods, whose size {@link BoundedBytes} cannot foresee; no program writes such. */
    private static void requireOneCompression(byte[] content, String source) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        Matcher filters = FILTERS.matcher(text.indexOf('#') < 0
                ? text
                : ESCAPE.matcher(text).replaceAll(
                        escape -> Matcher.quoteReplacement("" + (char) Integer.parseInt(escape.group(1), 16))));
        while (filters.find()) {
            boolean several = filters.group(1) != null && EXPANDING.matcher(filters.group(1)).results().count() > 1;
            if (several || (filters.group(2) != null && filters.group().startsWith("/Filter"))) {
                throw new SourceException(source
                        + " is a PDF that is compressed in an unusual way; print it to a new PDF, or send its text.");
            }
        }
    }

    private static String title(PDDocument document) {
        String stated = document.getDocumentInformation().getTitle();
        return stated == null || NO_TITLE.matcher(stated).matches() ? "" : stated.strip();
    }
}
