package dev.threatcards.cli;

import java.util.List;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

import dev.threatcards.ingest.IndexBuild;
import dev.threatcards.ingest.IngestReport;
import dev.threatcards.json.JsonOutput;

@Command(name = "ingest", mixinStandardHelpOptions = true, description = "Reads cards in any form and merges them into the index, by uuid.", footer = {
        "",
        "The form is detected from the content: ETDA's JSON and MISP exports, its list and card pages in HTML, archived",
        "card text, clusters of the MISP galaxy, MISP events, STIX; all of them in .zip, .gz, .tar and .tar.gz too.",
        "",
        "Mapping files add names to cards: Microsoft's actor names, EternalLiberty's, or a CSV of your own with the columns",
        "name, giver, actor and note.", "",
        "A card that a newer edition of its collection lacks is kept and marked; --prune removes it. See docs/editions.md.",
        "", "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done but some cards were set aside.", "", "Example:",
        "  threat-cards ingest groups.json tools.json --index /srv/cards"})
final class IngestCommand extends IndexCommand {

    @Parameters(arity = "0..*", paramLabel = "SOURCE", description = "Files, directories, http(s) addresses; - for standard input.")
    private List<String> sources = List.of();

    @Option(names = "--prune", description = "Also remove the cards that the newest edition of their collection lacks; without a SOURCE only that.")
    private boolean prune;

    @Option(names = "--dry-run", description = "Write nothing; say what would be added, changed and removed.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        if (sources.isEmpty() && !prune) {
            throw new ParameterException(spec.commandLine(),
                    "Name a source, or --prune to remove the cards of older editions.");
        }
        IngestReport report = Ingestion.run(index, build -> configured(build).from(sources));
        if (json) {
            out().println(JsonOutput.pretty(Ingestion.Summary.of(report)));
        } else {
            if (dryRun) {
                out().println("Nothing is written. The run would report:");
            }
            Ingestion.print(report, index, out(), err());
            if (prune && report.pruned().isEmpty()) {
                out().println("No card was to be removed: the newest editions have all cards of older ones.");
            }
        }
        return sources.isEmpty() ? ExitCode.DONE : Ingestion.exitCode(report);
    }

    private IndexBuild configured(IndexBuild build) {
        IndexBuild pruning = prune ? build.prune() : build;
        return dryRun ? pruning.dryRun() : pruning;
    }
}
