package dev.threatcards.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

/** Compiles {@link RankingClause}s to Lucene queries; drops those that match no card of the commit. */
final class RankingQueries {

    /** Positions that may lie between the terms of a pair. */
    private static final int PAIR_SLOP = 1;

    private static final Pattern SPACE = Pattern.compile(" ");

    private final ClauseQueries lookups;

    private RankingQueries(ClauseQueries lookups) {
        this.lookups = lookups;
    }

    /**
     * The queries whose scores add up to a card's.
     *
     * @param lookups the scope that a clause's share of cards refers to
     */
    static List<Query> of(List<RankingClause> clauses, ClauseQueries lookups) throws IOException {
        RankingQueries compiler = new RankingQueries(lookups);
        List<Query> queries = new ArrayList<>();
        for (RankingClause clause : clauses) {
            Optional<Query> cards = compiler.cards(clause);
            if (cards.isPresent() && compiler.areFewEnough(clause, cards.get())) {
                queries.add(scored(clause, cards.get()));
            }
        }
        return List.copyOf(queries);
    }

    private static Query scored(RankingClause clause, Query cards) {
        Query scored = switch (clause.scoring()) {
            case CONSTANT -> new ConstantScoreQuery(cards);
            case BM25 -> cards;
        };
        return clause.weight() == 1 ? scored : new BoostQuery(scored, clause.weight());
    }

    private boolean areFewEnough(RankingClause clause, Query cards) throws IOException {
        if (clause.mostCards() == 1) {
            return true;
        }
        FixedBitSet all = lookups.cards();
        return lookups.reader().count(cards, all) <= (int) (clause.mostCards() * all.cardinality());
    }

    private Optional<Query> cards(RankingClause clause) throws IOException {
        return switch (clause.match()) {
            case ALL -> all(clause.field(), clause.terms());
            case ANY -> any(clause.field(), clause.terms());
            case PREFIX -> prefix(new Term(clause.field(), clause.terms().getFirst()));
            case PAIR -> all(clause.field(), clause.terms()).map(both -> new PhraseQuery(PAIR_SLOP, clause.field(),
                    clause.terms().getFirst(), clause.terms().getLast()));
            case BEST_TERM -> best(clause.field(), clause.terms().stream().map(List::of).toList());
            case BEST_PHRASE ->
                best(clause.field(), clause.terms().stream().map(phrase -> List.of(SPACE.split(phrase))).toList());
        };
    }

    private Optional<Query> best(String field, List<List<String>> phrases) throws IOException {
        List<Query> known = new ArrayList<>();
        for (List<String> phrase : phrases) {
            if (all(field, phrase).isPresent()) {
                known.add(ClauseQueries.together(field, phrase));
            }
        }
        return known.isEmpty() ? Optional.empty() : Optional.of(new DisjunctionMaxQuery(known, 0));
    }

    private Optional<Query> all(String field, List<String> terms) throws IOException {
        if (terms.isEmpty()) {
            return Optional.of(MatchAllDocsQuery.INSTANCE);
        }
        if (terms.size() == 1) {
            return lookups.known(field, terms.getFirst());
        }
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        for (String term : terms) {
            Optional<Query> known = lookups.known(field, term);
            if (known.isEmpty()) {
                return Optional.empty();
            }
            all.add(known.get(), Occur.FILTER);
        }
        return Optional.of(all.build());
    }

    private Optional<Query> any(String field, List<String> terms) throws IOException {
        return terms.size() == 1
                ? lookups.known(field, terms.getFirst())
                : Optional.of(new TermInSetQuery(field, terms.stream().map(BytesRef::new).toList()));
    }

    private Optional<Query> prefix(Term term) throws IOException {
        return lookups.reader().isBeginning(term) ? Optional.of(new PrefixQuery(term)) : Optional.empty();
    }
}
