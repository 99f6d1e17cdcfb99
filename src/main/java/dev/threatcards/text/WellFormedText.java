package dev.threatcards.text;

import java.util.Objects;

/**
 * Text without lone surrogates: halves of characters beyond U+FFFF that lack the other half. They have no form in UTF-8, so that an
 * index or a response would refuse them or change them silently.
 */
public final class WellFormedText {

    private static final char REPLACEMENT = '\uFFFD';

    private WellFormedText() {
    }

    /** The text with U+FFFD in the place of each lone surrogate; the text itself if it has none. */
    public static String of(String text) {
        int at = lone(Objects.requireNonNull(text, "text"), 0);
        if (at == text.length()) {
            return text;
        }
        char[] signs = text.toCharArray();
        for (; at < signs.length; at = lone(text, at + 1)) {
            signs[at] = REPLACEMENT;
        }
        return new String(signs);
    }

    /** Whether the text has no lone surrogate. */
    public static boolean is(String text) {
        return lone(Objects.requireNonNull(text, "text"), 0) == text.length();
    }

    /**
     * The text, with an ellipsis at its end where it had to be cut to be no longer than that; a character is never cut in two.
     *
     * @param longest the most UTF-16 code units, the ellipsis among them
     */
    public static String cut(String text, int longest) {
        Objects.requireNonNull(text, "text");
        return text.length() <= longest ? text : text.substring(0, boundary(text, longest - 1)) + "…";
    }

    /** The last place at or before {@code at} that is not in the middle of a character. */
    public static int boundary(String text, int at) {
        Objects.requireNonNull(text, "text");
        boolean splits = 0 < at && at < text.length() && Character.isHighSurrogate(text.charAt(at - 1))
                && Character.isLowSurrogate(text.charAt(at));
        return splits ? at - 1 : at;
    }

    /** Where the first lone surrogate is from that place on; the length of the text if there is none. */
    private static int lone(String text, int from) {
        for (int at = from; at < text.length(); at++) {
            char sign = text.charAt(at);
            if (Character.isSurrogate(sign)) {
                if (Character.isHighSurrogate(sign) && at + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(at + 1))) {
                    at++;
                } else {
                    return at;
                }
            }
        }
        return text.length();
    }
}
