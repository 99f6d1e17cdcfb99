package dev.threatcards.server;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

import dev.threatcards.CardProfile;
import dev.threatcards.CardQuery;
import dev.threatcards.IdentifiedCards;
import dev.threatcards.ThreatCards;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Facet;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Provenance;
import dev.threatcards.export.JsonSchema;
import dev.threatcards.search.FacetValues;
import dev.threatcards.search.Limits;
import dev.threatcards.search.SuggestionList;

/** The JSON API, version 1, and what a platform asks of a service. Read-only. */
final class Api {

    /** Suggestions in an answer unless told otherwise: as many as are read at a glance. */
    static final int SUGGEST_SIZE = 10;

    static final int SIMILAR_SIZE = 10;

    /** The form of the answer to whether the server runs. */
    static final JsonSchema LIVE = JsonSchema.object("Live").has("status", JsonSchema.oneOf("live"));

    /** The form of the answer to whether it can answer. */
    static final JsonSchema READY = JsonSchema.object("Ready").has("status", JsonSchema.oneOf("ready")).has("cards",
            JsonSchema.count().meaning("How many actors can be searched."));

    private static final ObjectWriter JSON = new ObjectMapper().writer();

    private final KeptAnswers answers = new KeptAnswers();

    void addTo(RoutesConfig routes) {
        Endpoints.CARDS.answeredBy(this::search, routes);
        // Before the cards themselves: a name may have slashes.
        Endpoints.SIMILAR_CARDS.answeredBy(request -> similar(this::cards, "card", request), routes);
        Endpoints.RELATED_CARDS.answeredBy(request -> related(this::cards, "card", request), routes);
        Endpoints.CARD.answeredBy(this::card, routes);
        Endpoints.TOOLS.answeredBy(this::tools, routes);
        Endpoints.SIMILAR_TOOLS.answeredBy(request -> similar(this::toolCards, "tool", request), routes);
        Endpoints.RELATED_TOOLS.answeredBy(request -> related(this::toolCards, "tool", request), routes);
        Endpoints.TOOL.answeredBy(this::tool, routes);
        Endpoints.SUGGEST.answeredBy(this::suggest, routes);
        Endpoints.FACET.answeredBy(this::facet, routes);
        Endpoints.STATS.answeredBy(this::stats, routes);
        Endpoints.DECK.answeredBy(this::deck, routes);
        new NamesApi().addTo(routes);
        new ExportApi().addTo(routes);
        ObjectNode document = OpenApi.document();
        Routing.get(routes, ApiPaths.OPENAPI, request -> json(document, request));
        Endpoints.LIVE.answeredBy(request -> json(status("live"), request), routes);
        Endpoints.READY.answeredBy(this::ready, routes);
    }

    private void search(Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        answers.answer(request, () -> {
            CardQuery query = QueryParameters.parse(QueryString.all(request), Set.of());
            return ResultJson.of(cards.search(query));
        });
    }

    private void tools(Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        answers.answer(request, () -> {
            CardQuery query = QueryParameters.parse(Kind.TOOL, QueryString.all(request), Set.of());
            return ResultJson.of(cards.tools(query));
        });
    }

    private IdentifiedCards cards(Context request) {
        return RequestSnapshot.of(request).identify(request.pathParam("id"));
    }

    private IdentifiedCards toolCards(Context request) {
        return RequestSnapshot.of(request).identifyTools(request.pathParam("id"));
    }

    private void card(Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        QueryParameters.requireNone(QueryString.all(request));
        one(cards(request), "card", request).ifPresent(card -> json(ResultJson.of(profile(cards, card)), request));
    }

    private void tool(Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        QueryParameters.requireNone(QueryString.all(request));
        one(toolCards(request), "tool", request).ifPresent(card -> json(ResultJson.of(profile(cards, card)), request));
    }

