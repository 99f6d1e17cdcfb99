package dev.threatcards.source.form;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The character encoding of a text, detected from its bytes:
 *
 * <ol>
 * <li>A byte order mark tells UTF-8, UTF-16 or UTF-32.
 * <li>Text with zero bytes is UTF-32 or UTF-16, if it is well-formed and has no control characters in that encoding.
 * <li>Text is UTF-8 if it has at least as many non-ASCII characters of UTF-8 as malformed bytes.
 * <li>Anything else is assumed to be windows-1252, if it has no control characters and none of the five bytes that are undefined
 * there. The assumption is reported.
 * </ol>
 *
 * @param charset the encoding
 * @param mark the length of the byte order mark, in bytes
 * @param assumed whether the encoding is an assumption, see above
 */
public record TextEncoding(Charset charset, int mark, boolean assumed) {

    /** Replaces malformed bytes in decoded text. It is a noncharacter of Unicode, so that no text has it itself. */
    public static final char MALFORMED = '\uFFFF';

    private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");

    private static final Charset UTF_32LE = Charset.forName("UTF-32LE");
    private static final Charset UTF_32BE = Charset.forName("UTF-32BE");
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    public static final TextEncoding UTF_8 = new TextEncoding(StandardCharsets.UTF_8, 0, false);

    /** In text of any script, at least one in this many characters is ASCII, such as a space. */
    private static final int ASCII_SHARE = 20;

    // The encoding that a page declares: <meta charset="windows-1252">, or charset=… in a content type.
    private static final Pattern DECLARED = Pattern.compile(
            "<meta[^>]{1,200}charset\\s*=\\s*[\"']?([A-Za-z0-9][A-Za-z0-9_.:-]{0,39})", Pattern.CASE_INSENSITIVE);

    /** A byte that never occurs in UTF-8. */
    private static final int NO_CHARACTER = 0xFF;

    /** Detects the encoding of a text by its first bytes, which may end within a character. */
    public static TextEncoding of(byte[] head) {
        String start = new String(head, 0, Math.min(4, head.length), StandardCharsets.ISO_8859_1);
        for (Charset charset : List.of(StandardCharsets.UTF_8, UTF_32LE, UTF_32BE, StandardCharsets.UTF_16LE,
                StandardCharsets.UTF_16BE)) {
            byte[] mark = "\uFEFF".getBytes(charset);
            if (start.startsWith(new String(mark, StandardCharsets.ISO_8859_1))) {
                return new TextEncoding(charset, mark.length, false);
            }
        }
        return IntStream.range(0, head.length).anyMatch(i -> head[i] == 0) ? wide(head) : narrow(head);
    }

    /** Detects the encoding of a page by its first bytes: the declared one, unless the bytes show another. */
    public static TextEncoding ofPage(byte[] head) {
        TextEncoding shown = of(head);
        String page = shown.text(head);
        boolean open = shown.assumed() || page.chars().allMatch(character -> character < 0x80);
        Matcher name = DECLARED.matcher(page);
        if (!open || !name.find() || !Charset.isSupported(name.group(1))) {
            return shown;
        }
        Charset declared = Charset.forName(name.group(1));
        // The declaration could be read as ASCII, so that an encoding that does not extend ASCII is wrong.
        boolean possible = new String("<meta".getBytes(StandardCharsets.US_ASCII), declared).equals("<meta");
        return possible && !declared.equals(StandardCharsets.UTF_8) ? new TextEncoding(declared, 0, false) : shown;
    }

    /** Decodes a page, with {@link #MALFORMED} for malformed bytes. */
    static String page(byte[] bytes) {
        TextEncoding encoding = ofPage(bytes);
        return (encoding.assumed() ? UTF_8 : encoding).text(bytes);
    }

    private static TextEncoding wide(byte[] head) {
        TextEncoding best = UTF_8;
        int most = 0;
        for (Charset charset : new Charset[]{UTF_32LE, UTF_32BE, StandardCharsets.UTF_16LE,
                StandardCharsets.UTF_16BE}) {
            int ascii = asciiOf(head, charset);
            if (ascii > most) {
                best = new TextEncoding(charset, 0, false);
                most = ascii;
            }
        }
        return best;
    }

    /** The number of ASCII characters of the bytes in that encoding; 0 if they are not text in it. */
    private static int asciiOf(byte[] head, Charset charset) {
        CharBuffer text = CharBuffer.allocate(head.length + 2);
        if (charset.newDecoder().decode(ByteBuffer.wrap(head), text, false).isError()) {
            return 0;
        }
        String decoded = text.flip().toString();
        int ascii = (int) decoded.chars().filter(character -> character < 0x80).count();
        boolean enough = ascii > 1 && ascii >= decoded.length() / ASCII_SHARE;
        return enough && decoded.codePoints().allMatch(TextEncoding::isText) ? ascii : 0;
    }

    private static boolean isText(int character) {
        return !isControl(character) && Character.isDefined(character)
                && Character.getType(character) != Character.PRIVATE_USE;
    }

