package dev.threatcards.web.api;

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

import dev.threatcards.ThreatCards;
import dev.threatcards.error.InvalidQueryException;
import dev.threatcards.query.LeadOptions;
import dev.threatcards.query.ScanOptions;
import dev.threatcards.report.Report;
import dev.threatcards.result.Mention;
import dev.threatcards.result.Resolution;
import dev.threatcards.web.http.JsonResponse;
import dev.threatcards.web.http.NamesRequest;
import dev.threatcards.web.http.Problem;
import dev.threatcards.web.http.QueryParameters;
import dev.threatcards.web.http.QueryString;
import dev.threatcards.web.http.ReportBody;
import dev.threatcards.web.http.RequestBody;
import dev.threatcards.web.http.RequestBody.Content;
import dev.threatcards.web.http.RequestSnapshot;

/** The endpoints that resolve names, find mentions of cards in texts, and the actors that a text fits. Neither names nor texts are stored. */
final class NamesApi {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    void addTo(RoutesConfig routes) {
        Endpoints.RESOLVE.answeredBy(this::resolve, routes);
        Endpoints.RESOLVE_LIST.answeredBy(this::resolveList, routes);
        Endpoints.SCAN.answeredBy(this::scan, routes);
        Endpoints.LEADS.answeredBy(this::leads, routes);
    }

    private void resolve(Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        Map<String, List<String>> parameters = QueryString.all(request);
        QueryParameters.requireOnly(Set.of("name", "collection"), parameters);
        List<String> names = parameters.getOrDefault("name", List.of());
        if (names.isEmpty()) {
            throw new InvalidQueryException("name", "Name at least one \"name\" to resolve: ?name=Fancy+Bear.");
        }
        List<Resolution> resolutions = NamesRequest.resolve(names, NamesRequest.collections(parameters), cards);
        JsonResponse.send(resolutions.size() == 1
                ? NamesAnswer.of(resolutions.getFirst(), cards.provenance())
                : NamesAnswer.of(resolutions, cards.provenance()), request);
    }

    private void resolveList(Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        Map<String, List<String>> parameters = QueryString.all(request);
        QueryParameters.requireOnly(Set.of("collection"), parameters);
        List<String> names = names(RequestBody.text(Content.JSON, NamesRequest.LIST_BYTES, "list of names", request));
        JsonResponse.send(NamesAnswer.of(NamesRequest.resolve(names, NamesRequest.collections(parameters), cards),
                cards.provenance()), request);
    }

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

    private static Problem.Thrown badList(String what) {
        return Problem.thrown(400, "Invalid list of names",
                what + " Send names as a JSON array of strings: [\"Fancy Bear\", \"APT 28\"].");
    }

    private void scan(Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        Map<String, List<String>> parameters = QueryString.all(request);
        QueryParameters.requireOnly(Set.of("generic", "collection"), parameters);
        ScanOptions options = new ScanOptions(QueryParameters.flag("generic", parameters),
                NamesRequest.collections(parameters));
        Report report = ReportBody.of(request);
        List<Mention> mentions = cards.scan(report, options);
        NamesRequest.requireFew(mentions);
        JsonResponse.send(NamesAnswer.Mentions.of(mentions, report, cards.provenance()), request);
    }

    private void leads(Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        LeadOptions options = NamesRequest.leads(QueryString.all(request), Set.of());
        Report report = ReportBody.of(request);
        JsonResponse.send(LeadsAnswer.of(cards.leads(report, options), report.notes(), cards.provenance()), request);
    }
}
