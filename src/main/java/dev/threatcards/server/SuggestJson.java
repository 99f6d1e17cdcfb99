package dev.threatcards.server;

import java.util.Arrays;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.threatcards.card.Provenance;
import dev.threatcards.export.CardJson;
import dev.threatcards.export.JsonSchema;
import dev.threatcards.search.Suggestion;
import dev.threatcards.search.SuggestionList;

/** Suggestions as the API gives them: each with the page that shows it. */
final class SuggestJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final JsonSchema SUGGESTION = JsonSchema.object("Suggestion").has("text", JsonSchema.text())
            .has("kind", JsonSchema.oneOf(Arrays.stream(Suggestion.Kind.values()).map(Suggestion.Kind::key).toList()))
            .has("detail", JsonSchema.text().meaning("More to tell it from others, for people; may be empty."))
            .has("count", JsonSchema.count()).mayHave("card", CardJson.REFERENCE).mayHave("facet", JsonSchema.text())
            .mayHave("value", JsonSchema.text())
            .has("page", JsonSchema.text().meaning("The path of the page that it leads to."));

    /** The form of {@link #of}. */
    static final JsonSchema SUGGESTIONS = JsonSchema.object("Suggestions").has("query", JsonSchema.text())
            .has("suggestions", JsonSchema.listOf(SUGGESTION))
            .has("total", JsonSchema.count().meaning("How many there are, listed or not."))
            .has("deck", ResultJson.DECK);

    private SuggestJson() {
    }

    /**
     * @param home the index's first collection, see {@link Addresses#card}
     */
    static ObjectNode of(String beginning, SuggestionList suggestions, String home, Provenance provenance) {
        ObjectNode json = NODES.objectNode().put("query", beginning);
        ArrayNode array = json.putArray("suggestions");
        suggestions.suggestions().forEach(suggestion -> array.add(suggestion(suggestion, home)));
        json.put("total", suggestions.total());
        json.set("deck", ResultJson.deck(provenance));
        return json;
    }

    private static ObjectNode suggestion(Suggestion suggestion, String home) {
        ObjectNode json = NODES.objectNode().put("text", suggestion.text()).put("kind", suggestion.kind().key())
                .put("detail", suggestion.detail()).put("count", suggestion.count());
        suggestion.card().ifPresent(card -> json.set("card", CardJson.reference(card)));
        suggestion.kind().facet()
                .ifPresent(facet -> json.put("facet", facet.parameter()).put("value", suggestion.value()));
        return json.put("page", page(suggestion, home));
    }

    /** The card's page; or the search for every actor that has the value. */
    private static String page(Suggestion suggestion, String home) {
        return suggestion.card().map(card -> Addresses.card(card, home))
                .orElseGet(() -> Addresses.search(suggestion.kind().facet().orElseThrow(), suggestion.value()));
    }
}
