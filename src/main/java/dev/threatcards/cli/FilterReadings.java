package dev.threatcards.cli;

import java.util.List;
import java.util.stream.Stream;

import dev.threatcards.result.OperationResult.ReadValue;
import dev.threatcards.result.SearchAdvice;
import dev.threatcards.result.SearchAdvice.ReadClause;
import dev.threatcards.result.SearchAdvice.ReadFilter;
import dev.threatcards.web.http.QueryParameters;

/** Tells how values of filters were understood, where that is not what was written. */
final class FilterReadings {

    private FilterReadings() {
    }

    /** A line for each option, and for each field in the text that means nothing. */
    static List<String> of(SearchAdvice guidance) {
        Stream<String> options = guidance.filters().stream()
                .filter(filter -> !filter.understood().equals(filter.value())).map(FilterReadings::option);
        Stream<String> fields = Stream
                .concat(guidance.reading().required().stream(), guidance.reading().excluded().stream())
                .filter(clause -> clause.filter().filter(filter -> filter.understood().isEmpty()).isPresent())
                .map(FilterReadings::field);
        return Stream.concat(options, fields).map(Printable::text).toList();
    }

    /** A line for an option of operations; none if it was understood as it was written. */
    static Stream<String> of(ReadValue read) {
        return read.understood().equals(read.value())
                ? Stream.empty()
                : Stream.of(Printable.text(line("--" + read.facet().parameter() + " " + read.value(), read.understood(),
                        "operation", read.nearest())));
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
