package dev.threatcards.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
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
import dev.threatcards.card.Prose;
import dev.threatcards.index.CardBits;
import dev.threatcards.index.CardFields;
import dev.threatcards.index.CardIndex;
import dev.threatcards.index.CardSearcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** What comes first, against the scores of all cards: of a deck large enough that not all of them are looked at. */
final class RelevanceOrderTest {

    private static final int CARDS = 6_000;

    private static final int TEXTS = 40;

    /** Sums of the same parts in another order. */
    private static final double ROUNDING = 1e-3;

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
        int large = 0;
        int divided = 0;
        for (int i = 0; i < TEXTS; i++) {
            String text = text(random);
            QueryTree tree = QueryParser.parse(text);
            Scope scope = Scope.of(CardFields.ACTOR, tree, Filters.NONE, snapshot.searcher());
            TextMatches matches = TextMatches.of(tree, scope, snapshot.searcher());
            CardBits left = some(matches.cards(), random);
            int size = 1 + random.nextInt(60);
            ScoreDoc[] first = matches.first(left, Order.RELEVANCE, ToolUsers.NONE, size, snapshot.searcher());
            check(text, first, all(tree, scope, matches.matching(), left), size);
            large += left.size() >= BestCards.WORTH_PASSING_OVER ? 1 : 0;
            divided += FixedBitSet.andNotCount(left.bits(), matches.matching().withEvery()) > 0 ? 1 : 0;
        }
        assertThat(large).isPositive();
        assertThat(divided).isPositive();
    }

    /** Words of a card, as one might remember them. */
    private static String text(Random random) {
        String[] words = Prose.plain(deck.get(random.nextInt(deck.size())).description()).split("\\W+", -1);
        List<String> typed = new ArrayList<>();
        for (int i = 1 + random.nextInt(9); i > 0; i--) {
            typed.add(words[random.nextInt(words.length)]);
        }
        return String.join(random.nextBoolean() ? " OR " : " ", typed);
    }

    private static CardBits some(CardBits cards, Random random) {
        if (random.nextBoolean()) {
            return cards;
        }
        FixedBitSet some = cards.bits().clone();
        for (int card = 0; card < some.length(); card++) {
            if (random.nextInt(3) == 0) {
                some.clear(card);
            }
        }
        return new CardBits(some);
    }

    /** All of the cards with their scores, each of them looked at. */
    private static List<ScoreDoc> all(QueryTree tree, Scope scope, Matching matching, CardBits left)
            throws IOException {
        CardSearcher searcher = snapshot.searcher();
        BooleanQuery.Builder sum = new BooleanQuery.Builder().add(new BitSetQuery(left.bits()), Occur.FILTER);
        Ranking.of(tree, scope, searcher).forEach(part -> sum.add(part, Occur.SHOULD));
        sum.add(new BoostQuery(new BitSetQuery(matching.withEvery()), Ranking.EVERY_CLAUSE), Occur.SHOULD);
        int most = Math.max(1, left.size());
        return List.of(searcher.search(sum.build(), new TopScoreDocCollectorManager(most, null, most)).scoreDocs);
    }

    private static void check(String text, ScoreDoc[] first, List<ScoreDoc> all, int size) throws IOException {
        assertThat(first).as(text).hasSize(Math.min(size, all.size()));
        for (int place = 0; place < first.length; place++) {
            int document = first[place].doc;
            float sum = all.stream().filter(card -> card.doc == document).findFirst().orElseThrow().score;
            assertThat(first[place].score).as(text).isCloseTo(sum, within((float) ROUNDING));
            assertThat(sum).as(text).isCloseTo(all.get(place).score, within((float) ROUNDING));
            if (place > 0 && first[place - 1].score == first[place].score) {
                assertThat(snapshot.searcher().byName().place(document)).as(text)
                        .isGreaterThan(snapshot.searcher().byName().place(first[place - 1].doc));
            }
        }
    }
}
