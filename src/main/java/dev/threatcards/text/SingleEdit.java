package dev.threatcards.text;

import java.util.Optional;

/**
 * The one edit by which a word becomes another.
 *
 * @param kind what was done to the right word
 * @param at the index in both words where they begin to differ
 */
public record SingleEdit(Kind kind, int at) {

    /** What a typist did. */
    public enum Kind {
        /** Added a character. */
        INSERTION,
        /** Left a character out. */
        DELETION,
        /** Typed another character. */
        SUBSTITUTION,
        /** Swapped two neighbouring characters. */
        TRANSPOSITION
    }

    /** The edit that turns the right word into the typed one; empty if they are equal or differ by more than one edit. */
    public static Optional<SingleEdit> between(String typed, String right) {
        int shorter = Math.min(typed.length(), right.length());
        int before = 0;
        while (before < shorter && typed.charAt(before) == right.charAt(before)) {
            before++;
        }
        int after = 0;
        while (after < shorter - before
                && typed.charAt(typed.length() - 1 - after) == right.charAt(right.length() - 1 - after)) {
            after++;
        }
        int changed = typed.length() - before - after;
        int unchanged = right.length() - before - after;
        Kind kind;
        if (changed + unchanged == 1) {
            kind = changed == 1 ? Kind.INSERTION : Kind.DELETION;
        } else if (changed == 1 && unchanged == 1) {
            kind = Kind.SUBSTITUTION;
        } else if (changed == 2 && unchanged == 2 && typed.charAt(before) == right.charAt(before + 1)
                && typed.charAt(before + 1) == right.charAt(before)) {
            kind = Kind.TRANSPOSITION;
        } else {
            return Optional.empty();
        }
        return Optional.of(new SingleEdit(kind, before));
    }

    /** The number of characters that the typed word is longer than the right one; negative if it is shorter. */
    public int growth() {
        return switch (kind) {
            case INSERTION -> 1;
            case DELETION -> -1;
            case SUBSTITUTION, TRANSPOSITION -> 0;
        };
    }
}
