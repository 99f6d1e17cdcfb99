package dev.threatcards.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.threatcards.card.Facet;
import dev.threatcards.search.BenchmarkQueries;
import dev.threatcards.search.BenchmarkQueries.BenchmarkQuery;

/** Apache Solr with one core: its JSON request API, whose facets leave out the filter of their own tag. */
final class SolrPeer extends HttpPeer {

    private static final String CORE = "/solr/cards";

    private final JavaPrograms programs;
    private final Path home;

    SolrPeer(JavaPrograms programs) throws IOException {
        this.programs = programs;
        this.home = programs.emptyFolder("solr");
    }

    @Override
    public String name() {
        return "Solr 9.10";
    }

    @Override
    public String settings() {
        return "JSON facets with excludeTags over HTTP; filterCache, queryResultCache and documentCache of 512 as in its "
                + "default configuration; text_en with offsets, unified highlighter; not merged to one segment";
    }

    @Override
    public void start() throws IOException {
        Path template = programs.projects().resolve("solr").resolve("home");
        try (Stream<Path> files = Files.walk(template)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = home.resolve(template.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        start(programs.peer("solr", List.of("-Dsolr.log.dir=" + programs.folder().resolve("logs")), "SolrServer",
                home.toString(), port()), programs.log("solr"), "ready");
        // Its core is loaded after the server is up.
        awaitAnswer(HttpConnection.get(CORE + "/select?q=*:*&rows=0"));
    }

    @Override
    public void index(List<PeerCard> cards) throws IOException {
        sendAll(cards, some -> HttpConnection.send("POST", CORE + "/update", "application/json",
                some.stream().map(card -> document(card).toString()).collect(Collectors.joining(",", "[", "]"))));
        exchange(HttpConnection.send("POST", CORE + "/update", "application/json", "{\"commit\":{}}"));
    }

    private static ObjectNode document(PeerCard card) {
        ObjectNode document = JSON.createObjectNode().put("id", Integer.toString(card.id())).put("name", card.name());
        card.texts().forEach(document.putArray("text")::add);
        card.values().forEach((facet, values) -> values.forEach(document.putArray(field(facet))::add));
        return document;
    }

    private static String field(Facet facet) {
        return "facet_" + facet.parameter();
    }

    @Override
    byte[] request(BenchmarkQuery query) {
        ObjectNode request = JSON.createObjectNode().put("query", text(query)).put("limit", SIZE);
        request.putArray("fields").add("id").add("name");
        ArrayNode filters = request.putArray("filter");
        query.filters().choices().forEach((facet, choice) -> choice.any()
                .forEach(value -> filters.add("{!term f=" + field(facet) + " tag=" + facet.parameter() + "}" + value)));
        ObjectNode facets = request.putObject("facet");
        for (Facet facet : BenchmarkQueries.FACETS) {
            ObjectNode terms = facets.putObject(facet.parameter()).put("type", "terms").put("field", field(facet))
                    .put("limit", SIZE);
            if (query.filters().choices().containsKey(facet)) {
                terms.putObject("domain").put("excludeTags", facet.parameter());
            }
        }
        request.putObject("params").put("df", "text").put("hl", true).put("hl.method", "unified").put("hl.fl", "text")
                .put("hl.snippets", 2).put("wt", "json").put("indent", false);
        return HttpConnection.send("POST", CORE + "/select", "application/json", request.toString());
    }

    private static String text(BenchmarkQuery query) {
        return switch (query.kind()) {
            case MATCH_ALL -> "*:*";
            case FREQUENT, RARE, CONJUNCTION ->
                query.words().stream().map(word -> "+" + word).collect(Collectors.joining(" "));
            case DISJUNCTION -> String.join(" ", query.words());
            case PHRASE -> query.text();
        };
    }

    @Override
    long total(JsonNode answer) {
        return answer.required("response").required("numFound").asLong();
    }

    @Override
    public long bytesOnDisk() throws IOException {
        return JavaPrograms.bytes(home.resolve("cards/data/index"));
    }
}
