package dev.threatcards.source.form;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.Deck;
import dev.threatcards.card.DeckCard;
import dev.threatcards.source.CardSources;
import dev.threatcards.source.ReadCards;

import static org.assertj.core.api.Assertions.assertThat;

final class MispEventFormTest {

    private static final String EMPTY = "{\"Event\":{\"info\":\"Nothing known\",\"uuid\":\"7a1d0f60-0000-4000-8000-0000000000e2\"}}";

    @TempDir
    private Path folder;

    private static String event() throws IOException {
        return new String(MispEventFormTest.class
                .getResourceAsStream("/dev/threatcards/source/ReaderFuzzTestInputs/mispEvent/event.json")
                .readAllBytes(), StandardCharsets.UTF_8);
    }

    private ReadCards read(String... files) throws IOException {
        for (int i = 0; i < files.length; i++) {
            Files.writeString(folder.resolve(i + ".json"), files[i]);
        }
        ReadCards read = new ReadCards();
        CardSources.read(List.of(folder.toString()), read);
        return read;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"''|''", "[|]", "{\"response\":[|]}"})
    void clustersOnTheEventAndItsPartsAreCards(String before, String after) throws IOException {
        ReadCards read = read(before + event() + after);
        assertThat(read.rejects).isEmpty();
        assertThat(read.cards).extracting(Card::name).containsExactly("Gravel Heron", "QuillRat", "Marble Stoat");
        ActorCard heron = (ActorCard) read.cards.getFirst();
        assertThat(heron.collection()).isEqualTo(Deck.MISP_GALAXY);
        assertThat(heron.names()).extracting("name").containsExactly("Gravel Heron", "Pebble Heron", "GH-1");
        assertThat(heron.country()).containsExactly("North Korea");
        assertThat(heron.information()).containsExactlyInAnyOrder("https://example.org/heron",
                "https://example.org/report", "https://example.org/second");
        assertThat(read.decks.getFirst().source()).isEqualTo("Northwind Labs: A report on Gravel Heron (2024-03-05)");
    }

    @Test
    void anActorInATagIsKnownByItsTitle() throws IOException {
        DeckCard stoat = read(event()).read.getLast();
        assertThat(stoat.identity()).isEqualTo(DeckCard.Identity.TITLE);
        assertThat(stoat.card().information()).containsExactly("https://example.org/report",
                "https://example.org/second");
    }

    @Test
    void eventsWithoutActorsOrToolsAreCountedInOneReject() throws IOException {
        assertThat(read(event(), EMPTY, EMPTY, EMPTY).rejects).singleElement()
                .satisfies(reject -> assertThat(reject.reason()).contains("no cluster", "2 of the other events"));
    }

    @Test
    void theManifestOfAFeedHasNoCards() throws IOException {
        String manifest = "{\"7a1d0f60-0000-4000-8000-0000000000e1\":{\"info\":\"A report\",\"Orgc\":{\"name\":\"N\"}}}";
        assertThat(read(manifest, event()).rejects).isEmpty();
        Files.delete(folder.resolve("1.json"));
        assertThat(read(manifest).rejects).singleElement()
                .satisfies(reject -> assertThat(reject.reason()).contains("no events"));
    }
}
