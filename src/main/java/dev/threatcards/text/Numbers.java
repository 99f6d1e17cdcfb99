package dev.threatcards.text;

import java.util.Locale;

/** Numbers as pages and commands show them to people, the same whatever the locale of the process: {@code 2,121}. */
public final class Numbers {

    private static final int GROUP = 1000;

    private Numbers() {
    }

    /** The number with a comma between thousands. */
    public static String grouped(long number) {
        // Most numbers on a page are small, and a page has hundreds.
        return Math.abs(number) < GROUP ? Long.toString(number) : String.format(Locale.ROOT, "%,d", number);
    }

    /** A number with its noun: "1 actor", "2,121 tools". */
    public static String counted(long number, String noun) {
        return grouped(number) + " " + noun + (number == 1 ? "" : "s");
    }
}
