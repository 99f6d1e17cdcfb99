package dev.threatcards.web.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import gg.jte.html.escape.Escape;
import gg.jte.output.StringOutput;

import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Facet;
import dev.threatcards.card.ToolCard;
import dev.threatcards.json.CardJson.Reference;
import dev.threatcards.query.CardQuery;
import dev.threatcards.result.FacetValue;
import dev.threatcards.result.Highlight;
import dev.threatcards.result.Highlight.Run;
import dev.threatcards.result.Hit;
import dev.threatcards.result.SearchAdvice;
import dev.threatcards.result.SearchAdvice.NameForm;
import dev.threatcards.result.SearchAdvice.ReadClause;
import dev.threatcards.result.SearchAdvice.ReadFilter;
import dev.threatcards.result.SearchAdvice.Reading;
import dev.threatcards.result.SearchResult;
import dev.threatcards.result.ToolResult;
import dev.threatcards.web.api.CardSummary.ActorSummary;
import dev.threatcards.web.api.CardSummary.ToolSummary;
import dev.threatcards.web.api.CvesAnswer.CveCount;
import dev.threatcards.web.api.DeckAnswer.Deck;
import dev.threatcards.web.api.OperationsAnswer.OperationHit;
import dev.threatcards.web.api.ReportAnswer.ReportCount;
import dev.threatcards.web.http.Addresses;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.ALWAYS;
import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_DEFAULT;

/** A result page. */
public sealed interface SearchAnswer {

    /** The most users of a tool in a list of tools. */
    int MAX_USERS = 10;

    /** A page of actors. */
    static SearchAnswer of(SearchResult result) {
        return new Actors(Page.of(result.query(), result.total()),
                result.hits().stream().map(hit -> new ActorHit(ActorSummary.of(hit.card()), Why.of(hit))).toList(),
                Facets.of(result.facets(), result.facetTotals(), result.facetNone()),
                Advice.of(result.query(), result.guidance()), Deck.of(result.provenance()));
    }

    /** A page of tools. */
    static SearchAnswer of(ToolResult result) {
        Function<Hit<ToolCard>, ToolHit> toHit = hit -> {
            List<CardReference> users = result.users().get(hit.card().uuid());
            return new ToolHit(ToolSummary.of(hit.card()), Why.of(hit), users.size(),
                    Reference.of(users.stream().limit(MAX_USERS).toList()));
        };
        return new Tools(Page.of(result.query(), result.total()), result.hits().stream().map(toHit).toList(),
                Facets.of(result.facets(), result.facetTotals(), result.facetNone()),
                Advice.of(result.query(), result.guidance()), Deck.of(result.provenance()));
    }

    /** A page of actors. */
    record Actors(@JsonUnwrapped Page page, List<ActorHit> hits, @JsonUnwrapped Facets facets,
            @JsonUnwrapped Advice advice, Deck deck) implements SearchAnswer {
    }

    /** A page of tools. */
    record Tools(@JsonUnwrapped Page page, List<ToolHit> hits, @JsonUnwrapped Facets facets,
            @JsonUnwrapped Advice advice, Deck deck) implements SearchAnswer {
    }

    /** What was searched for, how many cards were found, and which of them are on the page. */
    record Page(String query, int total, int page, int size, String sort) {

        private static Page of(CardQuery query, int total) {
            return new Page(query.text(), total, query.window().page(), query.window().size(),
                    query.window().order().parameter());
        }
    }

    /** An actor that was found. */
    record ActorHit(@JsonUnwrapped ActorSummary card, @JsonUnwrapped Why why) {
    }

    /** A tool that was found. */
    record ToolHit(@JsonUnwrapped ToolSummary card, @JsonUnwrapped Why why, int userCount,
            @JsonPropertyDescription("Actors that use it.") List<Reference> users) {
    }

