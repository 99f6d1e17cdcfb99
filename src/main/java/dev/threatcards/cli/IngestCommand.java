package dev.threatcards.cli;

import java.util.List;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.threatcards.ingest.IngestReport;
import dev.threatcards.json.JsonOutput;

@Command(name = "ingest", mixinStandardHelpOptions = true, description = "Reads cards in any form and merges them into the index, by uuid.", footer = {
        "",
        "The form is detected from the content: ETDA's JSON and MISP exports, its list and card pages in HTML, archived",
        "card text, clusters of the MISP galaxy, MISP events, STIX; all of them in .zip, .gz, .tar and .tar.gz too.",
        "",
        "Mapping files add names to cards: Microsoft's actor names, EternalLiberty's, or a CSV of your own with the columns",
        "name, giver, actor and note.", "",
        "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done but some cards were set aside.", "", "Example:",
        "  threat-cards ingest groups.json tools.json --index /srv/cards"})
final class IngestCommand extends IndexCommand {

    @Parameters(arity = "1..*", paramLabel = "SOURCE", description = "Files, directories, http(s) addresses; - for standard input.")
    private List<String> sources;

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        IngestReport report = Ingestion.run(index, build -> build.from(sources));
        if (json) {
            out().println(JsonOutput.pretty(Ingestion.Summary.of(report)));
        } else {
            Ingestion.print(report, index, out(), err());
        }
        return Ingestion.exitCode(report);
    }
}
