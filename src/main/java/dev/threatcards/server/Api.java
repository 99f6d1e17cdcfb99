package dev.threatcards.server;

import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

import dev.threatcards.CardProfile;
import dev.threatcards.CardQuery;
import dev.threatcards.ThreatCards;
import dev.threatcards.card.Facet;
import dev.threatcards.card.MergedCard;

/** The JSON API, version 1, and what a platform asks of a service. Read-only. */
final class Api {

    static final String PATH = "/api/";

    private final ThreatCards cards;

    Api(ThreatCards cards) {
        this.cards = cards;
    }

    void addTo(RoutesConfig routes) {
        WebServer.answer(routes, "/api/v1/cards", this::search);
        WebServer.answer(routes, "/api/v1/cards/<id>", this::card);
        WebServer.answer(routes, "/api/v1/tools", this::tools);
        WebServer.answer(routes, "/api/v1/tools/<id>", this::tool);
        WebServer.answer(routes, "/api/v1/facets/{facet}", this::facet);
        WebServer.answer(routes, "/api/v1/deck", this::deck);
        new NamesApi(cards).addTo(routes);
        WebServer.answer(routes, "/health/live", request -> json(status("live"), request));
        WebServer.answer(routes, "/health/ready", this::ready);
    }

    private void search(Context request) {
        CardQuery query = QueryParameters.parse(request.queryParamMap(), Set.of());
        json(ResultJson.of(cards.search(query)), request);
    }

    private void tools(Context request) {
        CardQuery query = QueryParameters.parseForTools(request.queryParamMap());
        json(ResultJson.of(cards.tools(query)), request);
    }

    private void card(Context request) {
        card(cards.cards(request.pathParam("id")), "card", request);
    }

    private void tool(Context request) {
        card(cards.toolCards(request.pathParam("id")), "tool", request);
    }

    /** The one card that is meant, or the choice between several. */
    private void card(List<MergedCard> found, String kind, Context request) {
        QueryParameters.requireNone(request.queryParamMap());
        String id = request.pathParam("id");
        if (found.isEmpty()) {
            throw ProblemException.notFound("No " + kind + " has the uuid or the name \"" + id + "\".");
        }
        if (found.size() > 1) {
            ObjectNode choices = JsonNodeFactory.instance.objectNode().put("name", id);
            ArrayNode candidates = choices.putArray("candidates");
            found.forEach(candidate -> candidates.add(ResultJson.summary(candidate.card())));
            choices.set("deck", ResultJson.deck(cards.provenance()));
            request.status(300);
            json(choices, request);
            return;
        }
        json(ResultJson.of(profile(cards, found.getFirst())), request);
    }

    /** The card's profile; a card that an ingest has taken away meanwhile is not found. */
    static CardProfile profile(ThreatCards cards, MergedCard card) {
        return cards.profile(card.uuid()).orElseThrow(
                () -> ProblemException.notFound("The card " + card.uuid() + " is not in the index any more."));
    }

    private void facet(Context request) {
        String name = request.pathParam("facet");
        Facet facet = Facet.named(name).orElseThrow(() -> ProblemException.notFound("There is no facet \"" + name
                + "\"; known are " + String.join(", ", QueryParameters.facetNames()) + "."));
        CardQuery query = QueryParameters.parse(request.queryParamMap(), Set.of("prefix"));
        String prefix = request.queryParam("prefix") == null ? "" : request.queryParam("prefix");
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("facet", facet.parameter());
        json.set("values", ResultJson.values(cards.facet(facet, prefix, query)));
        json.set("deck", ResultJson.deck(cards.provenance()));
        json(json, request);
    }

    private void deck(Context request) {
        QueryParameters.requireNone(request.queryParamMap());
        json(DeckJson.of(cards.provenance(), cards.inspect()), request);
    }

    /** Ready when the index can be read. */
    private void ready(Context request) {
        ObjectNode status = status("ready");
        status.put("cards", cards.search(CardQuery.all().page(1, 0).facets(Set.of(), 0)).total());
        json(status, request);
    }

    private static ObjectNode status(String status) {
        return JsonNodeFactory.instance.objectNode().put("status", status);
    }

    static void json(JsonNode json, Context request) {
        request.contentType("application/json; charset=utf-8").result(json.toString());
    }
}
