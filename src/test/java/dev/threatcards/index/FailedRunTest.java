package dev.threatcards.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.FilterIndexOutput;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.threatcards.TestCards;
import dev.threatcards.ThreatCards;
import dev.threatcards.card.Card;
import dev.threatcards.error.IndexException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Runs that end badly: what they wrote is gone at once, and the index is what it was. */
final class FailedRunTest {

    @TempDir
    private Path folder;

    /** A disk with room for so many bytes. */
    private static final class SmallDisk extends FilterDirectory {
        private final AtomicLong room;

        SmallDisk(Path folder, long room) throws IOException {
            super(FSDirectory.open(folder));
            this.room = new AtomicLong(room);
        }

        @Override
        public IndexOutput createOutput(String name, IOContext context) throws IOException {
            return limited(name, super.createOutput(name, context));
        }

        @Override
        public IndexOutput createTempOutput(String prefix, String suffix, IOContext context) throws IOException {
            IndexOutput output = super.createTempOutput(prefix, suffix, context);
            return limited(output.getName(), output);
        }

        private IndexOutput limited(String name, IndexOutput output) {
            return new FilterIndexOutput("limited " + name, name, output) {
                @Override
                public void writeByte(byte value) throws IOException {
                    take(1);
                    super.writeByte(value);
                }

                @Override
                public void writeBytes(byte[] bytes, int offset, int length) throws IOException {
                    take(length);
                    super.writeBytes(bytes, offset, length);
                }

                private void take(int bytes) throws IOException {
                    if (room.addAndGet(-bytes) < 0) {
                        throw new IOException("No space left on device");
                    }
                }
            };
        }
    }

    private static Card[] cards(String name, int size) {
        return IntStream.range(0, size).mapToObj(number -> TestCards.actor(name + " " + number)
                .description("Story " + number + " of " + name).country("Iran").card()).toArray(Card[]::new);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals(IndexWriter.WRITE_LOCK_NAME)).sorted().toList();
        }
    }

    /** Puts cards in several segments, and commits them. */
    private void run(long room) throws IOException {
        try (CardIndexWriter writer = CardIndexWriter.open(folder, new SmallDisk(folder, room))) {
            writer.putDeck(TestCards.DECK);
            for (String name : List.of("One", "Two", "Three")) {
                Arrays.stream(cards(name, 30)).forEach(card -> writer.put(TestCards.merged(card, TestCards.DECK)));
                // What was put is read again, from a segment.
                writer.ofDeck(TestCards.DECK.id());
            }
            writer.commit(List.of());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 100, 1_000, 5_000, 10_000, 15_000, 20_000, 25_000, 30_000, 35_000, 40_000, 45_000,
            50_000})
    void afterAFullDiskTheFolderHoldsTheOldIndexAlone(long room) throws IOException {
        TestCards.write(folder, cards("Old", 5));
        List<String> before = files();
        try {
            run(room);
            assertThat(room).as("a run that has room").isGreaterThan(10_000);
            return;
        } catch (IndexException e) {
            assertThat(e).hasMessageContaining("is full").hasMessageContaining("holds what it held before");
        }
        assertThat(files()).isEqualTo(before);
        try (FSDirectory directory = FSDirectory.open(folder)) {
            assertThat(files())
                    .containsExactlyInAnyOrderElementsOf(SegmentInfos.readLatestCommit(directory).files(true));
        }
        try (ThreatCards cards = ThreatCards.open(folder)) {
            assertThat(cards.provenance().actors()).isEqualTo(5);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 100, 1_000, 5_000, 10_000, 20_000})
    void afterAFullDiskAFolderWithoutAnIndexIsEmpty(long room) throws IOException {
        assertThatThrownBy(() -> run(room)).isInstanceOf(IndexException.class).hasMessageContaining("is full");
        assertThat(files()).isEmpty();
    }

    @Test
    void aFolderThatWasMadeForARunThatLeavesNothingIsGone() throws IOException {
        Path index = folder.resolve("a/b/index");
        Path deck = Files.writeString(folder.resolve("deck.json"),
                "{\"source\":\"Test\",\"uuid\":\"u\",\"values\":[{\"actor\":\"Bad\",\"uuid\":\"none\"}]}");
        assertThat(ThreatCards.build(index).from(List.of(deck.toString())).rejects()).isNotEmpty();
        assertThat(folder.resolve("a")).doesNotExist();
        assertThatThrownBy(() -> ThreatCards.build(index).from(List.of(folder.resolve("none.json").toString())))
                .isInstanceOf(RuntimeException.class);
        assertThat(folder.resolve("a")).doesNotExist();
    }

    @Test
    void aFolderThatWasThereStays() throws IOException {
        Files.writeString(folder.resolve("mine.txt"), "mine");
        try (CardIndexWriter writer = CardIndexWriter.open(folder)) {
            writer.putDeck(TestCards.DECK);
        }
        assertThat(files()).containsExactly("mine.txt");
    }

    @Test
    void anInterruptedRunIsToldAsThatAndLeavesNothing() throws IOException {
        TestCards.write(folder, cards("Old", 5));
        List<String> before = files();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> TestCards.write(folder, cards("New", 500))).isInstanceOf(IndexException.class)
                .hasMessageContaining("interrupted").hasMessageNotContaining("damaged");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(files()).isEqualTo(before);
        assertThat(TestCards.write(folder, cards("New", 2)).actors()).isEqualTo(7);
    }

    @Test
    void aRunIsInterruptedMidwayAndLeavesNothing() throws IOException {
        TestCards.write(folder, cards("Old", 5));
        List<String> before = files();
        assertThatThrownBy(() -> {
            try (CardIndexWriter writer = CardIndexWriter.open(folder)) {
                writer.putDeck(TestCards.DECK);
                for (Card card : cards("New", 50)) {
                    writer.put(TestCards.merged(card, TestCards.DECK));
                }
                Thread.currentThread().interrupt();
                writer.commit(List.of());
            }
        }).isInstanceOf(IndexException.class).hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(files()).isEqualTo(before);
    }
}
