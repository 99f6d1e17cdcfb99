package dev.threatcards.cli;

import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import dev.threatcards.ingest.IngestReport;
import dev.threatcards.json.JsonOutput;

@Command(name = "ingest", mixinStandardHelpOptions = true, description = "Reads cards in any form and merges them into the index, by uuid.", footer = {
        "",
        "The form is detected from the content: ETDA's JSON and MISP exports, its list and card pages in HTML, archived",
        "card text, clusters of the MISP galaxy, STIX 2.1 bundles; all of them in .zip, .gz, .tar and .tar.gz too.", "",
        "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done but some cards were set aside.", "", "Example:",
        "  threat-cards ingest groups.json tools.json --index /srv/cards"})
final class IngestCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "SOURCE", description = "Files, directories, http(s) addresses; - for standard input.")
    private List<String> sources;

    @Mixin
    private IndexOption index;

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        IngestReport report = Ingestion.run(index.path(), build -> build.from(sources));
        if (json) {
            spec.commandLine().getOut().println(JsonOutput.pretty(Ingestion.Summary.of(report)));
        } else {
            Ingestion.print(report, index.path(), spec.commandLine().getOut(), spec.commandLine().getErr());
        }
        return Ingestion.exitCode(report);
    }
}
