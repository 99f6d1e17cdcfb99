package dev.threatcards.server;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

import dev.threatcards.CardProfile;
import dev.threatcards.CardQuery;
import dev.threatcards.SearchResult;
import dev.threatcards.ThreatCards;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Facet;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Name;
import dev.threatcards.card.NameKeys;
import dev.threatcards.card.Provenance;
import dev.threatcards.card.Provenance.CollectionCounts;
import dev.threatcards.search.FacetValue;
import dev.threatcards.search.Limits;

/** The pages for people: search and card. They work without JavaScript, and every state of them has an address. */
final class Pages {

    private final ThreatCards cards;

    Pages(ThreatCards cards) {
        this.cards = cards;
    }

    void addTo(RoutesConfig routes) {
        WebServer.answer(routes, "/", this::search);
        WebServer.answer(routes, "/facets/{facet}", this::values);
        WebServer.answer(routes, "/cards/<id>", this::card);
        WebServer.answer(routes, "/deck", this::deck);
        new NamesPages(cards).addTo(routes);
        new ComparePages(cards).addTo(routes);
    }

    private void search(Context request) {
        CardQuery query = shown(QueryParameters.parse(request.queryParamMap(), Set.of()));
        SearchResult result = cards.search(query.facets(query.facets().facets(), Limits.FACET_SIZE));
        boolean piece = "true".equals(request.header("HX-Request"))
                && !"true".equals(request.header("HX-History-Restore-Request"));
        // One address, two answers: no cache may take one for the other.
        request.header("Vary", "HX-Request, HX-History-Restore-Request");
        Templates.html(piece ? "results.jte" : "search.jte", SearchPage.of(query, result, home()), request);
    }

    /** A facet's values that begin so, as a piece of the search page. */
    private void values(Context request) {
        String name = request.pathParam("facet");
        Facet facet = Facet.named(name)
                .orElseThrow(() -> ProblemException.notFound("There is no facet “" + name + "”."));
        CardQuery query = shown(QueryParameters.parse(request.queryParamMap(), Set.of("prefix")));
        String prefix = QueryParameters.text("prefix", "", request.queryParamMap());
        List<FacetValue> values = cards.facet(facet, prefix, query.facets(Set.of(facet), Limits.FACET_SIZE));
        Templates.html("values.jte", SearchPage.shown(facet, values, query), request);
    }

    private static CardQuery shown(CardQuery query) {
        return query.facets(query.facets().facets(), Math.min(query.facets().size(), SearchPage.ALL_VALUES));
    }

    private void deck(Context request) {
        QueryParameters.requireNone(request.queryParamMap());
        Provenance provenance = cards.provenance();
        Site site = Site.of("The deck", Site.Section.DECK, provenance);
        Templates.html("deck.jte", DeckPage.of(provenance, cards.inspect(), site, home()), request);
    }

    /** The index's first collection. */
    private String home() {
        return home(cards.provenance());
    }

    static String home(Provenance provenance) {
        return provenance.collections().stream().findFirst().map(CollectionCounts::collection).orElse("");
    }

    private void card(Context request) {
        QueryParameters.requireNone(request.queryParamMap());
        String id = request.pathParam("id");
        List<MergedCard> found = cards.cards(id);
        Provenance provenance = cards.provenance();
        if (found.isEmpty()) {
            throw ProblemException.notFound("No card has the uuid or the name “" + id + "”.");
        }
        List<MergedCard> titled = found.stream().filter(each -> NameKeys.slug(each.card().name()).equals(id)).toList();
        if (titled.size() == 1) {
            // The address of this one's page, whoever else has the name too.
            found = titled;
        }
        if (found.size() > 1) {
            choose(id, found, provenance, request);
            return;
        }
        MergedCard only = found.getFirst();
        String address = Addresses.card(CardReference.of(only.card()), home());
        boolean here = id.equals(NameKeys.slug(only.card().name())) || id.equals(only.uuid().toString());
        if (!(only.card() instanceof ActorCard actor) || !here) {
            request.redirect(address);
            return;
        }
        CardProfile profile = Api.profile(cards, only);
        Site site = Site.of(actor.name(), Site.Section.ACTORS, provenance.of(List.of(actor.collection())));
        Templates.html("card.jte",
                CardPage.of(actor, profile, cards.similar(actor.uuid(), CardPage.SIMILAR), site, home()), request);
    }

    private void choose(String id, List<MergedCard> found, Provenance provenance, Context request) {
        Problem problem = new Problem(300, "Several cards have this name",
                "Name-givers have given “" + id + "” to more than one actor. Which one do you mean?", "");
        List<ProblemPage.Candidate> candidates = found.stream().map(MergedCard::card)
                .map(card -> new ProblemPage.Candidate(card.name(), names(card), Addresses.uuid(card.uuid()))).toList();
        request.status(300);
        Templates.html("problem.jte", new ProblemPage(Site.ofProblem("Several cards", provenance), problem, candidates),
                request);
    }

    private static String names(Card card) {
        return card.names().stream().map(Name::name).collect(Collectors.joining(", "));
    }

    void problem(Problem problem, Context request) {
        Site site = Site.ofProblem(problem.title(), cards.provenance());
        request.status(problem.status());
        Templates.html("problem.jte", new ProblemPage(site, problem, List.of()), request);
    }
}
