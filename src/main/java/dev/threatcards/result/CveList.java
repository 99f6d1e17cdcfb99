package dev.threatcards.result;

import java.util.List;
import java.util.Objects;

import dev.threatcards.card.CveId;
import dev.threatcards.card.Provenance;
import dev.threatcards.query.CveQuery;
import dev.threatcards.text.DefensiveCopies;

/**
 * A page of the vulnerabilities that cards mention.
 *
 * @param cves those of the page: the most cards first, of equally many the newest id first
 * @param total the number of all that match
 * @param provenance the sources of the cards that were counted
 */
public record CveList(CveQuery query, List<Count> cves, int total, Provenance provenance) {

    /** A vulnerability with the numbers of actors and of tools whose cards mention it. */
    public record Count(CveId id, int actors, int tools) {
        public Count {
            Objects.requireNonNull(id, "id");
        }
    }

    public CveList {
        Objects.requireNonNull(query, "query");
        cves = DefensiveCopies.list(cves, "cves");
        Objects.requireNonNull(provenance, "provenance");
    }
}