    /** Why a card was found. */
    record Why(float score, List<Match> matched,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("How many matched, where not all are listed.") int matchedTotal,
            @JsonPropertyDescription("By field, passages as HTML: text escaped, what matched in <mark>.") Map<String, List<String>> highlights,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("The operations of the actor that match the text.") MatchingOperations operations) {

        /** Characters reserved for the markup and escapes of a run. */
        private static final int MARKUP = 16;

        private static Why of(Hit<? extends Card> hit) {
            Map<String, List<String>> highlights = new LinkedHashMap<>();
            hit.highlights()
                    .forEach((field, passages) -> highlights.put(field, passages.stream().map(Why::html).toList()));
            return new Why(hit.score(), hit.matched().stream()
                    .map(match -> new Match(match.field(), match.text(), match.giver(), match.place(), match.words()))
                    .toList(), hit.matchedTotal() > hit.matched().size() ? hit.matchedTotal() : 0, highlights,
                    hit.operations().map(found -> new MatchingOperations(found.total(), OperationHit.of(found.best())))
                            .orElse(null));
        }

        static String html(Highlight highlight) {
            int length = highlight.runs().stream().mapToInt(run -> run.text().length() + MARKUP).sum();
            StringOutput html = new StringOutput(length);
            for (Run run : highlight.runs()) {
                html.writeContent(run.marked() ? "<mark>" : "");
                Escape.htmlContent(run.text(), html);
                html.writeContent(run.marked() ? "</mark>" : "");
            }
            return html.toString();
        }
    }

    /** The operations of a card that match the text. */
    record MatchingOperations(int total, OperationHit best) {
    }

    /** A value of a card that has words of the query. */
    record Match(String field, String text, @JsonInclude(NON_DEFAULT) String giver,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("Where the card's texts have it: in an operation of 2018-03.") String place,
            List<String> words) {
    }

    /** The values of the requested facets, by their parameters. */
    record Facets(Map<String, List<FacetValue>> facets,
            @JsonPropertyDescription("How many values each facet has, listed or not.") Map<String, Integer> facetTotals,
            @JsonPropertyDescription("How many cards have no value of each facet. The value none asks for them.") Map<String, Integer> facetNone) {

        private static Facets of(Map<Facet, List<FacetValue>> facets, Map<Facet, Integer> totals,
                Map<Facet, Integer> none) {
            Map<String, List<FacetValue>> values = new LinkedHashMap<>();
            Map<String, Integer> counts = new LinkedHashMap<>();
            Map<String, Integer> without = new LinkedHashMap<>();
            facets.forEach((facet, listed) -> {
                values.put(facet.parameter(), listed);
                counts.put(facet.parameter(), totals.get(facet));
                without.put(facet.parameter(), none.get(facet));
            });
            return new Facets(values, counts, without);
        }
    }

    /** What a search says beside its hits. Each search that it offers is given as the parameters that ask for it. */
    record Advice(@JsonInclude(ALWAYS) String didYouMean, boolean ambiguous,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("The first cards that share the name.") List<Reference> sharing,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("The number of cards that share the name.") int sharingTotal,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("Words that no card has.") List<String> ignored,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("The vulnerabilities that the query names, with how many actors and"
                    + " tools mention each.") List<CveCount> cves,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("The reports that the query names by their addresses, with how many"
                    + " actors and tools cite each.") List<ReportCount> reports,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("The parts of the query that were not searched for.") Unread unread,
            List<Understood> understood,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("How many there are, where not all are listed.") int understoodTotal,
            @JsonInclude(NON_DEFAULT) List<Without> without,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("How many there are, where not all are listed.") int withoutTotal,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("The same search in other collections, where the text is a name.") List<Elsewhere> elsewhere,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("The actors to which mapping files give the text as a name that their"
                    + " cards do not have.") List<NamesAnswer.Meaning> mapped,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("If nothing matches: whose name the text is by its form.") NameForm form,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("The cards that match too and were left out because they are not current.") LeftOut leftOut,
            @JsonPropertyDescription("How each value of the filters was understood.") List<Filter> filters,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("How the text of the query was read.") Parsed parsed) {

        private static Advice of(CardQuery query, SearchAdvice guidance) {
            return new Advice(guidance.didYouMean().orElse(null), guidance.isAmbiguous(),
                    Reference.of(guidance.sharing()), guidance.isAmbiguous() ? guidance.sharingTotal() : 0,
                    guidance.ignored(), CveCount.of(guidance.cves()), ReportCount.of(guidance.reports()),
                    Unread.of(guidance),
                    guidance.understood().stream()
                            .map(each -> new Understood(each.words(), each.facet().parameter(), each.value(),
                                    each.total(), Addresses.parameters(Addresses.suggested(query, each))))
                            .toList(),
                    guidance.understoodTotal() > guidance.understood().size() ? guidance.understoodTotal() : 0,
                    guidance.ways().stream()
                            .map(way -> new Without(way.dropped(), way.total(),
                                    Addresses.parameters(Addresses.suggested(query, way))))
                            .toList(),
                    guidance.waysTotal() > guidance.ways().size() ? guidance.waysTotal() : 0,
                    guidance.elsewhere().stream()
                            .map(other -> new Elsewhere(other.collection(), other.total(),
                                    Addresses.parameters(Addresses.suggested(query, other))))
                            .toList(),
                    guidance.mapped().stream().map(NamesAnswer.Meaning::of).toList(), guidance.form().orElse(null),
                    LeftOut.of(query, guidance), Filter.of(guidance.filters()), Parsed.of(guidance.reading()));
        }
    }

