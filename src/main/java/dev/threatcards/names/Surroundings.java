package dev.threatcards.names;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.lucene.analysis.en.EnglishAnalyzer;

import dev.threatcards.text.FoldedLetters;
import dev.threatcards.text.HeadNouns;
import dev.threatcards.text.HeadNouns.Sense;
import dev.threatcards.text.NameRoles;

/** The words around a place of a text, on the same line. Offsets are those of the text. */
final class Surroundings {

    /** The most words that a head noun has. */
    private static final int LONGEST_NOUN = 3;

    /** The most words from "is a" to the head noun. */
    private static final int LONGEST_DEFINITION = 8;

    private static final Pattern GAP = Pattern.compile("[\\s-]+");

    // "is", "was a": what stands between a name and the words that say what it is.
    private static final Pattern DEFINING = Pattern
            .compile("(?: \\p{N}[\\p{N}.]*)?,? (?:is|was|are|were)(?: (?:an?|the|another|one of the))? (?=\\p{L})");

    // ", a": the same without a verb.
    private static final Pattern APPOSING = Pattern.compile("(?: \\p{N}[\\p{N}.]*)?, (?:an?|the|another) (?=\\p{L})");

    // Behind a head noun that is a part of an adjective: "affiliate-based".
    private static final Pattern ADJECTIVE = Pattern
            .compile("-(?:based|related|linked|associated|like|style|driven)\\b");

    // A version behind the name of a tool.
    private static final Pattern VERSION = Pattern
            .compile("[ -](?:[vV]\\.? ?\\d+(?:\\.\\d+)*|\\d+\\.\\d+(?:\\.\\d+)*)(?![\\p{L}\\p{N}])");

    // What stands between a head noun and examples: "groups such as", "malware, including".
    private static final Pattern INTRODUCING = Pattern
            .compile(",? (?:such as|like|including|namely|e\\.g\\.,?) (?:the )?$");
    private static final int LONGEST_INTRODUCTION = 20;

    // What an actor has one or several of; of a tool there are samples and variants instead.
    private static final Set<String> OWNED = Set.of("implant", "implants", "payload", "payloads", "tool", "tools",
            "toolkit", "backdoors", "trojans", "loaders", "wipers", "stealers");

    private static final Set<String> ARTICLES = Set.of("the", "a", "an", "its", "their");

    // Marks around a name: quotation, brackets, emphasis.
    private static final String OPENING = "\"'\u201C\u2018\u00AB*_`([";
    private static final String CLOSING = "\"'\u201D\u2019\u00BB*_`)]";

    /** Words of so many letters are small in headings too: "of", "and". */
    private static final int SHORT_WORD = 3;

    /** How far a line is read to either side, in characters. */
    private static final int NEAR = 200;

    private final String text;
    private final int start;
    private final int end;

    Surroundings(String text, int start, int end) {
        this.text = text;
        this.start = start;
        this.end = end;
    }

    /** The place itself. */
    String written() {
        return text.substring(start, end);
    }

    /** The word before the place, if only one space or hyphen is between them; empty if there is none. */
    String before() {
        int to = skipSpaceBack(start);
        return to < 0 ? "" : text.substring(wordStart(to), to);
    }

    /** The word behind the place, if only one space or hyphen is between them; empty if there is none. */
    String after() {
        int from = skipSpace(end);
        return from < 0 ? "" : text.substring(from, wordEnd(from));
    }

    /** What a head noun beside the place makes of a name there; null if there is none. One behind the name decides before one in front. */
    Sense headNoun() {
        Sense behind = headNounBehind();
        return behind == null ? headNounBefore() : behind;
    }

    /** Whether the tools behind the place are called after their owner, rather than the name being theirs: "Lazarus's malware", "Turla implants". */
    boolean isOwner() {
        int from = skipSpace(end);
        return skipPossessive(end) > end
                || (from >= 0 && OWNED.contains(text.substring(from, wordEnd(from)).toLowerCase(Locale.ROOT)));
    }

    private Sense headNounBehind() {
        int from = skipSpace(skipVersion(skipQuote(skipPossessive(end))));
        return from < 0 ? null : headNounAt(from);
    }

