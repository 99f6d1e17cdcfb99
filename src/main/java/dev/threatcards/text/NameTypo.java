package dev.threatcards.text;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one place at which a name was mistyped.
 *
 * @param typed the word with the typo, in lower case
 * @param right that word without the typo
 * @param edit what was done to it
 * @param isBesideNumber whether digits precede or follow the word
 * @param others the number of characters of the name outside the word
 */
public record NameTypo(String typed, String right, SingleEdit.Kind edit, boolean isBesideNumber, int others) {

    /** Names that differ in one letter of a shorter word are as likely two code names: "Mint Sandstorm", "Mist Sandstorm". */
    private static final int SHORTEST = 5;

    /** Two swapped letters make another word less often than one other letter does. */
    private static final int SHORTEST_SWAPPED = 4;

    /** "ATP28" is APT28. */
    private static final int SHORTEST_SWAPPED_NUMBERED = 3;

    /** A name of one word has nothing beside it that confirms it: "Cesium" is not "Cerium". */
    private static final int SHORTEST_ALONE = 7;

    private static final Pattern WORD = Pattern.compile("[^\\p{N}-]+|\\p{N}+");

    // "GhostR": a capital at the end is a word of its own rather than a slip.
    private static final Pattern CAPITAL_AT_END = Pattern.compile(".*\\p{Ll}\\p{Lu}");

    /**
     * The typo by which a name was written for another.
     *
     * @param written the name as it was typed
     * @param key a key of that name: folded, or without head nouns
     * @param right a key of the other name
     * @return empty if the keys are equal, or differ in more than one letter, in the first letter, or in a digit
     */
    public static Optional<NameTypo> between(String written, String key, String right) {
        Optional<SingleEdit> found = SingleEdit.between(key, right);
        if (found.isEmpty() || found.get().at() == 0 || !digits(key).equals(digits(right))) {
            return Optional.empty();
        }
        SingleEdit edit = found.get();
        if (edit.at() == right.length() && CAPITAL_AT_END.matcher(written.strip()).matches()) {
            return Optional.empty();
        }
        // Head nouns before the key are no part of it.
        String slug = NameKeys.slug(written);
        int from = Math.max(0, slug.replace("-", "").indexOf(key));
        int start = 0;
        Matcher word = WORD.matcher(slug);
        Optional<NameTypo> typo = Optional.empty();
        while (word.find() && start - from <= edit.at()) {
            int first = Math.max(0, start - from);
            start += word.group().length();
            int end = Math.min(key.length(), start - from);
            boolean isAtEnd = edit.at() == key.length() && end == key.length();
            if (first < end && (edit.at() < end || isAtEnd)) {
                String rightWord = right.substring(first,
                        Math.max(first, Math.min(right.length(), end - edit.growth())));
                typo = Optional.of(new NameTypo(key.substring(first, end), rightWord, edit.kind(),
                        isDigit(key, first - 1) || isDigit(key, end), key.length() - (end - first)));
                break;
            }
        }
        return typo;
    }

    private static boolean isDigit(String text, int at) {
        return at >= 0 && at < text.length() && Character.isDigit(text.charAt(at));
    }

    private static String digits(String text) {
        return text.replaceAll("\\D", "");
    }

    /**
     * Whether the name is mistyped rather than another name.
     *
     * @param isShared whether many names have the word in common: "panda", "gold"
     */
    public boolean isLikely(Predicate<String> isShared) {
        int length = Math.max(typed.length(), right.length());
        if (isBesideNumber) {
            return length >= (edit == SingleEdit.Kind.TRANSPOSITION ? SHORTEST_SWAPPED_NUMBERED : SHORTEST);
        }
        if (others == 0 && edit == SingleEdit.Kind.SUBSTITUTION) {
            return length >= SHORTEST_ALONE;
        }
        return length >= SHORTEST || (edit == SingleEdit.Kind.TRANSPOSITION && length >= SHORTEST_SWAPPED)
                || (others >= SHORTEST_SWAPPED && isShared.test(right));
    }
}
