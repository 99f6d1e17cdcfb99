package dev.threatcards.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import picocli.CommandLine.Command;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.threatcards.ThreatCards;
import dev.threatcards.card.Operation;
import dev.threatcards.card.OperationFacet;
import dev.threatcards.json.JsonOutput;
import dev.threatcards.query.OperationQuery;
import dev.threatcards.result.Highlight;
import dev.threatcards.result.OperationResult;
import dev.threatcards.text.Numbers;
import dev.threatcards.web.api.OperationsAnswer;
import dev.threatcards.web.http.OperationParameters;

@Command(name = "operations", addMethodSubcommands = false, mixinStandardHelpOptions = true, description = "Searches what happened: dated operations of actors, and operations against them.", modelTransformer = OperationsCommand.Facets.class, footer = {
        "",
        "Each filter of actors has two more forms: with --tool.all every value has to match, with --tool.not none may.",
        "A value may be written otherwise: any name or the uuid of an actor (--actor fancybear), a range of years",
        "(--year 2015..2017), the name in a host (--publisher kaspersky), a beginning with an asterisk, or none.",
        "The text is that of a search for actors; active: and cve: are those of the operation.", "", "Examples:",
        "  threat-cards operations power grid --country Russia --active 2015..2016",
        "  threat-cards operations --actor fancybear --year 2015..2017"})
final class OperationsCommand extends IndexCommand {

    /** The option of each facet of operations and of their actors. */
    static final class Facets implements IModelTransformer {
        @Override
        public CommandSpec transform(CommandSpec spec) {
            names().forEach(name -> spec.addOption(OptionSpec.builder("--" + name).paramLabel("VALUE").type(List.class)
                    .auxiliaryTypes(String.class).arity("1").hidden(name.contains("."))
                    .description("Only this " + name + "; given more than once, any of them.").build()));
            return spec;
        }

        static List<String> names() {
            return Stream.concat(Stream.of(OperationFacet.values()).map(OperationFacet::parameter),
                    OperationParameters.ofActors().stream()).toList();
        }
    }

    @Parameters(arity = "0..*", paramLabel = "QUERY", description = "Words of what happened, names of actors, \"phrases\", -without; without it all operations.")
    private List<String> words = List.of();

    @Option(names = "--active", defaultValue = "", paramLabel = "TIME", description = "When it may have started: 2020, 2020-03, 2020-03..2020-06 or 2022...")
    private String active;

    @Option(names = "--sort", defaultValue = "-date", paramLabel = "ORDER", description = "-date (the newest first), date or relevance.")
    private String sort;

    @Option(names = "--page", defaultValue = "1", paramLabel = "N", description = "The page, from 1.")
    private int page;

    @Option(names = "--size", defaultValue = "20", paramLabel = "N", description = "Operations a page, 0 to 100.")
    private int size;

    @Option(names = "--json", description = "Print the JSON of the API.")
    private boolean json;

    @Override
    public Integer call() {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        parameters.put("q", List.of(String.join(" ", words)));
        for (String name : Facets.names()) {
            List<String> values = spec.findOption("--" + name).getValue();
            if (values != null) {
                parameters.put(name, values);
            }
        }
        parameters.put(OperationParameters.ACTIVE, List.of(active));
        parameters.put("sort", List.of(sort));
        parameters.put("page", List.of(Integer.toString(page)));
        parameters.put("size", List.of(Integer.toString(size)));
        if (!json) {
            // The table shows no facets.
            parameters.put("facets", List.of(""));
        }
        OperationQuery query = OperationParameters.parse(parameters);
        try (ThreatCards cards = ThreatCards.openBriefly(index)) {
            OperationResult result = cards.operations(query);
            if (json) {
                out().println(JsonOutput.pretty(OperationsAnswer.of(result)));
            } else {
                print(result);
            }
            return ExitCode.DONE;
        }
    }

    private void print(OperationResult result) {
        out().println(Numbers.counted(result.total(), "operation"));
        result.values().stream().flatMap(FacetOptions.Readings::of).forEach(out()::println);
        FacetOptions.Readings.of(result.guidance()).forEach(out()::println);
        if (!result.ignored().isEmpty()) {
            out().println("No operation has: " + String.join(", ", result.ignored()));
        }
        for (OperationResult.Found found : result.hits()) {
            Operation operation = found.operation();
            String against = operation.kind() == Operation.Kind.COUNTER_OPERATION ? ", operation against it" : "";
            out().println();
            out().println(Printable.text((operation.date().text().isEmpty() ? "no date" : operation.date().text())
                    + "  " + found.actor().name() + against));
            found.passages().stream().map(Highlight::text).forEach(text -> out().println("  " + Printable.text(text)));
            operation.activity().links().forEach(link -> out().println("  " + Printable.text(link)));
        }
        if (result.pages() > 1) {
            out().printf(Locale.ROOT, "%nPage %,d of %,d; --page N for another.%n", result.query().page(),
                    result.pages());
        }
    }
}
