package dev.threatcards.web.api;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

import dev.threatcards.card.CveId;
import dev.threatcards.card.Provenance;
import dev.threatcards.json.CardJson.Reference;
import dev.threatcards.report.Report;
import dev.threatcards.report.ReportForm;
import dev.threatcards.result.CveCards;
import dev.threatcards.result.Mention.Evidence;
import dev.threatcards.result.Mention.Kind;
import dev.threatcards.result.Mention.Mapping;
import dev.threatcards.result.Resolution.Degree;
import dev.threatcards.result.SearchAdvice.NameForm;
import dev.threatcards.web.api.CvesAnswer.Mentioning;
import dev.threatcards.web.api.DeckAnswer.Deck;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_DEFAULT;
import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_EMPTY;

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
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("Whose name it is by its form, if no card has it.") NameForm form,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("Where the text is no name but a CVE id: the cards that mention it.") ResolvedCve cve) {

        private static Resolution of(dev.threatcards.result.Resolution resolution) {
            List<Meaning> cards = resolution.meanings().stream().map(Meaning::of).toList();
            return new Resolution(resolution.name(), resolution.ambiguous(), cards,
                    resolution.total() > cards.size() ? resolution.total() : 0, resolution.form().orElse(null),
                    resolution.cve().map(ResolvedCve::of).orElse(null));
        }
    }

    /** A vulnerability in a list of names. */
    record ResolvedCve(@JsonPropertyDescription("The id in its normal form.") String id, int actorCount, int toolCount,
            List<Mentioning> actors, List<Mentioning> tools) {

        private static ResolvedCve of(CveCards cards) {
            return new ResolvedCve(cards.id().toString(), cards.actorTotal(), cards.toolTotal(),
                    Mentioning.of(cards.actors()), Mentioning.of(cards.tools()));
        }
    }

    /** A card that a name may mean. */
    record Meaning(@JsonUnwrapped Reference reference,
            @JsonPropertyDescription("The name as the card spells it.") String as,
            @JsonInclude(NON_DEFAULT) String giver, Degree match,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("The mapping file that gives the card the name, if the card does not have it itself.") String via,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("The cards in favour of which the card was revoked.") List<Reference> revokedBy) {

        static Meaning of(dev.threatcards.result.Resolution.Meaning meaning) {
            return new Meaning(Reference.of(meaning.card()), meaning.as(), meaning.giver(), meaning.degree(),
                    meaning.via(), Reference.of(meaning.replacedBy()));
        }
    }

    /** The places in a text where cards are named. */
    record Mentions(List<Mention> mentions,
            @JsonPropertyDescription("The mentioned actors and then the tools, the most mentioned first.") List<MentionedCard> cards,
            @JsonUnwrapped ReadText read, Deck deck) {

        /** The mentions in a text that the client has, in their order. */
        public static Mentions of(List<dev.threatcards.result.Mention> mentions, Provenance provenance) {
            return of(mentions, Report.ofText(""), provenance);
        }

        /** The mentions in a report, in their order. */
        public static Mentions of(List<dev.threatcards.result.Mention> mentions, Report report, Provenance provenance) {
            return new Mentions(
                    mentions.stream()
                            .map(each -> new Mention(each.start(), each.end(), each.text(), each.kind(), each.generic(),
                                    each.evidence(), each.cve().map(CveId::toString).orElse(""),
                                    each.mapping().map(Mapping::source).orElse(""),
                                    each.mapping().map(Mapping::actor).orElse(""), Reference.of(each.cards())))
                            .toList(),
                    dev.threatcards.result.MentionedCard.of(mentions).stream().map(MentionedCard::of).toList(),
                    ReadText.of(report), Deck.of(provenance));
        }
    }

    /** The text of a report that is not in plain text; without members if it is. */
    record ReadText(
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("The text in which the offsets count, if the report is not in plain text.") String text,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("The form that the text was read from.") ReportForm form,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("The title that the report states.") String title,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("What was not read or had to be assumed.") List<String> notes) {

        private static ReadText of(Report report) {
            boolean plain = report.form() == ReportForm.TEXT;
            return new ReadText(plain ? "" : report.text(), plain ? null : report.form(), report.title(),
                    report.notes());
        }
    }

    /** A card that a text mentions. */
    record MentionedCard(@JsonUnwrapped Reference reference,
            @JsonPropertyDescription("The number of mentions.") int count,
            @JsonPropertyDescription("The offset of the first mention, in UTF-16 units.") int first,
            @JsonPropertyDescription("The names as the text spells them.") List<String> names,
            @JsonPropertyDescription("The strongest evidence of a mention.") Evidence evidence) {

        static MentionedCard of(dev.threatcards.result.MentionedCard card) {
            return new MentionedCard(Reference.of(card.card()), card.count(), card.first().start(), card.names(),
                    card.evidence());
        }
    }

    /** A place in a text where cards are named. */
    record Mention(@JsonPropertyDescription("The offset from the start of the text, in UTF-16 units.") int start,
            @JsonPropertyDescription("The offset after the last UTF-16 unit.") int end, String text, Kind kind,
            @JsonPropertyDescription("Whether it is an ordinary word too.") boolean generic,
            @JsonPropertyDescription("Why the place counts as a mention.") Evidence evidence,
            @JsonInclude(NON_EMPTY) @JsonPropertyDescription("The id of a vulnerability in its normal form.") String cve,
            @JsonInclude(NON_EMPTY) @JsonPropertyDescription("The mapping file that gives the name, if no card has it itself.") String via,
            @JsonInclude(NON_EMPTY) @JsonPropertyDescription("What the mapping file calls the actor.") String actor,
            @JsonPropertyDescription("None for a name of a mapping file whose actor has no card.") List<Reference> cards) {
    }
}
