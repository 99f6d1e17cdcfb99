package dev.threatcards.names;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.threatcards.TestCards;
import dev.threatcards.ThreatCards;
import dev.threatcards.card.Deck;
import dev.threatcards.error.InvalidQueryException;
import dev.threatcards.result.Suggestion;
import dev.threatcards.result.Suggestion.Kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** What is suggested as one types, on actors and tools that do not exist. */
final class AutocompleteTest {

    @TempDir
    private static Path folder;
    @AutoClose
    private static ThreatCards cards;

    @BeforeAll
    static void index() {
        TestCards.write(folder,
                TestCards.actor("Blue Otter, APT 98").alias("Blue Otter", "Acme").alias("Zinc Héron", "Initech")
                        .alias("Shared", "Umbrella").country("Chile").sectors("Chemical", "Energy").targets("Chad")
                        .tools("SpadeRAT", "ChiselKit").card(),
                TestCards.actor("Red Fox").alias("APT 97", "Umbrella").alias("Otterly", "?").alias("Shared", "Acme")
                        .country("Chile").tools("Shovel", "Mattock").sectors("Energy").card(),
                TestCards.actor("Chimney Swift").country("China").tools("SpadeRAT", "Mattock").card(),
                TestCards.actor("Grey Vole").alias("Blue Monday", "Acme").country("[Unknown]").tools("Mattock").card(),
                TestCards.tool("SpadeRAT", "Shovel", "Digger 2"), TestCards.tool("Chimera Loader"));
        cards = ThreatCards.open(folder);
    }

    private static List<String> texts(String beginning) {
        return cards.suggest(beginning, 10).stream().map(Suggestion::text).toList();
    }

    private static Suggestion first(String beginning) {
        return cards.suggest(beginning, 10).getFirst();
    }

    @ParameterizedTest
    @CsvSource({"blueo, 'Blue Otter, APT 98'", "'BLUE-O', 'Blue Otter, APT 98'", "otter, Otterly", "apt9, Red Fox",
            "'apt 9', APT 97", "APT-97, APT 97", "zinche, Zinc Héron", "héR, Zinc Héron", "spader, SpadeRAT",
            "digger2, Digger 2", "2, Digger 2", "chim, Chimney Swift", "'  Red  ', Red Fox",
            "98, 'Blue Otter, APT 98'"})
    void aBeginningOfAnyWordIsEnoughHoweverItIsSpelt(String beginning, String text) {
        assertThat(cards.suggest(beginning, 10))
                .anyMatch(suggestion -> suggestion.text().equals(text) || suggestion.card().get().name().equals(text));
    }

    @Test
    void aSuggestionSaysWhatItIsAndWhereItLeads() {
        assertThat(first("chimn")).isEqualTo(
                new Suggestion("Chimney Swift", Kind.ACTOR, "attributed to China", 1, first("chimn").card(), ""));
        Suggestion alias = first("zinc");
        assertThat(alias.kind()).isEqualTo(Kind.ALIAS);
        assertThat(alias.detail()).isEqualTo("named by Initech → Blue Otter, APT 98");
        assertThat(alias.count()).isEqualTo(4);
        assertThat(alias.card()).get().extracting("name").isEqualTo("Blue Otter, APT 98");
        assertThat(first("otterl").detail()).isEqualTo("→ Red Fox");
    }

