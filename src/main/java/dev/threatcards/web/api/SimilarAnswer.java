package dev.threatcards.web.api;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonRootName;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

import dev.threatcards.card.CardReference;
import dev.threatcards.card.Provenance;
import dev.threatcards.json.CardJson.Reference;
import dev.threatcards.result.SimilarCard.Shared;
import dev.threatcards.web.api.DeckAnswer.Deck;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_DEFAULT;

/** The cards that are most similar to one, each with the reason as a sentence and as data. */
@JsonRootName("SimilarCards")
public record SimilarAnswer(@JsonUnwrapped Reference reference, List<SimilarCard> similar,
        @JsonPropertyDescription("The number of all similar cards, listed or not.") int total, Deck deck) {

    static SimilarAnswer of(CardReference card, dev.threatcards.result.SimilarCard.Found found, Provenance provenance) {
        List<SimilarCard> similar = found.cards().stream().map(other -> new SimilarCard(Reference.of(other.card()),
                other.score(), other.reason(), other.shared(), other.sharedTotal() - other.shared().size())).toList();
        return new SimilarAnswer(Reference.of(card), similar, found.total(),
                Deck.of(provenance.of(List.of(card.collection()))));
    }

    record SimilarCard(@JsonUnwrapped Reference reference, double score,
            @JsonPropertyDescription("Why, as a sentence.") String reason, List<Shared> shared,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("The number of shared values that are left out, the least specific ones.") int moreShared) {
    }
}
