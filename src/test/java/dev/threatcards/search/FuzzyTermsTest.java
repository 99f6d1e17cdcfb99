package dev.threatcards.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.threatcards.TestCards;
import dev.threatcards.ThreatCards;
import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.Card;
import dev.threatcards.deck.SearchScope;
import dev.threatcards.index.CardIndex;
import dev.threatcards.query.CardQuery;

import static org.assertj.core.api.Assertions.assertThat;

/** Mistyped names against the names of an index. */
final class FuzzyTermsTest {

    @TempDir
    private static Path folder;
    private static CardIndex index;
    private static CardIndex.Snapshot snapshot;

    @BeforeAll
    static void index() {
        TestCards.write(folder, Stream.of("Quoll", "Quolla", "APT 98", "APT 99", "Blue Otter", "Blue Otters",
                "Zinc Heron", "Marten", "Martes").map(name -> TestCards.actor(name).card()).toArray(Card[]::new));
        TestCards.write(folder, TestCards.tool("Zincheronn"));
        index = CardIndex.open(folder);
        snapshot = index.snapshot();
    }

    @AfterAll
    static void close() {
        snapshot.close();
        index.close();
    }

    private static List<String> near(String word) throws IOException {
        return FuzzyTerms.of(word, CardFields.NAME_FOLDED, new SearchScope(CardFields.ACTOR, Set.of()).query(),
                snapshot.searcher()).stream().map(BytesRef::utf8ToString).toList();
    }

    @ParameterizedTest
    @CsvSource({"quoll, quoll", "quall, quoll", "qoull, quoll", "quol, quoll", "quollx, quolla",
            "martex, marten martes", "blueottre, blueotter", "bulotter, blueotter", "bluotters, blueotters",
            "zinkheronn, zincheron"})
    void theNearestNamesOfTheScopeAreMeant(String word, String names) throws IOException {
        assertThat(near(word)).containsExactly(names.split(" ", -1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"quo", "qualx", "apt97", "apt9", "quoll1", "blueotter2", "bxxxotter", ""})
    void aFewLettersDigitsAndMoreEditsAreNotForgiven(String word) throws IOException {
        assertThat(near(word)).isEmpty();
    }

    /** Which card comes first in the index is not the same in each run. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofTwoSpellingsOfANameTheSameIsMeantWhicheverWasIndexedFirst(boolean isCapitalFirst, @TempDir Path other) {
        List<Card> deck = List.of(TestCards.actor("Marten").alias("IRIDIUM", "Acme").card(),
                TestCards.actor("Stoat").alias("Iridium", "Initech").card());
        TestCards.write(other, (isCapitalFirst ? deck : deck.reversed()).toArray(Card[]::new));
        try (ThreatCards cards = ThreatCards.open(other)) {
            assertThat(cards.search(CardQuery.of("Iyidium")).guidance().didYouMean()).contains("IRIDIUM");
        }
    }
}
