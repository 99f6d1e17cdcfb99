package dev.threatcards.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;

import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.threatcards.TestCards;
import dev.threatcards.error.IndexException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** An index whose folder is deleted, replaced or written by another version while it is open. */
final class ReplacedIndexTest {

    private static final Logger LOG = Logger.getLogger(CardIndex.class.getName());

    @TempDir
    private Path temporary;

    private final List<LogRecord> logged = Collections.synchronizedList(new ArrayList<>());
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            logged.add(record);
        }

        @Override
        public void flush() {
            // Nothing is buffered.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    @BeforeEach
    void listen() {
        LOG.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        LOG.removeHandler(handler);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static String titles(CardIndex index) throws IOException {
        try (CardIndex.Snapshot snapshot = index.snapshot()) {
            List<Integer> all = java.util.stream.IntStream.range(0, snapshot.searcher().getIndexReader().maxDoc())
                    .boxed().toList();
            return String.join(", ", snapshot.cards(all).stream().map(card -> card.card().name()).toList());
        }
    }

    private static String commit(CardIndex index) {
        try (CardIndex.Snapshot snapshot = index.snapshot()) {
            return snapshot.commit();
        }
    }

    @Test
    void anIndexThatWasDeletedAndBuiltAnewIsSeen() throws IOException {
        Path folder = temporary.resolve("index");
        TestCards.write(folder, TestCards.actor("Blue Otter").card());
        try (CardIndex index = CardIndex.open(folder, 0)) {
            String before = commit(index);
            for (String name : List.of("Red Fox", "Grey Heron", "Green Newt")) {
                delete(folder);
                TestCards.write(folder, TestCards.actor(name).card());
                assertThat(titles(index)).isEqualTo(name);
                assertThat(commit(index)).isNotEqualTo(before);
            }
        }
    }

    @Test
    void aLinkThatLeadsToAnotherIndexIsFollowed() throws IOException {
        TestCards.write(temporary.resolve("one"), TestCards.actor("Blue Otter").card());
        TestCards.write(temporary.resolve("two"), TestCards.actor("Red Fox").card());
        Path link = Files.createSymbolicLink(temporary.resolve("current"), temporary.resolve("one"));
        try (CardIndex index = CardIndex.open(link, 0)) {
            assertThat(titles(index)).isEqualTo("Blue Otter");
            Files.delete(link);
            Files.createSymbolicLink(link, temporary.resolve("two"));
            assertThat(titles(index)).isEqualTo("Red Fox");
        }
    }

    @Test
    void theSameCardsWrittenTwiceAreTwoCommits() {
        TestCards.write(temporary.resolve("one"), TestCards.actor("Blue Otter").card());
        TestCards.write(temporary.resolve("two"), TestCards.actor("Blue Otter").card());
        try (CardIndex one = CardIndex.open(temporary.resolve("one"));
                CardIndex two = CardIndex.open(temporary.resolve("two"))) {
            assertThat(commit(one)).matches("[0-9a-z]{20,}").isNotEqualTo(commit(two)).isEqualTo(commit(one));
        }
    }

    @Test
    void aDeletedIndexIsReadOnAndToldOnce() throws IOException {
        Path folder = temporary.resolve("index");
        TestCards.write(folder, TestCards.actor("Blue Otter").card());
        try (CardIndex index = CardIndex.open(folder, 0)) {
            delete(folder);
            for (int request = 0; request < 20; request++) {
                assertThat(titles(index)).isEqualTo("Blue Otter");
            }
            assertThat(folder).doesNotExist();
            assertThat(index.problem().orElseThrow()).hasMessageContaining("no index in " + folder + " any more");
            assertThat(logged).hasSize(1);
            assertThat(logged.getFirst().getThrown()).isNull();

            TestCards.write(folder, TestCards.actor("Red Fox").card());
            assertThat(titles(index)).isEqualTo("Red Fox");
            assertThat(index.problem()).isEmpty();
            assertThat(logged).hasSize(2);
        }
    }

    @Test
    void aCommitOfANewerVersionIsNotReadAsOneOfThis() throws IOException {
        TestCards.write(temporary, TestCards.actor("Blue Otter").card());
        try (CardIndex index = CardIndex.open(temporary, 0)) {
            try (FSDirectory directory = FSDirectory.open(temporary);
                    IndexWriter writer = new IndexWriter(directory,
                            new IndexWriterConfig().setOpenMode(IndexWriterConfig.OpenMode.CREATE))) {
                writer.setLiveCommitData(Map.of("schema", "1000").entrySet());
                writer.commit();
            }
            assertThat(titles(index)).isEqualTo("Blue Otter");
            assertThat(index.problem().orElseThrow()).hasMessageContaining("newer version");
        }
    }

    @Test
    void aClosedIndexSaysSo() {
        TestCards.write(temporary, TestCards.actor("Blue Otter").card());
        CardIndex index = CardIndex.open(temporary, 0);
        index.close();
        assertThatThrownBy(index::snapshot).isInstanceOf(IndexException.class).hasMessageContaining("closed");
    }
}