    @Test
    void aTextOfSeveralKindsIsSeveralSuggestions() {
        assertThat(cards.suggest("chi", 10)).extracting(Suggestion::kind, Suggestion::text, Suggestion::count)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Kind.ACTOR, "Chimney Swift", 1),
                        org.assertj.core.groups.Tuple.tuple(Kind.TOOL, "ChiselKit", 1),
                        org.assertj.core.groups.Tuple.tuple(Kind.TOOL, "Chimera Loader", 0),
                        org.assertj.core.groups.Tuple.tuple(Kind.COUNTRY, "Chile", 2),
                        org.assertj.core.groups.Tuple.tuple(Kind.COUNTRY, "China", 1));
        assertThat(cards.suggest("acme", 10)).singleElement()
                .isEqualTo(new Suggestion("Acme", Kind.GIVER, "4 actors", 4, first("acme").card(), "Acme"));
        assertThat(cards.suggest("shared", 10)).extracting(suggestion -> suggestion.card().get().name())
                .containsExactlyInAnyOrder("Blue Otter, APT 98", "Red Fox");
    }

    @Test
    void anExactNameComesFirstThenWhatBeginsSoThenWhatHasAWordThatDoes() {
        assertThat(texts("otter")).containsExactly("Otterly", "Blue Otter, APT 98", "Blue Otter");
        assertThat(texts("blue")).startsWith("Blue Otter, APT 98");
        assertThat(texts("blue otter")).startsWith("Blue Otter, APT 98", "Blue Otter");
    }

    @Test
    void aToolIsCountedUnderAllItsNamesAndListedOnce() {
        Suggestion tool = first("spade");
        assertThat(tool.count()).isEqualTo(3);
        assertThat(tool.value()).isEqualTo("SpadeRAT");
        Suggestion other = first("shov");
        assertThat(other.text()).isEqualTo("Shovel");
        assertThat(other.detail()).isEqualTo("→ SpadeRAT, 3 actors");
        assertThat(other.card()).isEqualTo(tool.card());
        assertThat(other.value()).isEqualTo("SpadeRAT");
        assertThat(texts("s")).containsOnlyOnce("SpadeRAT").doesNotContain("Shovel");
        assertThat(first("matt").card()).as("a label without a card").isEmpty();
        assertThat(first("matt").count()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"chimnye, Chimney Swift", "blueotr, 'Blue Otter, APT 98'", "Spdaerat, SpadeRAT", "atp97, APT 97"})
    void aTypoIsForgivenWhereNothingBeginsSo(String typed, String text) {
        assertThat(texts(typed)).contains(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"apt96", "apt987", "ap7", "diggr3", "xyzzy", "", " ", "-/+", "\u0000",
            "red fox and much more"})
    void aDigitIsNeverForgivenAndNothingIsNothing(String typed) {
        assertThat(cards.suggest(typed, 10)).isEmpty();
    }

    @Test
    void noKindPushesTheOthersOut() {
        List<Suggestion> few = cards.suggest("c", 5);
        assertThat(few).hasSize(5);
        assertThat(few.stream().map(Suggestion::kind).collect(Collectors.toSet())).contains(Kind.ACTOR, Kind.TOOL,
                Kind.COUNTRY, Kind.SECTOR, Kind.TARGET);
        assertThat(cards.suggest("c", 0)).isEmpty();
    }

    @Test
    void whatIsTooLongOrTooManyIsTold() {
        assertThatThrownBy(() -> cards.suggest("x".repeat(1_001), 10)).isInstanceOf(InvalidQueryException.class)
                .hasMessageContaining("1000");
        assertThat(cards.suggest("x".repeat(1_000), 10)).isEmpty();
        assertThatThrownBy(() -> cards.suggest("x", 101)).isInstanceOf(InvalidQueryException.class)
                .hasMessageContaining("size");
    }

    @Test
    void whereThereAreCardsOfEtdaTheOthersAreNotSuggested(@TempDir Path index) {
        TestCards.write(index, TestCards.actor("Blue Otter").of(Deck.ETDA).tools("Spade").card(),
                TestCards.actor("Blue Heron").card(), TestCards.tool("Spanner"));
        try (ThreatCards both = ThreatCards.open(index)) {
            assertThat(both.suggest("blue", 10)).extracting(Suggestion::text).containsExactly("Blue Otter");
            assertThat(both.suggest("spa", 10)).extracting(Suggestion::text).containsExactly("Spade");
        }
    }

    @Test
    void whoAsksFirstWhileOthersDoGetsTheSame(@TempDir Path index) throws Exception {
        TestCards.write(index, TestCards.actor("Blue Otter").card(), TestCards.actor("Blue Heron").card());
        try (ThreatCards shared = ThreatCards.open(index);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<List<Suggestion>> asking = () -> shared.suggest("blue", 10);
            List<Future<List<Suggestion>>> answers = threads
                    .invokeAll(IntStream.range(0, 20).mapToObj(i -> asking).toList());
            Set<Integer> sizes = answers.stream().map(answer -> answer.resultNow().size()).collect(Collectors.toSet());
            assertThat(sizes).containsExactly(2);
            TestCards.write(index, TestCards.actor("Blue Newt").card());
            assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
                while (shared.suggest("blue", 10).size() == 2) {
                    Thread.onSpinWait();
                }
            });
            assertThat(shared.suggest("blue", 10)).hasSize(3);
        }
    }
}
