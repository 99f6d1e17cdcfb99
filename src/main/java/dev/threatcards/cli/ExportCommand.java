package dev.threatcards.cli;

import java.util.Locale;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

import dev.threatcards.ThreatCards;
import dev.threatcards.export.ExportFormat;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.CardSelection;

@Command(name = "export", mixinStandardHelpOptions = true, description = "Writes cards in a format for other programs.", modelTransformer = FacetOptions.class, footer = {
        "", "Without a query it exports the whole deck. A MISP cluster has actors, or tools with --kind tool; a STIX",
        "bundle also has the tools that its actors use. All formats but csv and the layers can be ingested again.", "",
        "Example:", "  threat-cards export --format stix --country Iran -o iran.json"})
final class ExportCommand extends IndexCommand {

    @Mixin
    private QueryOptions query;

    @Option(names = "--format", required = true, paramLabel = "FORMAT", description = "json, ndjson, csv (a row a card), csv-long (a row a value), stix, misp, navigator or navigator-ics (layers of ATT&CK Navigator).")
    private String format;

    @Mixin
    private OutputOption output;

    @Option(names = "--kind", paramLabel = "KIND", description = "Only actors, or only tools: actor or tool.")
    private String kind;

    @Override
    public Integer call() {
        ExportFormat wanted = ExportFormat.named(format).orElseThrow(() -> new ParameterException(spec.commandLine(),
                "There is no format \"" + format + "\"; known are " + String.join(", ", ExportFormat.keys())));
        CardSelection selection = selection();
        try (ThreatCards cards = ThreatCards.open(index)) {
            boolean toFile = !output.isStandardOutput();
            int count = output.write(out -> cards.export(selection, wanted, out));
            if (toFile) {
                out().printf(Locale.ROOT, "%,d %s to %s%n", count, count == 1 ? "card" : "cards", output.name());
            }
            return ExitCode.DONE;
        }
    }

    private CardSelection selection() {
        CardQuery asked = query.query(spec);
        return switch (kind) {
            case null -> CardSelection.of(asked);
            case "actor" -> CardSelection.actors(asked);
            case "tool" -> CardSelection.tools(asked);
            default -> throw new ParameterException(spec.commandLine(),
                    "--kind is actor or tool; \"" + kind + "\" is neither");
        };
    }
}
