package dev.threatcards.report;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.threatcards.source.form.TextEncoding;

/** Recognizes the form of a report from its content. */
final class FormSniffer {

    // "text/markdown; charset=utf-8"
    static final Pattern MEDIA_TYPE = Pattern
            .compile("(?i)(?:text|application|message|multipart)/[\\w.+-]+(?:\\s*;.*)?", Pattern.DOTALL);

    /** The first bytes that tell the form. */
    private static final int HEAD = 16 << 10;

    /** Readers of PDFs accept a header in the first kilobyte; a download may have lines before it. */
    private static final int PDF_HEAD = 1024;

    // A page begins with its declaration or one of the elements that stand first, perhaps behind comments.
    private static final Pattern PAGE = Pattern.compile(
            "(?is)\\s*(?:<\\?xml[^>]{0,200}>\\s*)?(?:<!--.{0,4000}?-->\\s*){0,5}(?:<!doctype\\s+html|<html\\b|<head\\b|<body\\b|<title\\b|<meta\\s).*");

    // A fragment of a page, where the name or media type says that it is one.
    private static final Pattern FRAGMENT = Pattern.compile("(?s).*</?[a-zA-Z][^<>]{0,500}>.*");

    private static final Pattern PAGE_NAME = Pattern.compile("(?i).*\\.x?html?|text/html.*|application/xhtml\\+xml.*",
            Pattern.DOTALL);

    private static final Pattern MARKDOWN_NAME = Pattern
            .compile("(?i).*\\.(?:md|mdown|mkd|markdown)|text/(?:x-)?markdown.*", Pattern.DOTALL);

    private static final Pattern PLAIN_NAME = Pattern.compile("text/plain.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    // What only Markdown has: a heading, a link with its text, a fence of code, bold text, the line below a table's head.
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} \\S");
    private static final Pattern LINK = Pattern
            .compile("\\[[^\\[\\]\n]{1,200}\\]\\((?:https?://|/|#)[^()\\s]{1,500}\\)");
    private static final Pattern FENCE = Pattern.compile("(?m)^(?:```|~~~)");
    private static final Pattern BOLD = Pattern.compile("\\*\\*[^*\\s][^*\n]{0,200}\\*\\*");
    private static final Pattern TABLE = Pattern.compile("(?m)^ {0,3}\\|?(?: {0,9}:?-{3,50}:? {0,9}\\|){1,50}");

    private static final Pattern FIELD = Pattern.compile("([A-Za-z][A-Za-z0-9-]{0,60}):(?: .*|)");

    private static final Set<String> FIELDS = Set.of("from", "to", "subject", "date", "message-id", "mime-version",
            "received", "return-path", "delivered-to", "content-type", "reply-to", "cc", "sender", "x-received",
            "dkim-signature", "arc-seal", "authentication-results");

    private FormSniffer() {
    }

    /** Whether it is a PDF with some bytes before its header. */
    static boolean isPdf(byte[] content) {
        String head = new String(content, 0, Math.min(PDF_HEAD, content.length), StandardCharsets.ISO_8859_1);
        int header = head.indexOf("%PDF-");
        return header == 0 || (header > 0 && head.indexOf('\0') < 0 && head.charAt(header - 1) < ' '
                && new String(content, Math.max(0, content.length - PDF_HEAD), Math.min(PDF_HEAD, content.length),
                        StandardCharsets.ISO_8859_1).contains("%%EOF"));
    }

    /** Whether it begins with the header of an e-mail: a sender, and a second field that e-mails have. */
    static boolean isEmail(byte[] content) {
        String head = new String(content, 0, Math.min(HEAD, content.length), StandardCharsets.ISO_8859_1);
        int known = 0;
        boolean sender = false;
        String[] lines = head.split("\r?\n", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = i == 0 && lines[0].startsWith("\u00EF\u00BB\u00BF") ? lines[0].substring(3) : lines[i];
            boolean folded = i > 0 && (line.startsWith(" ") || line.startsWith("\t"));
            boolean envelope = i == 0 && line.startsWith("From ");
            if ((folded && !line.isBlank()) || envelope) {
                continue;
            }
            Matcher field = FIELD.matcher(line);
            if (!field.matches()) {
                return sender && known > 1 && (line.isEmpty() || i == lines.length - 1);
            }
            String name = field.group(1).toLowerCase(Locale.ROOT);
            sender |= name.equals("from") || name.equals("received");
            known += FIELDS.contains(name) ? 1 : 0;
        }
        return sender && known > 1;
    }

    /** Whether it is a page of the web. */
    static boolean isPage(byte[] content, String name) {
        byte[] first = Arrays.copyOf(content, Math.min(HEAD, content.length));
        String head = TextEncoding.of(first).text(first);
        return PAGE.matcher(head).matches() || (PAGE_NAME.matcher(name).matches() && FRAGMENT.matcher(head).matches());
    }

    /** Whether a text is Markdown: its name says so, or it has two kinds of markup. */
    static boolean isMarkdown(String text, String name) {
        if (MARKDOWN_NAME.matcher(name).matches() || PLAIN_NAME.matcher(name).matches()) {
            return !PLAIN_NAME.matcher(name).matches();
        }
        String head = text.substring(0, Math.min(HEAD, text.length()));
        long kinds = Stream.of(HEADING, LINK, FENCE, BOLD, TABLE).filter(kind -> kind.matcher(head).find()).count();
        return kinds > 1;
    }
}
