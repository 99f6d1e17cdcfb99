package dev.threatcards;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.threatcards.error.IndexException;
import dev.threatcards.export.ExportFormat;
import dev.threatcards.index.CardIndex;
import dev.threatcards.index.PerCommit;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.CardSelection;
import dev.threatcards.result.Hit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A snapshot reads one commit, whatever is committed meanwhile, and is closed by itself. */
final class SnapshotTest {

    @TempDir
    private Path folder;

    private ThreatCards cards;

    @BeforeEach
    void open() {
        TestCards.write(folder, TestCards.actor("Blue Otter").description("old").tools("DamBuster").card(),
                TestCards.tool("DamBuster"));
        cards = ThreatCards.open(folder);
    }

    @AfterEach
    void close() {
        cards.close();
    }

    private void ingestAnew() {
        TestCards.write(folder, TestCards.actor("Blue Otter").description("new").card(),
                TestCards.actor("Red Otter").description("new").tools("DamBuster").card(), TestCards.tool("DamBuster"));
    }

    private static List<String> descriptions(ThreatCards of) {
        return of.search(CardQuery.of("otter")).hits().stream().map(Hit::card).map(card -> card.description()).toList();
    }

    private static String export(ThreatCards of) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            of.export(CardSelection.all(), ExportFormat.NDJSON, out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** What an index answers, of each kind of answer. */
    private static List<Object> answers(ThreatCards of) {
        List<Function<ThreatCards, Object>> calls = List.of(ThreatCards::commit, SnapshotTest::descriptions,
                SnapshotTest::export, each -> each.tools(CardQuery.all()), each -> each.landscape(CardQuery.all()),
                each -> each.suggest("otter", 10), each -> each.resolve("Red Otter"),
                each -> each.scan("Red Otter again"), each -> each.cards("Red Otter"),
                each -> each.users(TestCards.uuid("DamBuster")), ThreatCards::provenance, ThreatCards::inspect);
        return calls.stream().map(call -> call.apply(of)).toList();
    }

    @Test
    void itAnswersOfItsCommitWhileTheIndexGoesOn() {
        try (ThreatCards snapshot = cards.snapshot()) {
            List<Object> before = answers(cards);
            ingestAnew();
            try (ThreatCards newest = ThreatCards.open(folder)) {
                assertThat(descriptions(newest)).containsExactly("new", "new");
                assertThat(newest.commit()).isNotEqualTo(snapshot.commit());
            }
            assertThat(answers(snapshot)).isEqualTo(before);
        }
    }

    @Test
    void theIndexItIsOfSeesTheNewCommit() {
        try (ThreatCards snapshot = cards.snapshot()) {
            String old = snapshot.commit();
            ingestAnew();
            // An index looks for a newer commit twice a second.
            while (cards.commit().equals(old)) {
                Thread.onSpinWait();
            }
            assertThat(descriptions(cards)).containsExactly("new", "new");
            assertThat(descriptions(snapshot)).containsExactly("old");
            assertThat(snapshot.commit()).isEqualTo(old);
            try (ThreatCards ofNew = cards.snapshot(); ThreatCards ofOld = snapshot.snapshot()) {
                assertThat(ofNew.commit()).isEqualTo(cards.commit());
                assertThat(ofOld.commit()).isEqualTo(old);
            }
        }
    }

    @Test
    void closingItLeavesTheIndexAndOtherSnapshotsOpen() {
        ThreatCards closed = cards.snapshot();
        try (ThreatCards other = closed.snapshot()) {
            closed.close();
            closed.close();
            assertThatThrownBy(closed::commit).isInstanceOf(IndexException.class).hasMessageContaining("closed");
            assertThatThrownBy(closed::snapshot).isInstanceOf(IndexException.class).hasMessageContaining("closed");
            assertThat(descriptions(other)).containsExactly("old");
            assertThat(descriptions(cards)).containsExactly("old");
        }
    }

    @Test
    void itOutlivesTheIndex() {
        try (ThreatCards snapshot = cards.snapshot()) {
            cards.close();
            assertThat(descriptions(snapshot)).containsExactly("old");
            assertThatThrownBy(cards::commit).isInstanceOf(IndexException.class).hasMessageContaining("closed");
        }
    }

    @Test
    void whatIsWorkedOutForACommitIsSharedWhileItIsOpenAndDroppedThen() throws IOException {
        PerCommit<Object> value = new PerCommit<>(snapshot -> new Object());
        Object first;
        try (CardIndex index = CardIndex.open(folder)) {
            try (CardIndex.Snapshot old = index.snapshot(); CardIndex.Snapshot same = old.share()) {
                first = value.of(old);
                ingestAnew();
                try (CardIndex other = CardIndex.open(folder); CardIndex.Snapshot fresh = other.snapshot()) {
                    Object ofFresh = value.of(fresh);
                    assertThat(ofFresh).isNotSameAs(first);
                    assertThat(value.of(same)).isSameAs(first);
                    assertThat(value.of(fresh)).isSameAs(ofFresh);
                    first = ofFresh;
                }
            }
        }
        try (CardIndex index = CardIndex.open(folder); CardIndex.Snapshot again = index.snapshot()) {
            assertThat(value.of(again)).isNotSameAs(first);
        }
    }
}
