package dev.threatcards.names;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import dev.threatcards.text.FoldedLetters;
import dev.threatcards.text.HeadNouns;
import dev.threatcards.text.Indicators;
import dev.threatcards.text.Indicators.Region;

/**
 * Tells the places of a text where its author names something from those where letters only happen to be a name. A place is no name
 * <ul>
 * <li>as a part of an address, a path, a registry key or a file name, defanged or not, see {@link Indicators};
 * <li>as a part of the name by which a security product detects a file: {@code MSIL/Turla.A}, {@code Trojan:Win32/Turla!gen};
 * <li>as a part of an identifier, a variable, a call, or an option of a command: {@code turla_loader}, {@code $carbon}, {@code snake()},
 * {@code -scout};
 * <li>as a part of a word with a hyphen before: "e-mail to";
 * <li>if the name is a head noun and a number, and a word with a capital precedes it, so that it is the end of a longer name:
 * "Magecart Group 6".
 * </ul>
 */
final class RunningText {

    // What joins the parts of identifiers and of detection names.
    private static final String JOINING = "._:!@\\=";

    // Marks in front of options, variables and user names.
    private static final String MARKS = "$%@\\";

    // A head noun and a number: "Group 6", "Group-27".
    private static final Pattern NUMBERED = Pattern.compile("(\\p{L}+)[\\s-]*\\p{N}+");

    // Verbs before "by" and the name of a product that detects.
    private static final Set<String> DETECTED = Set.of("detected", "blocked", "flagged");

    private final String text;
    private final List<Region> regions;
    private int next;

    RunningText(String text) {
        this.text = text;
        this.regions = Indicators.in(text);
    }

    /** Whether the author can name something at the place. Places are asked for in the order of the text. */
    boolean isName(int start, int end) {
        return !isInRegion(start, end) && !isInIdentifier(start, end) && !isEndOfLongerName(start, end);
    }

    private boolean isInRegion(int start, int end) {
        while (next < regions.size() && regions.get(next).end() <= start) {
            next++;
        }
        if (next == regions.size()) {
            return false;
        }
        Region region = regions.get(next);
        // A name may look like a file or a host: "Agent.dll".
        boolean isWhole = start <= region.start() && region.end() <= end;
        return region.start() < end && !isWhole;
    }

    private boolean isInIdentifier(int start, int end) {
        char before = at(start - 1);
        char after = at(end);
        if (MARKS.indexOf(before) >= 0 || after == '\\' || (after == '(' && at(end + 1) == ')')) {
            return true;
        }
        boolean isJoinedBefore = JOINING.indexOf(before) >= 0 && FoldedLetters.isLetterOrDigit(at(start - 2));
        boolean isJoinedAfter = JOINING.indexOf(after) >= 0 && FoldedLetters.isLetterOrDigit(at(end + 1));
        boolean isOption = (before == '-' || before == '/') && isEdge(at(start - 2)) && (before == '/' || !isEdge(at(start)));
        boolean isDouble = before == '-' && at(start - 2) == '-';
        return (isJoinedBefore && before != '.' && before != ':') || (isJoinedAfter && !isSentenceEnd(end)) || isOption || isDouble
                || (isJoinedBefore && !Character.isLowerCase(at(start - 2))) || isAfterLetterAndHyphen(start);
    }

    /** Whether a full stop or a colon ends a sentence without a space behind it, as in text taken from pages. */
    private boolean isSentenceEnd(int end) {
        return (at(end) == '.' || at(end) == ':') && Character.isUpperCase(at(end + 1)) && Character.isLowerCase(at(end + 2))
                && text.lastIndexOf('/', end) < text.lastIndexOf(' ', end);
    }

    private boolean isAfterLetterAndHyphen(int start) {
        return at(start - 1) == '-' && Character.isLetter(at(start - 2)) && !Character.isLetterOrDigit(at(start - 3));
    }

    private boolean isEndOfLongerName(int start, int end) {
        var numbered = NUMBERED.matcher(text).region(start, end);
        if (!numbered.matches()) {
            return false;
        }
        String noun = numbered.group(1);
        boolean isNoun = HeadNouns.after(noun) != null && !noun.equals(noun.toUpperCase(java.util.Locale.ROOT));
        Surroundings around = new Surroundings(text, start, end);
        return isNoun && Surroundings.startsWithCapital(around.before()) && HeadNouns.before(around.before()) == null;
    }

    /** Whether the name is that of the product that detects: "detected by Thor". */
    boolean isDetector(int start, int end) {
        Surroundings around = new Surroundings(text, start, end);
        String by = around.before();
        return by.equals("by")
                && DETECTED.contains(new Surroundings(text, start - by.length() - 1, end).before());
    }

    private char at(int offset) {
        return offset >= 0 && offset < text.length() ? text.charAt(offset) : ' ';
    }

    private static boolean isEdge(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }
}
