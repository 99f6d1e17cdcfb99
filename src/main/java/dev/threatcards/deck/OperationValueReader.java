package dev.threatcards.deck;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.lucene.document.LongRange;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.spell.JaroWinklerDistance;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.Card;
import dev.threatcards.card.OperationFacet;
import dev.threatcards.index.CardReader;
import dev.threatcards.query.DateRange;
import dev.threatcards.query.Filters;
import dev.threatcards.text.DefensiveCopies;
import dev.threatcards.text.NameKeys;
import dev.threatcards.text.NullChecks;
import dev.threatcards.text.WebLink;

/**
 * Understands values of facets of operations as they are written in a filter. The first of these that operations have is meant:
 * <ol>
 * <li>the value itself, so that a value chosen from a list is that value alone,
 * <li>"none": operations without a value; a year, or a range of days; "CVE-2017*": every value that begins so,
 * <li>the actors that a uuid or a name in any spelling means, as {@link CardLookup} reads it,
 * <li>the host of an address, or every host of which it is a label: "fireeye" for "fireeye.com".
 * </ol>
 * For one search; not thread-safe.
 */
public final class OperationValueReader {

    /**
     * A value of a facet of operations as it was written, and the values of operations that it was understood as. Immutable.
     *
     * @param words how it was understood, in words; empty if nothing is meant, so that no operation matches
     * @param values the values as a list of the facet has them; none if nothing is meant, or only a part of a year, or no value
     * @param query matches the operations that have one of the values
     */
    public record OperationValue(OperationFacet facet, String written, String words, Set<String> values, Query query) {

        public OperationValue {
            NullChecks.requireNonNull("facet", facet, "written", written, "words", words, "query", query);
            values = DefensiveCopies.set(values, "values");
        }

        /** Whether operations without a value are meant. */
        public boolean isNone() {
            return values.isEmpty() && Filters.isNone(written);
        }

        /** Whether nothing is meant by it. */
        public boolean isMeaningless() {
            return words.isEmpty();
        }
    }

    /** A beginning of one letter is no value: it would mean nearly all. */
    private static final int SHORTEST_BEGINNING = 2;

    /** Between the names that are the title of a card, and between the labels of a host. */
    private static final Pattern PARTS = Pattern.compile(",\\s*|\\.");

    private final SearchScope scope;
    private final CardReader reader;

    /**
     * @param scope the actors that are meant by their names
     */
    public OperationValueReader(SearchScope scope, CardReader reader) {
        this.scope = scope;
        this.reader = reader;
    }

    /**
     * Understands a value.
     *
     * @param written a value in its normal form, see {@link OperationFacet#normal}
     */
    public OperationValue read(OperationFacet facet, String written) throws IOException {
        if (reader.column(facet).ordinal(written) >= 0) {
            return of(facet, written, List.of(written));
        }
        if (Filters.isNone(written)) {
            return new OperationValue(facet, written, "no value", Set.of(), without(facet));
        }
        if (written.endsWith("*")) {
            return beginning(facet, written);
        }
        return switch (facet) {
            case YEAR -> {
                Optional<DateRange> range = DateRange.parse(written);
                yield range.isPresent() ? days(written, range.get()) : meaningless(facet, written);
            }
            case ACTOR -> actor(written);
            case PUBLISHER -> publisher(written);
            case KIND, CVE -> meaningless(facet, written);
        };
    }

    private static OperationValue meaningless(OperationFacet facet, String written) {
        return new OperationValue(facet, written, "", Set.of(), new MatchNoDocsQuery("no such value"));
    }

    private static OperationValue of(OperationFacet facet, String written, Collection<String> values) {
        String field = CardFields.facet(facet);
        Query query = new TermInSetQuery(field,
                values.stream().map(value -> new BytesRef(CardFields.bounded(field, value))).toList());
        return values.isEmpty()
                ? meaningless(facet, written)
                : new OperationValue(facet, written, String.join(" or ", values), new LinkedHashSet<>(values), query);
    }

    private static Query without(OperationFacet facet) {
        return new BooleanQuery.Builder()
                .add(new TermQuery(new Term(CardFields.KIND, CardFields.OPERATION)), Occur.FILTER)
                .add(new FieldExistsQuery(CardFields.facet(facet)), Occur.MUST_NOT).build();
    }

