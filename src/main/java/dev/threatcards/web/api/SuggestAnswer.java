package dev.threatcards.web.api;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonRootName;

import dev.threatcards.card.Facet;
import dev.threatcards.card.Provenance;
import dev.threatcards.json.CardJson.Reference;
import dev.threatcards.result.Suggestion.Kind;
import dev.threatcards.web.api.DeckAnswer.Deck;
import dev.threatcards.web.http.Addresses;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_DEFAULT;

/** Completions of a text that is being typed. */
@JsonRootName("Suggestions")
record SuggestAnswer(String query, List<Suggestion> suggestions,
        @JsonPropertyDescription("How many there are, listed or not.") int total, Deck deck) {

    static SuggestAnswer of(String beginning, dev.threatcards.result.Suggestion.Found list, Provenance provenance) {
        String home = Addresses.home(provenance);
        return new SuggestAnswer(beginning,
                list.suggestions().stream().map(suggestion -> Suggestion.of(suggestion, home)).toList(), list.total(),
                Deck.of(provenance));
    }

    record Suggestion(String text, Kind kind,
            @JsonPropertyDescription("A detail that tells it from others of the same name; may be empty.") String detail,
            int count, @JsonInclude(NON_DEFAULT) Reference card, @JsonInclude(NON_DEFAULT) String facet,
            @JsonInclude(NON_DEFAULT) String value,
            @JsonPropertyDescription("The path of the page that it leads to.") String page) {

        private static Suggestion of(dev.threatcards.result.Suggestion suggestion, String home) {
            boolean isValue = suggestion.kind().facet().isPresent();
            // The card's page, or the search for every actor that has the value.
            String page = suggestion.card().map(card -> Addresses.card(card, home))
                    .orElseGet(() -> Addresses.search(suggestion.kind().facet().orElseThrow(), suggestion.value()));
            return new Suggestion(suggestion.text(), suggestion.kind(), suggestion.detail(), suggestion.count(),
                    suggestion.card().map(Reference::of).orElse(null),
                    suggestion.kind().facet().map(Facet::parameter).orElse(""), isValue ? suggestion.value() : "",
                    page);
        }
    }
}
