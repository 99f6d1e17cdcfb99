package dev.threatcards.text;

/**
 * Iterates over the letters and digits of a text, each {@linkplain NameKeys#folded folded}, with its offsets and the gap before it. A
 * combining mark belongs to its letter, and invisible characters such as a soft hyphen are skipped. For use by one thread.
 */
public final class FoldedLetters {

    /** What is between two letters. */
    public enum Gap {
        /** Nothing: the letters are of one word. */
        NONE,
        /** What separates the words of a name: one or two of white space, with at most one line break, hyphens and dots. */
        PLAIN,
        /** The same with one other sign: {@code "@"}, {@code " & "}. */
        SIGN,
        /** Anything more: the end of a sentence, an empty line, a bracket and a comma. */
        WIDE
    }

    /** The most separators in a plain gap. */
    private static final int MOST_SEPARATORS = 2;

    /** The most separators and signs in a gap with a sign: "Cain & Abel". */
    private static final int MOST_WITH_SIGN = 3;

    /** The longest gap within a name, in characters. */
    private static final int WIDEST = 32;

    private final String text;
    private String folded = "";
    private int next;
    private int start;
    private int end;
    private int gapStart;
    private Gap gap = Gap.NONE;
    private int sign;

    // Counts in the current gap.
    private int separators;
    private int spaces;
    private int breaks;
    private int signs;

    /** Starts before the letter at {@code from}. */
    public FoldedLetters(String text, int from) {
        this.text = text;
        this.start = from;
        this.end = from;
    }

    /** Advances to the next letter. Returns false if there is none, or none near enough to belong to the same name. */
    public boolean advance() {
        next++;
        if (next < folded.length()) {
            gapStart = start;
            gap = Gap.NONE;
            return true;
        }
        gapStart = end;
        separators = 0;
        spaces = 0;
        breaks = 0;
        signs = 0;
        boolean isWide = false;
        boolean isAfterStop = false;
        boolean isParted = false;
        int at = end;
        while (at < text.length() && at - gapStart <= WIDEST) {
            int character = text.codePointAt(at);
            String letters = fold(character);
            if (!letters.isEmpty()) {
                setLetter(letters, at, character);
                gap = isParted ? gap(isWide) : Gap.NONE;
                return true;
            }
            if (!isNoCharacterOfItsOwn(character)) {
                isParted = true;
                boolean isSpace = Character.isWhitespace(character) || Character.isSpaceChar(character);
                isWide |= isAfterStop && isSpace;
                isAfterStop = character == '.' || character == '!' || character == '?';
                addToGap(character, isSpace, at);
            }
            at += Character.charCount(character);
        }
        end = at;
        return false;
    }

    private void setLetter(String letters, int at, int character) {
        folded = letters;
        next = 0;
        start = at;
        end = at + Character.charCount(character);
        while (end < text.length() && isMark(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
    }

    private void addToGap(int character, boolean isSpace, int at) {
        if (isLineBreak(character)) {
            boolean isPair = character == '\n' && at > 0 && text.charAt(at - 1) == '\r';
            breaks += isPair ? 0 : 1;
        } else if (isSpace) {
            spaces++;
        } else if (isSeparator(character)) {
            separators++;
        } else {
            signs++;
            sign = character;
        }
    }

    private Gap gap(boolean isWide) {
        // White space around a line break is indentation.
        int plain = separators + (breaks > 0 ? breaks : spaces);
        if (isWide || breaks > 1 || signs > 1 || plain + signs > MOST_WITH_SIGN) {
            return Gap.WIDE;
        }
        if (signs == 1) {
            return Gap.SIGN;
        }
        return plain > MOST_SEPARATORS ? Gap.WIDE : Gap.PLAIN;
    }

    /** The letter or digit, folded. */
    public char letter() {
        return folded.charAt(next);
    }

    /** The offset of the letter. */
    public int start() {
        return start;
    }

    /** The offset behind the letter and its combining marks. */
    public int end() {
        return end;
    }

    /** The kind of gap between this letter and the one before. */
    public Gap gap() {
        return gap;
    }

    /** The text of the gap. */
    public String gapText() {
        return text.substring(gapStart, gap == Gap.NONE ? gapStart : start);
    }

    /** The sign in a {@link Gap#SIGN}. */
    public int sign() {
        return sign;
    }

    /** The character folded to letters and digits; empty if it is neither. */
    private static String fold(int character) {
        if (character < ASCII.length) {
            return ASCII[character];
        }
        return isLetterOrDigit(character) ? NameKeys.folded(Character.toString(character)) : "";
    }

    private static final String[] ASCII = ascii();

    private static String[] ascii() {
        String[] ascii = new String[0x80];
        for (int character = 0; character < ascii.length; character++) {
            ascii[character] = NameKeys.folded(Character.toString(character));
        }
        return ascii;
    }

    /** Whether names may have the character among their letters. */
    public static boolean isLetterOrDigit(int character) {
        if (character < ASCII.length) {
            return !ASCII[character].isEmpty();
        }
        return Character.isLetterOrDigit(character) || Character.getType(character) == Character.LETTER_NUMBER
                || Character.getType(character) == Character.OTHER_NUMBER;
    }

    /** Whether the character belongs to the one before, or is invisible. */
    public static boolean isNoCharacterOfItsOwn(int character) {
        return isMark(character) || Character.getType(character) == Character.FORMAT
        // Letters that fold to nothing, such as halfwidth voice marks.
                || isLetterOrDigit(character);
    }

    private static boolean isMark(int character) {
        int type = Character.getType(character);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    private static boolean isLineBreak(int character) {
        return character == '\n' || character == '\r' || character == '\u0085' || character == '\u2028'
                || character == '\u2029';
    }

    private static boolean isSeparator(int character) {
        int type = Character.getType(character);
        return type == Character.DASH_PUNCTUATION || type == Character.CONNECTOR_PUNCTUATION || character == '.'
                || character == '/' || character == '\'' || character == '\u2019';
    }
}
