package dev.threatcards.search;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.index.CardReader;
import dev.threatcards.index.column.CardBits;

/**
 * The order of relevance to a text that has words. Which cards have every clause of the query is known before any is scored: they are searched apart from the
 * others, for all of them have the same for it. As a part of the score it would keep Lucene from passing over cards.
 */
final class Relevance {

    private final List<Query> parts;
    private final FixedBitSet withEvery;
    private final CardReader searcher;

    /**
     * @param parts what scores are the sums of, see {@link Ranking}
     * @param withEvery the cards that have every clause
     */
    Relevance(List<Query> parts, FixedBitSet withEvery, CardReader searcher) {
        this.parts = parts;
        this.withEvery = withEvery;
        this.searcher = searcher;
    }

    /**
     * The first of the cards, with their scores.
     *
     * @param size how many; fewer if there are fewer
     */
    ScoreDoc[] first(CardBits cards, int size) throws IOException {
        FixedBitSet with = cards.bits().clone();
        with.and(withEvery);
        CardBits haveEvery = new CardBits(with);
        ScoreDoc[] first = best(haveEvery, isFilterFaster(haveEvery, size), Ranking.EVERY_CLAUSE, 0, size);
        FixedBitSet without = cards.bits().clone();
        without.andNot(withEvery);
        float least = first.length < size ? 0 : first[size - 1].score;
        ScoreDoc[] others = best(new CardBits(without), true, 0, least, size);
        return others.length == 0 ? first : merged(first, others, size);
    }

    private ScoreDoc[] merged(ScoreDoc[] some, ScoreDoc[] others, int size) throws IOException {
        Comparator<ScoreDoc> bestFirst = BestCards.bestFirst(searcher.byName());
        ScoreDoc[] merged = new ScoreDoc[Math.min(size, some.length + others.length)];
        int ofSome = 0;
        int ofOthers = 0;
        for (int place = 0; place < merged.length; place++) {
            boolean isOther = ofSome == some.length
                    || (ofOthers < others.length && bestFirst.compare(others[ofOthers], some[ofSome]) < 0);
            merged[place] = isOther ? others[ofOthers++] : some[ofSome++];
        }
        return merged;
    }

    private ScoreDoc[] best(CardBits cards, boolean isFiltered, float more, float least, int size) throws IOException {
        if (cards.size() == 0) {
            return new ScoreDoc[0];
        }
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        if (isFiltered) {
            query.add(new BitSetQuery(cards.bits()), Occur.FILTER);
        }
        parts.forEach(part -> query.add(part, Occur.SHOULD));
        // Asked for one part of the score at least, Lucene can pass over cards whose parts cannot be enough.
        ScoreDoc[] scored = searcher.search(query.setMinimumNumberShouldMatch(1).build(),
                BestCards.of(size, cards, isFiltered, more, least, searcher.byName()));
        // The rest has what is added, and nothing else.
        boolean isRestWanted = more >= least;
        return scored.length < Math.min(size, cards.size()) && isRestWanted
                ? withRest(scored, cards, more, size)
                : scored;
    }

    /** Without a filter Lucene passes over more cards than one that leaves most of them would keep from it. */
    private boolean isFilterFaster(CardBits cards, int size) {
        boolean areMany = parts.size() == 1 || cards.size() >= BestCards.WORTH_PASSING_OVER;
        return !areMany || size >= cards.size() || 2 * cards.size() <= withEvery.cardinality();
    }

    /** Those, and after them cards that nothing else speaks for, by name. */
    private ScoreDoc[] withRest(ScoreDoc[] scored, CardBits cards, float more, int size) throws IOException {
        FixedBitSet rest = cards.bits().clone();
        for (ScoreDoc card : scored) {
            rest.clear(card.doc);
        }
        Stream<ScoreDoc> byName = IntStream.of(searcher.byName().first(new CardBits(rest), size - scored.length))
                .mapToObj(document -> new ScoreDoc(document, more));
        return Stream.concat(Stream.of(scored), byName).toArray(ScoreDoc[]::new);
    }
}
