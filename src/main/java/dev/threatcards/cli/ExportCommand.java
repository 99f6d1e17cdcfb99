package dev.threatcards.cli;

import java.util.List;
import java.util.Locale;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

import dev.threatcards.ThreatCards;
import dev.threatcards.export.ExportFormat;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.CardSelection;
import dev.threatcards.query.Order;

@Command(name = "export", mixinStandardHelpOptions = true, description = "Writes cards in a format for other programs.", modelTransformer = FacetOptions.class, footer = {
        "", "Without a query it exports the whole deck. A MISP cluster has actors, or tools with --kind tool; a STIX",
        "bundle also has the tools that its actors use. All formats but csv can be ingested again.", "", "Example:",
        "  threat-cards export --format stix --country Iran -o iran.json"})
final class ExportCommand extends IndexCommand {

    @Parameters(arity = "0..*", paramLabel = "QUERY", description = "The actors to export, as in a search; without it all cards.")
    private List<String> words = List.of();

    @Option(names = "--format", required = true, paramLabel = "FORMAT", description = "json, ndjson, csv (a row a card), csv-long (a row a value), stix or misp.")
    private String format;

    @Mixin
    private OutputOption output;

    @Option(names = "--kind", paramLabel = "KIND", description = "Only actors, or only tools: actor or tool.")
    private String kind;

    @Option(names = "--sort", defaultValue = "relevance", paramLabel = "ORDER", description = "relevance, name, firstSeen, lastActive or changed; - before it for the reverse.")
    private String sort;

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
        CardQuery query = FacetOptions.filtered(CardQuery.of(String.join(" ", words)).orderedBy(Order.of(sort)), spec);
        return switch (kind) {
            case null -> CardSelection.of(query);
            case "actor" -> CardSelection.actors(query);
            case "tool" -> CardSelection.tools(query);
            default -> throw new ParameterException(spec.commandLine(),
                    "--kind is actor or tool; \"" + kind + "\" is neither");
        };
    }
}
