package dev.threatcards.search;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.index.CardBits;
import dev.threatcards.index.CardSearcher;

/**
 * The order of relevance. Which cards have every clause of the query is known before any is scored: they are searched apart from the
 * others, for all of them have the same for it. As a part of the score it would keep Lucene from passing over cards.
 */
final class Relevance {

    private final List<Query> parts;
    private final FixedBitSet withEvery;
    private final CardSearcher searcher;

    /**
     * @param parts what scores are the sums of, see {@link Ranking}
     * @param withEvery the cards that have every clause
     */
    Relevance(List<Query> parts, FixedBitSet withEvery, CardSearcher searcher) {
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
        ScoreDoc[] first = first(new CardBits(with), Ranking.EVERY_CLAUSE, 0, size);
        FixedBitSet without = cards.bits().clone();
        without.andNot(withEvery);
        float least = first.length < size ? 0 : first[size - 1].score;
        ScoreDoc[] others = first(new CardBits(without), 0, least, size);
        if (others.length == 0) {
            return first;
        }
        return Stream.concat(Stream.of(first), Stream.of(others)).sorted(BestCards.bestFirst(searcher.byName()))
                .limit(size).toArray(ScoreDoc[]::new);
    }

    private ScoreDoc[] first(CardBits cards, float more, float least, int size) throws IOException {
        if (cards.size() == 0) {
            return new ScoreDoc[0];
        }
        BooleanQuery.Builder scored = new BooleanQuery.Builder().add(new BitSetQuery(cards.bits()), Occur.FILTER);
        parts.forEach(part -> scored.add(part, Occur.SHOULD));
        // Asked for one part of the score at least, Lucene can pass over cards whose parts cannot be enough.
        ScoreDoc[] first = searcher.search(scored.setMinimumNumberShouldMatch(1).build(),
                BestCards.of(size, cards.size(), more, least, searcher.byName()));
        return first.length < Math.min(size, cards.size()) && least <= more
                ? withRest(first, cards, more, size)
                : first;
    }

    /** Those, and after them cards that nothing else speaks for, by name. */
    private ScoreDoc[] withRest(ScoreDoc[] first, CardBits cards, float more, int size) throws IOException {
        FixedBitSet rest = cards.bits().clone();
        for (ScoreDoc card : first) {
            rest.clear(card.doc);
        }
        Stream<ScoreDoc> byName = IntStream.of(searcher.byName().first(new CardBits(rest), size - first.length))
                .mapToObj(document -> new ScoreDoc(document, more));
        return Stream.concat(Stream.of(first), byName).toArray(ScoreDoc[]::new);
    }
}
