package dev.threatcards.search;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.QueryBuilder;

import dev.threatcards.card.Facet;
import dev.threatcards.card.NameKeys;
import dev.threatcards.index.CardAnalyzer;
import dev.threatcards.index.CardFields;
import dev.threatcards.search.QueryTree.Clause;
import dev.threatcards.search.QueryTree.Phrase;

/** The Lucene queries that clauses and names come down to; what a card matches by, and in part what it is ranked by. */
final class ClauseQueries {

    /** Beginnings shorter than this are no beginnings of a name: nearly every card has a name that begins with two letters. */
    private static final int SHORTEST_PREFIX = 3;

    /** The synonyms have up to three words. */
    private static final int LONGEST_SYNONYM = 3;

    private ClauseQueries() {
    }

    /** Cards that have the clause in their text, as a name however it is spelt, or as a label. */
    static Query anywhere(Clause clause) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        Query text = new QueryBuilder(CardAnalyzer.INSTANCE).createPhraseQuery(CardFields.TEXT, clause.text());
        if (text != null) {
            any.add(text, Occur.SHOULD);
        } else {
            String key = CardAnalyzer.key(clause.text());
            for (Facet facet : Facet.values()) {
                any.add(new TermQuery(new Term(CardFields.label(facet), key)), Occur.SHOULD);
            }
        }
        any.add(name(clause.text()), Occur.SHOULD);
        return any.build();
    }

    /**
     * The clauses that a card has to match: words that mean something only together ("zero day", "United States") as one,
     * those that are nothing but stop words or signs left out, unless there are no others.
     */
    static List<Clause> required(QueryTree tree) {
        List<Clause> together = together(tree.wanted());
        List<Clause> telling = together.stream().filter(clause -> !terms(clause.text()).isEmpty()).toList();
        return telling.isEmpty() ? together : telling;
    }

    /** Runs of words that the analyzer reads otherwise than word by word, which its synonyms do, as phrases. */
    private static List<Clause> together(List<Clause> clauses) {
        List<Clause> together = new ArrayList<>();
        for (int from = 0; from < clauses.size();) {
            int to = Math.min(clauses.size(), from + LONGEST_SYNONYM);
            while (to > from + 1 && !meanMoreTogether(clauses.subList(from, to))) {
                to--;
            }
            together.add(to == from + 1 ? clauses.get(from) : new Phrase(joined(clauses.subList(from, to))));
            from = to;
        }
        return together;
    }

    private static boolean meanMoreTogether(List<Clause> run) {
        List<String> apart = run.stream().flatMap(clause -> terms(clause.text()).stream()).toList();
        // The first and the last word take part: "the zero day" is "zero day" and a word before it.
        List<String> whole = terms(joined(run));
        List<String> withoutFirst = terms(joined(run.subList(1, run.size())));
        List<String> withoutLast = terms(joined(run.subList(0, run.size() - 1)));
        return run.stream().allMatch(QueryTree.Word.class::isInstance) && !whole.equals(apart)
                && !whole.equals(plus(terms(run.getFirst().text()), withoutFirst))
                && !whole.equals(plus(withoutLast, terms(run.getLast().text())));
    }

    private static List<String> plus(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private static String joined(List<Clause> run) {
        return run.stream().map(Clause::text).collect(Collectors.joining(" "));
    }

    private static List<String> terms(String text) {
        return CardAnalyzer.terms(CardFields.TEXT, text);
    }

    /** Cards of that name, however it is spelt. */
    static Query name(String name) {
        String folded = NameKeys.folded(name);
        return folded.isEmpty()
                ? new MatchNoDocsQuery("no letters or digits")
                : new TermQuery(new Term(CardFields.NAME_FOLDED, folded));
    }

    /** Cards with a name that begins so. */
    static Query namePrefix(String beginning) {
        String folded = NameKeys.folded(beginning);
        return folded.length() < SHORTEST_PREFIX
                ? new MatchNoDocsQuery("too short to be a beginning")
                : new PrefixQuery(new Term(CardFields.NAME_FOLDED, folded));
    }
}
