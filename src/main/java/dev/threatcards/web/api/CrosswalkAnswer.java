package dev.threatcards.web.api;

import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

import dev.threatcards.json.CardJson.Reference;
import dev.threatcards.result.Crosswalk;
import dev.threatcards.web.api.DeckAnswer.Deck;

/** The ids under which other catalogues have the cards of a result, as the API has them. */
record CrosswalkAnswer(int total, int page, int size, String sort, List<CrosswalkRow> rows, Deck deck) {

    /** A page of the crosswalk. */
    static CrosswalkAnswer of(Crosswalk crosswalk) {
        return new CrosswalkAnswer(crosswalk.total(), crosswalk.window().page(), crosswalk.window().size(),
                crosswalk.window().order().parameter(), crosswalk.rows().stream()
                        .map(row -> new CrosswalkRow(Reference.of(row.card()), CardIds.of(row.ids()))).toList(),
                Deck.of(crosswalk.provenance()));
    }

    /** A card with its ids. */
    record CrosswalkRow(@JsonUnwrapped Reference reference, CardIds ids) {
    }

    /** The ids that a card has itself, or that its counterparts in other collections have. */
    record CardIds(@JsonPropertyDescription("Uuids of ETDA's cards.") List<UUID> etda,
            @JsonPropertyDescription("Clusters of the MISP galaxy.") List<MispCluster> misp,
            @JsonPropertyDescription("CardIds of MITRE ATT&CK.") List<String> attack,
            @JsonPropertyDescription("CardIds of Malpedia.") List<String> malpedia,
            @JsonPropertyDescription("The names that Microsoft uses.") List<String> microsoft,
            @JsonPropertyDescription("The cards of other collections that are probably about the same, from which ids were"
                    + " taken too.") List<Reference> counterparts,
            @JsonPropertyDescription("Cards of other collections that share a name, but are no counterparts.") List<Reference> conflicts) {

        static CardIds of(Crosswalk.Ids ids) {
            return new CardIds(ids.etda(),
                    ids.misp().stream().map(cluster -> new MispCluster(cluster.uuid(), cluster.tag())).toList(),
                    ids.attack(), ids.malpedia(), ids.microsoft(), Reference.of(ids.counterparts()),
                    Reference.of(ids.conflicts()));
        }
    }

    /** A cluster of the MISP galaxy, with the tag that marks an event with it. */
    record MispCluster(UUID uuid, String tag) {
    }
}
