package dev.threatcards.peers;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import dev.threatcards.search.BenchmarkQueries.BenchmarkQuery;

/** A connection to a database, which answers with several statements; the first that gives rows gives the total. */
final class JdbcClient implements PeerClient {

    private record Rows(long total, long bytes) implements PeerAnswer {
    }

    /** How a query is said in SQL. */
    interface Dialect {
        List<SqlStatement> statements(BenchmarkQuery query);
    }

    private final Connection connection;
    private final Dialect dialect;

    JdbcClient(String url, Dialect dialect) throws IOException {
        this.dialect = dialect;
        try {
            connection = DriverManager.getConnection(url);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    /** Runs statements that have no parameters. */
    JdbcClient run(List<String> statements) throws IOException {
        for (String statement : statements) {
            execute(SqlStatement.of(statement));
        }
        return this;
    }

    /** Where rows are put. */
    interface Rowing {
        void put(List<PeerCard> cards, Connection connection) throws SQLException;
    }

    /** Writes in one transaction. */
    void write(List<PeerCard> cards, Rowing rowing) throws IOException {
        try {
            connection.setAutoCommit(false);
            rowing.put(cards, connection);
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    @Override
    public PeerAnswer ask(BenchmarkQuery query) throws IOException {
        long total = -1;
        long bytes = 0;
        for (SqlStatement statement : dialect.statements(query)) {
            Rows rows = execute(statement);
            total = total < 0 ? rows.total : total;
            bytes += rows.bytes;
        }
        return new Rows(total, bytes);
    }

    private Rows execute(SqlStatement statement) throws IOException {
        try (PreparedStatement prepared = connection.prepareStatement(statement.text())) {
            for (int i = 0; i < statement.parameters().size(); i++) {
                prepared.setString(i + 1, statement.parameters().get(i));
            }
            if (!prepared.execute()) {
                return new Rows(-1, 0);
            }
            try (ResultSet rows = prepared.getResultSet()) {
                return read(rows);
            }
        } catch (SQLException e) {
            throw new IOException(statement.text(), e);
        }
    }

    private static Rows read(ResultSet rows) throws SQLException {
        boolean isCount = rows.getMetaData().getColumnName(1).equals("total");
        int columns = rows.getMetaData().getColumnCount();
        long bytes = 0;
        long total = -1;
        while (rows.next()) {
            for (int i = 1; i <= columns; i++) {
                String value = rows.getString(i);
                bytes += value == null ? 0 : value.length();
            }
            total = isCount ? rows.getLong(1) : -1;
        }
        return new Rows(total, bytes);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
