package dev.threatcards.peers;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

import dev.threatcards.card.Facet;
import dev.threatcards.search.BenchmarkQueries;
import dev.threatcards.search.BenchmarkQueries.BenchmarkQuery;

/** This project's own server. */
final class ThreatCardsPeer extends HttpPeer {

    private static final String MAIN = "dev.threatcards.cli.Main";

    private final JavaPrograms programs;
    private final Path source;
    private final Path index;

    ThreatCardsPeer(JavaPrograms programs, Path source) throws IOException {
        this.programs = programs;
        this.source = source;
        this.index = programs.emptyFolder("threat-cards").resolve("index");
    }

    /** Where its index is. */
    Path index() {
        return index;
    }

    @Override
    public String name() {
        return "Threat Cards";
    }

    @Override
    public String settings() {
        return "its server over HTTP; keeps answers as it sent them, results that were asked for twice, and what the last 300 texts match; "
                + "hits also say which field and words matched, and there is guidance";
    }

    @Override
    public void start() {
        // It serves an index that is there.
    }

    @Override
    public void index(List<PeerCard> cards) throws IOException {
        Program.run(programs.ours(MAIN, "ingest", "--index", index.toString(), source.toString()),
                programs.log("threat-cards-ingest"));
    }

    /** Serves what was indexed. */
    void serve() throws IOException {
        start(programs.ours(MAIN, "serve", "--port", port(), "--index", index.toString()), programs.log("threat-cards"),
                "Threat Cards is at");
    }

    @Override
    byte[] request(BenchmarkQuery query) {
        StringBuilder path = new StringBuilder("/api/v1/cards?size=").append(SIZE).append("&facetSize=").append(SIZE)
                .append("&facets=")
                .append(BenchmarkQueries.FACETS.stream().map(Facet::parameter).collect(Collectors.joining(",")))
                .append("&q=").append(URLEncoder.encode(query.text(), StandardCharsets.UTF_8));
        query.filters().choices().forEach((facet, choice) -> choice.any().forEach(value -> path.append('&')
                .append(facet.parameter()).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8))));
        return HttpConnection.get(path.toString());
    }

    @Override
    long total(JsonNode answer) {
        return answer.required("total").asLong();
    }

    @Override
    public long bytesOnDisk() throws IOException {
        return JavaPrograms.bytes(index);
    }
}
