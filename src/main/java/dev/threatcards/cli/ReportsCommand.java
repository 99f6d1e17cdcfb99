package dev.threatcards.cli;

import java.util.List;
import java.util.Set;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.threatcards.ThreatCards;
import dev.threatcards.json.JsonOutput;
import dev.threatcards.result.ReportCards;
import dev.threatcards.web.api.ReportAnswer;

@Command(name = "reports", addMethodSubcommands = false, mixinStandardHelpOptions = true, description = "Shows which actors and tools cite a report, and which other reports these share.", footer = {
        "",
        "The address may be defanged, have tracking parameters, or lack its scheme. Put it in quotes if it has an &.",
        "", "Example:", "  threat-cards reports \"hxxps://example[.]org/report?utm_source=mail\""})
final class ReportsCommand extends IndexCommand {

    @Parameters(paramLabel = "ADDRESS", description = "The address of a report.")
    private String address;

    @Option(names = "--collection", paramLabel = "NAME", description = "Only cards of this collection; given more than once, any of them.")
    private List<String> collections = List.of();

    @Option(names = "--json", description = "Print the JSON of the API.")
    private boolean json;

    @Override
    public Integer call() {
        try (ThreatCards cards = ThreatCards.openBriefly(index)) {
            ReportCards found = cards.report(address, Set.copyOf(collections));
            if (json) {
                out().println(JsonOutput.pretty(ReportAnswer.of(found)));
            } else {
                new SubjectText(out()).print(found);
            }
            return found.total() > 0 ? ExitCode.DONE : ExitCode.FAILED;
        }
    }
}
