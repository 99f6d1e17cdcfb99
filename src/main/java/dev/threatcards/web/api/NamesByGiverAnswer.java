package dev.threatcards.web.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

import dev.threatcards.json.CardJson.Reference;
import dev.threatcards.result.NameTable;
import dev.threatcards.result.NameTable.GivenName;
import dev.threatcards.result.Resolution.Degree;
import dev.threatcards.result.Translation;
import dev.threatcards.web.api.DeckAnswer.Deck;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_DEFAULT;

/** Names by who gave them, as the API has them: a table, or the translation of one name. */
public sealed interface NamesByGiverAnswer {

    /** A page of a table. */
    static NamesByGiverAnswer of(NameTable table) {
        return new NamesByGiver(table.query().text(), table.total(), table.query().window().page(),
                table.query().window().size(), table.query().window().order().parameter(), table.givers(),
                table.rows().stream().map(NameTableRow::of).toList(), Deck.of(table.provenance()));
    }

    /** A translation. */
    static NamesByGiverAnswer of(Translation translation) {
        return new TranslatedName(translation.name(), translation.giver(), translation.outcome().key(),
                translation.ambiguous(),
                translation.cards().stream()
                        .map(card -> new TranslatedCard(Reference.of(card.card()), card.as(), card.asGiver(),
                                card.degree(), NameGiven.of(card.names())))
                        .toList(),
                Deck.of(translation.provenance()));
    }

    /** A table: a row for each actor, a column for each giver. */
    record NamesByGiver(String query, int total, int page, int size, String sort,
            @JsonPropertyDescription("The givers in the order of the columns.") List<String> givers,
            List<NameTableRow> rows, Deck deck) implements NamesByGiverAnswer {
    }

    /** The names of an actor. */
    record NameTableRow(@JsonUnwrapped Reference reference, List<String> country,
            @JsonPropertyDescription("By giver; those without a name for the actor are absent.") Map<String, List<NameGiven>> names,
            @JsonPropertyDescription("Names whose giver is not known; any giver may have given them.") List<NameGiven> unattributed) {

        private static NameTableRow of(NameTable.Row row) {
            Map<String, List<NameGiven>> names = new LinkedHashMap<>();
            row.names().forEach((giver, given) -> names.put(giver, NameGiven.of(given)));
            return new NameTableRow(Reference.of(row.card()), row.country(), names, NameGiven.of(row.unattributed()));
        }
    }

    /** A name. */
    record NameGiven(String name,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("Where the name is from, if it is not from the actor's card.") String source,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("Other actors with the name.") List<Reference> sharing) {

        private static List<NameGiven> of(List<GivenName> names) {
            return names.stream().map(name -> new NameGiven(name.name(), name.source(), Reference.of(name.sharing())))
                    .toList();
        }
    }

    /** What a giver calls the actor of a name. */
    record TranslatedName(String name, String to,
            @JsonPropertyDescription("translated; no-name if no card has a name by the giver for the actor; unknown-name if no"
                    + " card has the name.") String outcome,
            boolean ambiguous, List<TranslatedCard> cards, Deck deck) implements NamesByGiverAnswer {
    }

    /** An actor that the name may mean, with what the giver calls it. */
    record TranslatedCard(@JsonUnwrapped Reference reference,
            @JsonPropertyDescription("The name as the card spells it.") String as,
            @JsonInclude(NON_DEFAULT) String giver, Degree match,
            @JsonPropertyDescription("What the giver calls it.") List<NameGiven> names) {
    }
}
