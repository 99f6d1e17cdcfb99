package dev.threatcards.names;

import dev.threatcards.text.FoldedLetters;
import dev.threatcards.text.HeadNouns;
import dev.threatcards.text.HeadNouns.Sense;

/** The words around a place of a text, on the same line. Offsets are those of the text. */
final class Surroundings {

    /** The most words that a head noun has. */
    private static final int LONGEST_NOUN = 3;

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

    private Sense headNounBehind() {
        int first = skipPossessive(end);
        Sense sense = null;
        int to = first;
        for (int words = 0; words < LONGEST_NOUN && to >= 0; words++) {
            int from = skipSpace(to);
            if (from < 0) {
                return sense;
            }
            to = wordEnd(from);
            Sense found = HeadNouns.after(text.substring(skipSpace(first), to).replaceAll("[\\s-]+", " "));
            sense = found == null || found == Sense.ANY ? sense : found;
        }
        return sense;
    }

    private Sense headNounBefore() {
        Sense sense = null;
        int from = start;
        int last = skipSpaceBack(start);
        for (int words = 0; words < LONGEST_NOUN; words++) {
            int to = skipSpaceBack(from);
            if (to < 0) {
                return sense;
            }
            from = wordStart(to);
            Sense found = HeadNouns.before(text.substring(from, last).replaceAll("[\\s-]+", " "));
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
        String before = before();
        boolean isPart = startsWithCapital(before) && HeadNouns.before(before) == null && HeadNouns.after(before) == null
                && !new Surroundings(text, wordStartOf(before), start).isAtStart();
        String after = after();
        return isPart || (startsWithCapital(after) && HeadNouns.after(after) == null);
    }

    private int wordStartOf(String before) {
        return skipSpaceBack(start) - before.length();
    }

    /** Whether most letters of the line around the place, without the place, are small. */
    boolean isAmongSmallLetters() {
        int from = start;
        while (from > 0 && start - from < NEAR && !isBreak(text.charAt(from - 1))) {
            from--;
        }
        int to = end;
        while (to < text.length() && to - end < NEAR && !isBreak(text.charAt(to))) {
            to++;
        }
        int small = 0;
        int capital = 0;
        for (int i = from; i < to; i++) {
            char character = text.charAt(i);
            boolean isOutside = i < start || i >= end;
            small += isOutside && Character.isLowerCase(character) ? 1 : 0;
            capital += isOutside && Character.isUpperCase(character) ? 1 : 0;
        }
        return small > capital;
    }

    /** Whether the line is a heading, in which most words begin with a capital. */
    boolean isInTitle() {
        int from = start;
        while (from > 0 && start - from < NEAR && !isBreak(text.charAt(from - 1))) {
            from--;
        }
        int to = end;
        while (to < text.length() && to - end < NEAR && !isBreak(text.charAt(to))) {
            to++;
        }
        int capitals = 0;
        int words = 0;
        for (String word : text.substring(from, to).split("[\\s-]+")) {
            boolean isLong = word.length() > LONGEST_NOUN;
            words += isLong ? 1 : 0;
            capitals += isLong && startsWithCapital(word) ? 1 : 0;
        }
        return words > 1 && capitals * LONGEST_NOUN > words * 2;
    }

    static boolean startsWithCapital(String word) {
        return !word.isEmpty() && Character.isUpperCase(word.codePointAt(0));
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
