package dev.threatcards.report;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;

import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.NameValuePair;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.stream.RawFieldParser;
import org.apache.james.mime4j.stream.RecursionMode;

import dev.threatcards.error.SourceException;

/** Parses an e-mail (RFC 5322, MIME) into its parts. */
final class EmailReader {

    /** How deep e-mails may be attached to each other. */
    private static final int MAX_DEPTH = 5;

    /** How deep parts may be nested in one e-mail; a forwarded newsletter has four. */
    private static final int MAX_NESTING = 20;

    private static final int MAX_PARTS = 1000;

    // The length of a line is not bounded, but that of a header field is; programs that write mails fold longer ones.
    private static final MimeConfig CONFIG = MimeConfig.custom().setMaxLineLen(-1).setMaxHeaderLen(1 << 20)
            .setMaxHeaderCount(10_000).build();

    private final String source;
    private final int depth;
    private final MimeTokenStream tokens = new MimeTokenStream(CONFIG);
    private final Deque<EmailPart.Multiple> open = new ArrayDeque<>();
    private final EmailPart.Multiple root = new EmailPart.Multiple("mixed", new ArrayList<>());
    private String subject = "";
    private boolean savedPage;
    private String disposition = "";
    private String file = "";
    private int parts;

    private EmailReader(String source, int depth) {
        this.source = source;
        this.depth = depth;
        tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
    }

    /**
     * Reads an e-mail with its attachments.
     *
     * @param depth how many e-mails it is attached to
     */
    static Report read(byte[] content, String source, int depth) {
        if (depth > MAX_DEPTH) {
            throw new SourceException(source + " has e-mails attached to each other more than " + MAX_DEPTH
                    + " deep. Save the inner one.");
        }
        EmailReader reader = new EmailReader(source, depth);
        try {
            reader.parse(content);
        } catch (IOException | MimeException e) {
            throw new SourceException(
                    source + " is a damaged e-mail and cannot be read; save it again, or send its text.");
        }
        return new EmailText(reader.source, reader.depth, reader.savedPage).of(reader.subject, reader.root);
    }

    private void parse(byte[] content) throws IOException, MimeException {
        open.push(root);
        tokens.parse(new ByteArrayInputStream(content, start(content), content.length - start(content)));
        for (EntityState state = tokens.getState(); state != EntityState.T_END_OF_STREAM; state = tokens.next()) {
            switch (state) {
                case T_START_HEADER -> {
                    disposition = "";
                    file = "";
                }
                case T_FIELD -> field(tokens.getField());
                case T_START_MULTIPART -> {
                    requireFew();
                    String kind = tokens.getBodyDescriptor().getSubType();
                    EmailPart.Multiple part = new EmailPart.Multiple(
                            kind == null ? "mixed" : kind.toLowerCase(Locale.ROOT), new ArrayList<>());
                    open.getFirst().parts().add(part);
                    open.push(part);
                }
                case T_END_MULTIPART -> open.pop();
                case T_BODY -> body(tokens.getBodyDescriptor());
                default -> {
                    // Preambles, epilogues and ends of parts have no content.
                }
            }
        }
    }

    /** The offset behind a byte order mark and the line of an mbox file. */
    private static int start(byte[] content) {
        int mark = content.length > 2 && content[0] == (byte) 0xEF ? 3 : 0;
        if (!new String(content, mark, Math.min(5, content.length - mark), StandardCharsets.US_ASCII).equals("From ")) {
            return mark;
        }
        int at = mark;
        while (at < content.length && content[at] != '\n') {
            at++;
        }
        return Math.min(at + 1, content.length);
    }

    private void requireFew() {
        parts++;
        if (parts > MAX_PARTS || open.size() > MAX_NESTING) {
            throw new SourceException(
                    source + " is an e-mail with more than " + MAX_PARTS + " parts, or parts nested deeper than "
                            + MAX_NESTING + "; no mail program writes such. Send its text.");
        }
    }

    private void field(Field field) {
        boolean ofMail = open.size() == 1 && parts == 0;
        switch (field.getName().toLowerCase(Locale.ROOT)) {
            case "subject" -> subject = ofMail ? words(text(field)) : subject;
            // Browsers save a page with its images as an e-mail.
            case "snapshot-content-location" -> savedPage |= ofMail;
            case "content-disposition" -> {
                disposition = text(field).strip().toLowerCase(Locale.ROOT);
                file = parameter("filename", field).orElse(file);
            }
            case "content-type" -> file = file.isEmpty() ? parameter("name", field).orElse("") : file;
            default -> {
                // Other header fields are ignored.
            }
        }
    }

    /** The body of a field, unfolded; characters outside of ASCII are UTF-8. */
    private static String text(Field field) {
        String raw = field.getRaw() == null
                ? field.getName() + ":" + field.getBody()
                : new String(field.getRaw().toByteArray(), StandardCharsets.UTF_8);
        return raw.substring(raw.indexOf(':') + 1).replaceAll("\r?\n(?=[ \t])", "").strip();
    }

    /** Decodes encoded words (RFC 2047). */
    private static String words(String text) {
        return DecoderUtil.decodeEncodedWords(text, DecodeMonitor.SILENT, StandardCharsets.UTF_8).strip();
    }

    private static Optional<String> parameter(String name, Field field) {
        RawField raw = new RawField(field.getName(), text(field));
        return RawFieldParser.DEFAULT.parseRawBody(raw).getParams().stream()
                .filter(each -> each.getName().equalsIgnoreCase(name) || each.getName().equalsIgnoreCase(name + "*"))
                .findFirst().map(EmailReader::value);
    }

    private static String value(NameValuePair parameter) {
        String value = parameter.getValue() == null ? "" : parameter.getValue();
        // RFC 5987: filename*=UTF-8''report%20one.pdf
        return words(parameter.getName().endsWith("*")
                ? value.replaceFirst("^[^']*'[^']*'", "").replace("%20", " ")
                : value);
    }

    private void body(BodyDescriptor body) throws IOException {
        requireFew();
        String type = body.getMimeType() == null ? "text/plain" : body.getMimeType().toLowerCase(Locale.ROOT);
        open.getFirst().parts().add(new EmailPart.Single(type, charset(body.getCharset()), file,
                disposition.startsWith("attachment"), tokens.getDecodedInputStream().readAllBytes()));
    }

    private static Optional<Charset> charset(String name) {
        try {
            return Optional.ofNullable(name).map(Charset::forName);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
