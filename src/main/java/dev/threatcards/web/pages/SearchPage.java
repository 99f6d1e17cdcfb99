package dev.threatcards.web.pages;

import java.util.ArrayList;
import java.util.List;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Name;
import dev.threatcards.query.CardQuery;
import dev.threatcards.result.Highlight;
import dev.threatcards.result.Hit;
import dev.threatcards.result.Match;
import dev.threatcards.result.SearchResult;
import dev.threatcards.text.Prose;
import dev.threatcards.text.WellFormedText;
import dev.threatcards.web.http.Addresses;
import dev.threatcards.web.http.SearchKind;

/** The view model of the result page of actors. */
record SearchPage(ResultsFrame found, List<Result> results) {

    /** An actor in the list, with the first of its names. */
    record Result(String name, String link, List<Name> names, List<Fact> facts, Why why) {
    }

    /** A fact about a card and the cards that share it; without a link if it is no facet. */
    record Fact(String text, String link) {
    }

    /**
     * Why a card matched.
     *
     * @param passages passages with the words of the query
     * @param summary the beginning of the description; empty if there is a passage
     */
    record Why(List<Reason> reasons, List<Highlight> passages, String summary) {
    }

    /**
     * A name or value that matched.
     *
     * @param label the facet or field
     * @param giver who gave the name; empty if it is no name, or if that is not known
     * @param typed the words of the query that led to it, where they are spelt differently; else empty
     */
    record Reason(String label, String text, String giver, String typed) {
    }

    /** The most countries, and the most motivations, under a hit. */
    static final int FACTS = 20;

    /** The most names under a hit. */
    static final int NAMES = 6;

    /** The most characters of a description under a hit. */
    private static final int SUMMARY = 10_000;

    /**
     * @param query what was searched for, with the number of values that a panel shows
     * @param result what was found, with every value of every facet
     * @param home see {@link Addresses#home}
     */
    static SearchPage of(CardQuery query, SearchResult result, String home) {
        return new SearchPage(
                ResultsFrame.of(SearchKind.ACTORS, query, result.total(), result.facets(), result.facetTotals(),
                        result.guidance(), result.provenance()),
                result.hits().stream().map(hit -> result(hit, home)).toList());
    }

    private static Result result(Hit<ActorCard> hit, String home) {
        ActorCard card = hit.card();
        return new Result(
                card.name(), Addresses.card(CardReference.of(card), home), card.names().stream().limit(NAMES)
                        .map(name -> new Name(name.name(), PageText.knownGiver(name.giver()))).toList(),
                facts(card), why(hit));
    }

    /** Countries, motivations and dates of an actor. */
    static List<Fact> facts(ActorCard card) {
        List<Fact> facts = new ArrayList<>();
        facts.addAll(facts(Facet.COUNTRY, card.country()));
        facts.addAll(facts(Facet.MOTIVATION, card.motivation()));
        if (!card.firstSeen().text().isEmpty()) {
            facts.add(new Fact("since " + card.firstSeen().text(), ""));
        }
        if (card.lastActive().isKnown()) {
            facts.add(new Fact("last active " + card.lastActive().text(), ""));
        }
        return facts;
    }

    private static List<Fact> facts(Facet facet, List<String> values) {
        return PageText.first(FACTS, values, value -> new Fact(value, Addresses.search(facet, value)),
                more -> new Fact(more, ""));
    }

    static Why why(Hit<?> hit) {
        List<Highlight> passages = hit.highlights().values().stream().flatMap(List::stream).toList();
        String summary = passages.isEmpty()
                ? WellFormedText.cut(Prose.plain(hit.card().description()).lines().findFirst().orElse(""), SUMMARY)
                : "";
        return new Why(hit.matched().stream().map(SearchPage::reason).toList(), passages, summary);
    }

    private static Reason reason(Match match) {
        return new Reason(PageText.label(match.field()), match.text(), PageText.knownGiver(match.giver()),
                match.isSpeltOtherwise() ? String.join(" ", match.words()) : "");
    }
}
