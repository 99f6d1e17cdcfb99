package dev.threatcards.text;

import java.util.Locale;
import java.util.Map;

import dev.threatcards.text.HeadNouns.Sense;

/**
 * The words of {@code name-roles.txt}, which say what part a name beside them plays: "used X" makes X a tool, "by X" and "X has targeted" an
 * actor. Unlike {@link HeadNouns} they are no part of the name. Pure functions.
 */
public final class NameRoles {

    /** The most words of an entry. */
    public static final int LONGEST = 4;

    private static final Map<String, Sense> BEFORE = HeadNouns.read("name-roles.txt", "before");
    private static final Map<String, Sense> AFTER = HeadNouns.read("name-roles.txt", "after");

    private NameRoles() {
    }

    /** What the words make of the name behind them; null if they say nothing. */
    public static Sense before(String words) {
        return BEFORE.get(words.toLowerCase(Locale.ROOT));
    }

    /** What the words make of the name before them; null if they say nothing. */
    public static Sense after(String words) {
        return AFTER.get(words.toLowerCase(Locale.ROOT));
    }
}