    /** The one card that is meant; empty where the choice between several is the answer. */
    private Optional<MergedCard> one(IdentifiedCards found, String kind, Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        String id = request.pathParam("id");
        if (found.total() == 0) {
            throw Problem.notFound("No " + kind + " has the uuid or the name \"" + id + "\".");
        }
        if (found.total() == 1) {
            return Optional.of(found.cards().getFirst());
        }
        request.status(300);
        json(ResultJson.choice(id, found, cards.provenance()), request);
        return Optional.empty();
    }

    private void similar(Function<Context, IdentifiedCards> lookup, String kind, Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        int size = size(SIMILAR_SIZE, request);
        one(lookup.apply(request), kind, request).map(card -> CardReference.of(card.card()))
                .ifPresent(card -> json(SimilarJson.of(card, cards.similarCards(card.uuid(), size),
                        cards.provenance().of(List.of(card.collection()))), request));
    }

    private void related(Function<Context, IdentifiedCards> lookup, String kind, Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        int size = size(Limits.PAGE_SIZE, request);
        one(lookup.apply(request), kind, request)
                .ifPresent(card -> json(ResultJson.related(profile(cards, card), size), request));
    }

    private static int size(int usual, Context request) {
        QueryParameters.requireOnly(Set.of("size"), QueryString.all(request));
        int size = QueryParameters.number("size", usual, QueryString.all(request));
        Limits.requireSize(size);
        return size;
    }

    private void suggest(Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        QueryParameters.requireOnly(Set.of("q", "size"), QueryString.all(request));
        String beginning = QueryParameters.text("q", "", QueryString.all(request));
        int size = QueryParameters.number("size", SUGGEST_SIZE, QueryString.all(request));
        SuggestionList suggestions = cards.suggestions(beginning, size);
        Provenance provenance = cards.provenance();
        json(SuggestJson.of(beginning, suggestions, Addresses.home(provenance), provenance), request);
    }

    /** The card's profile; 404 if the card has left the index since it was found. */
    static CardProfile profile(ThreatCards cards, MergedCard card) {
        return cards.profile(card.uuid())
                .orElseThrow(() -> Problem.notFound("The card " + card.uuid() + " is not in the index any more."));
    }

    private void facet(Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        String name = request.pathParam("facet");
        Facet facet = QueryParameters.facet(Kind.ACTOR, name).orElseThrow(() -> Problem.notFound(
                "There is no facet \"" + name + "\"; known are " + QueryParameters.facetNames(Kind.ACTOR) + "."));
        CardQuery query = QueryParameters.parse(QueryString.all(request), Set.of("prefix"));
        String prefix = QueryParameters.text("prefix", "", QueryString.all(request));
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("facet", facet.parameter());
        FacetValues values = cards.facetValues(facet, prefix, query);
        json.set("values", ResultJson.values(values.values()));
        json.put("total", values.total());
        json.set("deck", ResultJson.deck(cards.provenance()));
        json(json, request);
    }

    private void stats(Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        json(LandscapeJson.of(cards.landscape(QueryParameters.parseSelection(QueryString.all(request)))), request);
    }

    private void deck(Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        QueryParameters.requireNone(QueryString.all(request));
        json(DeckJson.of(cards.provenance(), cards.inspect()), request);
    }

    /** Ready when the index can be read, and what is read is its newest commit. */
    private void ready(Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        cards.problem().ifPresent(problem -> {
            throw new Problem.Thrown(new Problem(503, "Index unavailable", problem, ""));
        });
        ObjectNode status = status("ready");
        status.put("cards", cards.search(CardQuery.all().page(1, 0).facets(Set.of(), 0)).total());
        json(status, request);
    }

    private static ObjectNode status(String status) {
        return JsonNodeFactory.instance.objectNode().put("status", status);
    }

    static void json(JsonNode json, Context request) {
        json(bytes(json), request);
    }

    static void json(byte[] json, Context request) {
        request.contentType("application/json; charset=utf-8").result(json);
    }

    /** JSON as it is sent. */
    static byte[] bytes(JsonNode json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
