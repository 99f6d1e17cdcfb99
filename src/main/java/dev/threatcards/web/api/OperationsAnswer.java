package dev.threatcards.web.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Operation;
import dev.threatcards.json.CardJson.Reference;
import dev.threatcards.result.FacetValue;
import dev.threatcards.result.OperationResult;
import dev.threatcards.text.Prose;
import dev.threatcards.web.api.DeckAnswer.Deck;
import dev.threatcards.web.http.Addresses;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_DEFAULT;

/** A page of operations. */
public record OperationsAnswer(String query, @JsonPropertyDescription("How many match, on all pages.") int total,
        int page, int size, String sort, List<OperationHit> hits,
        @JsonPropertyDescription("The values of the requested facets, by their parameters.") Map<String, List<FacetValue>> facets,
        @JsonPropertyDescription("How many values each facet has, listed or not.") Map<String, Integer> facetTotals,
        @JsonPropertyDescription("How many operations have no value of each facet. The value none asks for them.") Map<String, Integer> facetNone,
        @JsonPropertyDescription("Whatever \"active\" asks for: how many operations may have started in each month. One that is dated to"
                + " a year counts in each of its months.") List<MonthCount> months,
        @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("Words that no operation has.") List<String> ignored,
        @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("The parts of the query that were not searched for.") SearchAnswer.Unread unread,
        @JsonPropertyDescription("How each value of the filters was understood.") List<SearchAnswer.Filter> filters,
        @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("How the text of the query was read.") SearchAnswer.Parsed parsed,
        Deck deck) {

    /** The answer for a result. */
    public static OperationsAnswer of(OperationResult result) {
        Map<String, List<FacetValue>> values = new LinkedHashMap<>();
        Map<String, Integer> totals = new LinkedHashMap<>();
        Map<String, Integer> none = new LinkedHashMap<>();
        result.facets().forEach((facet, listed) -> {
            values.put(facet, listed.values());
            totals.put(facet, listed.total());
            none.put(facet, listed.none());
        });
        return new OperationsAnswer(result.query().text(), result.total(), result.query().page(), result.query().size(),
                result.query().sort().parameter(), result.hits().stream().map(OperationHit::of).toList(), values,
                totals, none,
                result.months().stream().map(month -> new MonthCount(month.month().toString(), month.count())).toList(),
                result.ignored(), SearchAnswer.Unread.of(result.guidance()), filters(result),
                SearchAnswer.Parsed.of(result.guidance().reading()), Deck.of(result.provenance()));
    }

    private static List<SearchAnswer.Filter> filters(OperationResult result) {
        Stream<SearchAnswer.Filter> own = result.values().stream()
                .map(read -> new SearchAnswer.Filter(read.facet().parameter(), "any", read.value(), read.understood(),
                        read.values(), read.nearest()));
        return Stream.concat(own, SearchAnswer.Filter.of(result.guidance().filters()).stream()).toList();
    }

    /** An operation of an actor, or one against it. */
    record OperationHit(@JsonPropertyDescription("The actor whose card tells it.") Reference actor,
            @JsonPropertyDescription("operation or counter-operation.") String kind,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("When it started, as the card writes it.") String date,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("The first day of the date.") String from,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("The last day of the date.") String to,
            @JsonPropertyDescription("What happened.") String text,
            @JsonPropertyDescription("The passages that match as HTML: text escaped, what matched in <mark>.") List<String> highlights,
            @JsonPropertyDescription("The addresses of the sources.") List<String> sources,
            @JsonInclude(NON_DEFAULT) List<String> publishers, @JsonInclude(NON_DEFAULT) List<String> cves,
            @JsonPropertyDescription("Its place on the page of the card.") String page) {

        static OperationHit of(OperationResult.Found found) {
            Operation operation = found.operation();
            return new OperationHit(Reference.of(found.actor()), operation.kind().key(), operation.date().text(),
                    operation.date().isoFrom(), operation.date().isoTo(), Prose.plain(operation.activity().story()),
                    found.passages().stream().map(SearchAnswer.Why::html).toList(), operation.activity().links(),
                    operation.publishers(), operation.cves(),
                    Addresses.uuid(Kind.ACTOR, found.actor().uuid()) + "#" + operation.anchor());
        }
    }

    /** A month and how many operations may have started in it. */
    record MonthCount(@JsonPropertyDescription("yyyy-MM") String month, int count) {
    }
}
