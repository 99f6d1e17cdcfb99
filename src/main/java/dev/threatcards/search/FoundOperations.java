package dev.threatcards.search;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.lucene.index.MultiDocValues;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.analysis.RelatedTerms;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.index.CardReader;
import dev.threatcards.index.TokenizedCard;
import dev.threatcards.index.TokenizedCard.TokenizedOperation;
import dev.threatcards.query.OperationQuery.Sort;
import dev.threatcards.result.Highlight;
import dev.threatcards.result.Hit;
import dev.threatcards.result.OperationResult.Found;

/** Finds, scores and reads operations: of a page of them, and for a page of actors the best of each. */
final class FoundOperations {

    /** What the vocabulary leads to weighs less than the words that were typed. */
    private static final float RELATED = 0.2f;

    private final ClauseQueries clauses;
    private final CardReader reader;
    private final Highlighter highlighter;

    FoundOperations(ClauseQueries clauses) {
        this.clauses = clauses;
        this.reader = clauses.reader();
        this.highlighter = new Highlighter(QueryTerms.of(clauses.query()));
    }

    /**
     * The operations that tell the text of the query, of each of some cards.
     *
     * @param cards documents of cards
     * @return by document; cards without such operations are absent
     */
    static Map<Integer, Hit.Operations> of(List<Integer> cards, ClauseQueries clauses) throws IOException {
        if (clauses.scope().cards() != Kind.ACTOR || clauses.query().tree().texts().isEmpty()) {
            return Map.of();
        }
        FixedBitSet actors = clauses.reader().ofKind(CardFields.ACTOR);
        FixedBitSet some = new FixedBitSet(actors.length());
        cards.forEach(some::set);
        FixedBitSet telling = OperationRecall.telling(some, clauses);
        Map<Integer, Integer> totals = new HashMap<>();
        BitSetIterator each = new BitSetIterator(telling, 0);
        for (int operation = each.nextDoc(); operation != DocIdSetIterator.NO_MORE_DOCS; operation = each.nextDoc()) {
            totals.merge(actors.nextSetBit(operation), 1, Integer::sum);
        }
        if (totals.isEmpty()) {
            return Map.of();
        }
        FoundOperations operations = new FoundOperations(clauses);
        Map<Integer, Hit.Operations> best = new HashMap<>();
        for (ScoreDoc found : operations.first(telling.cardinality(), telling, Sort.RELEVANCE)) {
            int card = actors.nextSetBit(found.doc);
            if (!best.containsKey(card)) {
                best.put(card, new Hit.Operations(totals.get(card), operations.read(found, true)));
            }
        }
        return best;
    }

    /** The first operations of a set in an order, with their scores in that of relevance. */
    ScoreDoc[] first(int size, FixedBitSet operations, Sort sort) throws IOException {
        BooleanQuery.Builder scored = new BooleanQuery.Builder().add(new BitSetQuery(operations), Occur.FILTER);
        if (sort == Sort.RELEVANCE) {
            List<String> terms = clauses.query().text().textTerms();
            Set<String> typed = Set.copyOf(terms);
            typed.forEach(term -> scored.add(term(term), Occur.SHOULD));
            RelatedTerms.within(terms, RelatedTerms::of).stream().filter(other -> !typed.containsAll(other))
                    .map(other -> ClauseQueries.together(CardFields.OPERATION_TEXT, other))
                    .forEach(other -> scored.add(new BoostQuery(other, RELATED), Occur.SHOULD));
        }
        BooleanQuery query = scored.build();
        ScoreDoc[] first = reader.search(query, new TopFieldCollectorManager(SortOrders.of(sort), Math.max(1, size),
                null, Math.max(1, size))).scoreDocs;
        if (sort == Sort.RELEVANCE) {
            for (ScoreDoc operation : first) {
                operation.score = (float) ((FieldDoc) operation).fields[0];
            }
        }
        return first;
    }

    private static Query term(String term) {
        return new TermQuery(new Term(CardFields.OPERATION_TEXT, term));
    }

    /**
     * Reads an operation.
     *
     * @param sentences whether the best sentences are enough, or the whole text is wanted
     */
    Found read(ScoreDoc found, boolean sentences) throws IOException {
        int document = reader.ofKind(CardFields.ACTOR).nextSetBit(found.doc);
        TokenizedCard card = reader.cards(document).getFirst();
        TokenizedOperation read = card.operation(place(found.doc));
        List<Highlight> highlights = sentences
                ? highlighter.best(read.stories(), read.start(), read.end())
                : List.of(highlighter.whole(read.stories(), read.start(), read.end()));
        return new Found(CardReference.of(card.card()), read.operation(), highlights,
                Float.isNaN(found.score) ? 0 : found.score);
    }

    private int place(int document) throws IOException {
        NumericDocValues places = MultiDocValues.getNumericValues(reader.getIndexReader(), CardFields.OPERATION_PLACE);
        if (places == null || !places.advanceExact(document)) {
            throw new IOException("document " + document + " is no operation");
        }
        return Math.toIntExact(places.longValue());
    }
}
