package dev.threatcards.ingest;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.threatcards.SyntheticDeck;
import dev.threatcards.ThreatCards;

import static org.assertj.core.api.Assertions.assertThat;

final class IngestProgressTest {

    @TempDir
    private Path folder;

    private final List<IngestProgress> told = new ArrayList<>();

    private Path deck(int cards, long seed) throws IOException {
        Path deck = folder.resolve("deck-" + seed + ".json");
        try (OutputStream out = Files.newOutputStream(deck)) {
            SyntheticDeck.of(cards, seed).write(out);
        }
        return deck;
    }

    @Test
    void everyCardAndAllBytesOfAllDecksAreTold() throws IOException {
        Path one = deck(40, 1);
        Path other = deck(30, 2);
        IngestReport report = ThreatCards.build(folder.resolve("index")).onProgress(told::add)
                .from(List.of(one.toString(), other.toString()));
        assertThat(report.read()).isEqualTo(70);
        long all = Files.size(one) + Files.size(other);
        assertThat(told).extracting(IngestProgress::cards).isSorted().contains(1, 2, 40, 41, 69);
        assertThat(told).extracting(IngestProgress::bytes).isSorted().contains(Files.size(one));
        assertThat(told).allSatisfy(progress -> assertThat(progress.totalBytes()).hasValue(all));
        assertThat(told.getLast().cards()).isEqualTo(70);
        assertThat(told.getLast().bytes()).isEqualTo(all);
    }

    @Test
    void theStarterDeckHasAnEndToo() {
        IngestReport report = ThreatCards.build(folder.resolve("index")).onProgress(told::add).fromStarterDeck();
        assertThat(told.getLast().cards()).isEqualTo(report.read());
        assertThat(told.getLast().totalBytes()).hasValue(told.getLast().bytes());
        assertThat(told.getFirst().totalBytes()).isEqualTo(told.getLast().totalBytes());
    }
}
