package dev.threatcards.result;

import java.util.List;
import java.util.Objects;

import dev.threatcards.card.Facet;
import dev.threatcards.text.DefensiveCopies;
import dev.threatcards.text.NameKeys;

/**
 * A reason why a card was found.
 *
 * @param field where: "name", "country", "tool", "sector" …
 * @param text what it says there
 * @param giver who gave the name, for a name; empty otherwise
 * @param words the query's words that are meant by it, as they were typed: those that stand in the text, or those that the
 *     text was found by though it is spelt otherwise ("SPLM" of "X-Agent", "forrest" of "Forest Blizzard")
 */
public record Match(String field, String text, String giver, List<String> words) {

    public Match {
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(giver, "giver");
        words = DefensiveCopies.list(words, "words");
    }

    /** What people read before the text: "Name", "Target sector". */
    public String label() {
        return Facet.named(field).map(Facet::label).orElseGet(() -> switch (field) {
            case "name" -> "Name";
            case "attackId" -> "ATT&CK id";
            case "sponsor" -> "Sponsor";
            case "changed" -> "Changed";
            default -> field;
        });
    }

    /** Whether the words do not stand in the text as they were typed, so that one may wonder what they have to do with it. */
    public boolean isSpeltOtherwise() {
        String folded = NameKeys.folded(text);
        return words.stream().map(NameKeys::folded).noneMatch(folded::contains);
    }
}
