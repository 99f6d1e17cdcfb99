package dev.threatcards.web.pages;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import gg.jte.html.escape.Escape;
import gg.jte.output.StringOutput;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

import dev.threatcards.ThreatCards;
import dev.threatcards.result.Suggestion;
import dev.threatcards.web.http.HttpCaching;
import dev.threatcards.web.http.QueryParameters;
import dev.threatcards.web.http.QueryString;
import dev.threatcards.web.http.RequestSnapshot;
import dev.threatcards.web.http.Routing;

/** Search from the browser's address bar: an OpenSearch 1.1 description, and suggestions in the format that browsers read. */
final class OpenSearch {

    static final String PATH = "/opensearch.xml";

    private static final String SUGGESTIONS = "/opensearch/suggest";

    private static final int SIZE = 10;

    private final Optional<String> publicUrl;

    OpenSearch(Optional<String> publicUrl) {
        this.publicUrl = publicUrl;
    }

    void addTo(RoutesConfig routes) {
        Routing.get(routes, PATH, this::description);
        Routing.get(routes, SUGGESTIONS, this::suggestions);
    }

    /** The description, which needs absolute addresses. */
    private void description(Context request) {
        StringOutput site = new StringOutput();
        Escape.htmlAttribute(origin(request), site);
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

    /** The origin without a slash at the end. If it is that of the request, the answer varies by {@code Host}. */
    String origin(Context request) {
        return publicUrl.orElseGet(() -> {
            HttpCaching.vary("Host", request);
            String host = request.host();
            return request.scheme() + "://"
                    + (host == null ? request.req().getServerName() + ":" + request.req().getServerPort() : host);
        });
    }

    /** The text, its completions, and a description of each. */
    private void suggestions(Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        String beginning = QueryParameters.text(QueryParameters.TEXT, "",
                QueryString.known(Set.of(QueryParameters.TEXT), request));
        List<Suggestion> suggestions = cards.suggest(beginning, SIZE);
        ArrayNode json = JsonNodeFactory.instance.arrayNode().add(beginning);
        ArrayNode texts = json.addArray();
        ArrayNode details = json.addArray();
        suggestions.forEach(suggestion -> {
            texts.add(suggestion.text());
            details.add(suggestion.detail().isEmpty() ? Site.label(suggestion.kind()) : suggestion.detail());
        });
        request.contentType("application/x-suggestions+json; charset=utf-8").result(json.toString());
    }
}
