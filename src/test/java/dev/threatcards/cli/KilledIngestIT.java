package dev.threatcards.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.threatcards.ThreatCards;
import dev.threatcards.query.CardQuery;

import static org.assertj.core.api.Assertions.assertThat;

/** An ingest that is killed at any moment leaves the old deck or the new one, never a mix and never a ruin. */
@Order(0) // the longest begin first, lest one of them runs on alone
final class KilledIngestIT {

    private static final int CARDS = 600;
    private static final int KILLS = 20;

    @TempDir
    private Path folder;

    private Path deck(String word) throws Exception {
        String cards = IntStream.range(0, CARDS).mapToObj(i -> String.format(Locale.ROOT, """
                {"actor": "Actor %d", "description": "%s", "uuid": "11111111-2222-4333-8444-%012d"}""", i,
                (word + " ").repeat(200), i)).collect(Collectors.joining(","));
        return Files.writeString(folder.resolve(word + ".json"), "{\"source\": \"x\", \"values\": [" + cards + "]}");
    }

    @Test
    void theIndexHoldsOneDeckOrTheOther() throws Exception {
        Path index = folder.resolve("index");
        String[] words = {"heron", "newt"};
        Path[] decks = {deck(words[0]), deck(words[1])};
        long begin = System.nanoTime();
        assertThat(Program.run("ingest", decks[0].toString(), "--index", index.toString()).exit()).isZero();
        long whole = (System.nanoTime() - begin) / 1_000_000;
        Random random = new Random();
        int killed = 0;
        int present = 0;
        for (int i = 0; i < KILLS; i++) {
            Path log = folder.resolve("log");
            Process ingest = Program.start(log, log, "ingest", decks[1 - present].toString(), "--index",
                    index.toString());
            // From before the first card is read to after the commit: some runs end before they are killed.
            if (!ingest.waitFor(200 + random.nextInt((int) (whole * 1.2)), TimeUnit.MILLISECONDS)) {
                killed++;
            }
            ingest.destroyForcibly().waitFor();
            try (ThreatCards cards = ThreatCards.open(index)) {
                assertThat(cards.search(CardQuery.all()).total()).isEqualTo(CARDS);
                int now = cards.search(CardQuery.of(words[0])).total() > 0 ? 0 : 1;
                assertThat(cards.search(CardQuery.of(words[now])).total()).isEqualTo(CARDS);
                assertThat(cards.search(CardQuery.of(words[1 - now])).total()).isZero();
                present = now;
            }
        }
        System.out.println("Killed " + killed + " of " + KILLS + " ingests before they ended; a whole one takes "
                + whole + " ms.");
        assertThat(killed).isPositive();
    }
}
