package dev.threatcards.names;

import org.apache.lucene.util.automaton.CharacterRunAutomaton;
import org.apache.lucene.util.automaton.LevenshteinAutomata;

import dev.threatcards.search.FuzzyNames;

/**
 * Whether texts begin with a text that is being typed, give or take a number of edits. As in {@link FuzzyNames}, digits are never
 * corrected. Immutable.
 */
final class FuzzyPrefix {

    /** Longer texts are no names, and the automaton grows with the text. */
    private static final int LONGEST = 50;

    private final CharacterRunAutomaton near;
    private final String digits;

    /**
     * @param typed what has been typed, folded; at most 50 characters
     * @param edits letters that may be inserted, deleted, substituted, or transposed with their neighbour; at most 2
     */
    FuzzyPrefix(String typed, int edits) {
        near = new CharacterRunAutomaton(new LevenshteinAutomata(typed, true).toAutomaton(edits));
        digits = digits(typed, typed.length());
    }

    /** The most edits that are forgiven in what has been typed; 0 if none are. */
    static int most(String typed) {
        return typed.length() > LONGEST ? 0 : FuzzyNames.edits(typed);
    }

    /** Whether a beginning of the text is within the edits and has the same digits. */
    boolean begins(String text) {
        int state = 0;
        for (int end = 0; end < text.length();) {
            int letter = text.codePointAt(end);
            end += Character.charCount(letter);
            state = near.step(state, letter);
            if (state < 0) {
                return false;
            }
            if (near.isAccept(state) && digits(text, end).equals(digits)) {
                return true;
            }
        }
        return false;
    }

    private static String digits(String text, int end) {
        StringBuilder digits = new StringBuilder();
        text.chars().limit(end).filter(Character::isDigit).forEach(digit -> digits.append((char) digit));
        return digits.toString();
    }
}
