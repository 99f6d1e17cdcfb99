package dev.threatcards.server;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

import dev.threatcards.ScanOptions;
import dev.threatcards.ThreatCards;
import dev.threatcards.card.Facet;
import dev.threatcards.search.InvalidQueryException;
import dev.threatcards.search.Limits;
import dev.threatcards.search.Mention;
import dev.threatcards.search.Resolution;
import dev.threatcards.server.RequestBody.Content;

/** The endpoints that resolve names and find mentions of cards in texts. Neither names nor texts are stored. */
final class NamesApi {

    /** The largest list of names, in bytes: room for the most names, each of the greatest length. */
    static final int LIST_BYTES = 1 << 20;

    /** The largest text, in bytes: a book of a thousand pages. */
    static final int TEXT_BYTES = 5 << 20;

    /** The most mentions in one answer, which then has some 30 MB; no report that people wrote has as many. */
    private static final int MOST_MENTIONS = 100_000;

    /** The most cards in one answer, over all its names or mentions: some 20 MB. */
    private static final int MOST_MEANT = 100_000;

    /** Names that are resolved at a time, so that an answer is refused before it takes much memory. */
    private static final int AT_ONCE = 20;

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    void addTo(RoutesConfig routes) {
        Endpoints.RESOLVE.answeredBy(this::resolve, routes);
        Endpoints.RESOLVE_LIST.answeredBy(this::resolveList, routes);
        Endpoints.SCAN.answeredBy(this::scan, routes);
    }

    private void resolve(Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        Map<String, List<String>> parameters = QueryString.all(request);
        QueryParameters.requireOnly(Set.of("name", "collection"), parameters);
        List<String> names = parameters.getOrDefault("name", List.of());
        if (names.isEmpty()) {
            throw new InvalidQueryException("name", "Name at least one \"name\" to resolve: ?name=Fancy+Bear.");
        }
        List<Resolution> resolutions = resolutions(names, collections(parameters), cards);
        JsonResponse.send(resolutions.size() == 1
                ? NamesAnswer.of(resolutions.getFirst(), cards.provenance())
                : NamesAnswer.of(resolutions, cards.provenance()), request);
    }

    private void resolveList(Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        Map<String, List<String>> parameters = QueryString.all(request);
        QueryParameters.requireOnly(Set.of("collection"), parameters);
        List<String> names = names(RequestBody.text(Content.JSON, LIST_BYTES, "list of names", request));
        JsonResponse.send(NamesAnswer.of(resolutions(names, collections(parameters), cards), cards.provenance()),
                request);
    }

    /** The names in a JSON array. */
    private static List<String> names(String body) {
        List<String> names = new ArrayList<>();
        for (JsonNode name : array(body)) {
            if (!name.isTextual()) {
                throw badList("Member " + names.size() + " of the array is no string.");
            }
            if (!StandardCharsets.UTF_8.newEncoder().canEncode(name.textValue())) {
                throw badList(
                        "Member " + names.size() + " of the array has half a surrogate pair, which is no character.");
            }
            names.add(name.textValue());
        }
        return names;
    }

    private static JsonNode array(String body) {
        JsonNode list;
        try {
            list = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            String place = e.getLocation() == null
                    ? ""
                    : " at line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
            throw badList("The body is no JSON" + place + ".");
        }
        if (!list.isArray()) {
            throw badList("The body is JSON, but no array.");
        }
        return list;
    }

    private static ProblemException badList(String what) {
        return new ProblemException(new Problem(400, "Invalid list of names",
                what + " Send names as a JSON array of strings: [\"Fancy Bear\", \"APT 28\"].", ""));
    }

    private void scan(Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        Map<String, List<String>> parameters = QueryString.all(request);
        QueryParameters.requireOnly(Set.of("generic", "collection"), parameters);
        ScanOptions options = new ScanOptions(QueryParameters.flag("generic", parameters), collections(parameters));
        String text = RequestBody.text(Content.TEXT, TEXT_BYTES, "text", request);
        List<Mention> mentions = cards.scan(text, options);
        requireFew(mentions);
        JsonResponse.send(NamesAnswer.Mentions.of(mentions, cards.provenance()), request);
    }

    /**
     * Resolves the names.
     *
     * @throws ProblemException 413 if an answer would have too many cards
     */
    static List<Resolution> resolutions(List<String> names, Set<String> collections, ThreatCards cards) {
        if (names.size() > Limits.NAMES) {
            return cards.resolve(names, collections);
        }
        List<Resolution> resolutions = new ArrayList<>();
        int meant = 0;
        for (int from = 0; from < names.size(); from += AT_ONCE) {
            for (Resolution some : cards.resolve(names.subList(from, Math.min(from + AT_ONCE, names.size())),
                    collections)) {
                resolutions.add(some);
                meant += some.meanings().size();
            }
            if (meant > MOST_MEANT) {
                throw RequestBody.tooLarge("The first " + resolutions.size() + " names mean " + meant
                        + " cards together; an answer has at most " + MOST_MEANT + ". Send fewer names at once.");
            }
        }
        return resolutions;
    }

    /**
     * Checks that the mentions fit into an answer.
     *
     * @throws ProblemException 413 if there are too many
     */
    static void requireFew(List<Mention> mentions) {
        if (mentions.size() > MOST_MENTIONS) {
            throw RequestBody.tooLarge("The text mentions cards " + mentions.size() + " times; an answer has at most "
                    + MOST_MENTIONS + " mentions. Send it in parts.");
        }
        long meant = mentions.stream().mapToLong(mention -> mention.cards().size()).sum();
        if (meant > MOST_MEANT) {
            throw RequestBody.tooLarge("The " + mentions.size() + " mentions of the text may mean " + meant
                    + " cards together; an answer has at most " + MOST_MEANT + ". Send it in parts.");
        }
    }

    /** The values of {@code collection}. */
    static Set<String> collections(Map<String, List<String>> parameters) {
        return QueryParameters.parse(Map.of("collection", parameters.getOrDefault("collection", List.of())), Set.of())
                .filters().choice(Facet.COLLECTION).any();
    }
}
