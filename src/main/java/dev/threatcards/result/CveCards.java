package dev.threatcards.result;

import java.util.List;
import java.util.Map;

import dev.threatcards.card.CardDate;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.CveId;
import dev.threatcards.card.Field;
import dev.threatcards.card.Provenance;
import dev.threatcards.text.DefensiveCopies;
import dev.threatcards.text.NullChecks;

/**
 * The cards that mention a vulnerability: ETDA's if it has any, otherwise those of every collection.
 *
 * @param actors by title, at most a thousand
 * @param actorTotal the number of all actors
 * @param tools by title, at most a thousand
 * @param toolTotal the number of all tools
 * @param elsewhere the numbers of cards of other collections that mention it, by collection
 * @param provenance the sources of the cards of the index
 */
public record CveCards(CveId id, List<Mentioning> actors, int actorTotal, List<Mentioning> tools, int toolTotal,
        Map<String, Integer> elsewhere, Provenance provenance) {

    /**
     * A card that mentions it.
     *
     * @param places where, in the order of the card; at least one
     */
    public record Mentioning(CardReference card, List<Place> places) {
        public Mentioning {
            NullChecks.requireNonNull("card", card);
            places = DefensiveCopies.list(places, "places");
        }
    }

    /**
     * A text of a card that mentions it.
     *
     * @param date when the operation started; {@link CardDate#NONE} for other fields
     * @param where the place in words: "an operation of 2018-03"
     * @param sentence the sentence with the first mention, without {@code {{Name}}} links; of a link, its address
     */
    public record Place(Field field, CardDate date, String where, String sentence) {
        public Place {
            NullChecks.requireNonNull("field", field, "date", date, "where", where, "sentence", sentence);
        }
    }

    public CveCards {
        NullChecks.requireNonNull("id", id, "provenance", provenance);
        actors = DefensiveCopies.list(actors, "actors");
        tools = DefensiveCopies.list(tools, "tools");
        elsewhere = DefensiveCopies.sortedMap(elsewhere, "elsewhere");
    }

    /** The number of actors and tools that mention it. */
    public int total() {
        return actorTotal + toolTotal;
    }

    /** Its page in the National Vulnerability Database of NIST. */
    public String nvd() {
        return "https://nvd.nist.gov/vuln/detail/" + id;
    }

    /** Its record in the CVE list. */
    public String cveOrg() {
        return "https://www.cve.org/CVERecord?id=" + id;
    }
}
