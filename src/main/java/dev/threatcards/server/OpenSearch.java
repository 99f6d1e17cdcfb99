package dev.threatcards.server;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import gg.jte.html.escape.Escape;
import gg.jte.output.StringOutput;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

import dev.threatcards.ThreatCards;
import dev.threatcards.search.Suggestion;

/** What a browser needs to search from its address bar: a description (OpenSearch 1.1), and suggestions as it takes them. */
final class OpenSearch {

    static final String PATH = "/opensearch.xml";

    private static final String SUGGESTIONS = "/opensearch/suggest";

    private final ThreatCards cards;

    OpenSearch(ThreatCards cards) {
        this.cards = cards;
    }

    void addTo(RoutesConfig routes) {
        WebServer.answer(routes, PATH, this::description);
        WebServer.answer(routes, SUGGESTIONS, this::suggestions);
    }

    /** The addresses in it are whole ones, under the name by which the server was asked. */
    private void description(Context request) {
        QueryParameters.requireNone(request.queryParamMap());
        StringOutput site = new StringOutput();
        Escape.htmlAttribute(request.scheme() + "://" + request.host(), site);
        request.contentType("application/opensearchdescription+xml; charset=utf-8")
                .result(String.format(Locale.ROOT, """
                        <?xml version="1.0" encoding="UTF-8"?>
                        <OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
                        <ShortName>Threat Cards</ShortName>
                        <Description>Threat actors by name, text, country and tool</Description>
                        <InputEncoding>UTF-8</InputEncoding>
                        <Image width="16" height="16" type="image/svg+xml">%1$s/static/icon.svg</Image>
                        <Url type="text/html" template="%1$s/?q={searchTerms}"/>
                        <Url type="application/x-suggestions+json" template="%1$s%2$s?q={searchTerms}"/>
                        </OpenSearchDescription>
                        """, site, SUGGESTIONS));
    }

    /** The text, what it may become, and to each what it is. */
    private void suggestions(Context request) {
        QueryParameters.requireOnly(Set.of("q"), request.queryParamMap());
        String beginning = QueryParameters.text("q", "", request.queryParamMap());
        List<Suggestion> suggestions = cards.suggest(beginning, Api.SUGGEST_SIZE);
        ArrayNode json = JsonNodeFactory.instance.arrayNode().add(beginning);
        ArrayNode texts = json.addArray();
        ArrayNode details = json.addArray();
        suggestions.forEach(suggestion -> {
            texts.add(suggestion.text());
            details.add(suggestion.detail().isEmpty() ? suggestion.kind().key() : suggestion.detail());
        });
        request.contentType("application/x-suggestions+json; charset=utf-8").result(json.toString());
    }
}
