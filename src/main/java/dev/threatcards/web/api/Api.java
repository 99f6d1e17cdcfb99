package dev.threatcards.web.api;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;

import dev.threatcards.ThreatCards;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.CveId;
import dev.threatcards.card.Facet;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.TechniqueId;
import dev.threatcards.error.InvalidQueryException;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.Limits;
import dev.threatcards.result.FacetValues;
import dev.threatcards.result.IdentifiedCards;
import dev.threatcards.web.api.CardSummary.Choice;
import dev.threatcards.web.api.DeckAnswer.Deck;
import dev.threatcards.web.http.ApiPaths;
import dev.threatcards.web.http.JsonResponse;
import dev.threatcards.web.http.NamesRequest;
import dev.threatcards.web.http.OperationParameters;
import dev.threatcards.web.http.Problem;
import dev.threatcards.web.http.QueryParameters;
import dev.threatcards.web.http.QueryString;
import dev.threatcards.web.http.RequestSnapshot;
import dev.threatcards.web.http.ResponseCache;
import dev.threatcards.web.http.Routing;

/** Version 1 of the JSON API, and the health checks. Read-only. */
public final class Api {

    /** The default number of suggestions. */
    static final int SUGGEST_SIZE = 10;

    /** The default number of similar cards. */
    public static final int SIMILAR_SIZE = 10;

    private final ResponseCache cache = new ResponseCache();

    private interface Answering {
        Object answer(ThreatCards cards, Context request);
    }

    /** Adds the routes. */
    public void addTo(RoutesConfig routes) {
        Endpoints.CARDS.answeredBy(cached(Api::search), routes);
        // Before the cards themselves: a name may have slashes.
        Endpoints.SIMILAR_CARDS.answeredBy(json((cards, request) -> similar(Kind.ACTOR, cards, request)), routes);
        Endpoints.RELATED_CARDS.answeredBy(json((cards, request) -> related(Kind.ACTOR, cards, request)), routes);
        Endpoints.CARD.answeredBy(json((cards, request) -> card(Kind.ACTOR, cards, request)), routes);
        Endpoints.TOOLS.answeredBy(cached(Api::tools), routes);
        Endpoints.SIMILAR_TOOLS.answeredBy(json((cards, request) -> similar(Kind.TOOL, cards, request)), routes);
        Endpoints.RELATED_TOOLS.answeredBy(json((cards, request) -> related(Kind.TOOL, cards, request)), routes);
        Endpoints.TOOL.answeredBy(json((cards, request) -> card(Kind.TOOL, cards, request)), routes);
        Endpoints.SUGGEST.answeredBy(json(Api::suggest), routes);
        Endpoints.FACET.answeredBy(json(Api::facet), routes);
        Endpoints.OPERATIONS.answeredBy(cached((cards, request) -> OperationsAnswer
                .of(cards.operations(OperationParameters.parse(QueryString.all(request))))), routes);
        Endpoints.CVES.answeredBy(cached(
                (cards, request) -> CvesAnswer.of(cards.cves(QueryParameters.parseCves(QueryString.all(request))))),
                routes);
        Endpoints.CVE.answeredBy(json(Api::cve), routes);
        Endpoints.TECHNIQUE.answeredBy(json(Api::technique), routes);
        Endpoints.REPORT.answeredBy(json(Api::report), routes);
        Endpoints.STATS
                .answeredBy(
                        json((cards, request) -> StatisticsAnswer
                                .of(cards.landscape(QueryParameters.parseSelection(QueryString.all(request))))),
                        routes);
        Endpoints.DECK.answeredBy(json(Api::deck), routes);
        new NamesApi().addTo(routes);
        new NameTablesApi().addTo(routes);
        new ExportApi().addTo(routes);
        JsonNode document = OpenApi.document();
        Routing.get(routes, ApiPaths.OPENAPI, request -> JsonResponse.send(document, request));
        Endpoints.LIVE.answeredBy(
                request -> JsonResponse.send(new HealthAnswer.Live(HealthAnswer.Running.LIVE), request), routes);
        Endpoints.READY.answeredBy(json(Api::ready), routes);
    }

    private static Handler json(Answering answering) {
        return request -> JsonResponse.send(answering.answer(RequestSnapshot.of(request), request), request);
    }

    private Handler cached(Answering answering) {
        return request -> cache.answer(request, () -> answering.answer(RequestSnapshot.of(request), request));
    }

    private static Object search(ThreatCards cards, Context request) {
        return SearchAnswer.of(cards.search(QueryParameters.parse(Kind.ACTOR, QueryString.all(request), Set.of())));
    }

    private static Object tools(ThreatCards cards, Context request) {
        return SearchAnswer.of(cards.tools(QueryParameters.parse(Kind.TOOL, QueryString.all(request), Set.of())));
    }

    private static Object card(Kind kind, ThreatCards cards, Context request) {
        QueryParameters.requireOnly(Set.of(), QueryString.all(request));
        return one(kind, cards, request, card -> CardAnswer.of(cards.profile(card.uuid()).orElseThrow()));
    }

    private static Object cve(ThreatCards cards, Context request) {
        Map<String, List<String>> parameters = QueryString.all(request);
        QueryParameters.requireOnly(Set.of("collection"), parameters);
        return cve(request.pathParam("id"), NamesRequest.collections(parameters), cards);
    }

