package dev.threatcards.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.threatcards.error.SourceException;
import dev.threatcards.source.BinaryFormat;
import dev.threatcards.source.TextDecoder;
import dev.threatcards.source.form.TextEncoding;

/**
 * The text of an e-mail: its subject, its body, and the texts of its attachments, each below the name of its file. Of alternatives the
 * plain text is read, unless it says much less than the page. Not thread-safe.
 */
final class EmailText {

    private static final Pattern BLANK_LINES = Pattern.compile("\n{3,}");

    private final String source;
    private final int depth;
    private final boolean savedPage;
    private final List<String> notes = new ArrayList<>();

    /**
     * @param depth how many e-mails it is attached to
     * @param savedPage whether a browser saved a page in the form of an e-mail
     */
    EmailText(String source, int depth, boolean savedPage) {
        this.source = source;
        this.depth = depth;
        this.savedPage = savedPage;
    }

    Report of(String subject, EmailPart root) {
        String body = text(root);
        String whole = subject.isEmpty() || body.startsWith(subject) ? body : subject + "\n\n" + body;
        return new Report(subject,
                BLANK_LINES.matcher(whole.replace("\r\n", "\n").replace('\r', '\n')).replaceAll("\n\n").strip(),
                savedPage ? ReportForm.HTML : ReportForm.EMAIL, notes);
    }

    private String text(EmailPart part) {
        return switch (part) {
            case EmailPart.Multiple multiple -> multiple.kind().equals("alternative")
                    ? alternative(multiple.parts())
                    : multiple.parts().stream().map(this::text).filter(text -> !text.isBlank())
                            .collect(Collectors.joining("\n\n"));
            case EmailPart.Single single -> text(single);
        };
    }

    /** The first alternative with text, which is the plain one, or a later one that has twice as much. */
    private String alternative(List<EmailPart> parts) {
        String best = "";
        for (EmailPart each : parts) {
            String text = text(each);
            best = best.isBlank() || text.length() > 2 * best.length() ? text : best;
        }
        return best;
    }

    private String text(EmailPart.Single part) {
        if (part.type().startsWith("image/") || part.type().equals("text/css") || part.type().equals("text/calendar")
                || part.content().length == 0) {
            return "";
        }
        boolean isBody = !part.attached() && part.file().isEmpty();
        if (isBody && part.type().equals("text/html")) {
            return page(part);
        }
        if (isBody && part.type().startsWith("text/")) {
            return plain(part);
        }
        return attached(part);
    }

    private String page(EmailPart.Single part) {
        String html = part.charset().map(charset -> new String(part.content(), charset))
                .orElseGet(() -> TextEncoding.ofPage(part.content()).text(part.content()));
        return ReportReader.page(html, source, savedPage ? HtmlPage.Scope.ARTICLE : HtmlPage.Scope.WHOLE).text();
    }

    private String plain(EmailPart.Single part) {
        return part.charset().map(charset -> new String(part.content(), charset))
                .orElseGet(() -> TextDecoder.decode(part.content(), source).text());
    }

    private String attached(EmailPart.Single part) {
        String name = part.file().isEmpty()
                ? part.type().equals("message/rfc822") ? "an e-mail" : "a part of type " + part.type()
                : "\u201C" + part.file() + "\u201D";
        Optional<BinaryFormat> binary = BinaryFormat.of(part.content()).filter(format -> format != BinaryFormat.PDF);
        if (binary.isPresent()) {
            notes.add("Attached, and not read: " + name + ", " + binary.get().title() + ".");
            return "";
        }
        try {
            String hint = part.file().isEmpty() ? part.type() : part.file();
            Report report = ReportReader.read(part.content(), hint, depth + 1);
            report.notes().forEach(note -> notes.add("In " + name + ": " + note));
            return part.file().isEmpty() ? report.text() : part.file() + "\n\n" + report.text();
        } catch (SourceException e) {
            notes.add("Attached, and not read: " + name + ". " + e.getMessage());
            return "";
        }
    }
}
