package dev.threatcards.cli;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.threatcards.ThreatCards;
import dev.threatcards.json.JsonOutput;
import dev.threatcards.query.LeadOptions;
import dev.threatcards.report.Report;
import dev.threatcards.result.Leads;
import dev.threatcards.result.Leads.Lead;
import dev.threatcards.result.Leads.Phrase;
import dev.threatcards.text.IoReason;
import dev.threatcards.text.Numbers;
import dev.threatcards.web.api.LeadsAnswer;

@Command(name = "leads", mixinStandardHelpOptions = true, description = "Ranks the actors that a report fits, each with every reason.", footer = {
        "",
        "A report fits an actor whose card has rare tools, vulnerabilities, words, countries, sectors or years of it.",
        "That is a hint where to read on, not an attribution. Actors that the report names are listed apart.",
        "The exit code is 0 even if no actor fits.", "", "Example:", "  threat-cards leads report.pdf",
        "  curl -s https://example.org/report.html | threat-cards leads --size 5"})
final class LeadsCommand extends IndexCommand {

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "A report: text, Markdown, HTML, an e-mail (.eml) or a PDF; its content tells which. None, or -: read standard input.")
    private String file = "-";

    @Option(names = "--size", paramLabel = "N", description = "How many actors, 0 to 100; by default ${DEFAULT-VALUE}.")
    private int size = LeadOptions.SIZE;

    @Option(names = "--without-named", description = "Leave the actors that the report names out of the ranking.")
    private boolean withoutNamed;

    @Option(names = "--collection", paramLabel = "VALUE", description = "Only cards of this collection; repeatable.")
    private Set<String> collections = new LinkedHashSet<>();

    @Option(names = "--json", description = "Print the JSON of the API.")
    private boolean json;

    @Override
    public Integer call() {
        try (ThreatCards cards = ThreatCards.open(index)) {
            Report report = StandardInput.report(file, err());
            Leads leads = cards.leads(report, new LeadOptions(size, !withoutNamed, collections));
            if (json) {
                out().println(JsonOutput.pretty(LeadsAnswer.of(leads, report.notes(), cards.provenance())));
            } else {
                print(leads);
            }
            return ExitCode.DONE;
        } catch (IOException e) {
            err().println("threat-cards: " + Printable.text(file) + " cannot be read: " + IoReason.of(e) + ".");
            return ExitCode.FAILED;
        }
    }

    private void print(Leads leads) {
        out().println(leads.leads().isEmpty() ? "No actor fits the text." : leads.standing());
        if (!leads.named().isEmpty()) {
            out().printf(Locale.ROOT, "Named in the text: %s%n", Printable
                    .text(leads.named().stream().map(each -> each.card().name()).collect(Collectors.joining("; "))));
        }
        if (!leads.generic().isEmpty()) {
            out().printf(Locale.ROOT, "Generic tools, which point to nobody: %s%n",
                    Printable.text(leads.generic().stream()
                            .map(tool -> tool.name() + " (" + Numbers.counted(tool.users(), "actor") + ")")
                            .collect(Collectors.joining(", "))));
        }
        int place = 0;
        for (Lead lead : leads.leads()) {
            out().printf(Locale.ROOT, "%n%d. %s  %.1f%s%n", ++place, Printable.text(lead.card().name()), lead.score(),
                    lead.note().isEmpty() ? "" : "  " + lead.note());
            for (Phrase phrase : lead.phrases()) {
                out().println("   " + Printable.text(phrase.text()));
            }
        }
        if (!leads.leads().isEmpty()) {
            out().printf(Locale.ROOT, "%n%s%n", Leads.CAUTION);
        }
    }
}
