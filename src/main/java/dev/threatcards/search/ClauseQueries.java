package dev.threatcards.search;

import java.util.List;

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

/** The Lucene queries that clauses and names come down to; what a card matches by, and in part what it is ranked by. */
final class ClauseQueries {

    /** Beginnings shorter than this are no beginnings of a name: nearly every card has a name that begins with two letters. */
    private static final int SHORTEST_PREFIX = 3;

    private ClauseQueries() {
    }

    static Query actors() {
        return new TermQuery(new Term(CardFields.KIND, CardFields.ACTOR));
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

    /** The clauses wanted, without those that are nothing but stop words or signs; all of them if there are no others. */
    static List<Clause> required(QueryTree tree) {
        List<Clause> telling = tree.wanted().stream()
                .filter(clause -> !CardAnalyzer.terms(CardFields.TEXT, clause.text()).isEmpty()).toList();
        return telling.isEmpty() ? tree.wanted() : telling;
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
