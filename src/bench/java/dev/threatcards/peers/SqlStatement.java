package dev.threatcards.peers;

import java.util.List;

/** A statement of SQL with the values of its parameters. */
record SqlStatement(String text, List<String> parameters) {

    static SqlStatement of(String text, String... parameters) {
        return new SqlStatement(text, List.of(parameters));
    }
}
