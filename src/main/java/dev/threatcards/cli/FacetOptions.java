package dev.threatcards.cli;

import java.util.List;

import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Facet;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.Filters.Mode;
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
}
