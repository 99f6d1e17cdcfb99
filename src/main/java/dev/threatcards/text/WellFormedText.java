package dev.threatcards.text;

/** Text without lone surrogates, which UTF-8 cannot encode: an index or a response would reject them or change them silently. */
public final class WellFormedText {

    private static final char REPLACEMENT = '\uFFFD';

    private WellFormedText() {
    }

    /** Replaces each lone surrogate by U+FFFD. Returns the same string if there is none. */
    public static String of(String text) {
        int at = lone(text, 0);
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
        return lone(text, 0) == text.length();
    }

    /**
     * Cuts a text that is too long, and ends it with an ellipsis. A surrogate pair is never split.
     *
     * @param longest the most UTF-16 code units, including the ellipsis
     */
    public static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, boundary(text, longest - 1)) + "…";
    }

    /** The largest offset of at most {@code at} that does not split a surrogate pair. */
    public static int boundary(String text, int at) {
        boolean splits = 0 < at && at < text.length() && Character.isHighSurrogate(text.charAt(at - 1))
                && Character.isLowSurrogate(text.charAt(at));
        return splits ? at - 1 : at;
    }

    /** The offset of the first lone surrogate at or after {@code from}; the length of the text if there is none. */
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