    private OperationValue beginning(OperationFacet facet, String written) throws IOException {
        String beginning = NameKeys.folded(written);
        return beginning.length() < SHORTEST_BEGINNING
                ? meaningless(facet, written)
                : of(facet, written, having(facet, value -> NameKeys.folded(value).startsWith(beginning)));
    }

    private List<String> having(OperationFacet facet, Predicate<String> isMeant) throws IOException {
        return reader.column(facet).values().stream().filter(isMeant).toList();
    }

    /** Operations that may have started on one of the days. */
    private OperationValue days(String written, DateRange range) throws IOException {
        Query query = LongRange.newIntersectsQuery(CardFields.OPERATION_DAYS, new long[]{range.from().toEpochDay()},
                new long[]{range.to().toEpochDay()});
        return new OperationValue(OperationFacet.YEAR, written, range.words(),
                range.hasWholeYears() ? years(range) : Set.of(), query);
    }

    private Set<String> years(DateRange range) throws IOException {
        return new LinkedHashSet<>(having(OperationFacet.YEAR, year -> DateRange.parse(year)
                .filter(each -> !each.from().isBefore(range.from()) && !each.to().isAfter(range.to())).isPresent()));
    }

    private OperationValue actor(String written) throws IOException {
        List<Card> cards = new ArrayList<>();
        for (int document : new CardLookup(reader).in(scope, written).first()) {
            cards.add(reader.card(document));
        }
        if (cards.isEmpty()) {
            return meaningless(OperationFacet.ACTOR, written);
        }
        Set<String> titles = cards.stream().map(Card::name).collect(Collectors.toCollection(LinkedHashSet::new));
        List<BytesRef> uuids = cards.stream().map(card -> new BytesRef(card.uuid().toString())).toList();
        Query operations = new BooleanQuery.Builder()
                .add(new TermQuery(new Term(CardFields.KIND, CardFields.OPERATION)), Occur.FILTER)
                .add(new TermInSetQuery(CardFields.BLOCK, uuids), Occur.FILTER).build();
        return new OperationValue(OperationFacet.ACTOR, written, String.join(" or ", titles), titles, operations);
    }

    private OperationValue publisher(String written) throws IOException {
        WebLink address = WebLink.of(written);
        String host = address.isLink() ? address.host() : written;
        String label = NameKeys.folded(host);
        Predicate<String> isMeant = reader.column(OperationFacet.PUBLISHER).ordinal(host) >= 0
                ? host::equals
                : value -> parts(value).anyMatch(label::equals);
        return label.isEmpty()
                ? meaningless(OperationFacet.PUBLISHER, written)
                : of(OperationFacet.PUBLISHER, written, having(OperationFacet.PUBLISHER, isMeant));
    }

    /** The names of which a title consists, or the labels of a host, folded. */
    private static Stream<String> parts(String value) {
        return PARTS.splitAsStream(value).map(NameKeys::folded).filter(part -> !part.isEmpty());
    }

    /**
     * The values of operations of the scope that look most like what was written, the nearest first.
     *
     * @param most how many
     */
    public List<String> nearest(OperationFacet facet, String written, int most) throws IOException {
        JaroWinklerDistance similarity = new JaroWinklerDistance();
        String wanted = NameKeys.folded(written);
        Map<String, Float> near = new HashMap<>();
        for (String value : inScope(facet)) {
            near.put(value, Stream.concat(Stream.of(NameKeys.folded(value)), parts(value))
                    .map(part -> similarity.getDistance(wanted, part)).max(Comparator.naturalOrder()).orElse(0f));
        }
        return near.entrySet().stream().sorted(
                Map.Entry.<String, Float>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(most).map(Map.Entry::getKey).toList();
    }

    private Set<String> inScope(OperationFacet facet) throws IOException {
        FixedBitSet operations = reader.ofKind(CardFields.OPERATION);
        FixedBitSet actors = reader.ofKind(CardFields.ACTOR);
        FixedBitSet cards = scope.cards(reader);
        FixedBitSet some = new FixedBitSet(operations.length());
        BitSetIterator each = new BitSetIterator(operations, 0);
        for (int doc = each.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = each.nextDoc()) {
            if (cards.get(actors.nextSetBit(doc))) {
                some.set(doc);
            }
        }
        return reader.column(facet).countsByValue(some).keySet();
    }
}
