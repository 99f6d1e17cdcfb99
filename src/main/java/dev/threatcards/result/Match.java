package dev.threatcards.result;

import java.util.List;

import dev.threatcards.card.Facet;
import dev.threatcards.text.DefensiveCopies;
import dev.threatcards.text.NameKeys;
import dev.threatcards.text.NullChecks;

/**
 * A reason why a card matches.
 *
 * @param field the field that matches: "name", "country", "tool", "sector" …
 * @param text the matching value of the field
 * @param giver the name-giver of a name; otherwise empty
 * @param place where on the card the value stands, if it was found in a text: "in an operation of 2018-03"; who states the use of a technique;
 *     otherwise empty
 * @param words the words of the query that match, as they were typed. The value may be spelt differently ("SPLM" for "X-Agent",
 *     "forrest" for "Forest Blizzard")
 */
public record Match(String field, String text, String giver, String place, List<String> words) {

    /** The field of a report that the card cites; the text is its address in the normal form, see {@link ReportCards#normal}. */
    public static final String REPORT = "report";

    public Match {
        NullChecks.requireNonNull("field", field, "text", text, "giver", giver, "place", place);
        words = DefensiveCopies.list(words, "words");
    }

    /** A match of a value that has a field of its own. */
    public Match(String field, String text, String giver, List<String> words) {
        this(field, text, giver, "", words);
    }

    /** What people read before the text: "Name", "Target sector". */
    public String label() {
        return Facet.named(field).map(Facet::label).orElseGet(() -> switch (field) {
            case "name" -> "Name";
            case "attackId" -> "ATT&CK id";
            case "sponsor" -> "Sponsor";
            case REPORT -> "Report";
            default -> field;
        });
    }

    /** Whether none of the words occurs in the text as it was typed. */
    public boolean isSpeltOtherwise() {
        String folded = NameKeys.folded(text);
        if (field.equals(REPORT)) {
            // Addresses that are written in two ways are equal.
            return false;
        }
        return words.stream().map(NameKeys::folded).noneMatch(folded::contains);
    }
}
