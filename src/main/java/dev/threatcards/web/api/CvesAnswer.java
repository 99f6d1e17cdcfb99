package dev.threatcards.web.api;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

import dev.threatcards.json.CardJson.Reference;
import dev.threatcards.result.CveCards;
import dev.threatcards.result.CveList;
import dev.threatcards.result.SubjectCards;
import dev.threatcards.web.api.DeckAnswer.Deck;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_DEFAULT;

/** The vulnerabilities that cards mention. */
public sealed interface CvesAnswer {

    /** A page of the list. */
    static Cves of(CveList list) {
        return new Cves(list.total(), list.query().page(), list.query().size(), CveCount.of(list.cves()),
                Deck.of(list.provenance()));
    }

    /** One vulnerability with the cards that mention it. */
    static Cve of(CveCards cards) {
        return new Cve(cards.id().toString(), cards.actorTotal(), cards.toolTotal(), Mentioning.of(cards.actors()),
                Mentioning.of(cards.tools()), cards.elsewhere(), cards.nvd(), cards.cveOrg(),
                Deck.of(cards.provenance()));
    }

    /** A page of the vulnerabilities, the most cards first. */
    record Cves(@JsonPropertyDescription("How many match, on all pages.") int total, int page, int size,
            List<CveCount> cves, Deck deck) implements CvesAnswer {
    }

    /** A vulnerability, and how many cards mention it. */
    record CveCount(String id, int actors, int tools) {

        static List<CveCount> of(List<dev.threatcards.result.CveList.Count> counts) {
            return counts.stream().map(count -> new CveCount(count.id().toString(), count.actors(), count.tools()))
                    .toList();
        }
    }

    /** A vulnerability with the cards that mention it. */
    record Cve(@JsonPropertyDescription("The id in its normal form.") String id, int actorCount, int toolCount,
            List<Mentioning> actors, List<Mentioning> tools,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("By collection, how many cards of others mention it.") Map<String, Integer> elsewhere,
            @JsonPropertyDescription("Its page in NIST's National Vulnerability Database.") String nvd,
            @JsonPropertyDescription("Its record in the CVE list.") String cveOrg, Deck deck) implements CvesAnswer {
    }

    /** A card that mentions it. */
    record Mentioning(@JsonUnwrapped Reference reference, List<MentioningText> places) {

        static List<Mentioning> of(List<SubjectCards.Mentioning> cards) {
            return cards.stream().map(card -> new Mentioning(Reference.of(card.card()),
                    card.places().stream().map(MentioningText::of).toList())).toList();
        }
    }

    /** A text of a card that mentions it. */
    record MentioningText(@JsonPropertyDescription("The field of the card.") String field,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("The date of the operation as the card writes it.") String date,
            @JsonPropertyDescription("The sentence; of a link, its address. Empty where the text is nothing but the address of the report that was"
                    + " asked for.") String sentence) {

        private static MentioningText of(SubjectCards.Place place) {
            return new MentioningText(place.field().key(), place.date().text(), place.sentence());
        }
    }
}
