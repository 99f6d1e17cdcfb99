package dev.threatcards.server;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.threatcards.CardQuery;
import dev.threatcards.ToolResult;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Name;
import dev.threatcards.card.ToolCard;
import dev.threatcards.search.Highlight;
import dev.threatcards.search.Hit;
import dev.threatcards.search.Match;
import dev.threatcards.search.UsedTool;

/** The page that searches tools: what its template lays out. */
record ToolsPage(Found found, List<Result> results) {

    /**
     * A tool in the list.
     *
     * @param names its other names
     */
    record Result(String name, String link, List<String> names, List<SearchPage.Fact> facts, Users users,
            List<Match> reasons, List<Highlight> passages, String summary) {
    }

    /**
     * Who uses a tool.
     *
     * @param count how many, in words
     * @param rare whether they are few: what they share says something
     * @param first the first of them, each with its page
     * @param more how many there are besides
     */
    record Users(String count, boolean rare, List<CardPage.Piece> first, int more) {
    }

    /** Users under a hit; the tool's page has them all. */
    private static final int FIRST_USERS = 5;

    /**
     * @param query what was asked for, with the number of values that a list shows
     * @param result what was found, with every value of every facet
     * @param home the index's first collection
     */
    static ToolsPage of(CardQuery query, ToolResult result, String home) {
        return new ToolsPage(
                Found.of(new Steps(Searched.TOOLS, query), result.total(), result.facets(), result.facetTotals(),
                        result.guidance(), result.provenance()),
                result.hits().stream().map(hit -> result(hit, result.users().get(hit.card().uuid()), home)).toList());
    }

    private static Result result(Hit<ToolCard> hit, List<CardReference> users, String home) {
        ToolCard card = hit.card();
        List<SearchPage.Fact> facts = new ArrayList<>();
        for (Facet facet : List.of(Facet.CATEGORY, Facet.TYPE)) {
            facet.values(card).forEach(
                    value -> facts.add(new SearchPage.Fact(value, Addresses.search(Searched.TOOLS, facet, value))));
        }
        return new Result(card.name(), Addresses.card(CardReference.of(card), home), otherNames(card), facts,
                users(users, home), hit.matched(), SearchPage.passages(hit), SearchPage.summary(hit));
    }

    private static List<String> otherNames(ToolCard card) {
        Stream<String> names = card.names().stream().map(Name::name).distinct();
        return names.filter(name -> !name.equals(card.name())).limit(SearchPage.NAMES).toList();
    }

    private static Users users(List<CardReference> users, String home) {
        List<CardPage.Piece> first = users.stream().limit(FIRST_USERS)
                .map(user -> new CardPage.Piece(user.name(), Addresses.card(user, home))).toList();
        return new Users(ToolPages.actors(users.size()), UsedTool.isRare(users.size()), first,
                users.size() - first.size());
    }
}
