package dev.threatcards.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.threatcards.card.CardReference;
import dev.threatcards.card.Provenance;
import dev.threatcards.export.CardJson;
import dev.threatcards.export.JsonSchema;
import dev.threatcards.search.SimilarCard;
import dev.threatcards.search.SimilarCards;

/** Cards that are like one, as the API gives them: each with why, as a sentence and as data. */
final class SimilarJson {

    private static final JsonSchema SHARED = JsonSchema.object("Shared").has("facet", JsonSchema.text())
            .has("value", JsonSchema.text()).has("count", JsonSchema.count());

    /** The form of {@link #of}. */
    static final JsonSchema SIMILAR = CardJson.REFERENCE.as("SimilarCards").has("similar",
            JsonSchema.listOf(CardJson.REFERENCE.as("SimilarCard").has("score", JsonSchema.number())
                    .has("reason", JsonSchema.text().meaning("Why, as a sentence."))
                    .has("shared", JsonSchema.listOf(SHARED)).mayHave("moreShared",
                            JsonSchema.count().meaning("How much of what is shared is left out, what says least."))))
            .has("total", JsonSchema.count().meaning("How many are like it, listed or not."))
            .has("deck", ResultJson.DECK);

    private SimilarJson() {
    }

    static ObjectNode of(CardReference card, SimilarCards similar, Provenance provenance) {
        ObjectNode json = CardJson.reference(card);
        ArrayNode array = json.putArray("similar");
        similar.cards().forEach(other -> array.add(similar(other)));
        json.put("total", similar.total());
        json.set("deck", ResultJson.deck(provenance));
        return json;
    }

    private static ObjectNode similar(SimilarCard other) {
        ObjectNode json = CardJson.reference(other.card()).put("score", other.score()).put("reason", other.reason());
        ArrayNode shared = json.putArray("shared");
        other.shared().forEach(each -> shared.addObject().put("facet", each.facet()).put("value", each.value())
                .put("count", each.count()));
        if (other.sharedTotal() > other.shared().size()) {
            json.put("moreShared", other.sharedTotal() - other.shared().size());
        }
        return json;
    }
}
