package dev.threatcards.names;

import java.util.function.Predicate;

import dev.threatcards.text.NameKeys;
import dev.threatcards.text.NameTypo;

/** Tests whether texts begin with a prefix that has one typo, see {@link NameTypo}. Immutable. */
final class FuzzyPrefix {

    private final String typed;
    private final String folded;
    private final Predicate<String> isShared;

    /**
     * @param typed the prefix as it was typed
     * @param isShared whether many names have the word in common
     */
    FuzzyPrefix(String typed, Predicate<String> isShared) {
        this.typed = typed;
        this.folded = NameKeys.folded(typed);
        this.isShared = isShared;
    }

    /** Whether the folded text has a prefix that differs from the typed one by a typo. */
    boolean begins(String text) {
        int longest = Math.min(text.length(), folded.length() + 1);
        for (int length = Math.max(1, folded.length() - 1); length <= longest; length++) {
            if (NameTypo.between(typed, folded, text.substring(0, length)).filter(typo -> typo.isLikely(isShared))
                    .isPresent()) {
                return true;
            }
        }
        return false;
    }
}
