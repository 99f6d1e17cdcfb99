package dev.threatcards.search;

import java.io.IOException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.apache.lucene.index.MultiDocValues;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Facet;
import dev.threatcards.card.OperationFacet;
import dev.threatcards.deck.OperationValueReader;
import dev.threatcards.deck.OperationValueReader.OperationValue;
import dev.threatcards.deck.SearchScope;
import dev.threatcards.error.InvalidQueryException;
import dev.threatcards.error.SearchTimeoutException;
import dev.threatcards.index.CardReader;
import dev.threatcards.index.FacetColumn;
import dev.threatcards.index.TokenizedText;
import dev.threatcards.parse.AnalyzedQuery;
import dev.threatcards.parse.QueryParser;
import dev.threatcards.parse.QueryTree;
import dev.threatcards.parse.QueryTree.Clause;
import dev.threatcards.parse.QueryTree.Days;
import dev.threatcards.query.Filters;
import dev.threatcards.query.Filters.Mode;
import dev.threatcards.query.Limits;
import dev.threatcards.query.OperationQuery;
import dev.threatcards.result.FacetValues;
import dev.threatcards.result.Highlight;
import dev.threatcards.result.OperationResult;
import dev.threatcards.result.OperationResult.Found;
import dev.threatcards.result.OperationResult.Month;
import dev.threatcards.result.OperationResult.ReadValue;
import dev.threatcards.result.SearchAdvice;

/** Searches the operations of one commit, with a time limit for each search. Thread-safe. */
public final class OperationSearch {

    private final CardReader commit;
    private final Limits limits;

    /** @param limits what may be asked, and how long a search may take */
    public OperationSearch(CardReader commit, Limits limits) {
        this.commit = commit;
        this.limits = limits;
    }

    /** A query in the scope of some collections. */
    private static final class Drill {
        private final ClauseQueries clauses;
        private final OperationRecall recall;
        private final FixedBitSet matching;
        private final ReadFilters read;
        private final DrillSideways actors;
        private final OperationValueReader ownReader;
        private final Map<OperationFacet, List<OperationValue>> ownValues = new EnumMap<>(OperationFacet.class);
        private final Map<OperationFacet, FixedBitSet> own = new EnumMap<>(OperationFacet.class);
        private final Optional<FixedBitSet> active;

        Drill(OperationQuery query, Filters filters, AnalyzedQuery text, CardReader reader) throws IOException {
            clauses = ClauseQueries.of(text, Kind.ACTOR, filters, reader);
            recall = OperationRecall.of(clauses);
            matching = recall.operations();
            read = clauses.read(filters);
            actors = clauses.drill(clauses.cards(), read);
            ownReader = new OperationValueReader(clauses.scope(), reader);
            for (Map.Entry<OperationFacet, Set<String>> values : query.values().entrySet()) {
                BooleanQuery.Builder any = new BooleanQuery.Builder();
                List<OperationValue> read = new ArrayList<>();
                for (String written : values.getValue()) {
                    OperationValue value = ownReader.read(values.getKey(), written);
                    read.add(value);
                    any.add(value.query(), Occur.SHOULD);
                }
                ownValues.put(values.getKey(), List.copyOf(read));
                own.put(values.getKey(), reader.matching(any.build()));
            }
            Optional<Days> days = days(query.active());
            active = days.isEmpty()
                    ? Optional.empty()
                    : Optional.of(reader.matching(OperationRecall.days(days.get().range())));
        }

        FixedBitSet hits() throws IOException {
            return under(actors.hits(), Optional.empty(), true);
        }

        /** The operations under all conditions but those on one facet of the operations, or on the time. */
        private FixedBitSet under(FixedBitSet ofActors, Optional<OperationFacet> without, boolean inTime)
                throws IOException {
            FixedBitSet operations = recall.of(ofActors);
            operations.and(matching);
            own.forEach((facet, some) -> {
                if (without.filter(facet::equals).isEmpty()) {
                    operations.and(some);
                }
            });
            if (inTime && active.isPresent()) {
                operations.and(active.get());
            }
            return operations;
        }

