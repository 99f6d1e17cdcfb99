package dev.threatcards.web.api;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

import dev.threatcards.json.CardJson.Reference;
import dev.threatcards.result.TechniqueCards;
import dev.threatcards.web.api.DeckAnswer.Deck;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_DEFAULT;

/** A technique of MITRE ATT&amp;CK with the cards that use it. */
public record TechniqueAnswer(@JsonPropertyDescription("The id in its normal form.") String id,
        @JsonInclude(NON_DEFAULT) String name,
        @JsonPropertyDescription("What it serves, as ATT&CK names its tactics.") List<String> tactics,
        @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("Whether ATT&CK revoked or deprecated it without another in its place.") boolean withdrawn,
        @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("The technique that this is a sub-technique of.") RelatedTechnique parent,
        @JsonPropertyDescription("Its sub-techniques that cards use.") List<RelatedTechnique> subTechniques,
        int actorCount, int toolCount, List<UsingCard> actors, List<UsingCard> tools,
        @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("By collection, how many cards of others use it.") Map<String, Integer> elsewhere,
        @JsonPropertyDescription("Its page at MITRE.") String page, Deck deck) {

    /** The technique with its cards. */
    public static TechniqueAnswer of(TechniqueCards cards) {
        return new TechniqueAnswer(cards.id().toString(), cards.technique().name(), cards.technique().tactics(),
                cards.technique().withdrawn(), cards.parent().map(RelatedTechnique::of).orElse(null),
                cards.subTechniques().stream().map(RelatedTechnique::of).toList(), cards.actorTotal(),
                cards.toolTotal(), UsingCard.of(cards.actors()), UsingCard.of(cards.tools()), cards.elsewhere(),
                cards.id().page(), Deck.of(cards.provenance()));
    }

    /** A technique and how many cards use it. */
    record RelatedTechnique(String id, @JsonInclude(NON_DEFAULT) String name, int actors, int tools) {

        private static RelatedTechnique of(TechniqueCards.Related related) {
            return new RelatedTechnique(related.id().toString(), related.name(), related.actors(), related.tools());
        }
    }

    /** A card that uses it. */
    record UsingCard(@JsonUnwrapped Reference reference,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("Who states it.") String source) {

        private static List<UsingCard> of(List<TechniqueCards.Using> cards) {
            return cards.stream().map(card -> new UsingCard(Reference.of(card.card()), card.source())).toList();
        }
    }
}