    /** The sense of the last of the head nouns that begin with the word: of "group" for "ransomware group". */
    private Sense headNounAt(int from) {
        int to = from;
        for (int words = 0; words < LONGEST_NOUN; words++) {
            int next = words == 0 ? from : skipSpace(to);
            if (next < 0) {
                return null;
            }
            to = wordEnd(next);
            Sense sense = HeadNouns.after(spaced(text.substring(from, to)));
            if (sense != null && sense != Sense.ANY) {
                int behind = skipSpace(to);
                Sense last = behind < 0 ? null : headNounAt(behind);
                return last == null ? sense : last;
            }
        }
        return null;
    }

    /**
     * What the text says the name is, in the words behind it: a threat group in "Rancor is a suspected threat group", a tool in "Royal,
     * a ransomware". Null if it says nothing.
     *
     * @param isApposition whether words without a verb count, as in the second example
     */
    Sense definition(boolean isApposition) {
        int at = behind(DEFINING);
        at = at < 0 && isApposition ? behind(APPOSING) : at;
        for (int words = 0; words < LONGEST_DEFINITION && at >= 0; words++) {
            int to = wordEnd(at);
            String word = text.substring(at, to);
            if (!word.equals("and") && EnglishAnalyzer.ENGLISH_STOP_WORDS_SET.contains(word)) {
                return null;
            }
            Sense sense = ADJECTIVE.matcher(text).region(to, text.length()).lookingAt() ? null : headNounAt(at);
            if (sense != null) {
                return sense;
            }
            at = skipSpace(to < text.length() && text.charAt(to) == ',' ? to + 1 : to);
        }
        return null;
    }

    private int behind(Pattern words) {
        Matcher found = words.matcher(text).region(end, text.length());
        return found.lookingAt() ? found.end() : -1;
    }

    private Sense headNounBefore() {
        int opening = skipQuoteBack(start);
        Sense introduced = introduced(opening);
        return introduced == null ? headNounBefore(opening) : introduced;
    }

    /** The sense of a head noun before words that introduce examples: "groups such as", "malware including". */
    private Sense introduced(int place) {
        Matcher introducing = INTRODUCING.matcher(text).region(Math.max(0, place - LONGEST_INTRODUCTION), place);
        if (!introducing.find()) {
            return null;
        }
        int to = introducing.start();
        return HeadNouns.after(text.substring(wordStart(to), to));
    }

    /**
     * What the words beside the place say that the name does or suffers: an actor has "used" something, a tool "has been used". A
     * version is a tool's. Null if they say nothing. Words behind the name decide before those in front.
     */
    Sense role() {
        int behind = skipQuote(skipPossessive(end));
        if (skipVersion(behind) > behind) {
            return Sense.TOOL;
        }
        Sense sense = roleBehind(behind);
        return sense == null ? roleBefore(skipQuoteBack(start)) : sense;
    }

    private Sense roleBehind(int behind) {
        int from = skipSpace(behind);
        Sense sense = null;
        int to = from;
        for (int words = 0; words < NameRoles.LONGEST && to >= 0; words++) {
            int end = wordEnd(to);
            Sense longer = NameRoles.after(spaced(text.substring(from, end)));
            sense = longer == null ? sense : longer;
            to = skipSpace(end);
        }
        return sense;
    }

    private Sense roleBefore(int place) {
        int last = skipSpaceBack(place);
        if (last >= 0 && ARTICLES.contains(text.substring(wordStart(last), last).toLowerCase(Locale.ROOT))) {
            last = skipSpaceBack(wordStart(last));
        }
        Sense sense = null;
        int to = last;
        for (int words = 0; words < NameRoles.LONGEST && to >= 0; words++) {
            int from = wordStart(to);
            Sense longer = NameRoles.before(spaced(text.substring(from, last)));
            sense = longer == null ? sense : longer;
            to = skipSpaceBack(from);
        }
        return sense;
    }

    private Sense headNounBefore(int place) {
        Sense sense = null;
        int from = place;
        int last = skipSpaceBack(place);
        for (int words = 0; words < LONGEST_NOUN; words++) {
            int to = skipSpaceBack(from);
            if (to < 0) {
                return sense;
            }
            from = wordStart(to);
            Sense found = HeadNouns.before(spaced(text.substring(from, last)));
            sense = found == null || found == Sense.ANY ? sense : found;
        }
        return sense;
    }

    /** Whether the place begins a sentence, a line or a quotation. */
    boolean isAtStart() {
        int at = start;
        while (at > 0 && isSpace(text.charAt(at - 1)) && !isBreak(text.charAt(at - 1))) {
            at--;
        }
        if (at == 0) {
            return true;
        }
        char before = text.charAt(at - 1);
        return isBreak(before) || (!FoldedLetters.isLetterOrDigit(before) && ",;)]'\u2019%&".indexOf(before) < 0);
    }