        FixedBitSet sideways(Facet facet) throws IOException {
            return under(actors.sideways(facet), Optional.empty(), true);
        }

        FixedBitSet sideways(OperationFacet facet) throws IOException {
            return under(actors.hits(), Optional.of(facet), true);
        }

        FixedBitSet atAnyTime() throws IOException {
            return under(actors.hits(), Optional.empty(), false);
        }

        /** The values of the facet as its list shows them: what no operation has as it was written. */
        Map<String, Boolean> listed(OperationFacet facet) {
            Map<String, Boolean> listed = new LinkedHashMap<>();
            for (OperationValue value : ownValues.getOrDefault(facet, List.of())) {
                Set<String> shown = value.isMeaningless()
                        ? Set.of(value.written())
                        : value.isNone() ? Set.of(Filters.NO_VALUE) : value.values();
                shown.forEach(each -> listed.put(each, true));
            }
            return listed;
        }

        List<ReadValue> understood() throws IOException {
            List<ReadValue> understood = new ArrayList<>();
            for (List<OperationValue> values : ownValues.values()) {
                for (OperationValue value : values) {
                    understood.add(
                            new ReadValue(value.facet(), value.written(), value.words(), List.copyOf(value.values()),
                                    value.isMeaningless()
                                            ? ownReader.nearest(value.facet(), value.written(), ReadFilters.NEAREST)
                                            : List.of()));
                }
            }
            return understood;
        }

        SearchAdvice guidance() throws IOException {
            AnalyzedQuery text = clauses.query();
            return SearchAdvice.NONE.withReading(read.understood(clauses.values()),
                    QueryReadings.of(clauses, recall.ignored(), recall.demanded()), text.parsed().unreadWords(),
                    text.parsed().unreadPrefixes());
        }
    }

    /**
     * The operations that match the query.
     *
     * @throws InvalidQueryException if the query exceeds the limits, or its time is no range of days
     * @throws SearchTimeoutException if it takes longer than {@link Limits#searchTime}
     */
    public OperationResult search(OperationQuery query) throws IOException {
        query.requireWithin(limits);
        CardReader reader = commit.until(System.nanoTime() + limits.searchTime().toNanos());
        AnalyzedQuery text = AnalyzedQuery.parse(query.text(), limits);
        Drill drill = new Drill(query, query.actors(), text, reader);
        FixedBitSet hits = drill.hits();
        Map<String, FacetValues> facets = new LinkedHashMap<>();
        for (OperationFacet facet : OperationFacet.values()) {
            if (query.facets().contains(facet.parameter())) {
                FacetColumn column = reader.column(facet);
                FixedBitSet counted = drill.sideways(facet);
                facets.put(facet.parameter(), FacetCounts.of(column, column.counts(counted), column.without(counted),
                        drill.listed(facet), "", query.facetSize()));
            }
        }
        for (Facet facet : OperationFacet.ofActors()) {
            if (query.facets().contains(facet.parameter())) {
                FacetColumn column = reader.column(facet);
                FixedBitSet counted = sideways(facet, drill, query, reader);
                FixedBitSet ofActors = reader.ofKind(CardFields.ACTOR);
                facets.put(facet.parameter(), FacetCounts.of(column, column.countsOfOperations(counted, ofActors),
                        column.operationsWithout(counted, ofActors), drill.read.listed(facet), "", query.facetSize()));
            }
        }
        List<Found> page = query.size() == 0 ? List.of() : page(query, hits, drill);
        List<Month> months = months(drill.atAnyTime(), reader);
        if (reader.timedOut()) {
            QueryTree tree = text.tree();
            throw new SearchTimeoutException(tree.typed(), tree.wanted().size() + tree.unwanted().size(),
                    limits.searchTime());
        }
        return new OperationResult(query, hits.cardinality(), page, facets, months,
                drill.recall.ignored().stream().map(Clause::typed).toList(), drill.understood(), drill.guidance(),
                commit.provenance(drill.clauses.scope().collections()));
    }

