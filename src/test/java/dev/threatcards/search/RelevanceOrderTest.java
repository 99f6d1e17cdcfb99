package dev.threatcards.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.util.FixedBitSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

import dev.threatcards.SyntheticDeck;
import dev.threatcards.TestCards;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.deck.ToolGraph;
import dev.threatcards.index.CardIndex;
import dev.threatcards.parse.AnalyzedQuery;
import dev.threatcards.query.Filters;
import dev.threatcards.query.Limits;
import dev.threatcards.query.Order;
import dev.threatcards.text.Prose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** What comes first, against the scores of all cards: of a deck large enough that not all of them are looked at. */
final class RelevanceOrderTest {

    private static final int CARDS = 9_000;

    private static final int TEXTS = 40;

    private static final int LARGE = 5_000;

    /** Sums of the same parts in another order. */
    private static final float ROUNDING = 1e-3f;

    @TempDir
    private static Path folder;
    private static List<ActorCard> deck;
    private static CardIndex index;
    private static CardIndex.Snapshot snapshot;

    @BeforeAll
    static void index() throws IOException {
        deck = SyntheticDeck.of(CARDS, 11).cards().toList();
        TestCards.write(folder, deck.toArray(ActorCard[]::new));
        index = CardIndex.open(folder);
        snapshot = index.snapshot();
    }

    @AfterAll
    static void close() {
        snapshot.close();
        index.close();
    }

    @RepeatedTest(3)
    void theFirstAreThoseWithTheHighestSums(RepetitionInfo repetition) throws IOException {
        Random random = new Random(repetition.getCurrentRepetition());
        int divided = 0;
        int chosen = 0;
        for (int i = 0; i < TEXTS; i++) {
            String text = text(random);
            AnalyzedQuery query = AnalyzedQuery.parse(text, Limits.DEFAULT);
            ClauseQueries clauses = ClauseQueries.of(query, Kind.ACTOR, Filters.NONE, snapshot.searcher());
            Recall recall = Recall.of(clauses);
            FixedBitSet left = some(recall.cards(), random);
            int size = 1 + random.nextInt(60);
            ScoreDoc[] first = first(size, left, recall, clauses);
            // If all cards are wanted, Lucene skips none.
            ScoreDoc[] all = first(Math.max(1, left.cardinality()), left, recall, clauses);
            assertThat(documents(first)).as(text)
                    .isEqualTo(documents(all).subList(0, Math.min(size, left.cardinality())));
            check(text, all, sums(Ranking.of(clauses), clauses, recall.withEvery(), left));
            chosen += left.cardinality() < recall.cards().cardinality() && left.cardinality() >= LARGE ? 1 : 0;
            divided += FixedBitSet.andNotCount(left, recall.withEvery()) > 0 ? 1 : 0;
        }
        assertThat(divided).isPositive();
        assertThat(chosen).isPositive();
    }

    private static ScoreDoc[] first(int size, FixedBitSet cards, Recall recall, ClauseQueries clauses)
            throws IOException {
        return RankedCards.first(size, cards, Order.RELEVANCE, ToolGraph.NONE, recall, clauses);
    }

    /** Words of a card, as one might remember them. */
    private static String text(Random random) {
        List<String> words = Pattern.compile("\\W+")
                .splitAsStream(Prose.plain(deck.get(random.nextInt(deck.size())).description()))
                .filter(word -> !word.isEmpty()).toList();
        List<String> typed = new ArrayList<>();
        for (int i = 1 + random.nextInt(9); i > 0; i--) {
            typed.add(words.get(random.nextInt(words.size())));
        }
        return String.join(random.nextBoolean() ? " OR " : " ", typed);
    }

    private static FixedBitSet some(FixedBitSet cards, Random random) {
        if (random.nextBoolean()) {
            return cards;
        }
        FixedBitSet some = cards.clone();
        for (int card = 0; card < some.length(); card++) {
            if (random.nextInt(3) == 0) {
                some.clear(card);
            }
        }
        return some;
    }

    private static List<Integer> documents(ScoreDoc[] cards) {
        return Stream.of(cards).map(card -> card.doc).toList();
    }

    /** The scores of the cards, all parts of each in one sum. */
    private static Map<Integer, Float> sums(Ranking ranking, ClauseQueries clauses, FixedBitSet withEvery,
            FixedBitSet left) throws IOException {
        BooleanQuery.Builder sum = new BooleanQuery.Builder().add(new BitSetQuery(left), Occur.FILTER);
        for (Query part : RankingQueries.of(ranking.clauses(), clauses)) {
            sum.add(part, Occur.SHOULD);
        }
        sum.add(new BoostQuery(new BitSetQuery(withEvery), ranking.everyClause()), Occur.SHOULD);
        int most = Math.max(1, left.cardinality());
        return Stream.of(
                snapshot.searcher().search(sum.build(), new TopScoreDocCollectorManager(most, null, most)).scoreDocs)
                .collect(Collectors.toMap(card -> card.doc, card -> card.score));
    }

    private static void check(String text, ScoreDoc[] all, Map<Integer, Float> sums) throws IOException {
        assertThat(all).as(text).hasSize(sums.size());
        for (int place = 0; place < all.length; place++) {
            assertThat(all[place].score).as(text).isCloseTo(sums.get(all[place].doc), within(ROUNDING));
            if (place > 0) {
                assertThat(all[place - 1].score).as(text).isGreaterThanOrEqualTo(all[place].score);
                if (all[place - 1].score == all[place].score) {
                    assertThat(name(all[place - 1])).as(text).isLessThanOrEqualTo(name(all[place]));
                }
            }
        }
    }

    private static String name(ScoreDoc card) throws IOException {
        return snapshot.searcher().cards(card.doc).getFirst().card().name().toLowerCase(Locale.ROOT);
    }
}
