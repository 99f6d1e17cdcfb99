package dev.threatcards.names;

import org.apache.lucene.util.automaton.CharacterRunAutomaton;
import org.apache.lucene.util.automaton.LevenshteinAutomata;

import dev.threatcards.search.FuzzyNames;

/** Tests whether texts begin with a prefix within a number of edits. As in {@link FuzzyNames}, digits are never corrected. Immutable. */
final class FuzzyPrefix {

    /** Longer texts are hardly names, and the automaton grows with the text. */
    private static final int LONGEST = 50;

    private final CharacterRunAutomaton near;
    private final String digits;

    /**
     * @param typed the prefix, folded; at most 50 characters
     * @param edits letters that may be inserted, deleted, substituted, or transposed with their neighbour; at most 2
     */
    FuzzyPrefix(String typed, int edits) {
        near = new CharacterRunAutomaton(new LevenshteinAutomata(typed, true).toAutomaton(edits));
        digits = digits(typed, typed.length());
    }

    /** The most edits that are forgiven in a prefix; 0 if none are. */
    static int most(String typed) {
        return typed.length() > LONGEST ? 0 : FuzzyNames.edits(typed);
    }

    /** Whether the text has a prefix within the edits and with the same digits. */
    boolean begins(String text) {
        int state = 0;
        for (int end = 0; end < text.length();) {
            int character = text.codePointAt(end);
            end += Character.charCount(character);
            state = near.step(state, character);
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
