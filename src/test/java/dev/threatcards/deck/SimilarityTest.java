package dev.threatcards.deck;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.threatcards.TestCards;
import dev.threatcards.ThreatCards;
import dev.threatcards.card.Card;
import dev.threatcards.error.InvalidQueryException;
import dev.threatcards.result.SimilarCard;
import dev.threatcards.result.SimilarCard.Shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Which cards are alike, on actors and tools that do not exist. */
final class SimilarityTest {

    private static final String[] MANY = {"Energy", "Financial", "Government", "Media", "Telecommunications"};

    @TempDir
    private Path folder;

    private List<SimilarCard> similar(String name, Card... deck) {
        return similar(TestCards.uuid(name), deck);
    }

    private List<SimilarCard> similar(UUID card, Card... deck) {
        TestCards.write(folder, deck);
        try (ThreatCards cards = ThreatCards.open(folder)) {
            List<SimilarCard> similar = cards.similar(card, 100);
            assertThat(cards.similar(card, 1)).isEqualTo(similar.stream().limit(1).toList());
            return similar;
        }
    }

    private static List<String> names(List<SimilarCard> similar) {
        return similar.stream().map(card -> card.card().name()).toList();
    }

    /** A deck around these cards, of others that all use the hammer and share nothing else. */
    private static Card[] amongOthers(Card... some) {
        List<Card> deck = new ArrayList<>(List.of(some));
        IntStream.range(0, 40).mapToObj(i -> TestCards.actor("Other " + i).tools("Hammer").card()).forEach(deck::add);
        return deck.toArray(Card[]::new);
    }

    @Test
    void aRareToolOutweighsAnyNumberOfCommonLabels() {
        List<SimilarCard> similar = similar("Blue Otter",
                amongOthers(
                        TestCards.actor("Blue Otter").tools("Spade", "Hammer").country("Chile").sectors(MANY)
                                .targets("China", "Chad", "Peru").description("Near {{Labels}}.").card(),
                        TestCards.actor("Labels").tools("Hammer").country("Chile").sectors(MANY)
                                .targets("China", "Chad", "Peru").card(),
                        TestCards.actor("Rare").tools("Spade").country("Iran").card()));
        assertThat(names(similar)).containsExactly("Rare", "Labels");
        assertThat(similar.getFirst().score()).isGreaterThan(1);
        assertThat(similar.getLast().score()).isPositive().isLessThan(1);
        assertThat(similar.getFirst().reason()).isEqualTo("share 1 rare tool: Spade");
        assertThat(similar.getLast().reason()).isEqualTo("share 1 tool: Hammer; also one card points to the other,"
                + " attributed to Chile, 5 target sectors, 3 target countries");
    }

    @Test
    void theFewerUseAToolTheMoreItSays() {
        assertThat(names(similar("Blue Otter",
                amongOthers(TestCards.actor("Blue Otter").tools("Two", "Four").card(),
                        TestCards.actor("A").tools("Four").card(), TestCards.actor("B").tools("Four").card(),
                        TestCards.actor("C").tools("Four").card(), TestCards.actor("D").tools("Two").card()))))
                .containsExactly("D", "A", "B", "C");
    }

    @Test
    void theOtherNamesOfAToolAreTheTool() {
        List<SimilarCard> similar = similar("Blue Otter", TestCards.actor("Blue Otter").tools("Shovel").card(),
                TestCards.actor("Red Fox").tools("Spade RAT").card(),
                TestCards.tool("SpadeRAT", "Shovel", "Spade RAT"));
        assertThat(similar).singleElement()
                .satisfies(fox -> assertThat(fox.shared()).containsExactly(new Shared("tool", "SpadeRAT", 2)));
    }

    @Test
    void sharedNamesAndRelationsAreReasonsToo() {
        List<SimilarCard> similar = similar("Blue Otter",
                TestCards.actor("Blue Otter").alias("Shared", "Acme").relation("overlaps", "Red Fox").card(),
                TestCards.actor("Red Fox").card(), TestCards.actor("Grey Vole").alias("SHARED", "Umbrella").card());
        assertThat(names(similar)).containsExactly("Red Fox", "Grey Vole");
        assertThat(similar.getFirst().shared()).containsExactly(new Shared("link", "Red Fox", 1));
        assertThat(similar.getLast().shared()).containsExactly(new Shared("name", "Shared", 2));
        assertThat(similar.getLast().reason()).isEqualTo("share no tool; but the name Shared");
    }

    @Test
    void aCountryAloneOrWhatIsNotKnownMakesNobodyAlike() {
        assertThat(similar("Blue Otter", TestCards.actor("Blue Otter").country("Chile", "[Unknown]").card(),
                TestCards.actor("Red Fox").country("Chile").card(),
                TestCards.actor("Grey Vole").country("[Unknown]").sectors("Energy").card())).isEmpty();
    }

    @Test
    void collectionsAreNotMixed() {
        assertThat(similar("Blue Otter", TestCards.actor("Blue Otter").tools("Spade").card(),
                TestCards.actor("Red Fox").of("Elsewhere").tools("Spade").card())).isEmpty();
    }

    @Test
    void toolsAreAlikeThatTheSameActorsUse() {
        List<SimilarCard> similar = similar("Spade",
                amongOthers(TestCards.actor("Blue Otter").tools("Spade", "Rake", "Hoe", "Hammer").card(),
                        TestCards.actor("Red Fox").tools("Spade", "Rake", "Hammer").card(),
                        TestCards.actor("Grey Vole").tools("Sieve").card(), TestCards.tool("Spade"),
                        TestCards.tool("Rake"), TestCards.tool("Hoe"), TestCards.tool("Sieve"),
                        TestCards.tool("Hammer")));
        assertThat(names(similar)).startsWith("Rake", "Hoe").doesNotContain("Sieve", "Spade");
        assertThat(similar.getFirst().reason()).isEqualTo(
                "2 actors use both (Blue Otter; Red Fox), 22 times as many as by chance; also type Backdoor");
        assertThat(similar.getFirst().shared()).containsExactly(new Shared("actor", "Blue Otter", 4),
                new Shared("actor", "Red Fox", 3), new Shared("type", "Backdoor", 5));
    }

    @Test
    void aCardThatIsNotThereIsLikeNoneAndASizeOutOfBoundsIsTold() {
        TestCards.write(folder, TestCards.actor("Blue Otter").card());
        try (ThreatCards cards = ThreatCards.open(folder)) {
            assertThat(cards.similar(TestCards.uuid("nobody"), 10)).isEmpty();
            assertThatThrownBy(() -> cards.similar(TestCards.uuid("Blue Otter"), -1))
                    .isInstanceOf(InvalidQueryException.class).hasMessageContaining("size");
        }
    }
}
