package dev.threatcards.web.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Name;
import dev.threatcards.card.ToolCard;
import dev.threatcards.query.CardQuery;
import dev.threatcards.result.CardProfile.UsedTool;
import dev.threatcards.result.Highlight;
import dev.threatcards.result.Hit;
import dev.threatcards.result.Match;
import dev.threatcards.result.OperationResult;
import dev.threatcards.result.SearchResult;
import dev.threatcards.result.ToolResult;
import dev.threatcards.text.Numbers;
import dev.threatcards.text.Prose;
import dev.threatcards.text.WebLink;
import dev.threatcards.text.WellFormedText;
import dev.threatcards.web.http.Addresses;
import dev.threatcards.web.http.OperationParameters;
import dev.threatcards.web.http.SearchKind;

/** The view model of a result page. */
record SearchPage(ResultsFrame frame, List<Result> results) {

    /**
     * A card in the list.
     *
     * @param names the first of an actor's names, or of a tool's other names
     * @param users the actors that use a tool; empty for an actor
     * @param told the operations of an actor that match the text
     */
    record Result(Link card, List<Name> names, List<Link> facts, Optional<Users> users, Why why, Optional<Told> told) {
    }

    /**
     * How many operations match, and the best: a link to its place on the card, the sentences, and the publishers of its sources.
     *
     * @param all the search for the operations of this actor; empty if one matches
     */
    record Told(Link count, Link date, List<Highlight> passages, List<WebLink> sources, String all) {
    }

    /** The actors that use a tool. */
    record Users(String count, boolean rare, List<Link> first, String more) {
    }

    /** Why a card matched; {@code summary} is the beginning of the description if no passage has words of the query. */
    record Why(List<Reason> reasons, List<Highlight> passages, String summary) {
    }

    /** A name or value that matched; {@code typed} are the words of the query if they are spelt differently. */
    record Reason(String label, String text, String giver, String typed) {
    }

    /** The most countries, and the most motivations, under a hit. */
    static final int FACTS = 20;

    private static final int NAMES = 6;

    private static final int USERS = 5;

    /** The most characters of a description under a hit. */
    private static final int SUMMARY = 10_000;

    /**
     * @param query what was searched for, with the number of values that a panel shows
     * @param result what was found, with every value of every facet
     */
    static SearchPage of(CardQuery query, SearchResult result, String home) {
        return new SearchPage(
                ResultsFrame.of(SearchKind.ACTORS, query, result.total(),
                        FacetPanel.values(result.facets(), result.facetTotals(), result.facetNone()), result.guidance(),
                        result.provenance()),
                result.hits().stream().map(hit -> actor(hit, query.text(), home)).toList());
    }

    /**
     * @param query what was searched for, with the number of values that a panel shows
     * @param result what was found, with every value of every facet
     */
    static SearchPage of(CardQuery query, ToolResult result, String home) {
        return new SearchPage(
                ResultsFrame.of(SearchKind.TOOLS, query, result.total(),
                        FacetPanel.values(result.facets(), result.facetTotals(), result.facetNone()), result.guidance(),
                        result.provenance()),
                result.hits().stream().map(hit -> tool(hit, result.users().get(hit.card().uuid()), home)).toList());
    }

    private static Result actor(Hit<ActorCard> hit, String text, String home) {
        List<Name> names = hit.card().names().stream().limit(NAMES)
                .map(name -> new Name(name.name(), PageText.knownGiver(name.giver()))).toList();
        return new Result(Link.to(CardReference.of(hit.card()), home), names, marked(hit.card(), facts(hit.card())),
                Optional.empty(), why(hit), hit.operations().map(operations -> told(operations, text, home)));
    }

    private static Result tool(Hit<ToolCard> hit, List<CardReference> users, String home) {
        ToolCard card = hit.card();
        List<Name> names = card.names().stream().map(Name::name).distinct().filter(name -> !name.equals(card.name()))
                .limit(NAMES).map(name -> new Name(name, "")).toList();
        List<Link> facts = Stream.of(Facet.CATEGORY, Facet.TYPE).flatMap(facet -> facet.values(card).stream()
                .map(value -> new Link(value, Addresses.search(SearchKind.TOOLS, facet, value)))).toList();
        List<Link> first = users.stream().limit(USERS).map(user -> Link.to(user, home)).toList();
        return new Result(Link.to(CardReference.of(card), home), names, marked(card, facts),
                Optional.of(new Users(Numbers.counted(users.size(), "actor"), UsedTool.isRare(users.size()), first,
                        PageText.more(users.size() - first.size()))),
                why(hit), Optional.empty());
    }

    /** The facts, first of all that the card is not current. */
    private static List<Link> marked(Card card, List<Link> facts) {
        return card.edition().isCurrent()
                ? facts
                : Stream.concat(Stream.of(Link.none(card.edition().words())), facts.stream()).toList();
    }

    /** Countries, motivations and dates of an actor. */
    static List<Link> facts(ActorCard card) {
        List<Link> facts = new ArrayList<>();
        facts.addAll(facts(Facet.COUNTRY, card.country()));
        facts.addAll(facts(Facet.MOTIVATION, card.motivation()));
        if (!card.firstSeen().text().isEmpty()) {
            facts.add(Link.none("since " + card.firstSeen().text()));
        }
        if (card.lastActive().isKnown()) {
            facts.add(Link.none("last active " + card.lastActive().text()));
        }
        return facts;
    }

    private static List<Link> facts(Facet facet, List<String> values) {
        return PageText.first(FACTS, values, value -> Link.to(facet, value), Link::none);
    }

    private static Told told(Hit.Operations operations, String text, String home) {
        OperationResult.Found best = operations.best();
        String place = OperationParameters.place(best.actor(), best.operation().anchor(), text, home);
        return new Told(
                new Link(Numbers.counted(operations.total(), "operation")
                        + (operations.total() == 1 ? " matches" : " match"), place),
                new Link(OperationPages.date(best.operation()), place), best.passages(),
                OperationPages.sources(best.operation()),
                operations.total() == 1
                        ? ""
                        : OperationParameters.page(CardPage.operations(best.actor(), home).text(text)));
    }

    private static Why why(Hit<?> hit) {
        // The best operation is shown by itself.
        List<Highlight> passages = hit.highlights().entrySet().stream()
                .filter(field -> hit.operations().isEmpty() || !field.getKey().equals("operations"))
                .flatMap(field -> field.getValue().stream()).toList();
        String summary = passages.isEmpty() && hit.operations().isEmpty()
                ? WellFormedText.cut(Prose.plain(hit.card().description()).lines().findFirst().orElse(""), SUMMARY)
                : "";
        return new Why(hit.matched().stream().map(SearchPage::reason).toList(), passages, summary);
    }

    private static Reason reason(Match match) {
        return new Reason(match.label(), match.text() + (match.place().isEmpty() ? "" : ", " + match.place()),
                PageText.knownGiver(match.giver()), match.isSpeltOtherwise() ? String.join(" ", match.words()) : "");
    }
}
