package dev.threatcards.server;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gg.jte.html.escape.Escape;
import gg.jte.output.StringOutput;

import dev.threatcards.CardQuery;
import dev.threatcards.SearchResult;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Provenance;
import dev.threatcards.card.Provenance.DeckCounts;
import dev.threatcards.card.Reject;
import dev.threatcards.export.CardJson;
import dev.threatcards.search.FacetValue;
import dev.threatcards.search.Highlight;
import dev.threatcards.search.Highlight.Run;
import dev.threatcards.search.Hit;
import dev.threatcards.search.Match;

/** Results as the API gives them; the command line's {@code --json} is the same. */
public final class ResultJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ResultJson() {
    }

    /** A result page. */
    public static ObjectNode of(SearchResult result) {
        CardQuery query = result.query();
        ObjectNode json = NODES.objectNode().put("query", query.text()).put("total", result.total())
                .put("page", query.window().page()).put("size", query.window().size())
                .put("sort", query.window().order().parameter());
        ArrayNode hits = json.putArray("hits");
        result.hits().forEach(hit -> hits.add(hit(hit)));
        ObjectNode facets = json.putObject("facets");
        for (Map.Entry<Facet, List<FacetValue>> facet : result.facets().entrySet()) {
            facets.set(facet.getKey().parameter(), values(facet.getValue()));
        }
        json.putNull("didYouMean");
        json.set("deck", deck(result.provenance()));
        return json;
    }

    private static ObjectNode hit(Hit hit) {
        ObjectNode json = summary(hit.card());
        json.put("score", hit.score());
        ArrayNode matched = json.putArray("matched");
        for (Match match : hit.matched()) {
            ObjectNode entry = matched.addObject().put("field", match.field()).put("text", match.text());
            if (!match.giver().isEmpty()) {
                entry.put("giver", match.giver());
            }
        }
        ObjectNode highlights = json.putObject("highlights");
        hit.highlights().forEach((field, passages) -> highlights.set(field,
                CardJson.texts(passages.stream().map(ResultJson::marked).toList())));
        return json;
    }

    /** A passage as HTML that is safe to show: the text escaped, what matched in {@code <mark>}. */
    private static String marked(Highlight highlight) {
        StringOutput html = new StringOutput();
        for (Run run : highlight.runs()) {
            html.writeContent(run.marked() ? "<mark>" : "");
            Escape.htmlContent(run.text(), html);
            html.writeContent(run.marked() ? "</mark>" : "");
        }
        return html.toString();
    }

    /** A card in a list: what tells it from others. */
    static ObjectNode summary(Card card) {
        ObjectNode json = NODES.objectNode().put("id", card.uuid().toString()).put("name", card.name());
        json.set("names", CardJson.names(card));
        if (card instanceof ActorCard actor) {
            json.set("country", CardJson.texts(actor.country()));
            json.set("motivation", CardJson.texts(actor.motivation()));
            if (!actor.firstSeen().text().isEmpty()) {
                json.put("firstSeen", actor.firstSeen().text());
            }
        }
        return json;
    }

    static ArrayNode values(List<FacetValue> values) {
        ArrayNode array = NODES.arrayNode();
        values.forEach(value -> array.addObject().put("value", value.value()).put("count", value.count())
                .put("selected", value.selected()));
        return array;
    }

    /** Date and licence of what an answer is made from. */
    static ObjectNode deck(Provenance provenance) {
        ObjectNode json = NODES.objectNode().put("date", provenance.date()).put("license", provenance.license());
        ArrayNode sources = json.putArray("sources");
        provenance.decks().stream().map(deck -> deck.deck().source()).distinct().forEach(sources::add);
        return json;
    }

    /** Where the cards come from, deck by deck, and what the last run set aside. */
    static ObjectNode provenance(Provenance provenance) {
        ObjectNode json = NODES.objectNode().put("cards", provenance.actors()).put("tools", provenance.tools())
                .put("date", provenance.date()).put("license", provenance.license());
        ArrayNode decks = json.putArray("decks");
        for (DeckCounts counts : provenance.decks()) {
            ObjectNode deck = CardJson.deck(counts.deck());
            deck.put("form", counts.deck().form()).put("location", counts.deck().location())
                    .put("cards", counts.actors()).put("tools", counts.tools());
            decks.add(deck);
        }
        json.put("rejectCount", provenance.rejectCount()).set("rejects", rejects(provenance.rejects()));
        return json;
    }

    /** What was set aside, each with file, place and reason. */
    public static ArrayNode rejects(List<Reject> rejects) {
        ArrayNode array = NODES.arrayNode();
        rejects.forEach(reject -> array.addObject().put("location", reject.location()).put("place", reject.place())
                .put("reason", reject.reason()));
        return array;
    }
}
