package dev.threatcards.web.api;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

import dev.threatcards.ThreatCards;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.error.InvalidQueryException;
import dev.threatcards.query.CardSelection;
import dev.threatcards.web.http.JsonResponse;
import dev.threatcards.web.http.NameTableRequest;
import dev.threatcards.web.http.QueryParameters;
import dev.threatcards.web.http.QueryString;
import dev.threatcards.web.http.RequestSnapshot;

/** The endpoints of names by giver, of translations, and of the crosswalk of ids. */
final class NameTablesApi {

    private static final String CSV = "text/csv; charset=utf-8; header=present";

    private static final String KIND = "kind";

    void addTo(RoutesConfig routes) {
        Endpoints.NAMES.answeredBy(NameTablesApi::names, routes);
        Endpoints.NAMES_CSV.answeredBy(NameTablesApi::namesCsv, routes);
        Endpoints.CROSSWALK.answeredBy(NameTablesApi::crosswalk, routes);
        Endpoints.CROSSWALK_CSV.answeredBy(NameTablesApi::crosswalkCsv, routes);
    }

    private static void names(Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        Map<String, List<String>> parameters = QueryString.all(request);
        if (parameters.containsKey(NameTableRequest.NAME) || parameters.containsKey(NameTableRequest.TO)) {
            QueryParameters.requireOnly(Set.of(NameTableRequest.NAME, NameTableRequest.TO), parameters);
            JsonResponse.send(NamesByGiverAnswer.of(cards.translate(required(NameTableRequest.NAME, parameters),
                    required(NameTableRequest.TO, parameters))), request);
        } else {
            NameTableRequest asked = NameTableRequest.of(parameters);
            JsonResponse.send(NamesByGiverAnswer.of(cards.nameTable(asked.query(), asked.givers())), request);
        }
    }

    /** A part of a translation. */
    static String required(String name, Map<String, List<String>> parameters) {
        String text = QueryParameters.text(name, "", parameters);
        if (text.isEmpty()) {
            throw new InvalidQueryException(name, "A translation needs \"" + NameTableRequest.NAME + "\" and \""
                    + NameTableRequest.TO + "\": ?name=Forest+Blizzard&to=CrowdStrike.");
        }
        return text;
    }

    private static void namesCsv(Context request) throws IOException {
        ThreatCards cards = RequestSnapshot.of(request);
        NameTableRequest asked = NameTableRequest.of(QueryString.all(request));
        Attachment.send(CSV, "names.csv", out -> cards.exportNames(asked.query(), asked.givers(), out), request);
    }

    private static void crosswalk(Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        CardSelection.Matching selection = selection(QueryString.all(request));
        JsonResponse.send(CrosswalkAnswer.of(cards.crosswalk(selection.query(), selection.kinds())), request);
    }

    private static void crosswalkCsv(Context request) throws IOException {
        ThreatCards cards = RequestSnapshot.of(request);
        CardSelection.Matching selection = selection(QueryString.all(request));
        Attachment.send(CSV, "crosswalk.csv", out -> cards.exportCrosswalk(selection.query(), selection.kinds(), out),
                request);
    }

    /** The cards of the kind that is asked for; otherwise the same as in an export of the query. */
    private static CardSelection.Matching selection(Map<String, List<String>> parameters) {
        String name = QueryParameters.text(KIND, "", parameters);
        if (name.isEmpty()) {
            return CardSelection.of(QueryParameters.parse(Kind.ACTOR, parameters, Set.of(KIND)));
        }
        Kind kind = Kind.named(name).orElseThrow(() -> new InvalidQueryException(KIND,
                "\"kind\" is \"actor\" or \"tool\"; \"" + name + "\" is neither."));
        return new CardSelection.Matching(QueryParameters.parse(kind, parameters, Set.of(KIND)), Set.of(kind));
    }
}
