package dev.threatcards.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.threatcards.card.Facet;
import dev.threatcards.query.Filters.Choice;
import dev.threatcards.search.BenchmarkQueries;
import dev.threatcards.search.BenchmarkQueries.BenchmarkQuery;
import dev.threatcards.search.BenchmarkQueries.TextClass;

/** PostgreSQL's full text search over its own protocol: a column of words and one list of values for each facet, all with GIN. */
final class PostgresPeer implements Peer {

    private static final int BATCH = 200;
    private static final String WORDS = "websearch_to_tsquery('english', ?)";

    private final JavaPrograms programs;
    private final Path folder;
    private final int port;
    private Program program;

    PostgresPeer(JavaPrograms programs) throws IOException {
        this.programs = programs;
        this.folder = programs.emptyFolder("postgres");
        this.port = Program.freeAddress().getPort();
    }

    @Override
    public String name() {
        return "PostgreSQL 18";
    }

    @Override
    public String settings() {
        return "JDBC over its own protocol; english, GIN on words and on values; shared_buffers 1 GB, work_mem 64 MB; "
                + "ts_rank, ts_headline with two fragments; one query for each facet";
    }

    @Override
    public void start() throws IOException {
        program = Program.start(
                programs.peer("postgres", List.of(), "PostgresServer", folder.toString(), Integer.toString(port)),
                programs.log("postgres"));
        program.awaitPrinted("ready");
    }

    @Override
    public JdbcClient connect() throws IOException {
        return new JdbcClient(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres&reWriteBatchedInserts=true",
                PostgresPeer::statements);
    }

    @Override
    public void index(List<PeerCard> cards) throws IOException {
        String columns = BenchmarkQueries.FACETS.stream().map(facet -> ", " + column(facet) + " text[]")
                .collect(Collectors.joining());
        List<String> indexes = new ArrayList<>(List.of("CREATE INDEX ON card USING gin (words)"));
        BenchmarkQueries.FACETS.forEach(facet -> indexes.add("CREATE INDEX ON card USING gin (" + column(facet) + ")"));
        indexes.add("VACUUM ANALYZE card");
        try (JdbcClient client = connect()) {
            client.run(List.of("CREATE TABLE card (id int PRIMARY KEY, name text, body text, words tsvector "
                    + "GENERATED ALWAYS AS (to_tsvector('english', body)) STORED" + columns + ")"));
            client.write(cards, PostgresPeer::put);
            client.run(indexes);
        }
    }

    private static void put(List<PeerCard> cards, Connection connection) throws SQLException {
        String columns = BenchmarkQueries.FACETS.stream().map(facet -> ", " + column(facet))
                .collect(Collectors.joining());
        try (PreparedStatement card = connection.prepareStatement("INSERT INTO card (id, name, body" + columns
                + ") VALUES (?, ?, ?" + ", ?".repeat(BenchmarkQueries.FACETS.size()) + ")")) {
            for (PeerCard one : cards) {
                int column = 1;
                card.setInt(column++, one.id());
                card.setString(column++, one.name());
                card.setString(column++, one.text());
                for (Facet facet : BenchmarkQueries.FACETS) {
                    card.setArray(column++, connection.createArrayOf("text", one.values().get(facet).toArray()));
                }
                card.addBatch();
                if (one.id() % BATCH == BATCH - 1) {
                    card.executeBatch();
                }
            }
            card.executeBatch();
        }
    }

    private static String column(Facet facet) {
        return "facet_" + facet.parameter();
    }

    private static List<SqlStatement> statements(BenchmarkQuery query) {
        Map<Facet, Choice> choices = query.filters().choices();
        List<SqlStatement> statements = new ArrayList<>();
        List<String> parameters = new ArrayList<>();
        statements.add(new SqlStatement("SELECT count(*) AS total FROM card" + conditions(query, choices, parameters),
                parameters));
        statements.add(hits(query));
        for (Facet facet : BenchmarkQueries.FACETS) {
            Map<Facet, Choice> others = new LinkedHashMap<>(choices);
            others.remove(facet);
            List<String> values = new ArrayList<>();
            statements.add(new SqlStatement(
                    "SELECT value, count(*) FROM card, unnest(" + column(facet) + ") AS value"
                            + conditions(query, others, values) + " GROUP BY value ORDER BY 2 DESC LIMIT " + SIZE,
                    values));
        }
        return statements;
    }

    private static SqlStatement hits(BenchmarkQuery query) {
        List<String> parameters = new ArrayList<>();
        if (query.kind() == TextClass.MATCH_ALL) {
            return new SqlStatement("SELECT name FROM card" + conditions(query, query.filters().choices(), parameters)
                    + " LIMIT " + SIZE, parameters);
        }
        parameters.add(query.text());
        String conditions = conditions(query, query.filters().choices(), parameters);
        parameters.add(query.text());
        return new SqlStatement("SELECT name, ts_headline('english', body, " + WORDS
                + ", 'MaxFragments=2') FROM (SELECT name, body FROM card" + conditions + " ORDER BY ts_rank(words, "
                + WORDS + ") DESC LIMIT " + SIZE + ") AS first", parameters);
    }

    private static String conditions(BenchmarkQuery query, Map<Facet, Choice> choices, List<String> parameters) {
        StringBuilder conditions = new StringBuilder(" WHERE true");
        if (query.kind() != TextClass.MATCH_ALL) {
            conditions.append(" AND words @@ ").append(WORDS);
            parameters.add(query.text());
        }
        choices.forEach((facet, choice) -> choice.any().forEach(value -> {
            conditions.append(" AND ").append(column(facet)).append(" @> ARRAY[?]::text[]");
            parameters.add(value);
        }));
        return conditions.toString();
    }

    /** Each of its connections is a process that nobody here started. */
    @Override
    public Optional<Duration> processorTime() {
        return Optional.empty();
    }

    @Override
    public long bytesOnDisk() throws IOException {
        return JavaPrograms.bytes(folder.resolve("data/base"));
    }

    @Override
    public void close() {
        if (program != null) {
            program.close();
        }
    }
}
