package dev.threatcards.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The keys by which a name is looked up, the same at index and at query time. */
public final class NameKeys {

    private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\u00A0]+");
    private static final Pattern COMBINING_MARK = Pattern.compile("\\p{M}+");
    private static final Pattern NOT_LETTER_OR_DIGIT = Pattern.compile("[^\\p{L}\\p{N}]+");

    // Marks that lists put before a title: "Subgroup: Earth Longzhi", "_Wet Panda".
    private static final Pattern LIST_MARK = Pattern.compile("_++|subgroup:", Pattern.CASE_INSENSITIVE);

    private NameKeys() {
    }

    /** The name in lower case with single spaces, composed letters and straight apostrophes: "fancy bear". */
    public static String exact(String name) {
        return WHITE_SPACE.matcher(NormalText.of(name).strip()).replaceAll(" ").toLowerCase(Locale.ROOT);
    }

    /** A title without "Subgroup:" and without underscores around it: "Earth Longzhi" for "Subgroup: Earth Longzhi". */
    public static String withoutListMarks(String title) {
        String text = title.strip();
        Matcher mark = LIST_MARK.matcher(text);
        int from = 0;
        while (mark.region(from, text.length()).lookingAt()) {
            from = mark.end();
            while (from < text.length() && text.charAt(from) == ' ') {
                from++;
            }
        }
        String bare = text.substring(from);
        int to = bare.length();
        while (to > 0 && bare.charAt(to - 1) == '_') {
            to--;
        }
        return bare.substring(0, to).strip();
    }

    /** The key by which formats without uuids find the card of a title. */
    public static String title(String title) {
        return exact(withoutListMarks(title));
    }

    /** The letters and digits of a name without case and accents: "aptc41" for "APT-C-41". */
    public static String folded(String name) {
        return NOT_LETTER_OR_DIGIT.matcher(plain(name)).replaceAll("");
    }

    /**
     * The letters and digits of a name without its head nouns and without a possessive ending, see {@link HeadNouns}: "lazarus" for "The
     * Lazarus Group's". The same as {@link #folded} for a name without any.
     */
    public static String core(String name) {
        return folded(HeadNouns.removed(name));
    }

    /** The name in a web address, with hyphens between runs of letters and digits: "apt-c-41". */
    public static String slug(String name) {
        return NOT_LETTER_OR_DIGIT.matcher(plain(name)).replaceAll("-").replaceAll("^-|-$", "");
    }

    /** The name in lower case without accents, with every letter folded. */
    private static String plain(String name) {
        // Straight apostrophes are no letters; one of those that stand for them is.
        String decomposed = Normalizer.normalize(NormalText.of(name), Normalizer.Form.NFKD);
        String letters = COMBINING_MARK.matcher(decomposed).replaceAll("").toLowerCase(Locale.ROOT);
        return isAscii(letters) ? letters : LetterFolding.folded(letters);
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(character -> character < 0x80);
    }
}
