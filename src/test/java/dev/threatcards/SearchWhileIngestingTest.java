package dev.threatcards;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.threatcards.card.CardDate;
import dev.threatcards.card.Deck;
import dev.threatcards.index.CardIndexWriter;
import dev.threatcards.query.CardQuery;
import dev.threatcards.result.FacetValue;
import dev.threatcards.result.SearchResult;

import static dev.threatcards.card.Facet.COUNTRY;
import static org.assertj.core.api.Assertions.assertThat;

/** Many threads search while the deck is ingested again and again: each answer is of one edition, and nothing stays open. */
final class SearchWhileIngestingTest {

    private static final int EDITIONS = 50;
    private static final int SEARCHERS = 8;
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);

    @TempDir
    private Path folder;

    /** An edition has as many cards as its number says, and each card, as well as the deck's day, says which it is. */
    private void ingest(int edition) {
        LocalDate day = FIRST.plusDays(edition);
        Deck deck = TestCards.DECK.at(new CardDate(day.toString(), day, day, CardDate.Precision.DAY));
        try (CardIndexWriter writer = CardIndexWriter.open(folder)) {
            writer.putDeck(deck);
            for (int i = 0; i < edition; i++) {
                writer.put(TestCards.merged(
                        TestCards.actor("Otter " + i).country("China").description("edition " + edition).card(), deck));
            }
            writer.commit(List.of());
        }
    }

    /** Searches until the last edition is seen; says which the answers were of, in their order. */
    private static List<Integer> searchUntilTheLast(ThreatCards cards) {
        List<Integer> seen = new ArrayList<>();
        int edition = 0;
        while (edition < EDITIONS) {
            SearchResult result = cards.search(CardQuery.of("otter").page(1, 100));
            edition = (int) (LocalDate.parse(result.provenance().date()).toEpochDay() - FIRST.toEpochDay());
            assertThat(result.total()).isEqualTo(edition);
            assertThat(result.provenance().actors()).isEqualTo(edition);
            assertThat(result.facets().get(COUNTRY)).extracting(FacetValue::count).containsExactly(edition);
            assertThat(result.hits()).hasSize(edition).extracting(hit -> hit.card().description())
                    .containsOnly("edition " + edition);
            seen.add(edition);
        }
        return seen;
    }

    @Test
    void eachAnswerIsOfOneEdition() throws Exception {
        ingest(1);
        try (ThreatCards cards = ThreatCards.open(folder);
                ExecutorService threads = Executors.newFixedThreadPool(SEARCHERS)) {
            List<Future<List<Integer>>> searching = new ArrayList<>();
            for (int i = 0; i < SEARCHERS; i++) {
                searching.add(threads.submit(() -> searchUntilTheLast(cards)));
            }
            for (int edition = 2; edition <= EDITIONS; edition++) {
                ingest(edition);
            }
            for (Future<List<Integer>> each : searching) {
                assertThat(each.get(1, TimeUnit.MINUTES)).isSorted().endsWith(EDITIONS);
            }
            assertThat(held()).noneMatch(file -> file.endsWith("(deleted)"));
        }
        assertThat(held()).isEmpty();
    }

    /** The index's files that this process has open or mapped, where the system says so. */
    private List<String> held() throws IOException {
        Path open = Path.of("/proc/self/fd");
        if (!Files.isDirectory(open)) {
            return List.of();
        }
        List<String> held = new ArrayList<>();
        try (Stream<Path> handles = Files.list(open)) {
            for (Path handle : handles.toList()) {
                if (Files.isSymbolicLink(handle)) {
                    held.add(Files.readSymbolicLink(handle).toString());
                }
            }
        }
        held.addAll(Files.readAllLines(Path.of("/proc/self/maps"), StandardCharsets.UTF_8));
        String index = folder.toRealPath().toString();
        return held.stream().filter(file -> file.contains(index)).toList();
    }
}
