package dev.threatcards.server;

import java.util.List;
import java.util.Set;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

import dev.threatcards.CardProfile;
import dev.threatcards.CardQuery;
import dev.threatcards.IdentifiedCards;
import dev.threatcards.SearchResult;
import dev.threatcards.ThreatCards;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Facet;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.NameKeys;
import dev.threatcards.card.Provenance;
import dev.threatcards.card.Relation;
import dev.threatcards.search.FacetValues;
import dev.threatcards.search.Limits;

/** The pages for people: search and card. They work without JavaScript, and every state of them has an address. */
final class Pages {

    private final SiteAddress address;

    Pages(SiteAddress address) {
        this.address = address;
    }

    void addTo(RoutesConfig routes) {
        WebServer.answer(routes, "/", this::search);
        WebServer.answer(routes, "/facets/{facet}", this::values);
        WebServer.answer(routes, "/cards/<id>", this::card);
        new ExplorePages().addTo(routes);
        WebServer.answer(routes, "/deck", this::deck);
        WebServer.answer(routes, "/api", this::api);
        WebServer.answer(routes, "/api/try", this::tryApi);
        new OpenSearch(address).addTo(routes);
        new ToolPages().addTo(routes);
        new NamesPages().addTo(routes);
        new ComparePages().addTo(routes);
    }

    private void search(Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        CardQuery query = shown(QueryParameters.ofPage(Kind.ACTOR, Set.of(), request));
        SearchResult result = cards.search(query.facets(query.facets().facets(), Limits.FACET_SIZE));
        Templates.html(isOfPiece(request) ? "results.jte" : "search.jte",
                SearchPage.of(query, result, home(cards.provenance())), request);
    }

    /** Whether the results alone are asked for, by a page that has all else. */
    static boolean isOfPiece(Context request) {
        // One address, two answers.
        Caching.vary("HX-Request, HX-History-Restore-Request", request);
        return "true".equals(request.header("HX-Request"))
                && !"true".equals(request.header("HX-History-Restore-Request"));
    }

    /** A facet's values that begin so, as a piece of the search page. */
    private void values(Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        String name = request.pathParam("facet");
        Facet facet = QueryParameters.facet(Kind.ACTOR, name)
                .orElseThrow(() -> ProblemException.notFound("There is no facet “" + name + "”."));
        CardQuery query = shown(QueryParameters.ofPage(Kind.ACTOR, Set.of("prefix"), request));
        String prefix = QueryParameters.text("prefix", "", QueryString.known(Set.of("prefix"), request));
        FacetValues values = cards.facetValues(facet, prefix, query.facets(Set.of(facet), Limits.FACET_SIZE));
        Templates.html("values.jte", Panel.shown(facet, values, new Steps(Searched.ACTORS, query)), request);
    }

    /** The query with as many values of a facet as a page may have. */
    static CardQuery shown(CardQuery query) {
        return query.facets(query.facets().facets(), Math.min(query.facets().size(), Steps.ALL_VALUES));
    }

    private void deck(Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        Provenance provenance = cards.provenance();
        Site site = Site.of("The deck", Site.Section.DECK, provenance);
        Templates.html("deck.jte", DeckPage.of(provenance, cards.inspect(), site, home(provenance)), request);
    }

    private void api(Context request) {
        Templates.html("api.jte", apiPage("The API", request), request);
    }

    private void tryApi(Context request) {
        request.header(SecurityHeaders.CONTENT_SECURITY_POLICY, SecurityHeaders.policy("'self' data:"));
        Templates.html("tryapi.jte", apiPage("Try the API", request), request);
    }

    private static ApiPage apiPage(String title, Context request) {
        return new ApiPage(Site.of(title, Site.Section.API, RequestSnapshot.of(request).provenance()), Endpoints.ALL);
    }

    /** The index's first collection. */
    static String home(Provenance provenance) {
        return Addresses.home(provenance);
    }

    private void card(Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        String id = request.pathParam("id");
        IdentifiedCards identified = cards.identify(id);
        List<MergedCard> found = identified.cards();
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
            if (found.getFirst().card() instanceof ActorCard) {
                ProblemPage.ofChoice(id, Kind.ACTOR, found, identified.total(), provenance).answer(request);
            } else {
                request.redirect(Addresses.tool(id));
            }
            return;
        }
        MergedCard only = found.getFirst();
        CardReference reference = CardReference.of(only.card());
        String address = Relation.isUuid(id)
                ? Addresses.uuid(reference.kind(), reference.uuid())
                : Addresses.card(reference, home(provenance));
        boolean here = id.equals(NameKeys.slug(only.card().name())) || id.equals(only.uuid().toString());
        if (!(only.card() instanceof ActorCard actor) || !here) {
            request.redirect(address);
            return;
        }
        CardProfile profile = cards.profile(only.uuid()).orElseThrow();
        Site site = Site.of(actor.name(), Site.Section.ACTORS, provenance.of(List.of(actor.collection())));
        Templates.html("card.jte",
                CardPage.of(actor, profile, cards.similarCards(actor.uuid(), CardPage.SIMILAR), site, home(provenance)),
                request);
    }

    void problem(Problem problem, Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        Site site = Site.ofProblem(problem.title(), cards.provenance());
        new ProblemPage(site, problem, List.of()).answer(request);
    }
}
