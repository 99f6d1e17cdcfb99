package dev.threatcards.names;

import java.util.List;
import java.util.regex.Pattern;

import dev.threatcards.analysis.EnglishWords;
import dev.threatcards.text.FoldedLetters;
import dev.threatcards.text.FoldedLetters.Gap;
import dev.threatcards.text.NameKeys;

/**
 * Says whether a text spells a name. The text may have other separators than the name or none, and any case. These rules hold:
 * <ul>
 * <li>separators stand only between parts of the name: at one of the name's own separators, before a capital that begins a word
 * ("FancyBear"), and between letters and digits ("APT28");
 * <li>where only capitals tell the parts of a name apart, the text has them too, or one of its parts is no English word: "mail to" is not
 * "MailTo", but "plug-x" is "PlugX";
 * <li>a name that shows no parts may have a hyphen, or capitals, between two if one of them is no English word and none is shorter than
 * three letters: "Trick Bot" is "Trickbot";
 * <li>a text that has a later part in capitals, as abbreviations are, does not write the first one small where the name has a capital:
 * "bypass UAC" is not "Bypass UAC".
 * </ul>
 */
final class Spelling {

    // What separates the parts of a written name.
    private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}\\p{M}]+");

    private static final Pattern HYPHEN = Pattern.compile("[-\u2010\u2011]");

    /** The fewest letters of a part that the name does not show as one. */
    private static final int FEWEST_LETTERS = 3;

    private final String text;
    private final int start;
    private final int end;

    /** The place of a text whose letters are those of a name. */
    Spelling(String text, int start, int end) {
        this.text = text;
        this.start = start;
        this.end = end;
    }

    /** Whether the text spells the name there. */
    boolean isOf(String name) {
        FoldedLetters written = new FoldedLetters(text, start);
        FoldedLetters letters = new FoldedLetters(name, 0);
        boolean isFirstSmall = false;
        int before = 0;
        for (boolean isFirst = true; letters.advance() && written.advance(); isFirst = false) {
            if (isFirst) {
                isFirstSmall = isSmall(text, written.start()) && isCapital(name, letters.start());
            } else if (written.gap() != Gap.NONE) {
                boolean isNamed = isCapital(name, letters.start());
                boolean isWritten = isCapital(text, written.start()) && written.end() < end
                        && isCapital(text, written.end());
                if (!isSeparated(written, letters, name, before) || (isFirstSmall && isNamed && isWritten)) {
                    return false;
                }
            }
            before = letters.start();
        }
        return written.end() == end;
    }

    private boolean isSeparated(FoldedLetters written, FoldedLetters letters, String name, int before) {
        if (written.gapText().equals(letters.gapText())) {
            return true;
        }
        return switch (written.gap()) {
            case PLAIN -> letters.gap() != Gap.NONE || (before < letters.start()
                    && (isPart(written, name, before, letters) || isUnusualCompound(written, name, letters)));
            case SIGN -> letters.gap() == Gap.SIGN && letters.sign() == written.sign();
            default -> false;
        };
    }

    /** Whether a part of the name begins between two adjacent letters, which the text has to show. */
    private boolean isPart(FoldedLetters written, String name, int before, FoldedLetters letters) {
        int last = name.codePointAt(before);
        int first = name.codePointAt(letters.start());
        if (Character.isLetter(last) != Character.isLetter(first)) {
            return true;
        }
        int after = letters.start() + Character.charCount(first);
        boolean isWord = after < name.length() && Character.isLowerCase(name.codePointAt(after));
        return Character.isUpperCase(first) && (!Character.isUpperCase(last) || isWord)
                && (hasSeparator(name) || !isSmall(text, written.start()));
    }

    /** Whether the text writes a name of one word as several that are not all English, so that they can hardly mean anything else. */
    private boolean isUnusualCompound(FoldedLetters written, String name, FoldedLetters letters) {
        boolean isShown = isCapital(name, letters.start());
        boolean hasHyphen = HYPHEN.matcher(written.gapText()).find();
        if (hasSeparator(name) || !(isShown || hasHyphen || isCapital(text, written.start()))) {
            return false;
        }
        List<String> parts = List.of(SEPARATORS.split(text.substring(start, end), -1));
        return (isShown || parts.stream().allMatch(part -> part.length() >= FEWEST_LETTERS)) && parts.stream()
                .anyMatch(part -> (hasHyphen || part.length() > 1) && !EnglishWords.isWord(NameKeys.exact(part)));
    }

    private static boolean hasSeparator(String name) {
        return !name.codePoints().allMatch(Character::isLetterOrDigit);
    }

    private static boolean isSmall(String text, int at) {
        return Character.isLowerCase(text.codePointAt(at));
    }

    private static boolean isCapital(String text, int at) {
        return Character.isUpperCase(text.codePointAt(at));
    }
}
