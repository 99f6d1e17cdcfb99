package dev.threatcards.web.api;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Provenance;
import dev.threatcards.json.CardJson.Reference;
import dev.threatcards.result.NameForm;
import dev.threatcards.result.Resolution.Degree;
import dev.threatcards.web.api.DeckAnswer.Deck;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_DEFAULT;

/** What names mean, and which names a text has, as the API has it. */
public sealed interface NamesAnswer {

    /** The cards that one name may mean. */
    static NamesAnswer of(dev.threatcards.result.Resolution resolution, Provenance provenance) {
        return new ResolvedName(Resolution.of(resolution), Deck.of(provenance));
    }

    /** The cards that each of several names may mean, in the order of the names. */
    static NamesAnswer of(List<dev.threatcards.result.Resolution> resolutions, Provenance provenance) {
        return new ResolvedNames(resolutions.stream().map(Resolution::of).toList(), Deck.of(provenance));
    }

    /** One name. */
    record ResolvedName(@JsonUnwrapped Resolution resolution, Deck deck) implements NamesAnswer {
    }

    /** Several names. */
    record ResolvedNames(List<Resolution> results, Deck deck) implements NamesAnswer {
    }

    /** What a name means. */
    record Resolution(String name, boolean ambiguous, List<Meaning> cards,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("How many cards there are, where not all are listed.") int total,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("Whose name it is by its form, if no card has it.") NameForm form) {

        private static Resolution of(dev.threatcards.result.Resolution resolution) {
            List<Meaning> cards = resolution.meanings().stream().map(Meaning::of).toList();
            return new Resolution(resolution.name(), resolution.ambiguous(), cards,
                    resolution.total() > cards.size() ? resolution.total() : 0, resolution.form().orElse(null));
        }
    }

    /** A card that a name may mean. */
    record Meaning(@JsonUnwrapped Reference reference,
            @JsonPropertyDescription("The name as the card spells it.") String as,
            @JsonInclude(NON_DEFAULT) String giver, Degree match,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("The mapping file that gives the card the name, if the card does not have it itself.") String via) {

        static Meaning of(dev.threatcards.result.Resolution.Meaning meaning) {
            return new Meaning(Reference.of(meaning.card()), meaning.as(), meaning.giver(), meaning.degree(),
                    meaning.via());
        }
    }

    /** The places in a text where cards are named. */
    record Mentions(List<Mention> mentions, Deck deck) {

        /** The mentions in their order. */
        public static Mentions of(List<dev.threatcards.result.Mention> mentions, Provenance provenance) {
            return new Mentions(mentions.stream().map(each -> new Mention(each.start(), each.end(), each.text(),
                    each.kind(), each.generic(), Reference.of(each.cards()))).toList(), Deck.of(provenance));
        }
    }

    /** A place in a text where cards are named. */
    record Mention(@JsonPropertyDescription("The offset from the start of the text, in UTF-16 units.") int start,
            @JsonPropertyDescription("The offset after the last UTF-16 unit.") int end, String text, Kind kind,
            @JsonPropertyDescription("Whether it is an ordinary word too.") boolean generic, List<Reference> cards) {
    }
}
