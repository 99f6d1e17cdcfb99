package dev.threatcards.web.api;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonRootName;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

import dev.threatcards.card.Provenance;
import dev.threatcards.json.CardJson.Reference;
import dev.threatcards.result.Leads;
import dev.threatcards.result.Leads.GenericTool;
import dev.threatcards.result.Leads.Kind;
import dev.threatcards.web.api.DeckAnswer.Deck;
import dev.threatcards.web.api.NamesAnswer.MentionedCard;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_DEFAULT;

/** The actors that a text fits, each with every reason. */
@JsonRootName("Leads")
public record LeadsAnswer(@JsonPropertyDescription("The best fit first.") List<Lead> leads,
        @JsonPropertyDescription("The number of actors, among the best sixty, that fit at least half as well as the first, itself among them.") int total,
        @JsonPropertyDescription("The actors that the text names.") List<MentionedCard> named,
        @JsonPropertyDescription("Tools that the text names and that point to nobody: many actors use them, or anybody can get them.") List<GenericTool> generic,
        @JsonPropertyDescription("What a lead is, and what it is not.") String caution,
        @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("What was not read of the report or had to be assumed.") List<String> notes,
        Deck deck) {

    /** The leads as JSON, with notes about the report that they are for. */
    public static LeadsAnswer of(Leads found, List<String> notes, Provenance provenance) {
        return new LeadsAnswer(found.leads().stream().map(LeadsAnswer::lead).toList(), found.total(),
                found.named().stream().map(MentionedCard::of).toList(), found.generic(), Leads.CAUTION, notes,
                Deck.of(provenance));
    }

    private static Lead lead(Leads.Lead lead) {
        List<Reason> reasons = lead.reasons().stream().map(reason -> new Reason(reason.kind(), reason.text(),
                reason.users(), reason.generic(), reason.phrase(), reason.sentence())).toList();
        return new Lead(Reference.of(lead.card()), lead.score(), lead.named(), lead.single(), reasons);
    }

    record Lead(@JsonUnwrapped Reference reference,
            @JsonPropertyDescription("How well the text fits; comparable within this answer alone.") double score,
            @JsonPropertyDescription("Whether the text names the actor.") boolean named,
            @JsonPropertyDescription("Whether it rests on one thing alone.") boolean single,
            @JsonPropertyDescription("What the text and the card have in common, the weightiest first.") List<Reason> reasons) {
    }

    @JsonRootName("LeadReason")
    record Reason(Kind kind,
            @JsonPropertyDescription("The tool, the id, the word as the text writes it, the label, the year or the sentence.") String text,
            @JsonPropertyDescription("The number of actors that have it, this one among them.") int users,
            @JsonPropertyDescription("Whether it is a tool that points to nobody: many actors use it, or anybody can get it.") boolean generic,
            @JsonPropertyDescription("The reason as a short phrase.") String phrase,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("The sentence of the card that has it.") String sentence) {
    }
}
