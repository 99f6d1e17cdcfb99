package dev.threatcards.text;

import java.util.Locale;

/** Formats numbers for people, independently of the default locale: {@code 2,121}. */
public final class Numbers {

    private Numbers() {
    }

    /** The number with a comma between thousands. */
    public static String grouped(long number) {
        // Most numbers are small, and a page has hundreds of them.
        return Math.abs(number) < 1_000 ? Long.toString(number) : String.format(Locale.ROOT, "%,d", number);
    }

    /** A number with its noun: "1 actor", "2,121 tools". */
    public static String counted(long number, String noun) {
        return grouped(number) + " " + noun + (number == 1 ? "" : "s");
    }
}
