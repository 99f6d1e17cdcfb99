package dev.threatcards.web.api;

import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.Provenance;
import dev.threatcards.card.ToolCard;
import dev.threatcards.json.CardJson;
import dev.threatcards.json.CardJson.CodedPlace;
import dev.threatcards.json.CardJson.Name;
import dev.threatcards.result.IdentifiedCards;
import dev.threatcards.web.api.DeckAnswer.Deck;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_DEFAULT;

/** A card in a list. */
public sealed interface CardSummary {

    /** The most names, countries, motivations and types in a summary. */
    int MAX_VALUES = 200;

    /** The most cards of one name. */
    int MAX_CANDIDATES = 100;

    /** The summary of the card. */
    static CardSummary of(Card card) {
        return switch (card) {
            case ActorCard actor -> ActorSummary.of(actor);
            case ToolCard tool -> ToolSummary.of(tool);
        };
    }

    private static <T> List<T> first(List<T> values) {
        return values.subList(0, Math.min(MAX_VALUES, values.size()));
    }

    /** The members that all summaries begin with. */
    record Identity(UUID id, String name,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("How many names the card has, where not all are listed.") int nameTotal,
            List<Name> names, String collection,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription(CardJson.EDITION) String edition) {

        private static Identity of(Card card) {
            List<Name> names = Name.of(card);
            return new Identity(card.uuid(), card.name(), names.size() > MAX_VALUES ? names.size() : 0, first(names),
                    card.collection(), CardJson.marked(card.edition()));
        }
    }

    /** An actor in a list. */
    record ActorSummary(@JsonUnwrapped Identity identity, List<String> country,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("The countries with their codes.") List<CodedPlace> countryCodes,
            List<String> motivation, @JsonInclude(NON_DEFAULT) String firstSeen) implements CardSummary {

        static ActorSummary of(ActorCard card) {
            return new ActorSummary(Identity.of(card), first(card.country()), CodedPlace.of(first(card.country())),
                    first(card.motivation()), card.firstSeen().text());
        }
    }

    /** A tool in a list. */
    record ToolSummary(@JsonUnwrapped Identity identity, String category, List<String> type) implements CardSummary {

        static ToolSummary of(ToolCard card) {
            return new ToolSummary(Identity.of(card), card.category(), first(card.type()));
        }
    }

    /** The cards that share a name, of which the client has to choose. */
    public record Choice(String name, List<CardSummary> candidates,
            @JsonPropertyDescription("How many cards share the name; the first are listed.") int total, Deck deck) {

        static Choice of(String name, IdentifiedCards found, Provenance provenance) {
            return new Choice(name,
                    found.cards().stream().limit(MAX_CANDIDATES).map(card -> CardSummary.of(card.card())).toList(),
                    found.total(), Deck.of(provenance));
        }
    }
}