    /**
     * The cards that mention a vulnerability.
     *
     * @throws InvalidQueryException if the text is no CVE id
     * @throws Problem.Thrown 404 if no card mentions it
     */
    public static CvesAnswer.Cve cve(String id, Set<String> collections, ThreatCards cards) {
        CveId parsed = QueryParameters.cve(id);
        return CvesAnswer.of(
                cards.cve(parsed, collections).orElseThrow(() -> Problem.notFound("No card mentions " + parsed + ".")));
    }

    private static Object technique(ThreatCards cards, Context request) {
        Map<String, List<String>> parameters = QueryString.all(request);
        QueryParameters.requireOnly(Set.of("collection"), parameters);
        return technique(request.pathParam("id"), NamesRequest.collections(parameters), cards);
    }

    /**
     * The cards that use a technique.
     *
     * @throws InvalidQueryException if the text is no id of a technique
     * @throws Problem.Thrown 404 if no card uses it or a sub-technique
     */
    public static TechniqueAnswer technique(String id, Set<String> collections, ThreatCards cards) {
        TechniqueId parsed = QueryParameters.technique(id);
        return TechniqueAnswer.of(cards.technique(parsed, collections)
                .orElseThrow(() -> Problem.notFound("No card uses " + parsed + ".")));
    }

    private static Object report(ThreatCards cards, Context request) {
        return report(QueryString.all(request), cards);
    }

    /**
     * The cards that cite a report.
     *
     * @param parameters the address and the collections
     * @throws InvalidQueryException if there is no address, or it is none
     */
    public static ReportAnswer report(Map<String, List<String>> parameters, ThreatCards cards) {
        QueryParameters.requireOnly(Set.of(QueryParameters.URL, "collection"), parameters);
        return ReportAnswer.of(cards.report(QueryParameters.text(QueryParameters.URL, "", parameters),
                NamesRequest.collections(parameters)));
    }

    private static Object similar(Kind kind, ThreatCards cards, Context request) {
        int size = size(SIMILAR_SIZE, request);
        return one(kind, cards, request, card -> similar(card, size, cards));
    }

    /** The cards that are similar to one. */
    public static SimilarAnswer similar(MergedCard card, int size, ThreatCards cards) {
        return SimilarAnswer.of(CardReference.of(card.card()), cards.similarCards(card.uuid(), size),
                cards.provenance());
    }

    private static Object related(Kind kind, ThreatCards cards, Context request) {
        int size = size(Limits.PAGE_SIZE, request);
        return one(kind, cards, request,
                card -> CardAnswer.RelatedCards.of(cards.profile(card.uuid()).orElseThrow(), size));
    }

    /** The answer about the card that the address names, or the choice between several with status 300. */
    private static Object one(Kind kind, ThreatCards cards, Context request, Function<MergedCard, Object> answer) {
        String id = request.pathParam("id");
        Object one = kind == Kind.TOOL
                ? one("tool", id, cards.identifyTools(id), cards, answer)
                : one("card", id, cards.identify(id), cards, answer);
        if (one instanceof Choice) {
            request.status(300);
        }
        return one;
    }

    /**
     * The answer about the only card that was found, or the {@link Choice} between several.
     *
     * @throws Problem.Thrown 404 if none was found
     */
    public static Object one(String kind, String id, IdentifiedCards found, ThreatCards cards,
            Function<MergedCard, Object> answer) {
        if (found.total() == 0) {
            throw Problem.notFound("No " + kind + " has the uuid or the name \"" + id + "\".");
        }
        return found.total() == 1 ? answer.apply(found.cards().getFirst()) : Choice.of(id, found, cards.provenance());
    }

    private static int size(int usual, Context request) {
        QueryParameters.requireOnly(Set.of("size"), QueryString.all(request));
        int size = QueryParameters.number("size", usual, QueryString.all(request));
        Limits.requireSize(size);
        return size;
    }

    private static Object suggest(ThreatCards cards, Context request) {
        QueryParameters.requireOnly(Set.of("q", "size"), QueryString.all(request));
        String beginning = QueryParameters.text("q", "", QueryString.all(request));
        int size = QueryParameters.number("size", SUGGEST_SIZE, QueryString.all(request));
        return SuggestAnswer.of(beginning, cards.suggestions(beginning, size), cards.provenance());
    }

    private static Object facet(ThreatCards cards, Context request) {
        String name = request.pathParam("facet");
        Facet facet = QueryParameters.facet(Kind.ACTOR, name).orElseThrow(() -> Problem.notFound(
                "There is no facet \"" + name + "\"; known are " + QueryParameters.facetNames(Kind.ACTOR) + "."));
        CardQuery query = QueryParameters.parse(Kind.ACTOR, QueryString.all(request), Set.of("prefix"));
        String prefix = QueryParameters.text("prefix", "", QueryString.all(request));
        FacetValues values = cards.facetValues(facet, prefix, query);
        return new FacetAnswer(facet.parameter(), values.values(), values.total(), values.none(),
                Deck.of(cards.provenance()));
    }

    private static Object deck(ThreatCards cards, Context request) {
        QueryParameters.requireOnly(Set.of(), QueryString.all(request));
        return DeckAnswer.of(cards.provenance(), cards.inspect());
    }

    /** Ready if the index can be read and its newest commit is the one that is read. */
    private static Object ready(ThreatCards cards, Context request) {
        cards.problem().ifPresent(problem -> {
            throw Problem.thrown(503, "Index unavailable", problem);
        });
        return new HealthAnswer.Ready(HealthAnswer.Answering.READY,
                cards.search(CardQuery.all().page(1, 0).facets(Set.of(), 0)).total());
    }
}
