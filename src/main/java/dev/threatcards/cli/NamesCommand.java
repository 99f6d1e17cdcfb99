package dev.threatcards.cli;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

import dev.threatcards.ThreatCards;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Facet;
import dev.threatcards.json.JsonOutput;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.Filters;
import dev.threatcards.result.NameTable;
import dev.threatcards.result.NameTable.GivenName;
import dev.threatcards.result.Translation;
import dev.threatcards.result.Translation.Outcome;
import dev.threatcards.web.api.NamesByGiverAnswer;

@Command(name = "names", addMethodSubcommands = false, mixinStandardHelpOptions = true, description = "Shows what each vendor calls actors, or translates one name.", modelTransformer = FacetOptions.class, footer = {
        "",
        "Each --giver is a column; the actors have a name by one of them. Without --giver, the givers of most names.",
        "A name with * is on another actor's card too. Filters have the forms that \"search\" has.",
        "The exit code of a translation is 0 if the giver has a name, else 1.", "", "Examples:",
        "  threat-cards names --giver Microsoft --giver CrowdStrike --country Iran",
        "  threat-cards names --giver Microsoft --giver Mandiant --csv -o names.csv",
        "  threat-cards names --name \"Forest Blizzard\" --to CrowdStrike"})
final class NamesCommand extends IndexCommand {

    @Mixin
    private QueryOptions.Paged page;

    @Option(names = "--name", paramLabel = "NAME", description = "A name to translate, with --to.")
    private String name;

    @Option(names = "--to", paramLabel = "GIVER", description = "The giver whose name is wanted, with --name.")
    private String to;

    @Option(names = "--json", description = "Print the JSON of the API.")
    private boolean json;

    @Option(names = "--csv", description = "Write the whole table as CSV.")
    private boolean csv;

    @Mixin
    private OutputOption output;

    @Override
    public Integer call() {
        if ((name == null) != (to == null)) {
            throw new ParameterException(spec.commandLine(), "A translation needs both --name and --to");
        }
        try (ThreatCards cards = ThreatCards.openBriefly(index)) {
            if (name != null) {
                return translate(cards);
            }
            List<String> givers = givers();
            if (csv) {
                output.write(out -> cards.exportNames(query(), givers, out));
            } else if (json) {
                out().println(JsonOutput.pretty(NamesByGiverAnswer.of(cards.nameTable(query(), givers))));
            } else {
                print(cards.nameTable(query(), givers));
            }
            return ExitCode.DONE;
        }
    }

    private List<String> givers() {
        List<String> givers = spec.findOption("--" + Facet.GIVER.parameter()).getValue();
        return givers == null ? List.of() : givers;
    }

    private CardQuery query() {
        CardQuery query = page.query(spec);
        Filters filters = query.filters();
        for (String giver : givers()) {
            filters = filters.without(Facet.GIVER, giver);
        }
        return new CardQuery(query.text(), filters, query.window(), query.facets());
    }

    private int translate(ThreatCards cards) {
        Translation translation = cards.translate(name, to);
        if (json) {
            out().println(JsonOutput.pretty(NamesByGiverAnswer.of(translation)));
        } else {
            print(translation);
        }
        return translation.outcome() == Outcome.TRANSLATED ? ExitCode.DONE : ExitCode.FAILED;
    }

    private void print(Translation translation) {
        if (translation.outcome() == Outcome.UNKNOWN_NAME) {
            out().println(Printable.text("No card has the name \"" + translation.name() + "\"."));
            return;
        }
        Table table = new Table(translation.giver(), "Actor", "As", "Given by", "Match");
        translation.cards()
                .forEach(
                        card -> table.add(
                                card.names().isEmpty()
                                        ? "no name"
                                        : card.names().stream().map(NamesCommand::sourced)
                                                .collect(Collectors.joining(", ")),
                                card.card().name(), card.as(), card.asGiver(), card.degree().key()));
        table.print(out());
    }

    private static String sourced(GivenName given) {
        return given.name() + (given.source().isEmpty() ? "" : " (" + given.source() + ")");
    }

    private void print(NameTable found) {
        out().println(found.total() == 1 ? "1 actor" : String.format(Locale.ROOT, "%,d actors", found.total()));
        if (found.rows().isEmpty()) {
            return;
        }
        out().println();
        Table table = new Table(Stream.of(List.of("Actor"), found.givers(), List.of("Giver not known"))
                .flatMap(List::stream).toArray(String[]::new));
        found.rows()
                .forEach(
                        row -> table.add(Stream
                                .of(Stream.of(row.card().name()),
                                        found.givers().stream()
                                                .map(giver -> cell(row.names().getOrDefault(giver, List.of()))),
                                        Stream.of(cell(row.unattributed())))
                                .flatMap(cells -> cells).toArray(String[]::new)));
        table.print(out());
        shared(found);
        if (found.pages() > 1) {
            out().printf(Locale.ROOT, "%nPage %,d of %,d; --page N for another.%n", found.query().window().page(),
                    found.pages());
        }
    }

    private static String cell(List<GivenName> names) {
        return names.stream().map(name -> sourced(name) + (name.sharing().isEmpty() ? "" : "*"))
                .collect(Collectors.joining(", "));
    }

    /** Says who else has the names that are marked. */
    private void shared(NameTable found) {
        Set<String> lines = found.rows().stream()
                .flatMap(row -> Stream.concat(row.names().values().stream(), Stream.of(row.unattributed())))
                .flatMap(List::stream).filter(name -> !name.sharing().isEmpty())
                .map(name -> "* " + name.name() + " is also on: "
                        + name.sharing().stream().map(CardReference::name).collect(Collectors.joining("; ")))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!lines.isEmpty()) {
            out().println();
            lines.forEach(line -> out().println(Printable.text(line)));
        }
    }
}
