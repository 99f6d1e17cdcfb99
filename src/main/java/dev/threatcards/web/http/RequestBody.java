package dev.threatcards.web.http;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

import io.javalin.http.Context;
import org.eclipse.jetty.http.MimeTypes;

/**
 * Reads the body of a request, up to a bound: text in the charset that the request names, compressed with gzip or not. Other media types
 * and codings are refused.
 */
public final class RequestBody {

    /** A kind of body, with the media types it may have. A body without a type is accepted; curl sends any body as a form. */
    public enum Content {
        TEXT("text/.+|application/(json|xml|x-ndjson|octet-stream|x-www-form-urlencoded)|.+\\+(json|xml)",
                "text/plain"), JSON("application/(json|octet-stream|x-www-form-urlencoded)|text/(json|plain)|.+\\+json",
                        "application/json"), REPORT(
                                "text/.+|application/(octet-stream|x-www-form-urlencoded|pdf|xhtml\\+xml)|message/.+|multipart/.+",
                                "text/plain, text/markdown, text/html, message/rfc822 and application/pdf"), FORM(
                                        "application/x-www-form-urlencoded", "application/x-www-form-urlencoded");

        private final Pattern accepted;
        private final String usual;

        Content(String accepted, String usual) {
            this.accepted = Pattern.compile(accepted);
            this.usual = usual;
        }
    }

    /** The most bytes of a form for a byte of its text: percent-encoding writes three. */
    private static final int FORM = 3;

    /** The most bytes of a body that is too long that are read and discarded. */
    private static final int DISCARDED = 32 << 20;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private RequestBody() {
    }

    /**
     * The body as text, without a byte order mark. In a text without a declared charset, bytes that are not UTF-8 become replacement
     * characters, so that old reports can be scanned; other bodies are refused for such bytes.
     *
     * @param most the bound, in bytes
     * @param what a noun for the body, for the problem that it is too large
     */
    public static String text(Content content, int most, String what, Context request) {
        requireType(content, request);
        Charset charset = declared(request);
        byte[] bytes = bytes(most, what, request);
        String text = (content == Content.TEXT || content == Content.REPORT) && charset == null
                ? new String(bytes, detected(content, bytes))
                : decoded(bytes, charset == null ? detected(content, bytes) : charset);
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    /**
     * The fields of a form, in UTF-8.
     *
     * @param most the bound of the decoded form, in bytes
     */
    public static Map<String, List<String>> form(int most, Context request) {
        requireType(Content.FORM, request);
        Charset charset = declared(request);
        if (charset != null && !Set.of(StandardCharsets.UTF_8, StandardCharsets.US_ASCII).contains(charset)) {
            throw unsupported("A form is in UTF-8; this one says that it is in " + charset.name() + ".");
        }
        return QueryString.all(bytes(FORM * most, "form", request));
    }

    /** A problem 413. */
    public static Problem.Thrown tooLarge(String detail) {
        return Problem.thrown(413, "Too large", detail);
    }

    /** The body as bytes, decompressed, if it has a media type of that kind. */
    static byte[] bytes(Content content, int most, String what, Context request) {
        requireType(content, request);
        return bytes(most, what, request);
    }

    private static void requireType(Content content, Context request) {
        String header = request.header("Content-Type");
        String type = header == null ? "" : header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!type.isEmpty() && !content.accepted.matcher(type).matches()) {
            throw unsupported(
                    "The body says that it is " + type + "; " + request.path() + " takes " + content.usual + ".");
        }
    }

    /** Whether the request names a charset. */
    static boolean hasCharset(Context request) {
        return declared(request) != null;
    }

    /** The charset that the request names; null if it names none. */
    private static Charset declared(Context request) {
        String header = request.header("Content-Type");
        String name = header == null ? null : MimeTypes.getCharsetFromContentType(header);
        try {
            return name == null ? null : Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw unsupported("The body says that it is in the charset \"" + name
                    + "\", which this server does not know. Send it in UTF-8.");
        }
    }

    /** UTF-8, unless the first bytes are those of UTF-16. */
    private static Charset detected(Content content, byte[] bytes) {
        if (bytes.length < 2) {
            return StandardCharsets.UTF_8;
        }
        int first = ((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF);
        if (first == 0xFEFF || first == 0xFFFE) {
            return StandardCharsets.UTF_16;
        }
        // JSON begins with a character of ASCII.
        if (content == Content.JSON && first != 0 && (bytes[0] == 0 || bytes[1] == 0)) {
            return bytes[0] == 0 ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
        }
        return StandardCharsets.UTF_8;
    }

    private static String decoded(byte[] bytes, Charset charset) {
        CharsetDecoder decoder = charset.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate((int) Math.ceil(bytes.length * (double) decoder.maxCharsPerByte()) + 1);
        CoderResult result = decoder.decode(in, out, true);
        if (!result.isError()) {
            result = decoder.flush(out);
        }
        if (result.isError()) {
            throw Problem.thrown(400, "Malformed text", "The body is no text in " + charset.name() + ": byte "
                    + in.position()
                    + " fits nowhere. Name another charset in Content-Type if it is in one: text/plain; charset=windows-1252.");
        }
        return out.flip().toString();
    }

    /** The body, decompressed. Neither the bytes that are sent nor those that they decompress to may exceed the bound. */
    public static byte[] bytes(int most, String what, Context request) {
        boolean compressed = isCompressed(request);
        try (InputStream body = request.bodyInputStream()) {
            byte[] bytes = HeavyRequests.waiting(request, () -> body.readNBytes(most + 1));
            if (compressed && request.contentLength() <= most) {
                bytes = new GZIPInputStream(new ByteArrayInputStream(bytes, 0, Math.min(most, bytes.length)))
                        .readNBytes(most + 1);
            }
            if (bytes.length > most) {
                // A client that still sends when the connection is closed may never see the answer.
                HeavyRequests.waiting(request, () -> body.skip(DISCARDED));
                throw tooLarge("A " + what + " has at most " + most + " bytes (" + (most >> 20)
                        + " MB); this one has more. Send it in parts.");
            }
            return bytes;
        } catch (ZipException e) {
            throw notCompressed();
        } catch (EOFException e) {
            throw compressed ? notCompressed() : brokenOff();
        } catch (IOException e) {
            throw brokenOff();
        }
    }

    private static boolean isCompressed(Context request) {
        String header = String.join(",", Collections.list(request.req().getHeaders("Content-Encoding")));
        List<String> codings = Arrays.stream(header.toLowerCase(Locale.ROOT).split(",", -1)).map(String::strip)
                .filter(coding -> !coding.isEmpty() && !coding.equals("identity")).toList();
        if (codings.isEmpty()) {
            return false;
        }
        if (codings.size() == 1 && Set.of("gzip", "x-gzip").contains(codings.getFirst())) {
            return true;
        }
        request.header("Accept-Encoding", "gzip");
        throw unsupported("The body is encoded with " + String.join(", ", codings)
                + "; send it as it is, or compressed once with gzip.");
    }

    private static Problem.Thrown unsupported(String detail) {
        return Problem.thrown(415, "Unsupported media type", detail);
    }

    private static Problem.Thrown brokenOff() {
        return Problem.thrown(400, "Request broken off", "The body could not be read to its end.");
    }

    private static Problem.Thrown notCompressed() {
        return Problem.thrown(400, "Malformed body",
                "The body says that it is compressed with gzip, and is not, or not to its end.");
    }
}
