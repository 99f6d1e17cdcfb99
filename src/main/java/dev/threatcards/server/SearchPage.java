package dev.threatcards.server;

import java.util.ArrayList;
import java.util.List;

import dev.threatcards.CardQuery;
import dev.threatcards.SearchResult;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Name;
import dev.threatcards.card.Prose;
import dev.threatcards.card.WellFormedText;
import dev.threatcards.search.Highlight;
import dev.threatcards.search.Hit;
import dev.threatcards.search.Match;

/** The search page: what its template lays out. */
record SearchPage(Found found, List<Result> results) {

    /** A card in the list. */
    record Result(String name, String link, List<Name> names, List<Fact> facts, List<Match> reasons,
            List<Highlight> passages, String summary) {
    }

    /** What is known of a card, with a link to all cards that share it; without one if that is no facet. */
    record Fact(String text, String link) {
    }

    /** Countries, and motivations, that are told at a glance. */
    static final int FACTS = 20;

    /** Characters of a description that a hit shows where nothing else says why it matched. */
    private static final int SUMMARY = 10_000;

    /** Names under a hit; the card has them all. */
    static final int NAMES = 6;

    /**
     * @param query what was asked for, with the number of values that a list shows
     * @param result what was found, with every value of every facet
     * @param home the index's first collection
     */
    static SearchPage of(CardQuery query, SearchResult result, String home) {
        return new SearchPage(
                Found.of(new Steps(Searched.ACTORS, query), result.total(), result.facets(), result.facetTotals(),
                        result.guidance(), result.provenance()),
                result.hits().stream().map(hit -> result(hit, home)).toList());
    }

    private static Result result(Hit<ActorCard> hit, String home) {
        ActorCard card = hit.card();
        List<Highlight> passages = passages(hit);
        return new Result(card.name(), Addresses.card(CardReference.of(card), home),
                card.names().stream().limit(NAMES).toList(), facts(card), hit.matched(), passages, summary(hit));
    }

    /** What tells the actor from others at a glance. */
    static List<Fact> facts(ActorCard card) {
        List<Fact> facts = new ArrayList<>();
        facts.addAll(Shown.first(FACTS, card.country(),
                country -> new Fact(country, Addresses.search(Facet.COUNTRY, country)), more -> new Fact(more, "")));
        facts.addAll(Shown.first(FACTS, card.motivation(),
                motivation -> new Fact(motivation, Addresses.search(Facet.MOTIVATION, motivation)),
                more -> new Fact(more, "")));
        if (!card.firstSeen().text().isEmpty()) {
            facts.add(new Fact("since " + card.firstSeen().text(), ""));
        }
        if (card.lastActive().isKnown()) {
            facts.add(new Fact("last active " + card.lastActive().text(), ""));
        }
        return facts;
    }

    /** The passages of all fields. */
    static List<Highlight> passages(Hit<?> hit) {
        return hit.highlights().values().stream().flatMap(List::stream).toList();
    }

    /** The beginning of the description, where no passage of it says why the card matched. */
    static String summary(Hit<?> hit) {
        return passages(hit).isEmpty()
                ? WellFormedText.cut(Prose.plain(hit.card().description()).lines().findFirst().orElse(""), SUMMARY)
                : "";
    }
}
