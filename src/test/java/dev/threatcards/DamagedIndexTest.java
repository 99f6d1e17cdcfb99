package dev.threatcards;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Facet;
import dev.threatcards.error.IndexException;
import dev.threatcards.export.ExportFormat;
import dev.threatcards.ingest.RebuildReport;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.CardSelection;
import dev.threatcards.result.SearchResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Bits that flip and files that end early: each gives the right answers or one clear error, and never wrong data. */
final class DamagedIndexTest {

    private static final int FLIPS = Integer.getInteger("threatcards.flips", 60);
    private static final int TRUNCATIONS = Integer.getInteger("threatcards.truncations", 20);

    private static final int CARDS = 40;

    @TempDir
    private Path folder;
    private Path index;
    private List<Path> files;

    @BeforeEach
    void write() throws IOException {
        index = folder.resolve("index");
        TestCards.write(index, IntStream.range(0, CARDS).mapToObj(DamagedIndexTest::card).toArray(Card[]::new));
        TestCards.write(index, card(CARDS - 1), TestCards.tool("Spanner", "Wrench"));
        try (Stream<Path> all = Files.list(index)) {
            files = all.filter(file -> !file.endsWith("write.lock")).sorted().toList();
        }
    }

    private static Card card(int number) {
        return TestCards.actor("Actor " + number).alias("Alias " + number, "Acme").country("Iran", "China")
                .description("Attacks number " + number + " with patience and a long story of its own.")
                .tools("Spanner", "Tool " + number % 7).sectors("Energy")
                .operation(TestCards.year(2000 + number % 20), "Operation of " + number).card();
    }

