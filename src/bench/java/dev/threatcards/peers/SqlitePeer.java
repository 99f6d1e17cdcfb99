package dev.threatcards.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.threatcards.card.Facet;
import dev.threatcards.query.Filters.Choice;
import dev.threatcards.search.BenchmarkQueries;
import dev.threatcards.search.BenchmarkQueries.BenchmarkQuery;
import dev.threatcards.search.BenchmarkQueries.TextClass;

/**
 * SQLite with FTS5, in this process as its users have it. The cards that a text matches are put into a temporary table once, over
 * which each facet is one query; values of facets are numbers in a table of their own.
 */
final class SqlitePeer implements Peer {

    private static final List<String> EACH_CONNECTION = List.of("PRAGMA temp_store = MEMORY",
            "PRAGMA cache_size = -65536", "PRAGMA mmap_size = 2000000000",
            "CREATE TEMP TABLE matched (id INTEGER PRIMARY KEY)");

    private final Path file;

    SqlitePeer(JavaPrograms programs) throws IOException {
        this.file = programs.emptyFolder("sqlite").resolve("cards.db");
    }

    @Override
    public String name() {
        return "SQLite FTS5, in process";
    }

    @Override
    public String settings() {
        return "JDBC without a network; porter over unicode61, no stop words; snippet() gives one snippet; "
                + "one query for each facet";
    }

    @Override
    public void start() {
        // It is a library.
    }

    private JdbcClient client() throws IOException {
        return new JdbcClient("jdbc:sqlite:" + file, SqlitePeer::statements);
    }

    @Override
    public void index(List<PeerCard> cards) throws IOException {
        List<String> tables = new ArrayList<>(List.of("PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL",
                "CREATE TABLE card (id INTEGER PRIMARY KEY, name TEXT, body TEXT)",
                "CREATE VIRTUAL TABLE words USING fts5 (body, content = 'card', content_rowid = 'id', "
                        + "tokenize = 'porter unicode61')",
                "CREATE TABLE label (id INTEGER PRIMARY KEY, text TEXT UNIQUE)"));
        List<String> indexes = new ArrayList<>();
        for (Facet facet : BenchmarkQueries.FACETS) {
            String table = table(facet);
            tables.add("CREATE TABLE " + table
                    + " (card INTEGER, value INTEGER, PRIMARY KEY (card, value)) WITHOUT ROWID");
            indexes.add("CREATE INDEX " + table + "_value ON " + table + " (value, card)");
        }
        indexes.addAll(List.of("INSERT INTO words (words) VALUES ('rebuild')", "ANALYZE"));
        try (JdbcClient client = client()) {
            client.run(tables).write(cards, SqlitePeer::put);
            client.run(indexes);
            client.run(List.of("PRAGMA wal_checkpoint(TRUNCATE)"));
        }
    }

    private static void put(List<PeerCard> cards, Connection connection) throws SQLException {
        Map<String, Integer> labels = new HashMap<>();
        Map<Facet, PreparedStatement> valued = new LinkedHashMap<>();
        try (PreparedStatement card = connection.prepareStatement("INSERT INTO card VALUES (?, ?, ?)");
                PreparedStatement label = connection.prepareStatement("INSERT INTO label VALUES (?, ?)")) {
            for (Facet facet : BenchmarkQueries.FACETS) {
                valued.put(facet, connection.prepareStatement("INSERT INTO " + table(facet) + " VALUES (?, ?)"));
            }
            for (PeerCard one : cards) {
                card.setInt(1, one.id());
                card.setString(2, one.name());
                card.setString(3, one.text());
                card.executeUpdate();
                for (Map.Entry<Facet, List<String>> values : one.values().entrySet()) {
                    for (String value : values.getValue()) {
                        Integer known = labels.get(value);
                        if (known == null) {
                            known = labels.size();
                            labels.put(value, known);
                            label.setInt(1, known);
                            label.setString(2, value);
                            label.executeUpdate();
                        }
                        PreparedStatement row = valued.get(values.getKey());
                        row.setInt(1, one.id());
                        row.setInt(2, known);
                        row.executeUpdate();
                    }
                }
            }
        } finally {
            for (PreparedStatement statement : valued.values()) {
                statement.close();
            }
        }
    }

    private static String table(Facet facet) {
        return "facet_" + facet.parameter();
    }

    @Override
    public PeerClient connect() throws IOException {
        return client().run(EACH_CONNECTION);
    }

    private static List<SqlStatement> statements(BenchmarkQuery query) {
        boolean isText = query.kind() != TextClass.MATCH_ALL;
        Map<Facet, Choice> choices = query.filters().choices();
        List<SqlStatement> statements = new ArrayList<>();
        if (isText) {
            statements.add(SqlStatement.of("DELETE FROM matched"));
            statements.add(
                    SqlStatement.of("INSERT INTO matched SELECT rowid FROM words WHERE words MATCH ?", query.text()));
        }
        String cards = (isText ? "matched" : "card") + " m";
        List<String> parameters = new ArrayList<>();
        statements.add(new SqlStatement(
                "SELECT count(*) AS total FROM " + cards + " WHERE true" + conditions("m.id", choices, parameters),
                List.copyOf(parameters)));
        statements.add(hits(query, isText));
        for (Facet facet : BenchmarkQueries.FACETS) {
            Map<Facet, Choice> others = new LinkedHashMap<>(choices);
            others.remove(facet);
            List<String> values = new ArrayList<>();
            String from = !isText && others.isEmpty()
                    ? table(facet) + " f"
                    : cards + " CROSS JOIN " + table(facet) + " f ON f.card = m.id WHERE true"
                            + conditions("m.id", others, values);
            statements.add(new SqlStatement("SELECT text, number FROM (SELECT f.value, count(*) AS number FROM " + from
                    + " GROUP BY f.value ORDER BY number DESC LIMIT " + SIZE
                    + ") JOIN label ON label.id = value ORDER BY number DESC", values));
        }
        return statements;
    }

    private static SqlStatement hits(BenchmarkQuery query, boolean isText) {
        List<String> parameters = new ArrayList<>();
        if (!isText) {
            return new SqlStatement("SELECT name FROM card m WHERE true"
                    + conditions("m.id", query.filters().choices(), parameters) + " LIMIT " + SIZE, parameters);
        }
        parameters.add(query.text());
        // The + keeps the text from being searched for anew in each card that has the values.
        return new SqlStatement("SELECT c.name, snippet(words, 0, '<em>', '</em>', '…', 32) FROM words "
                + "CROSS JOIN card c ON c.id = words.rowid WHERE words MATCH ?"
                + conditions("+words.rowid", query.filters().choices(), parameters) + " ORDER BY rank LIMIT " + SIZE,
                parameters);
    }

    private static String conditions(String card, Map<Facet, Choice> choices, List<String> parameters) {
        StringBuilder conditions = new StringBuilder();
        choices.forEach((facet, choice) -> choice.any().forEach(value -> {
            conditions.append(" AND ").append(card).append(" IN (SELECT card FROM ").append(table(facet))
                    .append(" WHERE value = (SELECT id FROM label WHERE text = ?))");
            parameters.add(value);
        }));
        return conditions.toString();
    }

    /** With that of the one who asks, which is little beside it. */
    @Override
    public Optional<Duration> processorTime() {
        return ProcessHandle.current().info().totalCpuDuration();
    }

    @Override
    public long bytesOnDisk() throws IOException {
        return Files.size(file);
    }

    @Override
    public void close() {
        // Nothing runs.
    }
}