    /** Marks the words of a query in texts. */
    public static List<Highlight> marked(String query, List<String> texts, Limits limits) {
        Highlighter highlighter = new Highlighter(QueryTerms.of(AnalyzedQuery.parse(query, limits)));
        return texts.stream().map(text -> highlighter.whole(TokenizedText.of(text))).toList();
    }

    /** What a text matches depends on the collections, so that each is counted as if it were the only one selected. */
    private static FixedBitSet sideways(Facet facet, Drill drill, OperationQuery query, CardReader reader)
            throws IOException {
        Set<String> collections = facet == Facet.COLLECTION ? SearchScope.allCollections(reader) : Set.of();
        if (collections.size() <= 1) {
            return drill.sideways(facet);
        }
        FixedBitSet operations = new FixedBitSet(reader.getIndexReader().maxDoc());
        for (String collection : collections) {
            Filters only = query.actors().withOnly(Facet.COLLECTION, Mode.ANY, collection);
            operations.or(new Drill(query, only, drill.clauses.query(), reader).hits());
        }
        return operations;
    }

    private static List<Found> page(OperationQuery query, FixedBitSet hits, Drill drill) throws IOException {
        FoundOperations operations = new FoundOperations(drill.clauses);
        int from = (query.page() - 1) * query.size();
        ScoreDoc[] first = operations.first(from + query.size(), hits, query.sort());
        List<Found> page = new ArrayList<>();
        for (int i = from; i < first.length; i++) {
            page.add(operations.read(first[i], false));
        }
        return page;
    }

    /** The numbers of operations by month. */
    private static List<Month> months(FixedBitSet operations, CardReader reader) throws IOException {
        NumericDocValues from = MultiDocValues.getNumericValues(reader.getIndexReader(), CardFields.OPERATION_FROM);
        NumericDocValues to = MultiDocValues.getNumericValues(reader.getIndexReader(), CardFields.OPERATION_TO);
        // How many operations begin in a month, less those that ended before it.
        TreeMap<YearMonth, Integer> changes = new TreeMap<>();
        BitSetIterator each = new BitSetIterator(operations, 0);
        for (int doc = each.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = each.nextDoc()) {
            if (from != null && from.advanceExact(doc) && to.advanceExact(doc)) {
                changes.merge(month(from.longValue()), 1, Integer::sum);
                changes.merge(month(to.longValue()).plusMonths(1), -1, Integer::sum);
            }
        }
        if (changes.isEmpty()) {
            return List.of();
        }
        List<Month> months = new ArrayList<>();
        YearMonth last = changes.lastKey();
        YearMonth first = last.minusMonths(OperationResult.MOST_MONTHS);
        int count = changes.headMap(first, false).values().stream().mapToInt(Integer::intValue).sum();
        for (YearMonth month = first; month.isBefore(last); month = month.plusMonths(1)) {
            count += changes.getOrDefault(month, 0);
            if (count > 0) {
                months.add(new Month(month, count));
            }
        }
        return months;
    }

    private static YearMonth month(long day) {
        return YearMonth.from(LocalDate.ofEpochDay(day));
    }

    /**
     * The days of the parameter "active"; empty if it is blank.
     *
     * @throws InvalidQueryException if it is no range of days
     */
    private static Optional<Days> days(String active) {
        if (active.isBlank()) {
            return Optional.empty();
        }
        List<Clause> wanted = QueryParser.parse(Facet.ACTIVE.parameter() + ":" + active.strip()).wanted();
        if (wanted.size() == 1 && wanted.getFirst() instanceof Days days) {
            return Optional.of(days);
        }
        throw new InvalidQueryException(Facet.ACTIVE.parameter(), "\"active\" is a date or a range of dates, such as"
                + " 2020, 2020-03, 2020-03..2020-06 or 2022..; \"" + active.strip() + "\" is neither.");
    }
}
