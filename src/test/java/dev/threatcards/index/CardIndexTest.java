package dev.threatcards.index;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.threatcards.TestCards;
import dev.threatcards.card.Card;
import dev.threatcards.card.Deck;
import dev.threatcards.card.Provenance;
import dev.threatcards.card.Reject;
import dev.threatcards.error.IndexException;
import dev.threatcards.index.CardIndexWriter.Outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Writing, committing and opening, on a real folder. */
final class CardIndexTest {

    @TempDir
    private Path folder;

    private Provenance write(Card... cards) {
        return TestCards.write(folder, cards);
    }

    private static void put(CardIndexWriter writer, Card card) {
        put(writer, card, TestCards.DECK);
    }

    private static void put(CardIndexWriter writer, Card card, Deck deck) {
        writer.putDeck(deck);
        writer.put(TestCards.merged(card, deck));
    }

    private int count() {
        try (CardIndex index = CardIndex.open(folder); CardIndex.Snapshot snapshot = index.snapshot()) {
            return snapshot.searcher().getIndexReader().numDocs();
        }
    }

    private long generation() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("segments_"))
                    .mapToLong(name -> Long.parseLong(name.substring("segments_".length()), Character.MAX_RADIX)).max()
                    .orElseThrow();
        }
    }

    @Test
    void aCardTakesThePlaceOfTheOneWithItsUuid() {
        write(TestCards.actor("Blue Otter").description("old").card());
        try (CardIndexWriter writer = CardIndexWriter.open(folder)) {
            put(writer, TestCards.actor("Blue Otter").description("new").card());
            assertThat(writer.count(Outcome.CHANGED)).isEqualTo(1);
            put(writer, TestCards.actor("Red Fox").card());
            assertThat(writer.count(Outcome.ADDED)).isEqualTo(1);
            writer.commit(List.of());
        }
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void anUnchangedCardIsNotWrittenAgain() throws IOException {
        write(TestCards.actor("Blue Otter").card());
        // The second run says that nothing has changed since the first, and the third has nothing to say.
        write(TestCards.actor("Blue Otter").card());
        long generation = generation();
        try (CardIndexWriter writer = CardIndexWriter.open(folder)) {
            put(writer, TestCards.actor("Blue Otter").card());
            assertThat(writer.count(Outcome.UNCHANGED)).isEqualTo(1);
            writer.commit(List.of());
        }
        assertThat(generation()).isEqualTo(generation);
    }

    @Test
    void theLaterOfTwoCardsOfARunStays() throws IOException {
        write(TestCards.actor("Blue Otter").description("one").card(),
                TestCards.actor("Blue Otter").description("two").card());
        try (CardIndex index = CardIndex.open(folder); CardIndex.Snapshot snapshot = index.snapshot()) {
            assertThat(new StoredCards(snapshot.searcher().getIndexReader()).card(0).description()).isIn("one", "two");
            assertThat(snapshot.searcher().getIndexReader().numDocs()).isEqualTo(1);
        }
    }

    @Test
    void theFilesOfSegmentsThatWereMergedAreGone() throws IOException {
        write(Stream.of("Blue Otter", "Red Fox", "Grey Heron", "Green Newt", "Black Stoat", "White Hare")
                .map(name -> TestCards.actor(name).card()).toArray(Card[]::new));
        write(TestCards.actor("Brown Bear").card());
        try (FSDirectory directory = FSDirectory.open(folder)) {
            assertThat(directory.listAll()).filteredOn(file -> !file.equals(IndexWriter.WRITE_LOCK_NAME))
                    .containsExactlyInAnyOrderElementsOf(SegmentInfos.readLatestCommit(directory).files(true));
        }
    }

    @Test
    void aTitleThatSaysANameTwiceIsNoError() {
        assertThat(write(TestCards.actor("X, X, , Y").card()).actors()).isEqualTo(1);
    }

    @Test
    void aRunThatDoesNotCommitLeavesNothing() {
        write(TestCards.actor("Blue Otter").card());
        try (CardIndexWriter writer = CardIndexWriter.open(folder)) {
            put(writer, TestCards.actor("Red Fox").card(), TestCards.DECK);
        }
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void anOpenReaderSeesTheNewCommitAndAnOpenSnapshotTheOld() throws InterruptedException {
        write(TestCards.actor("Blue Otter").card());
        try (CardIndex index = CardIndex.open(folder)) {
            try (CardIndex.Snapshot old = index.snapshot()) {
                write(TestCards.actor("Red Fox").card());
                assertThat(old.searcher().getIndexReader().numDocs()).isEqualTo(1);
            }
            long deadline = System.nanoTime() + 10_000_000_000L;
            int seen = 0;
            while (seen < 2 && System.nanoTime() < deadline) {
                try (CardIndex.Snapshot now = index.snapshot()) {
                    seen = now.searcher().getIndexReader().numDocs();
                }
            }
            assertThat(seen).isEqualTo(2);
        }
    }

    @Test
    void provenanceTravelsWithTheCommit() {
        Deck other = new Deck("other", "Other", "Other deck", TestCards.year(2024), Deck.Extent.EDITION,
                "CC BY-NC-SA 4.0", "ETDA JSON", "file", "");
        Reject reject = new Reject("file", "/values/3", "It is bad.");
        write(TestCards.actor("Blue Otter").card());
        try (CardIndexWriter writer = CardIndexWriter.open(folder)) {
            put(writer, TestCards.actor("Red Fox").card(), other);
            put(writer, TestCards.actor("Green Newt").card(), other);
            put(writer, TestCards.tool("Spanner"), other);
            writer.commit(List.of(reject));
        }
        try (CardIndex index = CardIndex.open(folder); CardIndex.Snapshot snapshot = index.snapshot()) {
            Provenance provenance = snapshot.provenance();
            assertThat(provenance.decks()).extracting(deck -> deck.deck().source()).containsExactly("Other deck",
                    "Test deck");
            assertThat(provenance.actors()).isEqualTo(3);
            assertThat(provenance.tools()).isEqualTo(1);
            assertThat(provenance.date()).isEqualTo("2024-01-01");
            assertThat(provenance.license()).isEqualTo("CC BY-NC-SA 4.0 and CC0-1.0");
            assertThat(provenance.rejects()).containsExactly(reject);
        }
    }

    @Test
    void aDeckThatNoCardIsFromAnyMoreIsForgotten() {
        write(TestCards.actor("Blue Otter").card());
        Deck other = new Deck("other", "Other", "Other deck", TestCards.year(2024), Deck.Extent.EDITION, "",
                "ETDA JSON", "file", "");
        try (CardIndexWriter writer = CardIndexWriter.open(folder)) {
            put(writer, TestCards.actor("Blue Otter").card(), other);
            assertThat(writer.commit(List.of()).decks()).extracting(deck -> deck.deck().id()).containsExactly("other");
        }
    }

    @Test
    void oneRunWritesAtATime() {
        try (CardIndexWriter first = CardIndexWriter.open(folder)) {
            assertThatThrownBy(() -> CardIndexWriter.open(folder)).isInstanceOf(IndexException.class)
                    .hasMessageContaining("Another process");
            put(first, TestCards.actor("Blue Otter").card(), TestCards.DECK);
            first.commit(List.of());
        }
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void whatIsNoIndexIsToldPlainly() throws IOException {
        assertThatThrownBy(() -> CardIndex.open(folder.resolve("none"))).isInstanceOf(IndexException.class)
                .hasMessageContaining("no index");
        Path file = Files.writeString(folder.resolve("file"), "x");
        assertThatThrownBy(() -> CardIndex.open(file)).isInstanceOf(IndexException.class)
                .hasMessageContaining("is a file");
        assertThatThrownBy(() -> CardIndexWriter.open(file)).isInstanceOf(IndexException.class)
                .hasMessageContaining("is a file");
    }

    @Test
    void anIndexOfAnotherVersionIsToldPlainly() throws IOException {
        for (Map.Entry<String, String> version : Map
                .of("0", "so old", "1000", "newer version", "none", "none of Threat").entrySet()) {
            try (FSDirectory directory = FSDirectory.open(folder);
                    IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
                writer.setLiveCommitData(Map.of("schema", version.getKey()).entrySet());
                writer.commit();
            }
            assertThatThrownBy(() -> CardIndex.open(folder)).isInstanceOf(IndexException.class)
                    .hasMessageContaining(version.getValue());
            assertThatThrownBy(() -> CardIndexWriter.open(folder)).isInstanceOf(IndexException.class)
                    .hasMessageContaining(version.getValue());
        }
    }

    @Test
    void aDamagedIndexIsToldPlainly() throws IOException {
        write(TestCards.actor("Blue Otter").card());
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.toString().contains("segments_")).toList()) {
                Files.write(file, "rubbish that is long enough to be read".getBytes(StandardCharsets.UTF_8));
            }
        }
        assertThatThrownBy(() -> CardIndex.open(folder)).isInstanceOf(IndexException.class)
                .hasMessageContaining("damaged");
        assertThatThrownBy(() -> CardIndexWriter.open(folder)).isInstanceOf(IndexException.class)
                .hasMessageContaining("damaged");
    }
}
