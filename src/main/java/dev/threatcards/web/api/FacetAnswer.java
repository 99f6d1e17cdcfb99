package dev.threatcards.web.api;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonRootName;

import dev.threatcards.result.FacetValue;
import dev.threatcards.web.api.DeckAnswer.Deck;

/** The values of one facet. */
@JsonRootName("Facet")
record FacetAnswer(String facet, List<FacetValue> values,
        @JsonPropertyDescription("How many values there are, listed or not.") int total,
        @JsonPropertyDescription("How many cards have no value. The value none asks for them.") int none, Deck deck) {
}
