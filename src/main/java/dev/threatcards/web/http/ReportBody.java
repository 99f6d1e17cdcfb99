package dev.threatcards.web.http;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

import io.javalin.http.Context;

import dev.threatcards.error.SourceException;
import dev.threatcards.report.Report;
import dev.threatcards.web.http.MultipartForm.FilePart;
import dev.threatcards.web.http.RequestBody.Content;

/** Reads a report from a request. A text that says that it is plain is taken as it is; other forms are told from the content. */
public final class ReportBody {

    /** The largest report that is not plain text, in bytes: a PDF with pictures. Its text is bounded as any. */
    public static final int BYTES = 20 << 20;

    /** The media type of a form with a file. */
    public static final String FORM = "multipart/form-data";

    /** The field of the file. */
    public static final String FILE = "file";

    // Types whose content is text for its own sake, which is not read as a page or an e-mail.
    private static final Pattern PLAIN = Pattern.compile(
            "text/(?!html$|markdown$|x-markdown$).+|application/(?:json|xml|x-ndjson)|(?!application/xhtml).+\\+(?:json|xml)");

    private ReportBody() {
    }

    /**
     * The report that is the body of a request, or the file of a form.
     *
     * @throws Problem.Thrown 400 if it cannot be read, 413 if it or its text is too large, 415 if its media type is none of a report
     */
    public static Report of(Context request) {
        String type = type(request);
        if (type.equals(FORM)) {
            MultipartForm form = form(request);
            if (!form.fields().isEmpty() || form.files().size() != 1 || !form.files().getFirst().field().equals(FILE)) {
                throw Problem.thrown(400, "Malformed form", "The form has one field, \"" + FILE + "\", with one file.");
            }
            return of(form.files().getFirst());
        }
        if (PLAIN.matcher(type).matches()) {
            return Report.ofText(RequestBody.text(Content.TEXT, NamesRequest.TEXT_BYTES, "text", request));
        }
        // Without a charset of the request, a page's own statement of it counts.
        boolean named = type.startsWith("text/") && RequestBody.hasCharset(request);
        byte[] content = named
                ? RequestBody.text(Content.REPORT, BYTES, "report", request).getBytes(StandardCharsets.UTF_8)
                : RequestBody.bytes(Content.REPORT, BYTES, "report", request);
        return read(content, type);
    }

    /** Whether the body is a form with files. */
    public static boolean isForm(Context request) {
        return type(request).equals(FORM);
    }

    /** The form with files that is the body of a request. */
    public static MultipartForm form(Context request) {
        String header = String.valueOf(request.header("Content-Type"));
        return MultipartForm.of(header,
                RequestBody.bytes(Content.REPORT, BYTES + NamesRequest.TEXT_BYTES, "form", request));
    }

    /**
     * The report that a file is.
     *
     * @throws Problem.Thrown 400 if it cannot be read, 413 if it or its text is too large
     */
    public static Report of(FilePart file) {
        if (file.content().length > BYTES) {
            throw RequestBody.tooLarge(
                    "A report has at most " + BYTES + " bytes (" + (BYTES >> 20) + " MB); this one has more.");
        }
        return read(file.content(), file.name());
    }

    private static Report read(byte[] content, String name) {
        Report report;
        try {
            report = Report.of(content, name);
        } catch (SourceException e) {
            throw Problem.thrown(400, "Unreadable report", e.getMessage());
        }
        if (report.text().getBytes(StandardCharsets.UTF_8).length > NamesRequest.TEXT_BYTES) {
            throw RequestBody.tooLarge("A text has at most " + NamesRequest.TEXT_BYTES + " bytes ("
                    + (NamesRequest.TEXT_BYTES >> 20) + " MB); this one has more. Send it in parts.");
        }
        return report;
    }

    private static String type(Context request) {
        String header = request.header("Content-Type");
        return header == null ? "" : header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
