package dev.threatcards.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import dev.threatcards.ThreatCards;
import dev.threatcards.error.IndexException;
import dev.threatcards.query.CardQuery;

/**
 * Kills ingests (SIGKILL) at random moments, half of them over an index that holds another edition. The index then is the old
 * one or the new one, whole; the next ingest succeeds and leaves no file that is not of the index.
 */
final class Kills {

    private static final int CARDS = 400;

    private final Settings settings;
    private final Path folder;
    private final Random random;
    private final Tally tally = new Tally("kills", "SIGKILLs during `ingest`, half over an existing index");

    Kills(Settings settings) {
        this.settings = settings;
        folder = settings.folder("kills");
        random = new Random(settings.seed());
    }

    Result run() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Editions editions = Editions.of(List.of(), CARDS, settings.seed());
        Path before = editions.write(0, folder.resolve("before.json"));
        Path after = editions.write(1, folder.resolve("after.json"));
        Path index = folder.resolve("work").resolve("index");
        Path err = folder.resolve("ingest.log");

        IndexFiles.delete(index.getParent());
        ThreatCards.build(index).from(List.of(after.toString()));
        String fresh = content(index);
        IndexFiles.delete(index.getParent());
        ThreatCards.build(index).from(List.of(before.toString()));
        String old = content(index);
        Map<String, byte[]> oldFiles = IndexFiles.read(index);
        long began = System.nanoTime();
        ChildProgram.run(settings, "ingest", after.toString(), "--index", index.toString());
        long whole = (System.nanoTime() - began) / 1_000_000;
        String updated = content(index);

        int killed = 0;
        int runs = 0;
        int[] left = new int[3];
        for (; killed < settings.kills(); runs++) {
            boolean over = runs % 2 == 1;
            IndexFiles.delete(index.getParent());
            Files.createDirectories(index.getParent());
            if (over) {
                IndexFiles.write(oldFiles, index);
            }
            try (ChildProgram ingest = ChildProgram.start(settings.jar(), err, ChildProgram.SHORT_LIVED, 0, "ingest",
                    after.toString(), "--index", index.toString())) {
                long started = System.nanoTime();
                // From before the first card is read to after the commit: some runs end before they are killed.
                if (ingest.process().waitFor(Math.round(whole * (0.2 + random.nextDouble())), TimeUnit.MILLISECONDS)) {
                    // A machine that is less busy now would end most of them before.
                    whole = Math.min(whole, (System.nanoTime() - started) / 1_000_000);
                    continue;
                }
                ingest.process().destroyForcibly().waitFor();
            }
            killed++;
            tally.tried();
            left[check(index, over ? old : "", over ? updated : fresh, "kill " + killed)]++;
            ThreatCards.build(index).from(List.of(after.toString()));
            Set<String> leftOver = IndexFiles.leftOver(index);
            Set<String> beside = IndexFiles.names(index.getParent());
            if (!leftOver.isEmpty() || beside.size() > 1) {
                tally.wrong("kill " + killed + ": the next ingest leaves " + leftOver + ", beside it " + beside);
            }
            if (!content(index).equals(over ? updated : fresh)) {
                tally.lost("kill " + killed + ": the next ingest gives other cards");
            }
        }
        tally.note("seed " + settings.seed() + "; " + editions.size() + " cards, a whole ingest takes " + whole
                + " ms; " + (runs - killed) + " further ingests ended before they were killed");
        tally.note("after the kill there was no index " + left[0] + " times, the old one " + left[1]
                + " times, the new one " + left[2] + " times");
        IndexFiles.delete(index.getParent());
        return tally.result();
    }

    /** Which there is after the kill: 0 none, 1 the old one, 2 the new one. Anything else is counted as lost. */
    private int check(Path index, String old, String now, String kill) throws IOException {
        if (!ThreatCards.exists(index)) {
            if (!old.isEmpty()) {
                tally.lost(kill + ": the index is gone");
            }
            return 0;
        }
        String content;
        try {
            content = content(index);
        } catch (IndexException e) {
            tally.lost(kill + ": " + e.getMessage());
            return 0;
        }
        if (content.equals(now)) {
            return 2;
        }
        if (!content.equals(old) || old.isEmpty()) {
            tally.lost(kill + ": the index is neither the old one nor the new one: " + content.substring(0, 100));
        }
        return 1;
    }

    /** The cards, and every count of them. */
    private static String content(Path index) throws IOException {
        return Digest.patiently(() -> contentOnce(index));
    }

    private static String contentOnce(Path index) throws IOException {
        try (ThreatCards cards = ThreatCards.open(index)) {
            StringBuilder content = new StringBuilder();
            content.append(cards.provenance().actors()).append(' ').append(cards.search(CardQuery.all()).total());
            for (String mark : Editions.MARKS) {
                content.append(' ').append(cards.search(CardQuery.of(mark)).total());
            }
            return content.append(cards.search(CardQuery.all()).facets()).append('\n').append(Digest.cards(cards))
                    .toString();
        }
    }
}
