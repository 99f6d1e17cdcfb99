package dev.threatcards.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.threatcards.CardQuery;
import dev.threatcards.export.CardJson;
import dev.threatcards.export.JsonSchema;
import dev.threatcards.search.Guidance;
import dev.threatcards.search.Guidance.Relaxed;
import dev.threatcards.search.Guidance.Understood;

/** What a search says beside its hits, as the API gives it. */
final class GuidanceJson {

    private static final JsonSchema SEARCH = JsonSchema.text()
            .meaning("The parameters that ask for it, as in an address.");

    private static final JsonSchema UNDERSTOOD = JsonSchema.object("Understood").has("words", JsonSchema.text())
            .has("facet", JsonSchema.text()).has("value", JsonSchema.text()).has("count", JsonSchema.count())
            .has("search", SEARCH);

    private static final JsonSchema WITHOUT = JsonSchema.object("Without").has("dropped", JsonSchema.text())
            .has("count", JsonSchema.count()).has("search", SEARCH);

    private static final JsonSchema UNREAD = JsonSchema.object("Unread")
            .has("words", JsonSchema.count().meaning("Words at the end, beyond the most that a query has."))
            .has("prefixes", JsonSchema.count().meaning("Asterisks beyond the most that a query has."));

    /** The form with what {@link #addTo} adds. */
    static JsonSchema addedTo(JsonSchema page) {
        return page.has("didYouMean", JsonSchema.textOrNull()).has("ambiguous", JsonSchema.flag())
                .mayHave("sharing",
                        JsonSchema.listOf(CardJson.REFERENCE).meaning("The first cards that share the name."))
                .mayHave("sharingTotal", JsonSchema.count().meaning("How many share it."))
                .mayHave("ignored", JsonSchema.texts().meaning("Words that no card has."))
                .mayHave("unread", UNREAD.meaning("What of the query was not searched for."))
                .has("understood", JsonSchema.listOf(UNDERSTOOD))
                .mayHave("understoodTotal", JsonSchema.count().meaning("How many there are, where not all are listed."))
                .mayHave("without", JsonSchema.listOf(WITHOUT))
                .mayHave("withoutTotal", JsonSchema.count().meaning("How many there are, where not all are listed."));
    }

    private GuidanceJson() {
    }

    /**
     * Adds {@code didYouMean} (null if nothing is wrong), and where there is anything to say {@code ignored}, {@code sharing},
     * {@code understood} and {@code without}. Each search that is offered is given as the parameters that ask for it.
     */
    static void addTo(ObjectNode json, CardQuery query, Guidance guidance) {
        json.put("didYouMean", guidance.didYouMean().orElse(null));
        json.put("ambiguous", guidance.isAmbiguous());
        if (guidance.isAmbiguous()) {
            json.set("sharing", ResultJson.references(guidance.sharing()));
            json.put("sharingTotal", guidance.sharingTotal());
        }
        if (!guidance.ignored().isEmpty()) {
            guidance.ignored().forEach(json.putArray("ignored")::add);
        }
        if (guidance.unreadWords() > 0 || guidance.unreadPrefixes() > 0) {
            json.putObject("unread").put("words", guidance.unreadWords()).put("prefixes", guidance.unreadPrefixes());
        }
        ArrayNode understood = json.putArray("understood");
        for (Understood each : guidance.understood()) {
            understood.addObject().put("words", each.words()).put("facet", each.facet().parameter())
                    .put("value", each.value()).put("count", each.total())
                    .put("search", Addresses.parameters(Addresses.suggested(query, each)));
        }
        if (guidance.understoodTotal() > guidance.understood().size()) {
            json.put("understoodTotal", guidance.understoodTotal());
        }
        if (!guidance.ways().isEmpty()) {
            ArrayNode without = json.putArray("without");
            for (Relaxed way : guidance.ways()) {
                without.addObject().put("dropped", way.dropped()).put("count", way.total()).put("search",
                        Addresses.parameters(Addresses.suggested(query, way)));
            }
        }
        if (guidance.waysTotal() > guidance.ways().size()) {
            json.put("withoutTotal", guidance.waysTotal());
        }
    }
}
