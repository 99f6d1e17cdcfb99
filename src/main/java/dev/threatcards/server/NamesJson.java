package dev.threatcards.server;

import java.util.Arrays;
import java.util.List;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.threatcards.card.Provenance;
import dev.threatcards.export.CardJson;
import dev.threatcards.export.JsonSchema;
import dev.threatcards.search.Mention;
import dev.threatcards.search.Resolution;
import dev.threatcards.search.Resolution.Degree;
import dev.threatcards.search.Resolution.Meaning;

/** What names mean, and which names a text has, as the API gives it; the command line's {@code --json} is the same. */
public final class NamesJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final JsonSchema MEANING = CardJson.REFERENCE.as("Meaning")
            .has("as", JsonSchema.text().meaning("The name as the card spells it.")).mayHave("giver", JsonSchema.text())
            .has("match", JsonSchema.oneOf(Arrays.stream(Degree.values()).map(Degree::key).toList()));

    private static final JsonSchema RESOLUTION = JsonSchema.object("Resolution").has("name", JsonSchema.text())
            .has("ambiguous", JsonSchema.flag()).has("cards", JsonSchema.listOf(MEANING))
            .mayHave("total", JsonSchema.count().meaning("How many cards there are, where not all are listed."));

    /** The form of one name's answer. */
    static final JsonSchema NAME = RESOLUTION.as("ResolvedName").has("deck", ResultJson.DECK);

    /** The form of several names' answer. */
    static final JsonSchema NAMES = JsonSchema.object("ResolvedNames").has("results", JsonSchema.listOf(RESOLUTION))
            .has("deck", ResultJson.DECK);

    /** The form of {@link #mentions}. */
    static final JsonSchema MENTIONS = JsonSchema.object("Mentions")
            .has("mentions",
                    JsonSchema.listOf(JsonSchema.object("Mention")
                            .has("start", JsonSchema.count().meaning("In UTF-16 units from the beginning."))
                            .has("end", JsonSchema.count().meaning("Behind the last unit."))
                            .has("text", JsonSchema.text()).has("kind", JsonSchema.oneOf("actor", "tool"))
                            .has("generic", JsonSchema.flag().meaning("Whether it is an ordinary word too."))
                            .has("cards", JsonSchema.listOf(CardJson.REFERENCE))))
            .has("deck", ResultJson.DECK);

    private NamesJson() {
    }

    /** The cards that one name may mean. */
    public static ObjectNode of(Resolution resolution, Provenance provenance) {
        ObjectNode json = resolution(resolution);
        json.set("deck", ResultJson.deck(provenance));
        return json;
    }

    /** The same for several names, in the order in which they were asked for. */
    public static ObjectNode of(List<Resolution> resolutions, Provenance provenance) {
        ObjectNode json = NODES.objectNode();
        ArrayNode results = json.putArray("results");
        resolutions.forEach(resolution -> results.add(resolution(resolution)));
        json.set("deck", ResultJson.deck(provenance));
        return json;
    }

    /** The places in a text where cards are named. */
    public static ObjectNode mentions(List<Mention> mentions, Provenance provenance) {
        ObjectNode json = NODES.objectNode();
        ArrayNode array = json.putArray("mentions");
        for (Mention mention : mentions) {
            array.addObject().put("start", mention.start()).put("end", mention.end()).put("text", mention.text())
                    .put("kind", mention.kind().key()).put("generic", mention.generic())
                    .set("cards", ResultJson.references(mention.cards()));
        }
        json.set("deck", ResultJson.deck(provenance));
        return json;
    }

    private static ObjectNode resolution(Resolution resolution) {
        ObjectNode json = NODES.objectNode().put("name", resolution.name()).put("ambiguous", resolution.ambiguous());
        ArrayNode cards = json.putArray("cards");
        for (Meaning meaning : resolution.meanings()) {
            ObjectNode card = CardJson.reference(meaning.card()).put("as", meaning.as());
            if (!meaning.giver().isEmpty()) {
                card.put("giver", meaning.giver());
            }
            cards.add(card.put("match", meaning.degree().key()));
        }
        if (resolution.total() > resolution.meanings().size()) {
            json.put("total", resolution.total());
        }
        return json;
    }
}
