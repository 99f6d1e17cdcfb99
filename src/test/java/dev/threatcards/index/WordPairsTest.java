package dev.threatcards.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.QueryBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.threatcards.TestCards;
import dev.threatcards.ThreatCards;
import dev.threatcards.analysis.CardAnalyzer;
import dev.threatcards.analysis.CardFields;
import dev.threatcards.analysis.WordPairs;
import dev.threatcards.card.ActorCard;
import dev.threatcards.text.Prose;

import static org.assertj.core.api.Assertions.assertThat;

/** Pairs find what places find. */
final class WordPairsTest {

    private static final int PHRASES = 1_000;
    private static final int LONGEST = 4;

    @TempDir
    private static Path folder;
    private static CardIndex index;
    private static CardIndex.Snapshot snapshot;
    private static CardReader searcher;
    private static List<List<String>> texts;

    @BeforeAll
    static void index() throws IOException {
        ThreatCards.build(folder).fromStarterDeck();
        index = CardIndex.open(folder);
        snapshot = index.snapshot();
        searcher = snapshot.searcher();
        texts = new ArrayList<>();
        for (int doc = 0; doc < searcher.getIndexReader().maxDoc(); doc++) {
            ActorCard card = (ActorCard) searcher.card(doc).card();
            Stream.of(Stream.of(card.description()), card.operations().stream().map(operation -> operation.text()),
                    card.sectors().texts().stream(), card.targets().texts().stream()).flatMap(some -> some)
                    .map(text -> List.of(Prose.plain(text).split("\\s+"))).filter(words -> words.size() > 1)
                    .forEach(texts::add);
        }
    }

    @AfterAll
    static void close() {
        snapshot.close();
        index.close();
    }

    @RepeatedTest(3)
    void pairsFindWhatPlacesFind(RepetitionInfo repetition) throws IOException {
        Random random = new Random(repetition.getCurrentRepetition());
        int pairs = 0;
        for (int i = 0; i < PHRASES; i++) {
            List<String> text = texts.get(random.nextInt(texts.size()));
            int from = random.nextInt(text.size() - 1);
            int to = Math.min(text.size(), from + 2 + random.nextInt(LONGEST - 1));
            if (check(String.join(" ", text.subList(from, to))) instanceof TermQuery pair
                    && pair.getTerm().field().equals(CardFields.PAIRS)) {
                pairs++;
            }
        }
        assertThat(pairs).as("phrases that are one pair").isGreaterThan(PHRASES / 20);
    }

    @RepeatedTest(3)
    void soDoWordsThatNeedNotFollowEachOther(RepetitionInfo repetition) throws IOException {
        Random random = new Random(repetition.getCurrentRepetition());
        List<String> words = WordPairs.words();
        for (int i = 0; i < PHRASES; i++) {
            String some = words.get(random.nextInt(words.size()));
            String others = words.get(random.nextInt(words.size()));
            assertSame(new PhraseQuery(CardFields.TEXT, some, others));
            assertSame(new PhraseQuery.Builder().add(new Term(CardFields.TEXT, some), 0)
                    .add(new Term(CardFields.TEXT, others), 2).build());
        }
    }

    @Test
    void noPairReachesFromOneTextIntoTheNext(@TempDir Path otherFolder) throws IOException {
        TestCards.write(otherFolder, TestCards.actor("Otter").sectors("Energy", "Financial").card(),
                TestCards.actor("Badger").description("Energy financial.").card(),
                TestCards.actor("Stoat").description("Energy and financial.").card());
        try (CardIndex other = CardIndex.open(otherFolder); CardIndex.Snapshot cards = other.snapshot()) {
            Query pair = WordPairs.query(new PhraseQuery(CardFields.TEXT, "energy", "financial"));
            assertThat(pair).isEqualTo(new TermQuery(new Term(CardFields.PAIRS, "energy financial")));
            FixedBitSet found = cards.searcher().matching(pair);
            assertThat(found.cardinality()).isEqualTo(1);
            assertThat(cards.searcher().card(found.nextSetBit(0)).card().name()).isEqualTo("Badger");
        }
    }

    @Test
    void otherPhrasesAreLeftAsTheyAre() {
        assertThat(List.of(new PhraseQuery(1, CardFields.TEXT, "energy", "financial"),
                new PhraseQuery(CardFields.LABELS, "energy", "financial"), new PhraseQuery(CardFields.TEXT, "energy"),
                new PhraseQuery.Builder().build()))
                .allSatisfy(phrase -> assertThat(WordPairs.query(phrase)).isSameAs(phrase));
    }

    /** The list was made like this; where the deck's words have become others, it is to be made anew, and with it the schema. */
    @Test
    void thePairedWordsAreTheFrequentOnesOfTheStarterDeck() throws IOException {
        List<String> frequent = new ArrayList<>();
        TermsEnum terms = MultiTerms.getTerms(searcher.getIndexReader(), CardFields.TEXT).iterator();
        while (terms.next() != null) {
            String word = terms.term().utf8ToString();
            if (20 * terms.docFreq() > searcher.getIndexReader().maxDoc() && word.matches("[a-z]{2,}")) {
                frequent.add(word);
            }
        }
        List<String> both = new ArrayList<>(frequent);
        both.retainAll(WordPairs.words());
        assertThat(both).hasSizeGreaterThan(95 * frequent.size() / 100)
                .hasSizeGreaterThan(95 * WordPairs.words().size() / 100);
        assertThat(WordPairs.words()).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void anotherListIsAnotherSchema() {
        assertThat(CommitData.SCHEMA + " " + String.join(" ", WordPairs.words()).hashCode())
                .as("who changes paired.txt raises the schema, and then writes both here").isEqualTo("9 1343129689");
    }

    /** What finds the phrase, if it is one to the analyzer. */
    private static Query check(String phrase) throws IOException {
        Query query = new QueryBuilder(CardAnalyzer.INSTANCE).createPhraseQuery(CardFields.TEXT, phrase);
        return query instanceof PhraseQuery some ? assertSame(some) : query;
    }

    private static Query assertSame(PhraseQuery phrase) throws IOException {
        Query query = WordPairs.query(phrase);
        FixedBitSet expected = searcher.matching(phrase);
        assertThat(searcher.matching(query)).as("%s for %s", query, phrase).isEqualTo(expected);
        return query;
    }
}
