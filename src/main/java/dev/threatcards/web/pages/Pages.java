package dev.threatcards.web.pages;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

import dev.threatcards.ThreatCards;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Facet;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Provenance;
import dev.threatcards.card.Relation;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.Limits;
import dev.threatcards.result.CardProfile;
import dev.threatcards.result.FacetValues;
import dev.threatcards.result.IdentifiedCards;
import dev.threatcards.result.Mention;
import dev.threatcards.result.Resolution;
import dev.threatcards.text.NameKeys;
import dev.threatcards.web.http.Addresses;
import dev.threatcards.web.http.HttpCaching;
import dev.threatcards.web.http.Problem;
import dev.threatcards.web.http.QueryParameters;
import dev.threatcards.web.http.QueryString;
import dev.threatcards.web.http.RequestSnapshot;
import dev.threatcards.web.http.Routing;
import dev.threatcards.web.http.SearchKind;
import dev.threatcards.web.http.SecurityHeaders;

/** The pages: search, cards, explore, deck and API. They work without JavaScript, and every state has an address. */
public final class Pages {

    /** The view model of the page that documents the API. */
    public record ApiPage(Site site, List<Endpoint> endpoints) {

        /** An endpoint of the API; {@code example} is an address to try. */
        public record Endpoint(String method, String path, String gives, List<Parameter> parameters, String example) {
        }

        /** One or several parameters with one meaning. */
        public record Parameter(String name, String meaning) {
        }
    }

    private final OpenSearch openSearch;
    private final List<ApiPage.Endpoint> endpoints;
    private final NamesPages namesPages;

    /**
     * @param publicUrl the origin that users see; empty for the {@code Host} of each request
     * @param endpoints the documentation of the API
     * @param resolutions the API's answer for resolved names
     * @param mentions the API's answer for mentions
     */
    public Pages(Optional<String> publicUrl, List<ApiPage.Endpoint> endpoints,
            BiFunction<List<Resolution>, Provenance, Object> resolutions,
            BiFunction<List<Mention>, Provenance, Object> mentions) {
        this.openSearch = new OpenSearch(publicUrl);
        this.endpoints = List.copyOf(endpoints);
        this.namesPages = new NamesPages(resolutions, mentions);
    }

    /** Adds the routes. */
    public void addTo(RoutesConfig routes) {
        for (SearchKind searched : SearchKind.values()) {
            Routing.get(routes, searched.path(), request -> search(searched, request));
            Routing.get(routes, searched.facetsPath() + "{facet}", request -> values(searched, request));
        }
        Routing.get(routes, "/cards/<id>", this::card);
        Routing.get(routes, "/explore", this::explore);
        Routing.get(routes, "/deck", this::deck);
        Routing.get(routes, "/api", this::api);
        Routing.get(routes, "/api/try", this::tryApi);
        openSearch.addTo(routes);
        new ToolPages().addTo(routes);
        new OperationPages(openSearch).addTo(routes);
        new CvePages().addTo(routes);
        new SubjectPages().addTo(routes);
        namesPages.addTo(routes);
        new LeadsPages().addTo(routes);
        new ComparePages().addTo(routes);
    }

    /** Answers with a problem as a page. */
    public void problem(Problem problem, Context request) {
        Site site = Site.ofProblem(problem.title(), RequestSnapshot.of(request).provenance());
        new ProblemPage(site, problem, List.of()).answer(request);
    }

    private static void search(SearchKind searched, Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        CardQuery query = limited(QueryParameters.ofPage(searched.kind(), Set.of(), request));
        CardQuery counted = query.facets(query.facets().facets(), Limits.FACET_SIZE);
        String home = Addresses.home(cards.provenance());
        SearchPage page = switch (searched) {
            case ACTORS -> SearchPage.of(query, cards.search(counted), home);
            case TOOLS -> SearchPage.of(query, cards.tools(counted), home);
        };
        Templates.html(wantsFragment(request) ? "results.jte" : "search.jte", page, request);
    }

    /** Whether htmx asks for the results alone, to put them into the page. */
    private static boolean wantsFragment(Context request) {
        HttpCaching.vary("HX-Request, HX-History-Restore-Request", request);
        return "true".equals(request.header("HX-Request"))
                && !"true".equals(request.header("HX-History-Restore-Request"));
    }

