package dev.threatcards.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.StringField;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.threatcards.TestCards;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Provenance;
import dev.threatcards.card.Reject;
import dev.threatcards.index.CardIndexWriter.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/** A card that Lucene, or the code that makes its document, does not take. */
final class RefusedCardTest {

    @TempDir
    private Path folder;

    /** What goes wrong with cards that are described as bad. */
    enum Failure {
        IN_LUCENE {
            @Override
            List<Document> of(MergedCard card, BytesRef stored, CardAnalysis analysis) throws IOException {
                List<Document> documents = CardDocument.of(card, stored, analysis);
                documents.getLast().add(new StringField("immense", "x".repeat(40_000), Store.NO));
                return documents;
            }
        },
        IN_A_LOOP {
            @Override
            List<Document> of(MergedCard card, BytesRef stored, CardAnalysis analysis) {
                throw new IllegalStateException("no such thing");
            }
        },
        TOO_DEEP {
            @Override
            List<Document> of(MergedCard card, BytesRef stored, CardAnalysis analysis) {
                throw new StackOverflowError("too deep");
            }
        };

        abstract List<Document> of(MergedCard card, BytesRef stored, CardAnalysis analysis) throws IOException;

        private List<Document> unlessGood(MergedCard card, BytesRef stored, CardAnalysis analysis) throws IOException {
            return card.card().description().equals("bad")
                    ? of(card, stored, analysis)
                    : CardDocument.of(card, stored, analysis);
        }
    }

    private CardIndexWriter writer(Failure failure) throws IOException {
        CardIndexWriter writer = CardIndexWriter.open(folder, FSDirectory.open(folder), failure::unlessGood);
        writer.putDeck(TestCards.DECK);
        return writer;
    }

    private static MergedCard card(int number, String description) {
        return TestCards.merged(TestCards.actor("Actor " + number).description(description).card(), TestCards.DECK);
    }

    @ParameterizedTest
    @EnumSource
    void aCardThatCannotBeIndexedIsARejectAndTheOthersAreIndexed(Failure failure) throws IOException {
        try (CardIndexWriter writer = writer(failure)) {
            IntStream.range(0, 200).forEach(number -> writer.put(card(number, number % 50 == 7 ? "bad" : "good")));
            List<Reject> rejects = writer.rejects();
            assertThat(rejects).hasSize(4).allSatisfy(reject -> {
                assertThat(reject.location()).isEqualTo("test");
                assertThat(reject.place()).contains("Actor ");
                assertThat(reject.reason()).startsWith("It cannot be indexed: ").doesNotContain("java.", "Exception");
            });
            assertThat(writer.count(Outcome.ADDED)).isEqualTo(196);
            Provenance provenance = writer.commit(rejects);
            assertThat(provenance.actors()).isEqualTo(196);
            assertThat(provenance.rejectCount()).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theCardAsItWasStaysAndABetterOneTakesItsPlace(Failure failure) throws IOException {
        try (CardIndexWriter writer = writer(failure)) {
            writer.put(card(1, "first"));
            writer.put(card(2, "first"));
            writer.commit(List.of());
        }
        try (CardIndexWriter writer = writer(failure)) {
            writer.put(card(1, "bad"));
            writer.put(card(2, "bad"));
            writer.put(card(2, "better"));
            assertThat(writer.rejects()).hasSize(2);
            assertThat(writer.card(card(1, "").uuid()).orElseThrow().card().description()).isEqualTo("first");
            assertThat(writer.card(card(2, "").uuid()).orElseThrow().card().description()).isEqualTo("better");
            assertThat(writer.count(Outcome.CHANGED)).isEqualTo(1);
            assertThat(writer.commit(writer.rejects()).actors()).isEqualTo(2);
        }
    }
}