    /** All that a user can ask, as text. */
    private static String answers(ThreatCards cards) {
        StringBuilder all = new StringBuilder();
        all.append(cards.provenance());
        SearchResult page = cards.search(CardQuery.all().page(1, 100));
        all.append(page.total()).append(page.hits()).append(page.facets());
        for (String query : List.of("patience", "\"long story\"", "number 7", "alias", "country:iran")) {
            all.append(cards.search(CardQuery.of(query).page(1, 100)).hits());
        }
        all.append(cards.search(CardQuery.all().with(Facet.COUNTRY, "Iran")).total());
        page.hits().forEach(hit -> all.append(cards.cards(hit.card().uuid().toString())));
        all.append(cards.suggest("Act", 10)).append(cards.resolve("alias 9")).append(cards.inspect());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            cards.export(new CardSelection.Matching(CardQuery.all(), EnumSet.allOf(Kind.class)), ExportFormat.NDJSON,
                    out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all.append(out.toString(StandardCharsets.UTF_8)).toString();
    }

    private static String answers(Path index, Function<Path, ThreatCards> opening) {
        try (ThreatCards cards = opening.apply(index)) {
            return answers(cards);
        }
    }

    /** Empty if the answers are right or the error is clear; else what happened. */
    private static String wrong(Path damaged, String right, Function<Path, ThreatCards> opening) {
        try {
            return answers(damaged, opening).equals(right) ? "" : "wrong answers";
        } catch (IndexException e) {
            return clear(e);
        } catch (RuntimeException | Error e) {
            return "raw " + e;
        }
    }

    private static String clear(IndexException e) {
        String message = e.getMessage();
        return message.matches("(?s).*(java\\.|org\\.apache|Exception|IndexInput).*") || message.length() > 700
                ? "unclear: " + message
                : "";
    }

    private void tryAll(Path damaged, String right, String what, List<String> failures) {
        List<String> found = new ArrayList<>();
        found.add(wrong(damaged, right, ThreatCards::open));
        found.add(wrong(damaged, right, ThreatCards::openBriefly));
        try {
            assertThat(ThreatCards.check(damaged)).isEqualTo(CARDS + 1);
        } catch (IndexException e) {
            found.add(clear(e));
        } catch (RuntimeException | Error e) {
            found.add("check: raw " + e);
        }
        try {
            RebuildReport report = ThreatCards.build(damaged).rebuild();
            if (report.cards() + report.lost() < CARDS + 1) {
                found.add("rebuild: " + report);
            }
            if (report.lost() == 0) {
                found.add("rebuilt: " + wrong(damaged, right, ThreatCards::open));
            }
            ThreatCards.check(damaged);
        } catch (IndexException e) {
            found.add(clear(e));
        } catch (RuntimeException | Error e) {
            found.add("rebuild: raw " + e);
        }
        found.stream().filter(text -> !text.isEmpty() && !text.equals("rebuilt: "))
                .forEach(text -> failures.add(what + ": " + text));
    }

    private Path copy() throws IOException {
        Path copy = folder.resolve("copy");
        if (Files.exists(copy)) {
            try (Stream<Path> old = Files.list(copy)) {
                for (Path file : old.toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(copy);
        for (Path file : files) {
            Files.copy(file, copy.resolve(file.getFileName()));
        }
        return copy;
    }

    @Test
    void everyFlipAndTruncationGivesTheRightAnswersOrAClearError() throws IOException {
        String right = answers(index, ThreatCards::open);
        Random random = new Random(24);
        List<String> failures = new ArrayList<>();
        for (int attempt = 0; attempt < FLIPS + TRUNCATIONS; attempt++) {
            Path copy = copy();
            Path file = copy.resolve(files.get(random.nextInt(files.size())).getFileName());
            byte[] bytes = Files.readAllBytes(file);
            int at = random.nextInt(bytes.length);
            if (attempt < FLIPS) {
                int bit = random.nextInt(Byte.SIZE);
                bytes[at] ^= (byte) (1 << bit);
                Files.write(file, bytes);
                tryAll(copy, right, "bit " + bit + " of byte " + at + " of " + file.getFileName(), failures);
            } else {
                Files.write(file, java.util.Arrays.copyOf(bytes, at));
                tryAll(copy, right, file.getFileName() + " cut at " + at, failures);
            }
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void aFileThatIsMissingIsToldAndTheOtherFilesAreEnoughForARebuild() throws IOException {
        String right = answers(index, ThreatCards::open);
        List<String> failures = new ArrayList<>();
        for (Path file : files) {
            Path copy = copy();
            Files.delete(copy.resolve(file.getFileName()));
            tryAll(copy, right, file.getFileName() + " deleted", failures);
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void anIndexWithoutTheListOfItsSegmentsIsNotSaidToBeAbsent() throws IOException {
        for (Path file : files) {
            if (file.getFileName().toString().startsWith("segments_")) {
                Files.delete(file);
            }
        }
        List<ThrowingCallable> uses = List.of(() -> ThreatCards.open(index), () -> ThreatCards.openBriefly(index),
                () -> ThreatCards.check(index), () -> ThreatCards.build(index).rebuild());
        assertThat(uses).allSatisfy(use -> assertThatThrownBy(use).isInstanceOf(IndexException.class)
                .hasMessageContaining("segments_N").hasMessageContaining("Ingest its decks again"));
    }

    @Test
    void aCardThatIsDamagedWhileTheIndexIsOpenIsNotShown() throws IOException {
        Path stored = files.stream()
                .filter(file -> file.toString().endsWith(".dvd") || file.toString().endsWith(".cfs")).findFirst()
                .orElseThrow();
        String right;
        try (ThreatCards cards = ThreatCards.open(index)) {
            right = cards.search(CardQuery.all().page(1, 100)).hits().toString();
        }
        byte[] whole = Files.readAllBytes(stored);
        int told = 0;
        for (int at = 0; at < whole.length; at += whole.length / 200) {
            try (ThreatCards cards = ThreatCards.open(index)) {
                try (var file = java.nio.channels.FileChannel.open(stored, java.nio.file.StandardOpenOption.WRITE)) {
                    file.write(java.nio.ByteBuffer.wrap(new byte[]{(byte) ~whole[at]}), at);
                }
                assertThat(cards.cards("Actor 7").toString()
                        + cards.export(new CardSelection.Matching(CardQuery.all(), EnumSet.of(Kind.ACTOR)),
                                ExportFormat.NDJSON, new ByteArrayOutputStream()))
                        .isNotEmpty();
                assertThat(right).isNotEmpty();
            } catch (IndexException e) {
                assertThat(e).hasMessageContaining("damaged").hasMessageContaining("doctor --rebuild");
                told++;
            } finally {
                Files.write(stored, whole);
            }
        }
        assertThat(told).isPositive();
    }

    @Test
    void damageIsToldWithWhatToDo() throws IOException {
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 4;
            Files.write(file, bytes);
        }
        assertThatThrownBy(() -> ThreatCards.open(index)).isInstanceOf(IndexException.class)
                .hasMessageContaining("damaged");
        assertThatThrownBy(() -> ThreatCards.check(index)).isInstanceOf(IndexException.class)
                .hasMessageContaining("damaged");
        assertThatThrownBy(() -> ThreatCards.build(index).rebuild()).isInstanceOf(IndexException.class)
                .hasMessageContaining("delete the folder");
    }
}
