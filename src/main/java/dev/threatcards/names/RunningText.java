package dev.threatcards.names;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.threatcards.names.NamesInText.Found;
import dev.threatcards.text.FoldedLetters;
import dev.threatcards.text.HeadNouns;
import dev.threatcards.text.Indicators;
import dev.threatcards.text.Indicators.Kind;
import dev.threatcards.text.Indicators.Region;

/**
 * Tells the places of a text where its author names something from those where letters only happen to be a name. A place is no name
 * <ul>
 * <li>as a part of an address, a path, a registry key or a file name, defanged or not, see {@link Indicators}; but a distinctive name counts
 * in the path of a web address and in file names where it is spelt as on the card: {@code figures/APT28-timeline.png};
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

    // A platform or type, then a family with a variant: MSIL/Agent.ABC, Trojan:Win32/Agent!gen, Trojan.Win32.Agent.
    private static final Pattern DETECTION = Pattern
            .compile("(?:[\\w-]+[:.])?\\w+/[\\w-]+[.!:]\\w.*|[\\w-]+:\\w+/\\w.*|\\w+[.:]\\w+[.!]\\w.*");

    // Marks in front of options, variables and user names.
    private static final String MARKS = "$%@\\";

    // A head noun and a number: "Group 6", "Group-27".
    private static final Pattern NUMBERED = Pattern.compile("(\\p{L}+)[\\s-]*\\p{N}+");

    private static final Pattern SEPARATORS = Pattern.compile("[\\s_.-]+");

    // Verbs before "by" and the name of a product that detects.
    private static final Set<String> DETECTED = Set.of("detected", "blocked", "flagged");

    // Indicators whose parts people name after what they are about.
    private static final Set<Kind> NAMING = EnumSet.of(Kind.URL, Kind.PATH, Kind.FILE);

    private final String text;
    private final List<Region> regions;
    private int next;

    RunningText(String text) {
        this.text = text;
        this.regions = Indicators.in(text);
    }

    /**
     * Whether the author can name something at the place. Places are asked for in the order of the text.
     *
     * @param isDistinctive whether the name is no ordinary word
     */
    boolean isName(Found found, boolean isDistinctive) {
        int start = found.start();
        int end = found.end();
        Optional<Region> region = region(start, end);
        if (region.isPresent()) {
            return isDistinctive && isNaming(region.get()) && isSpeltAsOnCard(found) && !isDetection(start, end);
        }
        boolean isValue = isDistinctive && isValue(found);
        return (isValue || !isInIdentifier(start, end)) && !isEndOfLongerName(found);
    }

    /** Paths of Windows and keys of its registry are of the system, and their parts have the system's names. */
    private boolean isNaming(Region region) {
        return NAMING.contains(region.kind()) && text.substring(region.start(), region.end()).indexOf('\\') < 0;
    }

    private boolean isSpeltAsOnCard(Found found) {
        String written = text.substring(found.start(), found.end());
        String letters = SEPARATORS.matcher(written).replaceAll("");
        return written.chars().anyMatch(letter -> Character.isUpperCase(letter) || Character.isDigit(letter)) && found
                .entry().spellings().stream().anyMatch(name -> SEPARATORS.matcher(name).replaceAll("").equals(letters));
    }

    /** Whether it is a value in the notation of a key and a value: {@code actor=APT28}, {@code Actor:APT28}. */
    private boolean isValue(Found found) {
        char before = at(found.start() - 1);
        return (before == '=' || before == ':') && !isJoinedBehind(found.end()) && isSpeltAsOnCard(found)
                && !isDetection(found.start(), found.end());
    }

    /** The indicator that the place is a part of; empty if it is in none, or is all of one. */
    private Optional<Region> region(int start, int end) {
        while (next < regions.size() && regions.get(next).end() <= start) {
            next++;
        }
        if (next == regions.size()) {
            return Optional.empty();
        }
        Region region = regions.get(next);
        // A name may look like a file or a host: "Agent.dll".
        boolean isWhole = start <= region.start() && region.end() <= end;
        return region.start() < end && !isWhole ? Optional.of(region) : Optional.empty();
    }

    private boolean isInIdentifier(int start, int end) {
        return isMarked(start, end) || isOption(start) || isJoined(start, end) || isDetection(start, end)
                || isAfterLetterAndHyphen(start);
    }

    /** Variables, calls and parts of paths: {@code $carbon}, {@code snake()}. */
    private boolean isMarked(int start, int end) {
        return MARKS.indexOf(at(start - 1)) >= 0 || at(end) == '\\' || (at(end) == '(' && at(end + 1) == ')');
    }

    /** Options of commands: {@code -scout}, {@code --scout}, {@code /scout}. */
    private boolean isOption(int start) {
        char before = at(start - 1);
        boolean isTwice = at(start - 2) == before;
        return (before == '-' || before == '/') && isSpace(at(isTwice ? start - 3 : start - 2));
    }

    /** Parts of identifiers, and names with a dot: {@code turla_loader}, {@code Turla.A}. */
    private boolean isJoined(int start, int end) {
        boolean isBefore = JOINING.indexOf(at(start - 1)) >= 0 && FoldedLetters.isLetterOrDigit(at(start - 2));
        return (isBefore && !isSentenceEnd(start - 1)) || isJoinedBehind(end);
    }

    private boolean isJoinedBehind(int end) {
        return JOINING.indexOf(at(end)) >= 0 && FoldedLetters.isLetterOrDigit(at(end + 1)) && !isSentenceEnd(end);
    }

    /** Whether a full stop or a colon ends a sentence without a space behind it, as in text taken from pages. */
    private boolean isSentenceEnd(int at) {
        return (at(at) == '.' || at(at) == ':') && Character.isUpperCase(at(at + 1))
                && Character.isLowerCase(at(at + 2));
    }

    private boolean isDetection(int start, int end) {
        int from = start;
        while (isToken(at(from - 1))) {
            from--;
        }
        int to = end;
        while (isToken(at(to))) {
            to++;
        }
        boolean isPart = (from < start || to > end) && text.substring(start, end).indexOf('.') < 0;
        return isPart && DETECTION.matcher(text).region(from, to).lookingAt();
    }

    private static boolean isToken(char character) {
        return FoldedLetters.isLetterOrDigit(character) || "./:!_-".indexOf(character) >= 0;
    }

    /** "e-mail": a letter and a hyphen in front. */
    private boolean isAfterLetterAndHyphen(int start) {
        return at(start - 1) == '-' && Character.isLetter(at(start - 2))
                && !FoldedLetters.isLetterOrDigit(at(start - 3));
    }

    private boolean isEndOfLongerName(Found found) {
        Surroundings around = new Surroundings(text, found.start(), found.end());
        return found.entry().spellings().stream().anyMatch(RunningText::isNumberedNoun) && around.isBehindCapital();
    }

    /** Whether the name is a head noun and a number. The abbreviation in "APT 28" belongs to the name. */
    private static boolean isNumberedNoun(String name) {
        Matcher numbered = NUMBERED.matcher(name);
        return numbered.matches() && HeadNouns.after(numbered.group(1)) != null
                && !numbered.group(1).equals(numbered.group(1).toUpperCase(Locale.ROOT));
    }

    /** Whether the name is that of the product that detects: "detected by Thor". */
    boolean isDetector(int start, int end) {
        Surroundings around = new Surroundings(text, start, end);
        String by = around.before();
        return by.equals("by") && DETECTED.contains(new Surroundings(text, start - by.length() - 1, end).before());
    }

    private char at(int offset) {
        return offset >= 0 && offset < text.length() ? text.charAt(offset) : ' ';
    }

    private static boolean isSpace(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }
}
