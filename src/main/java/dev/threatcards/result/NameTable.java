package dev.threatcards.result;

import java.util.List;
import java.util.Map;

import dev.threatcards.card.CardReference;
import dev.threatcards.card.Provenance;
import dev.threatcards.query.CardQuery;
import dev.threatcards.text.DefensiveCopies;
import dev.threatcards.text.NullChecks;

/**
 * The names that some givers gave to the actors of a result: a row for each actor, a column for each giver.
 *
 * @param query what was searched for, with the filter on the givers that were asked for
 * @param givers the givers in the order of the columns, each as most cards spell it
 * @param rows the actors of the page
 * @param total the number of actors that were found
 * @param provenance the sources of the cards
 */
public record NameTable(CardQuery query, List<String> givers, List<Row> rows, int total, Provenance provenance) {

    /** The number of givers that are chosen where the caller names none. */
    public static final int USUAL_GIVERS = 6;

    /**
     * The names of an actor.
     *
     * @param country the countries that the actor is attributed to
     * @param names for each giver that gave the actor any, the names in the card's order; in the order of the table's givers
     * @param unattributed the names whose giver the card does not know or does not say; any giver may have given them
     */
    public record Row(CardReference card, List<String> country, Map<String, List<GivenName>> names,
            List<GivenName> unattributed) {

        public Row {
            NullChecks.requireNonNull("card", card);
            country = DefensiveCopies.list(country, "country");
            names = DefensiveCopies.lists(names, "names");
            unattributed = DefensiveCopies.list(unattributed, "unattributed");
        }
    }

    /**
     * A name of an actor.
     *
     * @param source where the name is from: empty for the actor's own card, otherwise the collection of a card that is linked to it, or
     *     the title of a mapping file
     * @param sharing other actors of the searched collections that have the name, and that are not known to be the same actor; at most
     *     twenty
     */
    public record GivenName(String name, String source, List<CardReference> sharing) {

        public GivenName {
            NullChecks.requireNonNull("name", name, "source", source);
            sharing = DefensiveCopies.list(sharing, "sharing");
        }
    }

    public NameTable {
        NullChecks.requireNonNull("query", query, "provenance", provenance);
        givers = DefensiveCopies.list(givers, "givers");
        rows = DefensiveCopies.list(rows, "rows");
    }

    /** The number of pages that can be requested. */
    public int pages() {
        return query.window().pages(total);
    }
}
