package dev.threatcards;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.threatcards.card.Facet;
import dev.threatcards.error.InvalidQueryException;
import dev.threatcards.error.SearchTimeoutException;
import dev.threatcards.export.ExportFormat;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.CardSelection;
import dev.threatcards.query.Limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** An index keeps to the limits that it is opened with. */
final class LimitsTest {

    private static final Duration NO_TIME = Duration.ofNanos(1);

    @TempDir
    private Path folder;

    private static ThreatCards within(Limits limits) {
        return ThreatCards.inMemory(List.of(TestCards.actor("Blue Otter").country("China").tools("DamBuster").card(),
                TestCards.actor("Red Otter").country("China").tools("DamBuster").card(), TestCards.tool("DamBuster")),
                Options.DEFAULT.with(limits));
    }

    private static void export(ThreatCards cards) {
        try {
            cards.export(CardSelection.of(CardQuery.of("otter")), ExportFormat.NDJSON, new ByteArrayOutputStream());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** What is given up when there is no time for it. */
    private static Map<String, Consumer<ThreatCards>> searches() {
        CardQuery query = CardQuery.of("otter");
        return Map.of("search", cards -> cards.search(query), "tools", cards -> cards.tools(query), "facet",
                cards -> cards.facet(Facet.COUNTRY, "", query), "facet of tools",
                cards -> cards.toolFacet(Facet.TYPE, "", query), "landscape", cards -> cards.landscape(query),
                "landscape of all", cards -> cards.landscape(CardQuery.all()), "export", LimitsTest::export);
    }

    private static Stream<Arguments> eachSearch() {
        return searches().entrySet().stream().map(each -> arguments(each.getKey(), each.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("eachSearch")
    void aSearchIsGivenUpWhenItsTimeIsOver(String name, Consumer<ThreatCards> search) {
        try (ThreatCards cards = within(Limits.DEFAULT.withSearchTime(NO_TIME))) {
            assertThatThrownBy(() -> search.accept(cards)).isInstanceOf(SearchTimeoutException.class)
                    .hasMessageContaining("took longer than 1 ns and was given up")
                    .hasMessageContaining("--search-timeout").hasMessageContaining("withSearchTime");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("eachSearch")
    void anEmbedderMayGiveItMoreTime(String name, Consumer<ThreatCards> search) {
        try (ThreatCards cards = within(Limits.DEFAULT.withSearchTime(Duration.ofHours(1)))) {
            assertThatCode(() -> search.accept(cards)).doesNotThrowAnyException();
        }
    }

    @Test
    void theMessageNamesTheQueryAndAdvisesFewerWordsOfManyAlone() {
        try (ThreatCards cards = within(Limits.DEFAULT.withSearchTime(NO_TIME))) {
            assertThatThrownBy(() -> cards.search(CardQuery.of("otter"))).hasMessageContaining("\"otter\"")
                    .hasMessageNotContaining("fewer words").hasMessageNotContaining("beginnings");
            assertThatThrownBy(() -> cards.search(CardQuery.of("ott*"))).hasMessageContaining("longer beginnings")
                    .hasMessageNotContaining("fewer words");
            assertThatThrownBy(() -> cards.search(CardQuery.of("one two three four five six")))
                    .hasMessageContaining("fewer words");
        }
    }

    @Test
    void aFolderIsOpenedWithThem() {
        TestCards.write(folder, TestCards.actor("Blue Otter").card());
        Options options = Options.DEFAULT.with(Limits.DEFAULT.withSearchTime(NO_TIME));
        for (ThreatCards each : List.of(ThreatCards.open(folder, options), ThreatCards.openBriefly(folder, options))) {
            try (ThreatCards cards = each; ThreatCards snapshot = cards.snapshot()) {
                assertThat(cards.limits()).isEqualTo(options.limits());
                assertThatThrownBy(() -> cards.search(CardQuery.of("otter")))
                        .isInstanceOf(SearchTimeoutException.class);
                assertThatThrownBy(() -> snapshot.search(CardQuery.of("otter")))
                        .isInstanceOf(SearchTimeoutException.class);
            }
        }
    }

    private static Stream<Arguments> boundsAndWhatExceedsThem() {
        return Stream.of(
                bound(limits -> limits.with(Limits.Bound.QUERY_LENGTH, 4),
                        cards -> cards.search(CardQuery.of("otter"))),
                bound(limits -> limits.with(Limits.Bound.QUERY_LENGTH, 4), cards -> cards.suggest("otter", 5)),
                bound(limits -> limits.with(Limits.Bound.PAGE_SIZE, 1),
                        cards -> cards.search(CardQuery.all().page(1, 2))),
                bound(limits -> limits.with(Limits.Bound.PAGE_SIZE, 1), cards -> cards.suggest("otter", 2)),
                bound(limits -> limits.with(Limits.Bound.PAGE_SIZE, 1),
                        cards -> cards.similar(TestCards.uuid("Blue Otter"), 2)),
                bound(limits -> limits.with(Limits.Bound.PAGE_DEPTH, 20),
                        cards -> cards.tools(CardQuery.all().page(2, 20))),
                bound(limits -> limits.with(Limits.Bound.FACET_SIZE, 9), cards -> cards.search(CardQuery.all())),
                bound(limits -> limits.with(Limits.Bound.FACET_SIZE, 9),
                        cards -> cards.facet(Facet.COUNTRY, "", CardQuery.all())),
                bound(limits -> limits.with(Limits.Bound.FILTER_VALUES, 1),
                        cards -> cards.search(CardQuery.all().with(Facet.COUNTRY, "a").with(Facet.COUNTRY, "b"))),
                bound(limits -> limits.with(Limits.Bound.FILTER_LENGTH, 1),
                        cards -> cards.landscape(CardQuery.all().with(Facet.COUNTRY, "ab"))),
                bound(limits -> limits.with(Limits.Bound.NAMES, 1), cards -> cards.resolve(List.of("a", "b"))),
                bound(limits -> limits.with(Limits.Bound.COMPARED, 1),
                        cards -> cards.compare(List.of(new UUID(1, 1), new UUID(1, 2)))));
    }

    private static Arguments bound(UnaryOperator<Limits> limits, Consumer<ThreatCards> call) {
        return arguments(limits.apply(Limits.DEFAULT), call);
    }

    @ParameterizedTest
    @MethodSource("boundsAndWhatExceedsThem")
    void eachBoundIsKept(Limits limits, Consumer<ThreatCards> call) {
        try (ThreatCards usual = within(Limits.DEFAULT); ThreatCards cards = within(limits)) {
            assertThatCode(() -> call.accept(usual)).doesNotThrowAnyException();
            assertThatThrownBy(() -> call.accept(cards)).isInstanceOf(InvalidQueryException.class);
        }
    }

    @Test
    void roomierBoundsAreKeptToo() {
        try (ThreatCards cards = within(Limits.DEFAULT.with(Limits.Bound.QUERY_LENGTH, 5_000)
                .with(Limits.Bound.NAMES, 2_000).with(Limits.Bound.COMPARED, 6))) {
            assertThatCode(() -> cards.search(CardQuery.of("o".repeat(4_000)))).doesNotThrowAnyException();
            assertThat(cards.resolve(Collections.nCopies(1_500, "Blue Otter"))).hasSize(1_500);
        }
    }

    @Test
    void aBoundIsANumberThatCanBe() {
        assertThatThrownBy(() -> Limits.DEFAULT.withSearchTime(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("searchTime");
        assertThatThrownBy(() -> Limits.DEFAULT.with(Limits.Bound.QUERY_WORDS, Limits.QUERY_WORDS + 1))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("queryWords");
        assertThatThrownBy(() -> Limits.DEFAULT.with(Limits.Bound.NAMES, 0))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("names");
    }

    private static Stream<Arguments> facetsOfTheOtherKind() {
        return Stream.of(asked("country", cards -> cards.tools(CardQuery.all().with(Facet.COUNTRY, "China"))),
                asked("country", cards -> cards.tools(CardQuery.all().without(Facet.COUNTRY, "China"))),
                asked("country", cards -> cards.tools(CardQuery.all().facets(Set.of(Facet.COUNTRY), 5))),
                asked("country", cards -> cards.toolFacet(Facet.COUNTRY, "", CardQuery.all())),
                asked("sector", cards -> cards.toolFacet(Facet.TYPE, "", CardQuery.all().with(Facet.SECTOR, "Energy"))),
                asked("type", cards -> cards.search(CardQuery.all().withAll(Facet.TYPE, "Backdoor"))),
                asked("type", cards -> cards.search(CardQuery.all().facets(Set.of(Facet.TYPE), 5))),
                asked("type", cards -> cards.facet(Facet.TYPE, "", CardQuery.all())),
                asked("type", cards -> cards.facet(Facet.COUNTRY, "", CardQuery.all().with(Facet.TYPE, "Backdoor"))),
                asked("type", cards -> cards.landscape(CardQuery.all().with(Facet.TYPE, "Backdoor"))),
                asked("target", cards -> exportOfTools(cards)));
    }

    private static Arguments asked(String facet, Consumer<ThreatCards> call) {
        return arguments(facet, call);
    }

    private static void exportOfTools(ThreatCards cards) {
        try {
            cards.export(CardSelection.tools(CardQuery.all().with(Facet.TARGET, "Iran")), ExportFormat.JSON,
                    new ByteArrayOutputStream());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("facetsOfTheOtherKind")
    void aFacetOfTheOtherKindIsAnError(String facet, Consumer<ThreatCards> call) {
        try (ThreatCards cards = within(Limits.DEFAULT)) {
            assertThatThrownBy(() -> call.accept(cards)).isInstanceOf(InvalidQueryException.class)
                    .hasMessageContaining("\"" + facet + "\"").hasMessageContaining("collection, ");
        }
    }

    @Test
    void allFacetsAreThoseThatTheKindHas() {
        try (ThreatCards cards = within(Limits.DEFAULT)) {
            assertThat(cards.tools(CardQuery.all()).facets()).containsOnlyKeys(Facet.COLLECTION, Facet.EDITION,
                    Facet.CATEGORY, Facet.TYPE, Facet.CVE, Facet.TACTIC, Facet.TECHNIQUE, Facet.CHANGED);
        }
    }
}
