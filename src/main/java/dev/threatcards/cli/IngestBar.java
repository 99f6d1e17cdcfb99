package dev.threatcards.cli;

import java.util.Locale;
import java.util.OptionalLong;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

import dev.threatcards.ingest.IngestProgress;

/** The progress of an ingest in a line on a terminal: bytes, time left, cards, and cards a second. */
final class IngestBar implements AutoCloseable {

    private static final long MEGABYTE = 1_000_000;

    private final ProgressBar bar = new ProgressBarBuilder().setTaskName("Indexing").setUnit(" MB", MEGABYTE)
            .setInitialMax(-1).build();

    private int cards;

    void show(IngestProgress progress) {
        cards = progress.cards();
        bar.maxHint(progress.totalBytes().orElse(-1));
        bar.stepTo(progress.bytes());
        // What has been read is not to be seen before it is written, which takes its time.
        say(progress.totalBytes().equals(OptionalLong.of(progress.bytes())) ? ", writing" : "");
    }

    private void say(String what) {
        bar.setExtraMessage(message(cards, bar.getElapsedAfterStart().toMillis()) + what);
    }

    static String message(int cards, long milliseconds) {
        String count = String.format(Locale.ROOT, cards == 1 ? "%,d card" : "%,d cards", cards);
        // In the first second a rate means little.
        return milliseconds < 1000
                ? count
                : count + String.format(Locale.ROOT, ", %,d/s", cards * 1000L / milliseconds);
    }

    @Override
    public void close() {
        say("");
        bar.close();
    }
}
