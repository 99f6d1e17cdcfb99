package dev.threatcards.web.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A form with files (RFC 7578), in memory. Nothing is written to the disk.
 *
 * @param fields the values of the fields that are no files, in UTF-8
 * @param files the files that were chosen, of all fields; a field without a chosen file has none
 */
public record MultipartForm(Map<String, List<String>> fields, List<FilePart> files) {

    /**
     * A file.
     *
     * @param field the name of its field
     * @param name its file name, without folders; may be empty
     */
    // Nobody compares files.
    @SuppressWarnings("ArrayRecordComponent")
    public record FilePart(String field, String name, byte[] content) {
    }

    private static final int MAX_PARTS = 200;

    // The parameter of the media type; a token or in quotes, at most 70 characters (RFC 2046, 5.1.1).
    private static final Pattern BOUNDARY = Pattern
            .compile("(?i);\\s*boundary=(?:\"([^\"]{1,70})\"|([^\\s;\",]{1,70}))");

    // name="…" and filename="…"; browsers write a quote in a name as %22.
    private static final Pattern NAME = Pattern.compile("(?i);\\s*name=(?:\"([^\"]*)\"|([^;\\s]+))");
    private static final Pattern FILE = Pattern.compile("(?i);\\s*filename=(?:\"([^\"]*)\"|([^;\\s]+))");

    public MultipartForm {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        files = List.copyOf(files);
    }

    /**
     * Parses the body of a request.
     *
     * @param contentType the header, with the boundary
     * @throws Problem.Thrown 400 if it is no such form
     */
    public static MultipartForm of(String contentType, byte[] body) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            throw malformed("its Content-Type names no boundary");
        }
        byte[] mark = ("--" + group(boundary)).getBytes(StandardCharsets.ISO_8859_1);
        Map<String, List<String>> fields = new LinkedHashMap<>();
        List<FilePart> files = new ArrayList<>();
        int at = find(mark, body, 0);
        for (int part = 0; at >= 0; part++) {
            int start = at + mark.length;
            if (start + 1 < body.length && body[start] == '-' && body[start + 1] == '-') {
                return new MultipartForm(fields, files);
            }
            if (part == MAX_PARTS) {
                throw malformed("it has more than " + MAX_PARTS + " parts");
            }
            int end = find(mark, body, start);
            if (end < 0) {
                break;
            }
            add(body, start, end, fields, files);
            at = end;
        }
        throw malformed("it ends before its last boundary");
    }

    private static void add(byte[] body, int start, int end, Map<String, List<String>> fields, List<FilePart> files) {
        int blank = find("\r\n\r\n".getBytes(StandardCharsets.US_ASCII), body, start);
        // Behind the head and before the line break that belongs to the boundary.
        int last = end - 2;
        if (blank < 0 || blank + 4 > last + 2 || blank > end) {
            throw malformed("a part of it has no head");
        }
        String head = new String(body, start, blank - start, StandardCharsets.UTF_8);
        Optional<String> name = head.lines().filter(line -> line.regionMatches(true, 0, "Content-Disposition:", 0, 20))
                .findFirst();
        Matcher field = NAME.matcher(name.orElse(""));
        if (!field.find()) {
            throw malformed("a part of it has no name");
        }
        byte[] content = Arrays.copyOfRange(body, Math.min(blank + 4, last), Math.max(last, Math.min(blank + 4, last)));
        Matcher file = FILE.matcher(name.orElse(""));
        if (!file.find()) {
            fields.computeIfAbsent(group(field), none -> new ArrayList<>())
                    .add(new String(content, StandardCharsets.UTF_8));
        } else if (content.length > 0 || !group(file).isEmpty()) {
            files.add(new FilePart(group(field), group(file).replaceFirst("^.*[/\\\\]", "").replace("%22", "\""),
                    content));
        }
    }

    private static String group(Matcher matcher) {
        return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    }

    private static int find(byte[] wanted, byte[] bytes, int from) {
        for (int i = from; i <= bytes.length - wanted.length; i++) {
            if (bytes[i] == wanted[0] && Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }

    private static Problem.Thrown malformed(String why) {
        return Problem.thrown(400, "Malformed form", "The body says that it is multipart/form-data, but " + why + ".");
    }
}
