package dev.threatcards.text;

/**
 * The letters and digits of a text one after the other, each as {@link NameKeys#folded} has it, with where it stands and what
 * parts it from the one before. A combining mark belongs to its letter; what cannot be seen, a soft hyphen, is not there.
 */
public final class FoldedLetters {

    /** What stands between two letters. */
    public enum Gap {
        /** Nothing: they are of one word. */
        NONE,
        /** What parts the words of a name: white space, with one line break at most, hyphens, dots; a couple of them. */
        PLAIN,
        /** The same with one other sign among it: {@code "@"}, {@code " & "}. */
        SIGN,
        /** More: the end of a sentence, an empty line, a bracket and a comma. */
        WIDE
    }

    /** The most separators in a plain gap. */
    private static final int COUPLE = 2;

    /** The most separators and signs: "Cain & Abel". */
    private static final int MOST = 3;

    /** Beyond so many characters nothing belongs to a name any more, wherever its next letter is. */
    private static final int WIDEST = 32;

    private final String text;
    private String folded = "";
    private int next;
    private int start;
    private int end;
    private int gapStart;
    private Gap gap = Gap.NONE;
    private int sign;

    // Of the gap that is being read.
    private int separators;
    private int spaces;
    private int breaks;
    private int signs;

    /** Before the letter that stands at {@code from}. */
    public FoldedLetters(String text, int from) {
        this.text = text;
        this.start = from;
        this.end = from;
    }

    /** Goes on to the next letter; false if there is none, or none near enough to belong to the same name. */
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
        boolean wide = false;
        boolean stop = false;
        boolean parted = false;
        int at = end;
        while (at < text.length() && at - gapStart <= WIDEST) {
            int character = text.codePointAt(at);
            String letters = fold(character);
            if (!letters.isEmpty()) {
                stand(letters, at, character);
                gap = parted ? gap(wide) : Gap.NONE;
                return true;
            }
            if (!isNoCharacterOfItsOwn(character)) {
                parted = true;
                boolean space = Character.isWhitespace(character) || Character.isSpaceChar(character);
                wide |= stop && space;
                stop = character == '.' || character == '!' || character == '?';
                separate(character, space, at);
            }
            at += Character.charCount(character);
        }
        end = at;
        return false;
    }

    private void stand(String letters, int at, int character) {
        folded = letters;
        next = 0;
        start = at;
        end = at + Character.charCount(character);
        while (end < text.length() && isMark(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
    }

    private void separate(int character, boolean space, int at) {
        if (isLineBreak(character)) {
            boolean pair = character == '\n' && at > 0 && text.charAt(at - 1) == '\r';
            breaks += pair ? 0 : 1;
        } else if (space) {
            spaces++;
        } else if (isSeparator(character)) {
            separators++;
        } else {
            signs++;
            sign = character;
        }
    }

    private Gap gap(boolean wide) {
        // Blanks about a line break are its indentation.
        int plain = separators + (breaks > 0 ? breaks : spaces);
        if (wide || breaks > 1 || signs > 1 || plain + signs > MOST) {
            return Gap.WIDE;
        }
        if (signs == 1) {
            return Gap.SIGN;
        }
        return plain > COUPLE ? Gap.WIDE : Gap.PLAIN;
    }

    /** The letter or digit, folded. */
    public char letter() {
        return folded.charAt(next);
    }

    /** Where the letter begins in the text. */
    public int start() {
        return start;
    }

    /** Where it ends, with its combining marks. */
    public int end() {
        return end;
    }

    /** What parts it from the letter before. */
    public Gap gap() {
        return gap;
    }

    /** What stands in the gap. */
    public String gapText() {
        return text.substring(gapStart, gap == Gap.NONE ? gapStart : start);
    }

    /** The sign in a {@link Gap#SIGN}. */
    public int sign() {
        return sign;
    }

    /** The letters and digits that the character is, folded; empty if it is neither. */
    private static String fold(int character) {
        if (character < 0x80) {
            return Character.isLetterOrDigit(character) ? ASCII[character] : "";
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
        return Character.isLetterOrDigit(character) || Character.getType(character) == Character.LETTER_NUMBER
                || Character.getType(character) == Character.OTHER_NUMBER;
    }

    /** Whether the character is a part of the one before, or cannot be seen. */
    public static boolean isNoCharacterOfItsOwn(int character) {
        return isMark(character) || Character.getType(character) == Character.FORMAT
        // Letters by their category that fold to nothing: halfwidth voice marks.
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
