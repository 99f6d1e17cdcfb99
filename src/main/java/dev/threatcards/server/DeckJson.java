package dev.threatcards.server;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.threatcards.card.Changes.Some;
import dev.threatcards.card.Deck;
import dev.threatcards.card.Provenance;
import dev.threatcards.card.Reject;
import dev.threatcards.export.CardJson;
import dev.threatcards.export.JsonSchema;
import dev.threatcards.search.Findings;
import dev.threatcards.search.Findings.DeckContent;

/** Where the cards come from, and what is odd about them, as the API gives it; {@code doctor --json} is the same. */
public final class DeckJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Findings of a kind that are listed; a deck with more has the same fault everywhere. */
    private static final int MOST = 5_000;

    /** Cards that are listed under a name that they share. */
    private static final int SHARING = 10;

    private static final JsonSchema DECK_CONTENT = CardJson.DECK.as("DeckContent").has("form", JsonSchema.text())
            .has("collection", JsonSchema.text()).has("location", JsonSchema.text()).has("cards", JsonSchema.count())
            .has("tools", JsonSchema.count()).has("categories", JsonSchema.mapOf(JsonSchema.count()))
            .has("subgroups", JsonSchema.count()).has("older", JsonSchema.count()).has("alone", JsonSchema.count())
            .mayHave("statement", JsonSchema.text());

    private static final JsonSchema SOME = JsonSchema.object("Some").has("count", JsonSchema.count()).has("cards",
            JsonSchema.listOf(CardJson.REFERENCE).meaning("The first of them."));

    /** The form of {@link #of}. */
    static final JsonSchema DECK = JsonSchema.object("Provenance").has("cards", JsonSchema.count())
            .has("tools", JsonSchema.count()).has("date", JsonSchema.text()).has("license", JsonSchema.text())
            .has("collections",
                    JsonSchema.listOf(JsonSchema.object("CollectionCounts").has("collection", JsonSchema.text())
                            .has("cards", JsonSchema.count()).has("tools", JsonSchema.count())))
            .has("decks", JsonSchema.listOf(DECK_CONTENT)).has("rejectCount", JsonSchema.count())
            .has("rejects",
                    JsonSchema.listOf(JsonSchema.object("Reject").has("location", JsonSchema.text())
                            .has("place", JsonSchema.text()).has("reason", JsonSchema.text())))
            .has("changes", JsonSchema.object("Changes").has("added", SOME).has("changed", SOME).has("gone", SOME))
            .has("sharedNames",
                    JsonSchema.listOf(JsonSchema.object("SharedName").has("name", JsonSchema.text())
                            .has("cards", JsonSchema.listOf(CardJson.REFERENCE)).mayHave("total",
                                    JsonSchema.count().meaning("How many cards have it, where not all are listed."))))
            .has("deadReferences",
                    JsonSchema.listOf(JsonSchema.object("DeadReference").has("type", JsonSchema.text())
                            .has("target", JsonSchema.text()).has("card", CardJson.REFERENCE)))
            .has("prose",
                    JsonSchema.listOf(JsonSchema.object("ProseFound").has("facet", JsonSchema.text())
                            .has("text", JsonSchema.text()).has("takenFor", JsonSchema.text())
                            .has("cards", JsonSchema.count())))
            .has("unknownTools",
                    JsonSchema.listOf(JsonSchema.object("UnknownTool").has("name", JsonSchema.text())
                            .has("collection", JsonSchema.text()).has("cards", JsonSchema.count())))
            .has("unreadableDates",
                    JsonSchema.listOf(JsonSchema.object("UnreadableDate").has("field", JsonSchema.text())
                            .has("text", JsonSchema.text()).has("card", CardJson.REFERENCE)))
            .has("unknownKeys", JsonSchema.mapOf(JsonSchema.count()))
            .mayHave("totals", JsonSchema.mapOf(JsonSchema.count())
                    .meaning("Of each kind of finding of which the first alone are listed, how many there are."));

    private DeckJson() {
    }

    /** Everything that is known of the decks of an index. */
    public static ObjectNode of(Provenance provenance, Findings findings) {
        ObjectNode json = NODES.objectNode().put("cards", provenance.actors()).put("tools", provenance.tools())
                .put("date", provenance.date()).put("license", provenance.license());
        json.set("collections", array(provenance.collections(), counts -> NODES.objectNode()
                .put("collection", counts.collection()).put("cards", counts.actors()).put("tools", counts.tools())));
        json.set("decks", array(findings.decks(), DeckJson::deck));
        json.put("rejectCount", provenance.rejectCount()).set("rejects",
                ResultJson.rejects(provenance.rejects().stream().map(
                        reject -> new Reject(Deck.withoutFolders(reject.location()), reject.place(), reject.reason()))
                        .toList()));
        ObjectNode changes = json.putObject("changes");
        changes.set("added", some(provenance.changes().added()));
        changes.set("changed", some(provenance.changes().changed()));
        changes.set("gone", some(provenance.changes().gone()));
        json.set("sharedNames", first(findings.sharedNames(), name -> {
            ObjectNode entry = NODES.objectNode().put("name", name.name());
            entry.set("cards", ResultJson.references(name.cards().stream().limit(SHARING).toList()));
            if (name.cards().size() > SHARING) {
                entry.put("total", name.cards().size());
            }
            return entry;
        }));
        json.set("deadReferences", first(findings.deadReferences(), dead -> {
            ObjectNode entry = NODES.objectNode().put("type", dead.type()).put("target", dead.target());
            entry.set("card", CardJson.reference(dead.card()));
            return entry;
        }));
        json.set("prose",
                first(findings.prose(),
                        prose -> NODES.objectNode().put("facet", prose.facet().parameter()).put("text", prose.text())
                                .put("takenFor", prose.kind().name().toLowerCase(Locale.ROOT))
                                .put("cards", prose.cards())));
        json.set("unknownTools", first(findings.unknownTools(), tool -> NODES.objectNode().put("name", tool.name())
                .put("collection", tool.collection()).put("cards", tool.actors())));
        json.set("unreadableDates", first(findings.unreadableDates(), date -> {
            ObjectNode entry = NODES.objectNode().put("field", date.field()).put("text", date.text());
            entry.set("card", CardJson.reference(date.card()));
            return entry;
        }));
        ObjectNode unknown = json.putObject("unknownKeys");
        findings.unknownKeys().entrySet().stream().limit(MOST)
                .forEach(key -> unknown.put(key.getKey(), key.getValue()));
        ObjectNode totals = NODES.objectNode();
        total("sharedNames", findings.sharedNames().size(), totals);
        total("deadReferences", findings.deadReferences().size(), totals);
        total("prose", findings.prose().size(), totals);
        total("unknownTools", findings.unknownTools().size(), totals);
        total("unreadableDates", findings.unreadableDates().size(), totals);
        total("unknownKeys", findings.unknownKeys().size(), totals);
        if (!totals.isEmpty()) {
            json.set("totals", totals);
        }
        return json;
    }

    private static void total(String finding, int count, ObjectNode totals) {
        if (count > MOST) {
            totals.put(finding, count);
        }
    }

    private static ObjectNode deck(DeckContent content) {
        Deck deck = content.deck();
        ObjectNode json = CardJson.deck(deck);
        json.put("form", deck.form()).put("collection", deck.collection()).put("location", deck.publicLocation())
                .put("cards", content.actors()).put("tools", content.tools());
        ObjectNode categories = json.putObject("categories");
        content.categories().forEach(categories::put);
        json.put("subgroups", content.subgroups()).put("older", content.older()).put("alone", content.alone());
        if (!deck.statement().isEmpty()) {
            json.put("statement", deck.statement());
        }
        return json;
    }

    private static ObjectNode some(Some cards) {
        ObjectNode json = NODES.objectNode().put("count", cards.count());
        json.set("cards", ResultJson.references(cards.first()));
        return json;
    }

    private static <T> ArrayNode array(List<T> values, Function<T, JsonNode> json) {
        ArrayNode array = NODES.arrayNode();
        values.forEach(value -> array.add(json.apply(value)));
        return array;
    }

    private static <T> ArrayNode first(List<T> findings, Function<T, JsonNode> json) {
        return array(findings.subList(0, Math.min(MOST, findings.size())), json);
    }
}