    /** Whether it is a control character that does not occur in texts, unlike white space, form feeds, escapes and DOS's end of file. */
    private static boolean isControl(int character) {
        return character < ' ' && "\t\n\u000B\f\r\b\u001A\u001B".indexOf(character) < 0;
    }

    private static TextEncoding narrow(byte[] head) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer bytes = ByteBuffer.wrap(head);
        CharBuffer text = CharBuffer.allocate(head.length + 1);
        int malformed = 0;
        for (CoderResult result = decoder.decode(bytes, text, false); result
                .isError(); result = decoder.decode(bytes, text, false)) {
            malformed += result.length();
            bytes.position(bytes.position() + result.length());
        }
        if (malformed == 0) {
            return UTF_8;
        }
        long characters = text.flip().codePoints().filter(character -> character >= 0x80).count();
        return malformed <= characters || asciiOf(head, WINDOWS_1252) == 0
                ? UTF_8
                : new TextEncoding(WINDOWS_1252, 0, true);
    }

    /** Whether the bytes are not text, because they have zeros or other control characters. */
    public boolean isBinary(byte[] head) {
        if (mark > 0 || !charset.equals(StandardCharsets.UTF_8)) {
            return false;
        }
        return IntStream.range(0, head.length).anyMatch(i -> head[i] >= 0 && isControl(head[i]));
    }

    /** Decodes bytes, with {@link #MALFORMED} for malformed ones. */
    public String text(byte[] bytes) {
        try (Reader reader = reader(new ByteArrayInputStream(bytes, mark, bytes.length - mark), charset)) {
            StringWriter text = new StringWriter(bytes.length);
            reader.transferTo(text);
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads UTF-8, with {@link #MALFORMED} for malformed bytes. */
    static Reader reader(InputStream utf8) {
        return reader(utf8, StandardCharsets.UTF_8);
    }

    private static Reader reader(InputStream bytes, Charset charset) {
        return new InputStreamReader(bytes, charset.newDecoder().onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE).replaceWith(String.valueOf(MALFORMED)));
    }

    /**
     * The content in UTF-8 without a byte order mark. Malformed bytes of another encoding become a byte that is malformed in UTF-8
     * too.
     */
    public InputStream utf8(InputStream content) throws IOException {
        content.skipNBytes(mark);
        return charset.equals(StandardCharsets.UTF_8) ? content : new Transcoding(content, charset);
    }

    /** Reads UTF-16. Java's decoder also drops the character after a lone surrogate, which may be the quote that ends a JSON string. */
    private static final class CodeUnits extends Reader {
        private final InputStream in;
        private final ByteOrder order;
        private String text = "";

        CodeUnits(InputStream in, Charset charset) {
            this.in = in;
            this.order = charset.equals(StandardCharsets.UTF_16LE) ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        }

        @Override
        public int read(char[] characters, int offset, int length) throws IOException {
            // Two characters at least, so that a pair is seen whole.
            byte[] bytes = in.readNBytes(2 * length - 2 * text.length());
            text += ByteBuffer.wrap(bytes).order(order).asCharBuffer() + (bytes.length % 2 == 0 ? "" : "" + MALFORMED);
            boolean isCut = bytes.length > 0 && Character.isHighSurrogate(text.charAt(text.length() - 1));
            String whole = isCut ? text.substring(0, text.length() - 1) : text;
            text = text.substring(whole.length());
            LONE_SURROGATE.matcher(whole).replaceAll(String.valueOf(MALFORMED)).getChars(0, whole.length(), characters,
                    offset);
            return bytes.length == 0 && whole.isEmpty() ? -1 : whole.length();
        }

        @Override
        public void close() {
            // Whoever opened the stream closes it.
        }
    }

    /** Transcodes content of another encoding to UTF-8. */
    private static final class Transcoding extends BlockInputStream {
        private final Reader reader;
        private final char[] characters = new char[8192];
        private ByteBuffer out = ByteBuffer.allocate(0);

        Transcoding(InputStream content, Charset charset) {
            super(content);
            this.reader = charset.equals(StandardCharsets.UTF_16LE) || charset.equals(StandardCharsets.UTF_16BE)
                    ? new CodeUnits(content, charset)
                    : reader(content, charset);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            while (length > 0 && !out.hasRemaining()) {
                int read = reader.read(characters);
                if (read < 0) {
                    return -1;
                }
                out = encoded(CharBuffer.wrap(characters, 0, read));
            }
            int read = Math.min(length, out.remaining());
            out.get(bytes, offset, read);
            return read;
        }

        private static ByteBuffer encoded(CharBuffer text) {
            ByteArrayOutputStream encoded = new ByteArrayOutputStream(3 * text.length());
            int start = 0;
            for (int end = 0; end <= text.length(); end++) {
                if (end == text.length() || text.charAt(end) == MALFORMED) {
                    encoded.writeBytes(text.subSequence(start, end).toString().getBytes(StandardCharsets.UTF_8));
                    start = end + 1;
                    if (end < text.length()) {
                        encoded.write(NO_CHARACTER);
                    }
                }
            }
            return ByteBuffer.wrap(encoded.toByteArray());
        }
    }
}
