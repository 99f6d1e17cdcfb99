package dev.threatcards.result;

import java.util.List;

import dev.threatcards.text.DefensiveCopies;
import dev.threatcards.text.NameKeys;
import dev.threatcards.text.NullChecks;

/**
 * A reason why a card matches.
 *
 * @param field the field that matches: "name", "country", "tool", "sector" …
 * @param text the matching value of the field
 * @param giver the name-giver of a name; otherwise empty
 * @param words the words of the query that match, as they were typed. The value may be spelt differently ("SPLM" for "X-Agent",
 *     "forrest" for "Forest Blizzard")
 */
public record Match(String field, String text, String giver, List<String> words) {

    public Match {
        NullChecks.requireNonNull("field", field, "text", text, "giver", giver);
        words = DefensiveCopies.list(words, "words");
    }

    /** Whether none of the words occurs in the text as it was typed. */
    public boolean isSpeltOtherwise() {
        String folded = NameKeys.folded(text);
        return words.stream().map(NameKeys::folded).noneMatch(folded::contains);
    }
}
