package dev.threatcards.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import picocli.CommandLine.Help.Ansi;

import dev.threatcards.ThreatCards;
import dev.threatcards.card.Reject;
import dev.threatcards.ingest.IndexBuild;
import dev.threatcards.ingest.IngestReport;
import dev.threatcards.json.CardJson.Reference;
import dev.threatcards.text.Numbers;

/** Builds an index with a progress bar on a terminal, and prints the report. */
final class Ingestion {

    /** The most rejects that are printed; the index keeps more. */
    private static final int SHOWN = 20;

    /** The most unknown keys that are printed. */
    private static final int KEYS = 8;

    private Ingestion() {
    }

    static IngestReport run(Path index, Function<IndexBuild, IngestReport> work) {
        IndexBuild build = ThreatCards.build(index);
        if (!Ansi.AUTO.enabled()) {
            return work.apply(build);
        }
        try (IngestBar bar = new IngestBar()) {
            return work.apply(build.onProgress(bar::show));
        }
    }

    static IngestReport ofStarterDeck(Path index) {
        return run(index, IndexBuild::fromStarterDeck);
    }

    record Summary(int read, int entries, int cards, int added, int changed, int unchanged, int gone,
            List<Reference> pruned, Map<String, Integer> unknown, List<String> unattributed, List<Reject> rejects) {

        static Summary of(IngestReport report) {
            return new Summary(report.read(), report.entries(), report.cards(), report.added(), report.changed(),
                    report.unchanged(), report.provenance().changes().gone().count(), Reference.of(report.pruned()),
                    report.unknown(), report.unattributed(), report.rejects());
        }
    }

    /** Prints the report, and rejects to {@code err}. */
    static void print(IngestReport report, Path index, PrintWriter out, PrintWriter err) {
        printRejects(report, err);
        out.println(summary(report, index));
        printNotes(report, out);
    }

    static void printRejects(IngestReport report, PrintWriter out) {
        report.rejects().stream().limit(SHOWN).map(Reject::toString).map(Printable::text).forEach(out::println);
        if (report.rejects().size() > SHOWN) {
            out.printf(Locale.ROOT, "… and %,d more; see: threat-cards doctor%n", report.rejects().size() - SHOWN);
        }
    }

    static String summary(IngestReport report, Path index) {
        String read = String.format(Locale.ROOT,
                "%,d cards read: %,d added, %,d changed, %,d unchanged, %,d set aside.", report.read(), report.added(),
                report.changed(), report.unchanged(), report.rejects().size());
        if (report.entries() > 0) {
            read += String.format(Locale.ROOT, " Names of %,d %s read from mapping files.", report.entries(),
                    report.entries() == 1 ? "actor" : "actors");
        }
        return report.read() == 0 && report.provenance().decks().isEmpty()
                ? read + " Nothing was written."
                : read + String.format(Locale.ROOT, " %s holds %,d actors and %,d tools.", index,
                        report.provenance().actors(), report.provenance().tools());
    }

    /** Prints unknown keys and cards that are gone. */
    private static void printNotes(IngestReport report, PrintWriter out) {
        if (!report.pruned().isEmpty()) {
            out.printf(Locale.ROOT, "%s of older editions removed:%n", Numbers.counted(report.pruned().size(), "card"));
            report.pruned().forEach(card -> out.printf(Locale.ROOT, "  %s (%s of %s, %s)%n",
                    Printable.text(card.name()), card.kind().key(), Printable.text(card.collection()), card.uuid()));
        }
        if (!report.unknown().isEmpty()) {
            String keys = report.unknown().entrySet().stream()
                    .sorted(Map.Entry.<String, Integer>comparingByValue().reversed()
                            .thenComparing(Map.Entry.comparingByKey()))
                    .limit(KEYS)
                    .map(key -> String.format(Locale.ROOT, "%s (%,d)", Printable.text(key.getKey()), key.getValue()))
                    .collect(Collectors.joining(", "));
            out.printf(Locale.ROOT, "Kept, although cards have no field for it: %s%s.%n", keys,
                    report.unknown().size() > KEYS
                            ? String.format(Locale.ROOT, " and %,d more keys", report.unknown().size() - KEYS)
                            : "");
        }
        int campaigns = report.unattributed().size();
        if (campaigns > 0) {
            out.printf(Locale.ROOT, "%,d %s to no actor of the same file, and no card's operation: %s%s.%n", campaigns,
                    campaigns == 1 ? "campaign is attributed" : "campaigns are attributed",
                    report.unattributed().stream().limit(KEYS).map(Printable::text).collect(Collectors.joining(", ")),
                    campaigns > KEYS ? String.format(Locale.ROOT, " and %,d more", campaigns - KEYS) : "");
        }
        int gone = report.provenance().changes().gone().count();
        if (gone > 0) {
            out.printf(Locale.ROOT,
                    "%,d cards are not in the newest edition of their deck any more; see: threat-cards doctor%n", gone);
        }
    }

    static int exitCode(IngestReport report) {
        if (report.isNoDeck()) {
            return ExitCode.FAILED;
        }
        return report.rejects().isEmpty() ? ExitCode.DONE : ExitCode.SOME_REJECTED;
    }
}
