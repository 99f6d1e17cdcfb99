package dev.threatcards.result;

import java.util.List;
import java.util.Map;

import dev.threatcards.card.CveId;
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
        Map<String, Integer> elsewhere, Provenance provenance) implements SubjectCards<SubjectCards.Mentioning> {

    public CveCards {
        NullChecks.requireNonNull("id", id, "provenance", provenance);
        actors = DefensiveCopies.list(actors, "actors");
        tools = DefensiveCopies.list(tools, "tools");
        elsewhere = DefensiveCopies.sortedMap(elsewhere, "elsewhere");
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
