package dev.threatcards.web.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.javalin.http.Context;

import dev.threatcards.error.InvalidQueryException;

/**
 * Reads {@code application/x-www-form-urlencoded} text, the query of an address or the body of a form. Nothing malformed is dropped
 * or replaced, because a lost filter would widen the answer: it ends in an {@link InvalidQueryException}.
 */
public final class QueryString {

    private static final int HEX = 16;

    /** What Jetty writes for bytes of an address that are not UTF-8, and a byte that is not. */
    private static final String REPLACEMENT = "\uFFFD";
    private static final String NO_UTF_8 = "\u00FF";

    private QueryString() {
    }

    /**
     * All parameters of the request's address.
     *
     * @return the values of each in their order, the parameters in theirs
     */
    public static Map<String, List<String>> all(Context request) {
        return all(query(request), "The ");
    }

    /** All fields of a form. */
    public static Map<String, List<String>> all(byte[] form) {
        return all(new String(form, StandardCharsets.ISO_8859_1), "The body is no form: the ");
    }

    private static Map<String, List<String>> all(String bytes, String what) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String parameter : parameters(bytes)) {
            String name = decoded(name(parameter), ascii(name(parameter)), what + "name");
            add(name, parameter, what, parameters);
        }
        return parameters;
    }

    /** The known parameters of the request's address. Others are ignored, even malformed ones: other sites add such to links. */
    public static Map<String, List<String>> known(Set<String> names, Context request) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String parameter : parameters(query(request))) {
            String name;
            try {
                name = text(unescaped(name(parameter)));
            } catch (CharacterCodingException | NumberFormatException e) {
                continue;
            }
            if (names.contains(name)) {
                add(name, parameter, "The ", parameters);
            }
        }
        return parameters;
    }

    /** The query of the address, with one character for each byte. */
    private static String query(Context request) {
        String query = request.queryString();
        return query == null
                ? ""
                : new String(query.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1).replace(
                        new String(REPLACEMENT.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1),
                        NO_UTF_8);
    }

    private static List<String> parameters(String bytes) {
        List<String> parameters = new ArrayList<>();
        for (String parameter : bytes.split("&", -1)) {
            if (!parameter.isEmpty()) {
                parameters.add(parameter);
            }
        }
        return parameters;
    }

    private static String name(String parameter) {
        int equals = parameter.indexOf('=');
        return equals < 0 ? parameter : parameter.substring(0, equals);
    }

    private static void add(String name, String parameter, String what, Map<String, List<String>> parameters) {
        int equals = parameter.indexOf('=');
        String value = equals < 0 ? "" : decoded(parameter.substring(equals + 1), name, what + "value");
        parameters.computeIfAbsent(name, first -> new ArrayList<>()).add(value);
    }

    private static String decoded(String bytes, String name, String what) {
        try {
            return text(unescaped(bytes));
        } catch (NumberFormatException e) {
            throw malformed(name, what, e.getMessage());
        } catch (CharacterCodingException e) {
            throw malformed(name, what, "its bytes are no UTF-8.");
        }
    }

    private static InvalidQueryException malformed(String name, String what, String why) {
        return new InvalidQueryException(name, what + " of \"" + name + "\" is malformed: " + why);
    }

    /** @throws NumberFormatException if a % is not followed by two hexadecimal digits; the message is for the client */
    private static byte[] unescaped(String bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length());
        for (int i = 0; i < bytes.length(); i++) {
            char each = bytes.charAt(i);
            if (each == '%') {
                int high = i + 2 < bytes.length() ? Character.digit(bytes.charAt(i + 1), HEX) : -1;
                int low = i + 2 < bytes.length() ? Character.digit(bytes.charAt(i + 2), HEX) : -1;
                if (high < 0 || low < 0) {
                    throw new NumberFormatException("\"" + ascii(bytes.substring(i, Math.min(i + 3, bytes.length())))
                            + "\" is no percent-encoded byte; a % that stands for itself is written %25.");
                }
                out.write(high * HEX + low);
                i += 2;
            } else {
                out.write(each == '+' ? ' ' : each);
            }
        }
        return out.toByteArray();
    }

    private static String ascii(String bytes) {
        return bytes.replaceAll("[^\\x20-\\x7e]", "?");
    }

    private static String text(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }
}
