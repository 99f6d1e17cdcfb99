package dev.threatcards.web.api;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

import dev.threatcards.result.ReportCards;
import dev.threatcards.web.api.CvesAnswer.Mentioning;
import dev.threatcards.web.api.DeckAnswer.Deck;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_DEFAULT;

/** A report with the cards that cite it. */
public record ReportAnswer(
        @JsonPropertyDescription("The address as a card writes it; else https and the normal form.") String address,
        @JsonPropertyDescription("The address in the form in which two ways to write it are equal.") String normal,
        int actorCount, int toolCount, List<Mentioning> actors, List<Mentioning> tools,
        @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("By collection, how many cards of others cite it.") Map<String, Integer> elsewhere,
        @JsonPropertyDescription("Other reports that at least two of these actors and tools cite, with how many of them do; the most first.") List<ReportCount> shared,
        @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("How many there are, where not all are listed.") int sharedTotal,
        @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("If no card cites it: reports of the same host that cards cite, the most alike first.") List<ReportCount> nearby,
        @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("How many there are, where not all are listed.") int nearbyTotal,
        Deck deck) {

    /** The report with its cards. */
    public static ReportAnswer of(ReportCards cards) {
        return new ReportAnswer(cards.address(), cards.normal(), cards.actorTotal(), cards.toolTotal(),
                Mentioning.of(cards.actors()), Mentioning.of(cards.tools()), cards.elsewhere(),
                ReportCount.of(cards.shared()), unlisted(cards.sharedTotal(), cards.shared()),
                ReportCount.of(cards.nearby()), unlisted(cards.nearbyTotal(), cards.nearby()),
                Deck.of(cards.provenance()));
    }

    private static int unlisted(int total, List<ReportCards.Count> listed) {
        return total > listed.size() ? total : 0;
    }

    /** A report, and how many cards cite it. */
    record ReportCount(String address, int actors, int tools) {

        static List<ReportCount> of(List<ReportCards.Count> counts) {
            return counts.stream().map(count -> new ReportCount(count.address(), count.actors(), count.tools()))
                    .toList();
        }
    }
}
