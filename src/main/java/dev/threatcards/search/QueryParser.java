package dev.threatcards.search;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.threatcards.search.QueryTree.Clause;
import dev.threatcards.search.QueryTree.Phrase;
import dev.threatcards.search.QueryTree.Word;

/**
 * A query's text to its {@link QueryTree}.
 *
 * <pre>
 * query  := { clause }
 * clause := [ "-" ] ( phrase | word )       "-" before a clause: no card may have it
 * phrase := '"' any but '"' '"'             straight or curly quotes
 * word   := anything without white space
 * </pre>
 *
 * No text is an error: a quote that does not close, or a lone "-", is part of a word. Words beyond
 * {@link Limits#QUERY_WORDS} are left aside.
 */
final class QueryParser {

    // A minus that begins a clause, then a phrase in quotes, or a word.
    private static final Pattern CLAUSE = Pattern
            .compile("(?<![^\\s\"“”])(?<minus>-(?=\\S))?(?:[\"“”](?<phrase>[^\"“”]+)[\"“”]|(?<word>\\S+))");

    private QueryParser() {
    }

    static QueryTree parse(String text) {
        List<Clause> wanted = new ArrayList<>();
        List<Clause> unwanted = new ArrayList<>();
        Matcher clause = CLAUSE.matcher(text);
        while (clause.find() && wanted.size() + unwanted.size() < Limits.QUERY_WORDS) {
            Clause parsed = clause.group("phrase") == null
                    ? new Word(clause.group("word"))
                    : new Phrase(clause.group("phrase").strip());
            if (!parsed.text().isBlank()) {
                (clause.group("minus") == null ? wanted : unwanted).add(parsed);
            }
        }
        return new QueryTree(List.copyOf(wanted), List.copyOf(unwanted));
    }
}
