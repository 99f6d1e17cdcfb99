package dev.threatcards.web.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.threatcards.card.CardReference;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Name;
import dev.threatcards.card.ToolCard;
import dev.threatcards.query.CardQuery;
import dev.threatcards.result.Hit;
import dev.threatcards.result.ToolResult;
import dev.threatcards.result.UsedTool;
import dev.threatcards.web.http.Addresses;
import dev.threatcards.web.http.SearchKind;

/** The view model of the result page of tools. */
record ToolsPage(ResultsFrame found, List<Result> results) {

    /** A tool in the list, with the first of its other names. */
    record Result(String name, String link, List<String> names, List<SearchPage.Fact> facts, Users users,
            SearchPage.Why why) {
    }

    /**
     * The actors that use a tool.
     *
     * @param count how many, in words
     * @param rare whether so few use it that it is a lead
     * @param first the first of them
     * @param more how many are not listed, in words; empty if all are
     */
    record Users(String count, boolean rare, List<CardPage.Piece> first, String more) {
    }

    /** The most users under a hit. */
    private static final int FIRST_USERS = 5;

    /**
     * @param query what was searched for, with the number of values that a panel shows
     * @param result what was found, with every value of every facet
     * @param home see {@link Addresses#home}
     */
    static ToolsPage of(CardQuery query, ToolResult result, String home) {
        return new ToolsPage(
                ResultsFrame.of(SearchKind.TOOLS, query, result.total(), result.facets(), result.facetTotals(),
                        result.guidance(), result.provenance()),
                result.hits().stream().map(hit -> result(hit, result.users().get(hit.card().uuid()), home)).toList());
    }

    private static Result result(Hit<ToolCard> hit, List<CardReference> users, String home) {
        ToolCard card = hit.card();
        List<SearchPage.Fact> facts = new ArrayList<>();
        for (Facet facet : List.of(Facet.CATEGORY, Facet.TYPE)) {
            facet.values(card).forEach(
                    value -> facts.add(new SearchPage.Fact(value, Addresses.search(SearchKind.TOOLS, facet, value))));
        }
        return new Result(card.name(), Addresses.card(CardReference.of(card), home), otherNames(card), facts,
                users(users, home), SearchPage.why(hit));
    }

    private static List<String> otherNames(ToolCard card) {
        Stream<String> names = card.names().stream().map(Name::name).distinct();
        return names.filter(name -> !name.equals(card.name())).limit(SearchPage.NAMES).toList();
    }

    private static Users users(List<CardReference> users, String home) {
        List<CardPage.Piece> first = users.stream().limit(FIRST_USERS)
                .map(user -> new CardPage.Piece(user.name(), Addresses.card(user, home))).toList();
        return new Users(PageText.counted(users.size(), "actor"), UsedTool.isRare(users.size()), first,
                PageText.more(users.size() - first.size()));
    }
}