    /** Whether a word with a capital stands beside the place, so that it may be a part of a longer name: "Carbon Black". */
    boolean isBesideCapital() {
        String after = after();
        boolean isBehind = isBehindCapital() && !new Surroundings(text, wordStartOf(before()), start).isAtStart();
        return isBehind || (startsWithCapital(after) && HeadNouns.after(after) == null);
    }

    /** Whether a word with a capital that is no head noun or stop word stands before the place. */
    boolean isBehindCapital() {
        String before = before();
        return startsWithCapital(before) && HeadNouns.before(before) == null && HeadNouns.after(before) == null
                && !EnglishAnalyzer.ENGLISH_STOP_WORDS_SET.contains(before.toLowerCase(Locale.ROOT));
    }

    private int wordStartOf(String before) {
        return skipSpaceBack(start) - before.length();
    }

    /** Whether most letters of the line around the place, without the place, are small. */
    boolean isAmongSmallLetters() {
        String others = text.substring(lineStart(), start) + text.substring(end, lineEnd());
        return others.chars().filter(Character::isLowerCase).count() > others.chars().filter(Character::isUpperCase)
                .count();
    }

    /** Whether the line is a heading, in which most words begin with a capital. */
    boolean isInTitle() {
        int capitals = 0;
        int words = 0;
        for (String word : GAP.split(text.substring(lineStart(), lineEnd()), -1)) {
            boolean isLong = word.length() > SHORT_WORD;
            words += isLong ? 1 : 0;
            capitals += isLong && startsWithCapital(word) ? 1 : 0;
        }
        return words > 1 && capitals * 3 > words * 2;
    }

    private int lineStart() {
        int from = start;
        while (from > 0 && start - from < NEAR && !isBreak(text.charAt(from - 1))) {
            from--;
        }
        return from;
    }

    private int lineEnd() {
        int to = end;
        while (to < text.length() && to - end < NEAR && !isBreak(text.charAt(to))) {
            to++;
        }
        return to;
    }

    private static String spaced(String words) {
        return GAP.matcher(words).replaceAll(" ");
    }

    static boolean startsWithCapital(String word) {
        return !word.isEmpty() && Character.isUpperCase(word.codePointAt(0));
    }

    /** Behind a closing quotation mark, bracket or mark of emphasis. */
    private int skipQuote(int from) {
        int at = from;
        while (at < text.length() && CLOSING.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    private int skipQuoteBack(int to) {
        int at = to;
        while (at > 0 && OPENING.indexOf(text.charAt(at - 1)) >= 0) {
            at--;
        }
        return at;
    }

    /** Behind a version: "3.0" in "LockBit 3.0". */
    private int skipVersion(int from) {
        Matcher version = VERSION.matcher(text).region(from, text.length());
        return version.lookingAt() ? version.end() : from;
    }

    private int skipPossessive(int from) {
        boolean isApostrophe = from < text.length() && (text.charAt(from) == '\'' || text.charAt(from) == '\u2019');
        if (!isApostrophe) {
            return from;
        }
        return from + 1 < text.length() && text.charAt(from + 1) == 's' ? from + 2 : from + 1;
    }

    /** The beginning of the next word, if only a space or a hyphen is between; -1 if there is none. A line break between two words is a space. */
    private int skipSpace(int from) {
        boolean isNext = from + 1 < text.length() && isGap(text.charAt(from)) && isWord(text.charAt(from + 1));
        return isNext ? from + 1 : -1;
    }

    private int skipSpaceBack(int to) {
        boolean isNext = to > 1 && isGap(text.charAt(to - 1)) && isWord(text.charAt(to - 2));
        return isNext ? to - 1 : -1;
    }

    private int wordEnd(int from) {
        int at = from;
        while (at < text.length() && isWord(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private int wordStart(int to) {
        int at = to;
        while (at > 0 && isWord(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    private static boolean isWord(char character) {
        return FoldedLetters.isLetterOrDigit(character) || Character.isSurrogate(character);
    }

    private static boolean isGap(char character) {
        return isSpace(character) || character == '-';
    }

    private static boolean isSpace(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    private static boolean isBreak(char character) {
        return character == '\n' || character == '\r' || character == '\u2028' || character == '\u2029';
    }
}
