package dev.threatcards.result;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.threatcards.TestCards;
import dev.threatcards.ThreatCards;
import dev.threatcards.card.Card;
import dev.threatcards.error.InvalidQueryException;
import dev.threatcards.result.Comparison.Aspect;
import dev.threatcards.result.Comparison.Connection;
import dev.threatcards.result.Comparison.Value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

/** What actors share, on actors and tools that do not exist. */
final class ComparisonTest {

    private static final UUID OTTER = TestCards.uuid("Blue Otter");
    private static final UUID FOX = TestCards.uuid("Red Fox");
    private static final UUID VOLE = TestCards.uuid("Grey Vole");

    @TempDir
    private Path folder;

    private Comparison compare(List<UUID> actors, Card... deck) {
        TestCards.write(folder, deck);
        try (ThreatCards cards = ThreatCards.open(folder)) {
            return cards.compare(actors);
        }
    }

    private static Card[] deck() {
        Card[] three = {
                TestCards.actor("Blue Otter").alias("Shared", "Initech").country("Chile").tools("Hoe", "Shovel", "Rake")
                        .sectors("Energy", "Media").description("Near {{Red Fox}}.").firstSeen(TestCards.year(2013))
                        .operation(TestCards.year(2015), "Breach").card(),
                TestCards.actor("Red Fox").alias("SHARED", "Umbrella").country("Chile").tools("Spade RAT", "Rake")
                        .sectors("Media").relation("overlaps", "Blue Otter").card(),
                TestCards.actor("Grey Vole").tools("Rake").sectors("Media").card()};
        return Stream
                .concat(Stream.of(three),
                        Stream.concat(Stream.of(TestCards.tool("SpadeRAT", "Shovel", "Spade RAT")),
                                Stream.of("A", "B", "C").map(name -> TestCards.actor(name).tools("Rake").card())))
                .toArray(Card[]::new);
    }

    @Test
    void whatAllShareComesFirstThenWhatSomeShareThenWhatIsRarer() {
        Comparison comparison = compare(List.of(OTTER, FOX, VOLE), deck());
        assertThat(comparison.of(Aspect.TOOL)).containsExactly(new Value("Rake", List.of(OTTER, FOX, VOLE), 6, false),
                new Value("SpadeRAT", List.of(OTTER, FOX), 2, true), new Value("Hoe", List.of(OTTER), 1, false));
        assertThat(comparison.of(Aspect.SECTOR)).extracting(Value::text).containsExactly("Media", "Energy");
        assertThat(comparison.sharedByAll(Aspect.TOOL)).extracting(Value::text).containsExactly("Rake");
        assertThat(comparison.of(Aspect.SPONSOR)).isEmpty();
        assertThat(comparison.values()).doesNotContainKey(Aspect.SPONSOR);
        assertThat(comparison.summary()).isEqualTo(
                "All of them share 1 tool: Rake; also target sector Media. Some of them share 1 rare tool: SpadeRAT.");
    }

    @Test
    void namesAreTheSameHoweverTheyAreSpelt() {
        Comparison comparison = compare(List.of(OTTER, FOX), deck());
        assertThat(comparison.sharedByAll(Aspect.NAME))
                .containsExactly(new Value("Shared", List.of(OTTER, FOX), 0, false));
        assertThat(comparison.summary()).isEqualTo("They share 1 rare tool: SpadeRAT; and 1 that is more common;"
                + " also one card points to the other, the name Shared, attributed to Chile, target sector Media.");
    }

    @Test
    void whatCardsSayOfEachOtherIsSaidOnce() {
        Comparison comparison = compare(List.of(OTTER, FOX), deck());
        assertThat(comparison.connections()).extracting(each -> each.from().name(), Connection::type)
                .containsExactlyInAnyOrder(tuple("Blue Otter", "mentions"), tuple("Red Fox", "overlaps"));
    }

    @Test
    void theSameToolOfAnotherCollectionIsTheSame() {
        Card elsewhere = TestCards.actor("Red Fox").of("Elsewhere").tools("rake").card();
        Comparison comparison = compare(List.of(OTTER, elsewhere.uuid()),
                TestCards.actor("Blue Otter").tools("Rake").card(), elsewhere);
        assertThat(comparison.sharedByAll(Aspect.TOOL)).hasSize(1);
    }

    @Test
    void actorsThatShareNothingAreToldSo() {
        Comparison comparison = compare(List.of(OTTER, FOX), TestCards.actor("Blue Otter").country("[Unknown]").card(),
                TestCards.actor("Red Fox").country("[Unknown]").card());
        assertThat(comparison.summary()).isEqualTo("They share nothing that their cards say.");
    }

    @Test
    void eachActorCountsOnceAndWhatIsNoActorIsLeftOut() {
        UUID tool = TestCards.uuid("SpadeRAT");
        Comparison comparison = compare(List.of(FOX, FOX, tool, TestCards.uuid("nobody")), deck());
        assertThat(comparison.actors()).extracting(Card::name).containsExactly("Red Fox");
        assertThat(comparison.summary()).isEmpty();
        assertThatThrownBy(() -> compare(Collections.nCopies(6, FOX), deck())).isInstanceOf(InvalidQueryException.class)
                .hasMessageContaining("5");
    }
}
