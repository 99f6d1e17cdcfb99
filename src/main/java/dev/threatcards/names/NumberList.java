package dev.threatcards.names;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads lists in which the names behind the first one are given by their numbers alone: "APT28, 29 and 41", "FIN6/7". A number that counts
 * something is none of them: "APT28, 29 of them".
 */
final class NumberList {

    // Letters, perhaps a separator, and the digits at the end of a name.
    private static final Pattern NUMBERED = Pattern.compile("(\\p{L}{2,8}[ _-]?)\\d{1,5}");

    private static final Pattern NEXT = Pattern
            .compile("(?:/|, ?(?:and |or )?| ?& ?| and | or )(\\d{1,5})(?![\\p{L}\\p{N}%]|[.,:]\\d)");

    // A word that may follow a list as the subject or the object of a sentence.
    private static final Pattern WORD = Pattern.compile("[ -](\\p{L}+)");
    private static final Set<String> VERBS = Set.of("is", "are", "was", "were", "has", "have", "had", "did", "do",
            "can", "could", "may", "might", "will", "would", "both", "all", "used", "use");

    /** A number in a list, with its offsets in the text. */
    record Numeral(String digits, int start, int end) {
    }

    private NumberList() {
    }

    /** What stands before the number of a name; empty if it is no name of letters and a number. */
    static String prefix(String name) {
        Matcher numbered = NUMBERED.matcher(name);
        return numbered.matches() ? numbered.group(1) : "";
    }

    /** The numbers of the list behind a name, in their order. */
    static List<Numeral> behind(String text, int from) {
        List<Numeral> numbers = new ArrayList<>();
        Matcher next = NEXT.matcher(text).useTransparentBounds(true).region(from, text.length());
        boolean isSlash = true;
        while (next.lookingAt()) {
            isSlash &= next.group().charAt(0) == '/';
            numbers.add(new Numeral(next.group(1), next.start(1), next.end(1)));
            next.region(next.end(), text.length());
        }
        boolean isList = numbers.isEmpty() || isSlash || isEnd(text, numbers.getLast().end());
        return isList ? numbers : List.of();
    }

    private static boolean isEnd(String text, int at) {
        Matcher word = WORD.matcher(text).region(at, text.length());
        return !word.lookingAt() || VERBS.contains(word.group(1));
    }
}
