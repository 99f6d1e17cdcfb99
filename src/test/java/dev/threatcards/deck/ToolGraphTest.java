package dev.threatcards.deck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.threatcards.TestCards;
import dev.threatcards.ThreatCards;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardDate;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.EditionStatus;
import dev.threatcards.card.Name;
import dev.threatcards.card.Relation;
import dev.threatcards.card.ToolCard;
import dev.threatcards.deck.ToolGraph.Tool;
import dev.threatcards.index.CardIndex;
import dev.threatcards.result.CardProfile.UsedTool;
import dev.threatcards.result.Comparison;
import dev.threatcards.result.Related;
import dev.threatcards.result.Suggestion;

import static org.assertj.core.api.Assertions.assertThat;

/** Who uses what, on actors and tools that do not exist. */
final class ToolGraphTest {

    private static final UUID SPADE = TestCards.uuid("Spade");
    private static final UUID OTTER = TestCards.uuid("Blue Otter");

    @TempDir
    private Path folder;

    private ToolGraph graph(Card... deck) {
        TestCards.write(folder, deck);
        try (CardIndex index = CardIndex.open(folder); CardIndex.Snapshot snapshot = index.snapshot()) {
            return ToolGraph.of(snapshot.searcher());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ToolCard spade(List<Relation> relations, String title, UUID uuid) {
        return new ToolCard(uuid, TestCards.DECK.collection(), title, List.of(new Name(title, "")), "Malware",
                List.of(), "", relations, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                CardDate.NONE, Map.of(), EditionStatus.CURRENT);
    }

    private static List<String> names(List<CardReference> cards) {
        return cards.stream().map(CardReference::name).toList();
    }

    @ParameterizedTest
    @CsvSource({"uses,true", "'',true", "targets,false", "similar,false", "related-to,false", "used-by,false",
            "user-of,false"})
    void onlyARelationOfUseOrOneWithoutATypeIsUse(String type, boolean isUse) {
        TestCards.write(folder, TestCards.actor("Blue Otter").relation(type, SPADE.toString()).card(),
                TestCards.actor("Red Fox").tools("Spade").card(), TestCards.tool("Spade"));
        List<String> users = isUse ? List.of("Blue Otter", "Red Fox") : List.of("Red Fox");
        try (ThreatCards cards = ThreatCards.open(folder)) {
            assertThat(names(cards.profile(SPADE).orElseThrow().users())).isEqualTo(users);
            assertThat(cards.users(SPADE)).extracting(Card::name).isEqualTo(users);
            assertThat(cards.profile(TestCards.uuid("Red Fox")).orElseThrow().tools()).extracting(UsedTool::users)
                    .containsExactly(users.size());
            assertThat(cards.compare(List.of(OTTER)).of(Comparison.Aspect.TOOL)).hasSize(isUse ? 1 : 0);
            assertThat(cards.suggest("Spade", 1)).extracting(Suggestion::count).containsExactly(users.size());
            assertThat(cards.profile(OTTER).orElseThrow().relations()).as("the relation itself stays")
                    .extracting(Related::type).containsExactly(type);
        }
    }

    @ParameterizedTest
    @CsvSource({"used-by,true", "uses,false", "'',false", "similar,false"})
    void aToolsCardMayNameItsUsers(String type, boolean isUse) {
        ToolGraph graph = graph(TestCards.actor("Blue Otter").card(),
                spade(List.of(new Relation(type, OTTER.toString(), "", TestCards.DECK.id())), "Spade", SPADE));
        assertThat(names(graph.users(SPADE))).isEqualTo(isUse ? List.of("Blue Otter") : List.of());
        assertThat(graph.usedBy(OTTER)).hasSize(isUse ? 1 : 0);
    }

    @Test
    void whatIsSaidTwiceIsOneUse() {
        ToolGraph graph = graph(
                TestCards.actor("Blue Otter").tools("Spade", "spade").relation("uses", SPADE.toString()).card(),
                spade(List.of(new Relation("used-by", OTTER.toString(), "", TestCards.DECK.id())), "Spade", SPADE));
        assertThat(names(graph.users(SPADE))).containsExactly("Blue Otter");
        assertThat(graph.usedBy(OTTER)).extracting(Tool::name).containsExactly("Spade");
    }

    @Test
    void aTitleIsMeantBeforeAnotherToolsOtherName() {
        ToolGraph graph = graph(TestCards.tool("Spade", "Shovel"), TestCards.tool("Shovel"),
                TestCards.actor("Blue Otter").tools("Shovel").card());
        assertThat(graph.users(SPADE)).isEmpty();
        assertThat(names(graph.users(TestCards.uuid("Shovel")))).containsExactly("Blue Otter");
    }

    @Test
    void aLabelIsOfItsOwnCollectionAndAUuidOfAny() {
        Card elsewhere = TestCards.actor("Red Fox").of("Elsewhere").tools("Spade")
                .relation("uses", TestCards.uuid("Rake").toString()).card();
        ToolGraph graph = graph(TestCards.tool("Spade"), TestCards.tool("Rake"), elsewhere);
        assertThat(graph.users(SPADE)).isEmpty();
        assertThat(names(graph.users(TestCards.uuid("Rake")))).containsExactly("Red Fox");
        assertThat(graph.listedBy(elsewhere.uuid())).containsExactly(new UsedTool("Spade", Optional.empty(), 1));
    }

    @ParameterizedTest
    @CsvSource({"20,true", "21,false"})
    void aLabelThatTooManyToolsShareMeansNoneOfThem(int tools, boolean isMeant) {
        Card[] deck = Stream
                .concat(IntStream.range(0, tools).mapToObj(i -> TestCards.tool("Tool " + i, "Shared")),
                        Stream.of("Blue Otter", "Red Fox").map(name -> TestCards.actor(name).tools("Shared").card()))
                .toArray(Card[]::new);
        ToolGraph graph = graph(deck);
        assertThat(graph.users(TestCards.uuid("Tool 0"))).hasSize(isMeant ? 2 : 0);
        assertThat(graph.usedBy(OTTER)).hasSize(isMeant ? tools : 1);
        assertThat(graph.listedBy(OTTER)).containsExactly(new UsedTool("Shared", Optional.empty(), 2));
    }

    @Test
    void theGraphGrowsWithTheLabelsOfTheCardsAndNotWithTheirProduct() {
        int many = 2_000;
        ToolGraph graph = graph(Stream
                .concat(IntStream.range(0, many).mapToObj(i -> TestCards.tool("Tool " + i, "Shared")),
                        IntStream.range(0, many)
                                .mapToObj(i -> TestCards.actor("Group " + i).tools("Shared", "Tool 7").card()))
                .toArray(Card[]::new));
        assertThat(graph.tools().stream().mapToLong(tool -> tool.users().size()).sum()).isEqualTo(2L * many);
        assertThat(graph.users(TestCards.uuid("Tool 7"))).hasSize(many);
    }

    @Test
    void theOrderOfTheCardsDoesNotMatter() {
        Card[] deck = {TestCards.tool("Spade", "Shovel"), TestCards.tool("Rake", "Shovel"),
                TestCards.actor("a fox").tools("hoe", "Shovel").card(),
                TestCards.actor("B otter").tools("Hoe", "Shovel").card(),
                TestCards.actor("C vole").tools("HOE").relation("uses", SPADE.toString()).card()};
        List<String> order = described(graph(deck));
        Card[] reversed = deck.clone();
        Collections.reverse(Arrays.asList(reversed));
        folder = folder.resolve("reversed");
        assertThat(described(graph(reversed))).isEqualTo(order).contains("Rake [a fox, B otter]",
                "Spade [a fox, B otter, C vole]", "hoe [a fox, B otter, C vole]");
    }

    private static List<String> described(ToolGraph graph) {
        return graph.tools().stream().map(tool -> tool.name() + " " + names(tool.users())).toList();
    }

    @Test
    void aLabelIsUnknownWhereACollectionWithToolCardsHasNone() {
        ToolGraph graph = graph(TestCards.tool("Spade", "Shovel"), TestCards.actor("Blue Otter").tools("Hoe").card(),
                TestCards.actor("Red Fox").of("Elsewhere").tools("Hoe").card());
        assertThat(graph.isUnknown("Hoe", TestCards.DECK.collection())).isTrue();
        assertThat(graph.isUnknown("shovel", TestCards.DECK.collection())).isFalse();
        assertThat(graph.isUnknown("Hoe", "Elsewhere")).isFalse();
    }
}
