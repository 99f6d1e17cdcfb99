package dev.threatcards.text;

import java.text.Normalizer;

/**
 * Writes text in one of the forms that Unicode has for it: composed letters (NFC), and the straight apostrophe for each character that is
 * typed or typeset in its place. Pure functions.
 */
public final class NormalText {

    // ’ and ‘, which word processors make of an apostrophe; ‛, ʼ, ʹ, ′ and ＇; ´ and `, which are on keyboards.
    private static final String APOSTROPHES = "\u2019\u2018\u201B\u02BC\u02B9\u2032\uFF07\u00B4`";

    private NormalText() {
    }

    /** The text with composed letters and straight apostrophes; the same text if it has them already. */
    public static String of(String text) {
        if (text.chars().allMatch(letter -> letter < 0x80 && letter != '`')) {
            return text;
        }
        String composed = composed(text);
        StringBuilder straight = new StringBuilder(composed.length());
        composed.chars().forEach(letter -> straight.append(straight((char) letter)));
        return straight.toString();
    }

    /** The text with composed letters. */
    public static String composed(CharSequence text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /** The straight apostrophe for a character that stands for it; any other character as it is. */
    public static char straight(char letter) {
        return APOSTROPHES.indexOf(letter) < 0 ? letter : '\'';
    }
}
