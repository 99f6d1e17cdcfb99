package dev.threatcards.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The words of {@code head-nouns.txt}, which say what kind of thing a name is: "group", "actors", "malware". Writers add them to a name or
 * leave them out.
 */
public final class HeadNouns {

    /** What a head noun makes of the name beside it. */
    public enum Sense {
        ACTOR, TOOL,
        /** Nothing: an article. */
        ANY
    }

    // A run of capitals, a word with at most its first letter in capitals, digits, or a run of letters without case.
    private static final Pattern WORD = Pattern.compile(
            "\\p{Lu}\\p{M}*(?:\\p{Lu}\\p{M}*)+(?!\\p{Ll})|\\p{Lu}?[\\p{L}\\p{M}&&[^\\p{Lu}]]+|\\p{Lu}|\\p{N}+");
    private static final Pattern POSSESSIVE = Pattern.compile("(?<=\\S)['\u2019]s?(?=\\s|$)", Pattern.CASE_INSENSITIVE);

    private static final Map<String, Sense> BEFORE = read("before");
    private static final Map<String, Sense> AFTER = read("after");
    private static final int LONGEST = 3;

    private HeadNouns() {
    }

    private static Map<String, Sense> read(String side) {
        return read("head-nouns.txt", side);
    }

    /** The words of a side in a file of this package, with what they make of the name beside them. */
    static Map<String, Sense> read(String file, String side) {
        try (InputStream lines = HeadNouns.class.getResourceAsStream(file)) {
            return new String(lines.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> line.startsWith(side + " ")).map(line -> line.split(" ", 3))
                    .collect(Collectors.toUnmodifiableMap(part -> part[2],
                            part -> Sense.valueOf(part[1].toUpperCase(Locale.ROOT))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The part of a name between its head nouns, without a possessive ending: "Lazarus" for "The Lazarus Group's", "Pawn Storm" for
     * "Operation Pawn Storm". A head noun stays where nothing but digits or other head nouns would be left: "Group 27", "APT 28".
     *
     * @return the name itself if it has no head noun
     */
    public static String removed(String name) {
        String bare = POSSESSIVE.matcher(Normalizer.normalize(name, Normalizer.Form.NFKC)).replaceAll("");
        List<MatchResult> words = WORD.matcher(bare).results().toList();
        int from = 0;
        int to = words.size();
        for (int before = -1; before != to - from;) {
            before = to - from;
            from += length(BEFORE, words.subList(from, to), true);
            to -= length(AFTER, words.subList(from, to), false);
        }
        return from == 0 && to == words.size()
                ? bare
                : bare.substring(words.get(from).start(), words.get(to - 1).end());
    }

    /** The number of words at one end of the name that are a head noun which can be left out. */
    private static int length(Map<String, Sense> nouns, List<MatchResult> words, boolean atStart) {
        for (int length = Math.min(LONGEST, words.size() - 1); length > 0; length--) {
            List<MatchResult> noun = atStart
                    ? words.subList(0, length)
                    : words.subList(words.size() - length, words.size());
            List<MatchResult> rest = atStart
                    ? words.subList(length, words.size())
                    : words.subList(0, words.size() - length);
            Sense sense = nouns.get(joined(noun));
            if (sense != null && (atStart ? canFollow(rest.getFirst().group(), sense) : hasLetters(rest))) {
                return length;
            }
        }
        return 0;
    }

    /** Whether a name can begin with the word when the noun before it is left out: in "APT 28" and "APT-C-36" the noun is a part of it. */
    private static boolean canFollow(String word, Sense sense) {
        boolean isLetter = Character.isLetter(word.codePointAt(0));
        return sense == Sense.ANY || (isLetter && (word.length() > 1 || !isLatin(word)));
    }

    private static boolean isLatin(String word) {
        return Character.UnicodeScript.of(word.codePointAt(0)) == Character.UnicodeScript.LATIN;
    }

    private static boolean hasLetters(List<MatchResult> words) {
        return words.stream().anyMatch(word -> Character.isLetter(word.group().codePointAt(0)));
    }

    private static String joined(List<MatchResult> words) {
        List<String> texts = new ArrayList<>();
        words.forEach(word -> texts.add(word.group().toLowerCase(Locale.ROOT)));
        return String.join(" ", texts);
    }

    /** What the word or words make of the name before them; null if they are no head noun. */
    public static Sense after(String words) {
        return AFTER.get(words.toLowerCase(Locale.ROOT));
    }

    /**
     * The head nouns whose words have the initials, longest first: "threat group" for "TG", as in "TG-3390". Only nouns of two words or more
     * have such a short form.
     */
    public static List<String> withInitials(String initials) {
        return BEFORE.keySet().stream().filter(noun -> noun.contains(" ")).filter(
                noun -> Pattern.compile("(\\p{L})\\p{L}* ?").matcher(noun).replaceAll("$1").equalsIgnoreCase(initials))
                .sorted().toList();
    }

    /** What the word or words make of the name behind them; null if they are no head noun. */
    public static Sense before(String words) {
        return BEFORE.get(words.toLowerCase(Locale.ROOT));
    }
}
