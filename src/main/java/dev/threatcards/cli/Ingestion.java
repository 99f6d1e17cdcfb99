package dev.threatcards.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Help.Ansi;

import dev.threatcards.IndexBuild;
import dev.threatcards.IngestReport;
import dev.threatcards.ThreatCards;
import dev.threatcards.card.Reject;
import dev.threatcards.server.ResultJson;

/** Building an index while somebody waits: a bar on a terminal, then what became of the cards. */
final class Ingestion {

    /** Rejects shown to a person; the index keeps more. */
    private static final int SHOWN = 20;

    /** Keys told to a person. */
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

    /** What was done, for machines. */
    static ObjectNode json(IngestReport report) {
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("read", report.read())
                .put("cards", report.cards()).put("added", report.added()).put("changed", report.changed())
                .put("unchanged", report.unchanged()).put("gone", report.provenance().changes().gone().count());
        ObjectNode unknown = result.putObject("unknown");
        report.unknown().forEach(unknown::put);
        result.set("rejects", ResultJson.rejects(report.rejects()));
        return result;
    }

    /** What was set aside, a line each. */
    static void printRejects(IngestReport report, PrintWriter out) {
        report.rejects().stream().limit(SHOWN).map(Reject::toString).map(Printable::text).forEach(out::println);
        if (report.rejects().size() > SHOWN) {
            out.printf(Locale.ROOT, "… and %,d more; threat-cards doctor has them.%n", report.rejects().size() - SHOWN);
        }
    }

    static String summary(IngestReport report, Path index) {
        String read = String.format(Locale.ROOT,
                "%,d cards read: %,d added, %,d changed, %,d unchanged, %,d set aside.", report.read(), report.added(),
                report.changed(), report.unchanged(), report.rejects().size());
        return report.read() == 0 && report.provenance().decks().isEmpty()
                ? read + " Nothing was written."
                : read + String.format(Locale.ROOT, " %s holds %,d actors and %,d tools.", index,
                        report.provenance().actors(), report.provenance().tools());
    }

    /** What no card has a place for, and what cards went, in a line each; nothing where there is nothing to tell. */
    static void printNotes(IngestReport report, PrintWriter out) {
        if (!report.unknown().isEmpty()) {
            String keys = report.unknown().entrySet().stream()
                    .sorted(Map.Entry.<String, Integer>comparingByValue().reversed()
                            .thenComparing(Map.Entry.comparingByKey()))
                    .limit(KEYS)
                    .map(key -> String.format(Locale.ROOT, "%s (%,d)", Printable.text(key.getKey()), key.getValue()))
                    .collect(Collectors.joining(", "));
            out.printf(Locale.ROOT, "Kept without a place on a card: %s%s.%n", keys,
                    report.unknown().size() > KEYS
                            ? String.format(Locale.ROOT, " and %,d more keys", report.unknown().size() - KEYS)
                            : "");
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
