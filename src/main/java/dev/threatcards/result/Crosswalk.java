package dev.threatcards.result;

import java.util.List;
import java.util.UUID;

import dev.threatcards.card.CardReference;
import dev.threatcards.card.Provenance;
import dev.threatcards.query.PageRequest;
import dev.threatcards.text.DefensiveCopies;
import dev.threatcards.text.NullChecks;

/**
 * The ids under which other catalogues have the cards of a result.
 *
 * @param window the page
 * @param rows the cards of the page, actors before tools
 * @param total the number of cards that were found
 * @param provenance the sources of the cards
 */
public record Crosswalk(PageRequest window, List<Row> rows, int total, Provenance provenance) {

    /** The ids of a card. */
    public record Row(CardReference card, Ids ids) {

        public Row {
            NullChecks.requireNonNull("card", card, "ids", ids);
        }
    }

    /**
     * Ids that a card has itself, or that its counterparts in other collections have. Lists are empty where no card has an id.
     *
     * @param etda uuids of ETDA's cards
     * @param misp clusters of the MISP galaxy
     * @param attack ids of MITRE ATT&amp;CK: "G0007", "S0154"
     * @param malpedia ids of Malpedia: "win.emotet" for a family, "apt28" for an actor
     * @param microsoft the names that Microsoft uses
     * @param counterparts the cards of other collections from which ids were taken as well, see {@link LinkedCard#counterpart}
     * @param conflicts cards of other collections that share a name, but are no counterparts: their ids were not taken
     */
    public record Ids(List<UUID> etda, List<Cluster> misp, List<String> attack, List<String> malpedia,
            List<String> microsoft, List<CardReference> counterparts, List<CardReference> conflicts) {

        public Ids {
            etda = DefensiveCopies.list(etda, "etda");
            misp = DefensiveCopies.list(misp, "misp");
            attack = DefensiveCopies.list(attack, "attack");
            malpedia = DefensiveCopies.list(malpedia, "malpedia");
            microsoft = DefensiveCopies.list(microsoft, "microsoft");
            counterparts = DefensiveCopies.list(counterparts, "counterparts");
            conflicts = DefensiveCopies.list(conflicts, "conflicts");
        }
    }

    /**
     * A cluster of the MISP galaxy.
     *
     * @param tag the tag with which MISP marks an event: {@code misp-galaxy:threat-actor="APT28"}
     */
    public record Cluster(UUID uuid, String tag) {

        public Cluster {
            NullChecks.requireNonNull("uuid", uuid, "tag", tag);
        }
    }

    public Crosswalk {
        NullChecks.requireNonNull("window", window, "provenance", provenance);
        rows = DefensiveCopies.list(rows, "rows");
    }

    /** The number of pages that can be requested. */
    public int pages() {
        return window.pages(total);
    }
}
