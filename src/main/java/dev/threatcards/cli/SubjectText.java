package dev.threatcards.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

import dev.threatcards.card.Facet;
import dev.threatcards.result.CveCards;
import dev.threatcards.result.ReportCards;
import dev.threatcards.result.SubjectCards;
import dev.threatcards.result.TechniqueCards;
import dev.threatcards.text.Numbers;

/** Prints a vulnerability, a technique or a report, each with the cards that have to do with it. */
final class SubjectText {

    private final PrintWriter out;

    SubjectText(PrintWriter out) {
        this.out = out;
    }

    void print(CveCards cve) {
        title(cve.id().toString());
        cards(cve, this::mentioning);
        out.println();
        elsewhere(cve);
        row("NVD", cve.nvd());
        row("CVE list", cve.cveOrg());
    }

    void print(TechniqueCards technique) {
        title(technique.technique().label());
        row(Facet.TACTIC.plural(), String.join(", ", technique.technique().tactics()));
        row("Withdrawn", technique.technique().withdrawn() ? "by MITRE" : "");
        technique.parent().ifPresent(parent -> row("Part of", related(parent)));
        technique.subTechniques().forEach(sub -> row("Sub-technique", related(sub)));
        cards(technique, card -> out.println(Printable
                .text(card.card().name() + (card.source().isEmpty() ? "" : " (stated by " + card.source() + ")"))));
        out.println();
        elsewhere(technique);
        row("MITRE ATT&CK", technique.id().page());
    }

    void print(ReportCards report) {
        title(report.address());
        if (report.total() == 0) {
            out.println("No card cites it.");
        }
        cards(report, this::mentioning);
        reports("Also cited by at least two of these cards", report.shared(), report.sharedTotal());
        reports("Reports of the same host", report.nearby(), report.nearbyTotal());
        if (!report.elsewhere().isEmpty()) {
            out.println();
            elsewhere(report);
        }
    }

    private void title(String title) {
        String printable = Printable.text(title);
        out.println(printable);
        out.println("=".repeat(printable.length()));
    }

    private static String related(TechniqueCards.Related related) {
        return related.id() + " " + related.name() + " (" + counts(related.actors(), related.tools()) + ")";
    }

    private static String counts(int actors, int tools) {
        return Numbers.counted(actors, "actor") + ", " + Numbers.counted(tools, "tool");
    }

    private <C> void cards(SubjectCards<C> subject, Consumer<C> print) {
        cards("Actors", subject.actors(), subject.actorTotal(), print);
        cards("Tools", subject.tools(), subject.toolTotal(), print);
    }

    private <C> void cards(String label, List<C> cards, int total, Consumer<C> print) {
        heading(label, total);
        cards.forEach(print);
        more(total - cards.size());
    }

    private void mentioning(SubjectCards.Mentioning card) {
        out.println(Printable.text(card.card().name()));
        for (SubjectCards.Place place : card.places()) {
            String sentence = place.sentence().isEmpty() ? "" : ": " + place.sentence();
            out.println("  " + Printable.text("In " + place.where() + sentence));
        }
    }

    private void reports(String label, List<ReportCards.Count> reports, int total) {
        heading(label, total);
        reports.forEach(report -> out
                .println(Printable.text(report.address()) + " (" + counts(report.actors(), report.tools()) + ")"));
        more(total - reports.size());
    }

    private void elsewhere(SubjectCards<?> subject) {
        subject.elsewhere()
                .forEach((collection, count) -> row("Elsewhere", Numbers.counted(count, "card") + " of " + collection));
    }

    /** A label and its text; nothing if the text is empty. */
    void row(String label, String text) {
        if (!text.isEmpty()) {
            out.printf(Locale.ROOT, "%-16s %s%n", label, Printable.text(text));
        }
    }

    /** A heading with the number of what follows; nothing if there is none. */
    void heading(String label, int size) {
        if (size > 0) {
            out.printf(Locale.ROOT, "%n%s (%,d)%n", label, size);
        }
    }

    /** How many are not printed; nothing if all are. */
    void more(int number) {
        if (number > 0) {
            out.printf(Locale.ROOT, "and %,d more%n", number);
        }
    }
}
