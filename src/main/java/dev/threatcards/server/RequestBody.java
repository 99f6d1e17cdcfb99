package dev.threatcards.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.javalin.http.Context;

/** What a request brings along, up to a bound. */
final class RequestBody {

    /** How many bytes a form takes for one of its text, at most: it writes a byte as %20. */
    private static final int FORM = 3;

    /** How much of a body that is too long is read and thrown away, in bytes. */
    private static final int DISCARDED = 32 << 20;

    private RequestBody() {
    }

    /**
     * The body; no more than the bound is kept of a longer one, whether it says its length or not.
     *
     * @param most the bound, in bytes
     * @param what what the body is, for the problem that says that it is too large
     */
    static byte[] bytes(int most, String what, Context request) {
        try (InputStream body = request.bodyInputStream()) {
            byte[] bytes = request.contentLength() > most
                    ? new byte[0]
                    : HeavyRequests.waiting(request, () -> body.readNBytes(most + 1));
            if (request.contentLength() > most || bytes.length > most) {
                HeavyRequests.waiting(request, () -> {
                    discard(body);
                    return null;
                });
                throw tooLarge("A " + what + " has at most " + most + " bytes (" + (most >> 20)
                        + " MB); this one has more. Send it in parts.");
            }
            return bytes;
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(400, "Request broken off", "The body could not be read to its end.", ""));
        }
    }

    /**
     * Reads on for a while: a client that is still sending when the connection is closed may never see the answer that says why.
     */
    private static void discard(InputStream body) throws IOException {
        byte[] buffer = new byte[1 << 16];
        int left = DISCARDED;
        for (int read = body.read(buffer); read >= 0 && left > 0; read = body.read(buffer)) {
            left -= read;
        }
    }

    /**
     * The fields of a form, in UTF-8; bytes that are no UTF-8 become replacement characters.
     *
     * @param most the bound of what the form says, in bytes
     */
    static Map<String, List<String>> form(int most, Context request) {
        String body = new String(bytes(FORM * most, "form", request), StandardCharsets.UTF_8);
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (String field : body.split("&", -1)) {
            int equals = field.indexOf('=');
            if (!field.isEmpty()) {
                fields.computeIfAbsent(decoded(equals < 0 ? field : field.substring(0, equals)),
                        first -> new ArrayList<>()).add(equals < 0 ? "" : decoded(field.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(new Problem(400, "Invalid form",
                    "The body is no form: a % in it stands before what is no hexadecimal number.", ""));
        }
    }

    static ProblemException tooLarge(String detail) {
        return new ProblemException(new Problem(413, "Too large", detail, ""));
    }
}