    /** The values of a facet that begin with a text, as a fragment of the search page. */
    private static void values(SearchKind searched, Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        String name = request.pathParam("facet");
        Facet facet = QueryParameters.facet(searched.kind(), name)
                .orElseThrow(() -> Problem.notFound("There is no facet “" + name + "” of " + searched.noun(2) + "."));
        CardQuery query = limited(QueryParameters.ofPage(searched.kind(), Set.of(QueryParameters.PREFIX), request));
        CardQuery counted = query.facets(Set.of(facet), Limits.FACET_SIZE);
        String prefix = QueryParameters.text(QueryParameters.PREFIX, "",
                QueryString.known(Set.of(QueryParameters.PREFIX), request));
        FacetValues values = switch (searched) {
            case ACTORS -> cards.facetValues(facet, prefix, counted);
            case TOOLS -> cards.toolFacetValues(facet, prefix, counted);
        };
        // Cards without a value are found by no text.
        FacetValues shown = prefix.isEmpty() ? values : new FacetValues(values.values(), values.total(), 0);
        Templates.html("values.jte", FacetPanel.shown(facet, shown, searched, query), request);
    }

    /** The query with at most as many values of a facet as a page shows. */
    private static CardQuery limited(CardQuery query) {
        return query.facets(query.facets().facets(), Math.min(query.facets().size(), Addresses.MOST_VALUES));
    }

    private void card(Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        String id = request.pathParam("id");
        IdentifiedCards identified = cards.identify(id);
        List<MergedCard> found = titled(id, identified.cards());
        Provenance provenance = cards.provenance();
        if (found.isEmpty()) {
            throw Problem.notFound("No card has the name, ATT&CK id or uuid “" + id + "”.");
        }
        if (found.size() > 1) {
            if (found.getFirst().card() instanceof ActorCard) {
                ProblemPage.ofChoice(id, Kind.ACTOR, found, identified.total(), provenance).answer(request);
            } else {
                request.redirect(Addresses.named(Kind.TOOL, id));
            }
            return;
        }
        MergedCard only = found.getFirst();
        if (only.card() instanceof ActorCard actor && isAddress(id, actor)) {
            show(actor, only, provenance, request);
        } else {
            CardReference reference = CardReference.of(only.card());
            request.redirect(Relation.isUuid(id)
                    ? Addresses.uuid(reference.kind(), reference.uuid())
                    : Addresses.card(reference, Addresses.home(provenance)));
        }
    }

    private static void show(ActorCard actor, MergedCard card, Provenance provenance, Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        Site site = Site.of(actor.name(), Site.Section.ACTORS, provenance.of(List.of(actor.collection())));
        Templates.html("card.jte",
                CardPage.of(actor, profile(cards, card), cards.similarCards(actor.uuid(), CardPage.SIMILAR),
                        OperationPages.marks(cards, request), site, Addresses.home(provenance)),
                request);
    }

    /** The one card whose title is the id, whichever other cards have it as a name; else all of them. */
    static List<MergedCard> titled(String id, List<MergedCard> found) {
        List<MergedCard> titled = found.stream().filter(each -> NameKeys.slug(each.card().name()).equals(id)).toList();
        return titled.size() == 1 ? titled : found;
    }

    /** Whether the id is the card's own address, and no other name of it. */
    static boolean isAddress(String id, Card card) {
        return id.equals(NameKeys.slug(card.name())) || id.equals(card.uuid().toString());
    }

    /** The card's profile; 404 if the card has left the index since it was found. */
    static CardProfile profile(ThreatCards cards, MergedCard card) {
        return cards.profile(card.uuid())
                .orElseThrow(() -> Problem.notFound("The card " + card.uuid() + " is not in the index any more."));
    }

    private void explore(Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        CardQuery query = QueryParameters.selectionOfPage(request);
        Templates.html("explore.jte", ExplorePage.of(cards.landscape(query), Addresses.home(cards.provenance())),
                request);
    }

    private void deck(Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        Provenance provenance = cards.provenance();
        Templates.html("deck.jte", DeckPage.of(provenance, cards.inspect(), Addresses.home(provenance)), request);
    }

    private void api(Context request) {
        Templates.html("api.jte", apiPage("The API", request), request);
    }

    private void tryApi(Context request) {
        request.header(SecurityHeaders.CONTENT_SECURITY_POLICY, SecurityHeaders.policy("'self' data:"));
        Templates.html("tryapi.jte", apiPage("Try the API", request), request);
    }

    private ApiPage apiPage(String title, Context request) {
        return new ApiPage(Site.of(title, Site.Section.API, RequestSnapshot.of(request).provenance()), endpoints);
    }
}
