package dev.threatcards.cli;

import java.util.List;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import dev.threatcards.IngestReport;
import dev.threatcards.server.ResultJson;

@Command(name = "ingest", mixinStandardHelpOptions = true, description = "Reads cards and puts them into the index, in the place of those with the same uuid.", footer = {
        "", "The form is told from the content: ETDA's JSON exports, its card pages, archived card text.", "",
        "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done but some cards were set aside.", "", "Example:",
        "  threat-cards ingest groups.json tools.json --index /srv/cards"})
final class IngestCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "SOURCE", description = "Files or directories; - for standard input.")
    private List<String> sources;

    @Mixin
    private IndexOption index;

    @Option(names = "--json", description = "Print what was done as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        IngestReport report = Ingestion.run(index.path(), build -> build.from(sources));
        if (json) {
            ObjectNode result = JsonNodeFactory.instance.objectNode().put("cards", report.cards())
                    .put("added", report.added()).put("changed", report.changed()).put("unchanged", report.unchanged());
            result.set("rejects", ResultJson.rejects(report.rejects()));
            spec.commandLine().getOut().println(result.toPrettyString());
        } else {
            Ingestion.printRejects(report, spec.commandLine().getErr());
            spec.commandLine().getOut().println(Ingestion.summary(report, index.path()));
        }
        return Ingestion.exitCode(report);
    }
}
