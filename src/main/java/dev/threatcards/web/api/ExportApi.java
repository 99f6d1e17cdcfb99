package dev.threatcards.web.api;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

import dev.threatcards.ThreatCards;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Relation;
import dev.threatcards.error.InvalidQueryException;
import dev.threatcards.export.ExportFormat;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.CardSelection;
import dev.threatcards.query.Limits;
import dev.threatcards.text.Numbers;
import dev.threatcards.web.http.Problem;
import dev.threatcards.web.http.QueryParameters;
import dev.threatcards.web.http.QueryString;
import dev.threatcards.web.http.RequestSnapshot;

/**
 * The endpoint that exports whole results as files: {@code /api/v1/export.stix?country=China}. It takes the parameters of a search;
 * {@code kind} restricts it to actors or tools; {@code id}, which may be repeated, names cards instead.
 */
final class ExportApi {

    private static final String KIND = "kind";
    private static final String ID = "id";

    void addTo(RoutesConfig routes) {
        Endpoints.EXPORT.answeredBy(this::export, routes);
    }

    private void export(Context request) throws IOException {
        ThreatCards cards = RequestSnapshot.of(request);
        String name = request.pathParam("format");
        ExportFormat format = ExportFormat.named(name).orElseThrow(() -> Problem.notFound(
                "There is no format \"" + name + "\"; known are " + String.join(", ", ExportFormat.keys()) + "."));
        CardSelection selection = selection(QueryString.all(request), cards);
        Attachment.send(format.mediaType(), format.fileName(), out -> cards.export(selection, format, out), request);
    }

    private static CardSelection selection(Map<String, List<String>> parameters, ThreatCards cards) {
        if (parameters.containsKey(ID)) {
            QueryParameters.requireOnly(Set.of(ID), parameters);
            return new CardSelection.Identified(ids(parameters.get(ID), cards));
        }
        Map<String, List<String>> asked = new HashMap<>(parameters);
        asked.remove(KIND);
        return switch (QueryParameters.text(KIND, "", parameters)) {
            case "" -> CardSelection.of(query(parameters));
            case "actor" -> CardSelection.actors(query(parameters));
            case "tool" -> CardSelection.tools(QueryParameters.parse(Kind.TOOL, asked, Set.of()));
            default -> throw new InvalidQueryException(KIND, "\"kind\" is \"actor\" or \"tool\"; \""
                    + QueryParameters.text(KIND, "", parameters) + "\" is neither.");
        };
    }

    private static CardQuery query(Map<String, List<String>> parameters) {
        return QueryParameters.parse(Kind.ACTOR, parameters, Set.of(KIND, ID));
    }

    private static List<UUID> ids(List<String> ids, ThreatCards cards) {
        if (ids.size() > Limits.NAMES) {
            throw new InvalidQueryException(ID, "At most " + Numbers.grouped(Limits.NAMES)
                    + " cards are named at once; these are " + Numbers.grouped(ids.size()) + ".");
        }
        return ids.stream().map(id -> id(id, cards)).toList();
    }

    private static UUID id(String text, ThreatCards cards) {
        if (!Relation.isUuid(text)) {
            throw new InvalidQueryException(ID, "\"id\" is the uuid of a card; \"" + text + "\" is none.");
        }
        UUID uuid = UUID.fromString(text);
        return cards.cards(text).stream().map(found -> found.card()).map(Card::uuid).filter(uuid::equals).findFirst()
                .orElseThrow(() -> Problem.notFound("No card has the uuid \"" + text + "\"."));
    }
}
