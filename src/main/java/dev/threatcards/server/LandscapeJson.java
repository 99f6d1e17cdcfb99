package dev.threatcards.server;

import java.util.List;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.threatcards.LandscapeResult;
import dev.threatcards.export.CardJson;
import dev.threatcards.export.JsonSchema;
import dev.threatcards.search.Landscape;
import dev.threatcards.search.Landscape.Count;
import dev.threatcards.search.Landscape.Grid;
import dev.threatcards.search.Landscape.Totals;

/** What the cards that were found look like, as the API gives it. */
final class LandscapeJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final JsonSchema COUNTS = JsonSchema
            .listOf(JsonSchema.object("Count").has("value", JsonSchema.text()).has("count", JsonSchema.count()));

    private static final JsonSchema GRID = JsonSchema.object("Grid").has("row", JsonSchema.text().meaning("A facet."))
            .has("column", JsonSchema.text().meaning("A facet."))
            .has("rows",
                    JsonSchema.listOf(JsonSchema.object("GridRow").has("value", JsonSchema.text())
                            .has("count", JsonSchema.count()).has("cells",
                                    JsonSchema.mapOf(JsonSchema.count()).meaning("By the column's value, how many."))))
            .has("columns", COUNTS)
            .mayHave("moreRows", JsonSchema.count().meaning("How many rows are left out, the least frequent."))
            .mayHave("moreColumns", JsonSchema.count().meaning("How many columns are left out, the least frequent."));

    private static final JsonSchema TOTALS = JsonSchema.object("Totals").has("cards", JsonSchema.count())
            .has("names", JsonSchema.count()).has("givers", JsonSchema.count()).has("countries", JsonSchema.count())
            .has("sectors", JsonSchema.count()).has("targets", JsonSchema.count()).has("tools", JsonSchema.count())
            .has("operations", JsonSchema.count()).has("counterOperations", JsonSchema.count())
            .has("toolCards", JsonSchema.count());

    /** The form of {@link #of}. */
    static final JsonSchema LANDSCAPE = JsonSchema.object("Landscape").has("query", JsonSchema.text())
            .has("totals", TOTALS).has("origins", GRID).has("sectors", GRID).has("tools", COUNTS)
            .mayHave("moreTools", JsonSchema.count().meaning("How many tools are left out, the least used."))
            .has("rarity",
                    JsonSchema.listOf(JsonSchema.object("Rarity").has("from", JsonSchema.count())
                            .mayHave("to", JsonSchema.count()).has("tools", JsonSchema.count()))
                            .meaning("How many tools are used by that many actors."))
            .has("pairs",
                    JsonSchema
                            .listOf(JsonSchema.object("Pair").has("cards", JsonSchema.listOf(CardJson.REFERENCE))
                                    .has("tools", COUNTS)
                                    .mayHave("moreTools", JsonSchema.count().meaning("How many tools are left out.")))
                            .meaning("Actors that share rare tools."))
            .mayHave("morePairs", JsonSchema.count().meaning("How many pairs are left out, those that share least."))
            .has("deck", ResultJson.DECK);

    private LandscapeJson() {
    }

    static ObjectNode of(LandscapeResult result) {
        Landscape landscape = result.landscape();
        ObjectNode json = NODES.objectNode().put("query", result.query().text());
        json.set("totals", totals(landscape.totals()).put("toolCards", result.provenance().tools()));
        json.set("origins", grid(landscape.origins()));
        json.set("sectors", grid(landscape.sectors()));
        json.set("tools", counts(landscape.tools()));
        more("moreTools", landscape.moreTools(), json);
        ArrayNode rarity = json.putArray("rarity");
        landscape.rarity().forEach(some -> {
            ObjectNode entry = rarity.addObject().put("from", some.from());
            if (some.to() < Integer.MAX_VALUE) {
                entry.put("to", some.to());
            }
            entry.put("tools", some.tools().size() + some.more());
        });
        ArrayNode pairs = json.putArray("pairs");
        landscape.pairs().forEach(pair -> {
            ObjectNode entry = pairs.addObject();
            entry.set("cards", ResultJson.references(List.of(pair.one(), pair.other())));
            entry.set("tools", counts(pair.tools()));
            more("moreTools", pair.moreTools(), entry);
        });
        more("morePairs", landscape.morePairs(), json);
        json.set("deck", ResultJson.deck(result.provenance()));
        return json;
    }

    private static ObjectNode totals(Totals totals) {
        return NODES.objectNode().put("cards", totals.actors()).put("names", totals.names())
                .put("givers", totals.givers()).put("countries", totals.countries()).put("sectors", totals.sectors())
                .put("targets", totals.targets()).put("tools", totals.tools()).put("operations", totals.operations())
                .put("counterOperations", totals.counterOperations());
    }

    private static ObjectNode grid(Grid grid) {
        ObjectNode json = NODES.objectNode().put("row", grid.row().parameter()).put("column",
                grid.column().parameter());
        ArrayNode rows = json.putArray("rows");
        grid.rows().forEach(row -> {
            ObjectNode cells = rows.addObject().put("value", row.value()).put("count", row.cards()).putObject("cells");
            row.cells().forEach(cells::put);
        });
        json.set("columns", counts(grid.columns()));
        more("moreRows", grid.moreRows(), json);
        more("moreColumns", grid.moreColumns(), json);
        return json;
    }

    private static void more(String name, int leftOut, ObjectNode json) {
        if (leftOut > 0) {
            json.put(name, leftOut);
        }
    }

    private static ArrayNode counts(List<Count> counts) {
        ArrayNode array = NODES.arrayNode();
        counts.forEach(count -> array.addObject().put("value", count.value()).put("count", count.cards()));
        return array;
    }
}
