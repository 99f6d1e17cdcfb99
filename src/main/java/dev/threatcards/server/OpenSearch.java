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

    private final SiteAddress address;

    OpenSearch(SiteAddress address) {
        this.address = address;
    }

    void addTo(RoutesConfig routes) {
        WebServer.answer(routes, PATH, this::description);
        WebServer.answer(routes, SUGGESTIONS, this::suggestions);
    }

    /** The addresses in it are whole ones. */
    private void description(Context request) {
        StringOutput site = new StringOutput();
        Escape.htmlAttribute(address.of(request), site);
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
        ThreatCards cards = RequestSnapshot.of(request);
        String beginning = QueryParameters.text("q", "", QueryString.known(Set.of("q"), request));
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
