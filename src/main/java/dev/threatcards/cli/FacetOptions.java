package dev.threatcards.cli;

import java.util.List;
import java.util.stream.Stream;

import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Facet;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.Filters.Mode;
import dev.threatcards.result.OperationResult.ReadValue;
import dev.threatcards.result.SearchAdvice;
import dev.threatcards.result.SearchAdvice.ReadClause;
import dev.threatcards.result.SearchAdvice.ReadFilter;
import dev.threatcards.web.http.QueryParameters;

/** Adds {@code --country}, {@code --country.all} and {@code --country.not} to a command, and so for every facet. */
final class FacetOptions implements IModelTransformer {

    @Override
    public CommandSpec transform(CommandSpec spec) {
        for (Facet facet : Facet.of(Kind.ACTOR)) {
            for (Mode mode : Mode.values()) {
                spec.addOption(OptionSpec.builder(name(facet, mode)).paramLabel("VALUE").type(List.class)
                        .auxiliaryTypes(String.class).arity("1").hidden(mode != Mode.ANY)
                        .description("Only this " + facet.parameter() + "; given more than once, any of them.")
                        .build());
            }
        }
        return spec;
    }

    private static String name(Facet facet, Mode mode) {
        return "--" + QueryParameters.name(facet, mode);
    }

    /** The query with what the command's options ask for. */
    static CardQuery filtered(CardQuery query, CommandSpec spec) {
        CardQuery filtered = query;
        for (Facet facet : Facet.of(Kind.ACTOR)) {
            for (Mode mode : Mode.values()) {
                List<String> values = spec.findOption(name(facet, mode)).getValue();
                for (String value : values == null ? List.<String>of() : values) {
                    filtered = filtered.with(facet, mode, value);
                }
            }
        }
        return filtered;
    }

    /** Tells how values of filters were understood, where that is not what was written. */
    static final class Readings {

        private Readings() {
        }

        /** A line for each option, and for each field in the text that means nothing. */
        static List<String> of(SearchAdvice guidance) {
            Stream<String> options = guidance.filters().stream()
                    .filter(filter -> !filter.understood().equals(filter.value())).map(Readings::option);
            Stream<String> fields = Stream
                    .concat(guidance.reading().required().stream(), guidance.reading().excluded().stream())
                    .filter(clause -> clause.filter().filter(filter -> filter.understood().isEmpty()).isPresent())
                    .map(Readings::field);
            return Stream.concat(options, fields).map(Printable::text).toList();
        }

        /** A line for an option of operations; none if it was understood as it was written. */
        static Stream<String> of(ReadValue read) {
            return read.understood().equals(read.value())
                    ? Stream.empty()
                    : Stream.of(Printable.text(line("--" + read.facet().parameter() + " " + read.value(),
                            read.understood(), "operation", read.nearest())));
        }

        private static String option(ReadFilter filter) {
            return line("--" + QueryParameters.name(filter.facet(), filter.mode()) + " " + filter.value(),
                    filter.understood(), "card", filter.nearest());
        }

        private static String field(ReadClause clause) {
            return line(clause.typed(), "", "card", clause.filter().map(ReadFilter::nearest).orElse(List.of()));
        }

        private static String line(String written, String understood, String what, List<String> nearest) {
            if (!understood.isEmpty()) {
                return written + " is " + understood + ".";
            }
            return written + ": no " + what + " has it"
                    + (nearest.isEmpty() ? "." : "; nearest are " + String.join(", ", nearest) + ".");
        }
    }
}
