package dev.threatcards.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.threatcards.card.Facet;
import dev.threatcards.query.Filters.Choice;
import dev.threatcards.search.BenchmarkQueries;
import dev.threatcards.search.BenchmarkQueries.BenchmarkQuery;

/** OpenSearch with one shard: hits by a post filter, and each facet under the filters of the others. */
final class OpenSearchPeer extends HttpPeer {

    private static final String INDEX = "/cards";

    private final JavaPrograms programs;
    private final Path folder;

    OpenSearchPeer(JavaPrograms programs) throws IOException {
        this.programs = programs;
        this.folder = programs.emptyFolder("opensearch");
    }

    @Override
    public String name() {
        return "OpenSearch 3.8";
    }

    @Override
    public String settings() {
        return "post_filter and filter aggregations over HTTP; one shard, no replica; caches at their defaults, of which the "
                + "request cache keeps no answers with hits; english analyzer with offsets, unified highlighter";
    }

    @Override
    public void start() throws IOException {
        start(programs.peer("opensearch", List.of("--add-modules=jdk.incubator.vector"), "OpenSearchServer",
                folder.toString(), port()), programs.log("opensearch"), "\nready");
    }

    @Override
    public void index(List<PeerCard> cards) throws IOException {
        ObjectNode index = JSON.createObjectNode();
        index.putObject("settings").put("number_of_shards", 1).put("number_of_replicas", 0).put("refresh_interval",
                "-1");
        ObjectNode properties = index.putObject("mappings").put("dynamic", "strict").putObject("properties");
        properties.putObject("name").put("type", "keyword").put("index", false);
        properties.putObject("text").put("type", "text").put("analyzer", "english").put("index_options", "offsets");
        BenchmarkQueries.FACETS.forEach(facet -> properties.putObject(facet.parameter()).put("type", "keyword"));
        exchange(HttpConnection.send("PUT", INDEX, "application/json", index.toString()));
        sendAll(cards, OpenSearchPeer::bulk);
        exchange(HttpConnection.send("PUT", INDEX + "/_settings", "application/json",
                "{\"index\":{\"refresh_interval\":null}}"));
        exchange(HttpConnection.send("POST", INDEX + "/_refresh", "application/json", "{}"));
        exchange(HttpConnection.send("POST", INDEX + "/_flush", "application/json", "{}"));
    }

    private static byte[] bulk(List<PeerCard> cards) {
        StringBuilder lines = new StringBuilder();
        for (PeerCard card : cards) {
            ObjectNode document = JSON.createObjectNode().put("name", card.name());
            card.texts().forEach(document.putArray("text")::add);
            card.values().forEach((facet, values) -> values.forEach(document.putArray(facet.parameter())::add));
            lines.append("{\"index\":{\"_id\":\"").append(card.id()).append("\"}}\n").append(document).append('\n');
        }
        return HttpConnection.send("POST", INDEX + "/_bulk?filter_path=errors", "application/x-ndjson",
                lines.toString());
    }

    @Override
    byte[] request(BenchmarkQuery query) {
        ObjectNode request = JSON.createObjectNode().put("size", SIZE).put("track_total_hits", true).put("_source",
                false);
        request.putArray("docvalue_fields").add("name");
        request.set("query", text(query));
        Map<Facet, Choice> choices = query.filters().choices();
        if (!choices.isEmpty()) {
            request.set("post_filter", filter(choices));
        }
        request.putObject("highlight").put("number_of_fragments", 2).putObject("fields").putObject("text");
        addFacets(request.putObject("aggs"), choices);
        return HttpConnection.send("POST", INDEX + "/_search", "application/json", request.toString());
    }

    /** Facets in which nothing is chosen share one filter. */
    private static void addFacets(ObjectNode aggregations, Map<Facet, Choice> choices) {
        if (choices.isEmpty()) {
            terms(aggregations, facet -> true);
            return;
        }
        terms(filtered(aggregations, "others", choices), facet -> !choices.containsKey(facet));
        choices.keySet().forEach(chosen -> {
            Map<Facet, Choice> others = new LinkedHashMap<>(choices);
            others.remove(chosen);
            terms(others.isEmpty() ? aggregations : filtered(aggregations, "by-" + chosen.parameter(), others),
                    facet -> facet == chosen);
        });
    }

    private static ObjectNode filtered(ObjectNode aggregations, String name, Map<Facet, Choice> choices) {
        ObjectNode aggregation = aggregations.putObject(name);
        aggregation.set("filter", filter(choices));
        return aggregation.putObject("aggs");
    }

    private static void terms(ObjectNode aggregations, Predicate<Facet> which) {
        BenchmarkQueries.FACETS.stream().filter(which).forEach(facet -> aggregations.putObject(facet.parameter())
                .putObject("terms").put("field", facet.parameter()).put("size", SIZE));
    }

    private static ObjectNode filter(Map<Facet, Choice> choices) {
        ObjectNode filter = JSON.createObjectNode();
        ArrayNode all = filter.putObject("bool").putArray("filter");
        choices.forEach((facet, choice) -> choice.any()
                .forEach(value -> all.addObject().putObject("term").put(facet.parameter(), value)));
        return filter;
    }

    private static ObjectNode text(BenchmarkQuery query) {
        String words = String.join(" ", query.words());
        ObjectNode text = JSON.createObjectNode();
        switch (query.kind()) {
            case MATCH_ALL -> text.putObject("match_all");
            case FREQUENT, RARE, CONJUNCTION ->
                text.putObject("match").putObject("text").put("query", words).put("operator", "and");
            case DISJUNCTION -> text.putObject("match").put("text", words);
            case PHRASE -> text.putObject("match_phrase").put("text", words);
        }
        return text;
    }

    @Override
    long total(JsonNode answer) {
        return answer.required("hits").required("total").required("value").asLong();
    }

    @Override
    public long bytesOnDisk() throws IOException {
        return JavaPrograms.bytes(folder.resolve("data"));
    }
}