    /** A value of a filter. */
    record Filter(String facet, @JsonPropertyDescription("any, all or not") String mode,
            @JsonPropertyDescription("As it was written.") String value,
            @JsonPropertyDescription("In words; empty if the value means nothing, so that no card has it.") String understood,
            @JsonPropertyDescription("The values of cards that are meant.") List<String> values,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("Values that look like one that means nothing.") List<String> nearest) {

        static List<Filter> of(List<ReadFilter> filters) {
            return filters.stream()
                    .map(filter -> new Filter(filter.facet().parameter(), filter.mode().name().toLowerCase(Locale.ROOT),
                            filter.value(), filter.understood(), filter.values(), filter.nearest()))
                    .toList();
        }
    }

    /** How the text of a query was read. */
    record Parsed(@JsonPropertyDescription("Whether the text is a name of a card.") boolean isName,
            @JsonPropertyDescription("What a card has to match.") List<Clause> required,
            @JsonPropertyDescription("Of which a card has to match some; each more helps.") List<Clause> helps,
            @JsonPropertyDescription("How many of those a card has to match.") int atLeast,
            @JsonPropertyDescription("What no card may match.") List<Clause> excluded,
            @JsonPropertyDescription("Words that were read as another form or a synonym of them.") List<Clause> folded,
            @JsonPropertyDescription("Words that no card has, or that say nothing.") List<String> ignored) {

        static Parsed of(Reading reading) {
            if (reading.equals(Reading.NONE)) {
                return null;
            }
            List<ReadClause> folded = Stream.concat(reading.required().stream(), reading.helps().stream())
                    .filter(ReadClause::isFolded).toList();
            return new Parsed(reading.isName(), Clause.of(reading.required()), Clause.of(reading.helps()),
                    reading.atLeast(), Clause.of(reading.excluded()), Clause.of(folded), reading.ignored());
        }
    }

    /** A part of the text of a query. */
    record Clause(@JsonPropertyDescription("As it can be typed.") String typed,
            @JsonPropertyDescription("What it was read as, in words.") String understood,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("Values that look like one that means nothing.") List<String> nearest) {

        private static List<Clause> of(List<ReadClause> clauses) {
            return clauses.stream().map(clause -> new Clause(clause.typed(), clause.words(),
                    clause.filter().map(ReadFilter::nearest).orElse(List.of()))).toList();
        }
    }

    /** Words of the query that can be read as a filter. */
    record Understood(String words, String facet, String value, int count,
            @JsonPropertyDescription("The parameters that ask for it, as in an address.") String search) {
    }

    /** What is found where a part of the query is dropped. */
    record Without(String dropped, int count,
            @JsonPropertyDescription("The parameters that ask for it, as in an address.") String search) {
    }

    /** The cards that match too and were left out because they are not current. */
    record LeftOut(@JsonPropertyDescription("How many there are.") int count,
            @JsonPropertyDescription("How many there are by their status: dropped, revoked, deprecated.") Map<String, Integer> editions,
            @JsonPropertyDescription("The parameters that ask for them too, as in an address.") String search) {

        /** Null if none was left out. */
        static LeftOut of(CardQuery query, SearchAdvice guidance) {
            Map<String, Integer> editions = new LinkedHashMap<>();
            guidance.leftOut().forEach((status, count) -> editions.put(status.key(), count));
            return editions.isEmpty()
                    ? null
                    : new LeftOut(guidance.leftOutTotal(), editions,
                            Addresses.parameters(Addresses.ofAnyEdition(query)));
        }
    }

    /** The same search in another collection. */
    record Elsewhere(String collection, int count,
            @JsonPropertyDescription("The parameters that ask for it, as in an address.") String search) {
    }

    /** How much of the query exceeds the limits. */
    record Unread(@JsonPropertyDescription("Words at the end, beyond the most that a query has.") int words,
            @JsonPropertyDescription("Asterisks beyond the most that a query has.") int prefixes) {

        /** Null if all was searched for. */
        static Unread of(SearchAdvice guidance) {
            return guidance.unreadWords() > 0 || guidance.unreadPrefixes() > 0
                    ? new Unread(guidance.unreadWords(), guidance.unreadPrefixes())
                    : null;
        }
    }
}
