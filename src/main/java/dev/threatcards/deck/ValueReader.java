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
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.apache.lucene.document.LongRange;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.spell.JaroWinklerDistance;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.analysis.CardAnalyzer;
import dev.threatcards.analysis.CardFields;
import dev.threatcards.analysis.ValueNames;
import dev.threatcards.card.EditionStatus;
import dev.threatcards.card.Facet;
import dev.threatcards.card.TechniqueId;
import dev.threatcards.index.CardReader;
import dev.threatcards.index.FacetColumn;
import dev.threatcards.index.LabelIndex.Label;
import dev.threatcards.parse.AnalyzedText;
import dev.threatcards.query.DateRange;
import dev.threatcards.query.Filters;
import dev.threatcards.text.NameKeys;

/**
 * Understands values of facets as they are written, in a filter or in the text of a query, as values of the cards. The first of these that
 * cards have is meant:
 * <ol>
 * <li>the value itself, so that a value chosen from a list is that value alone,
 * <li>"none": cards without a value; of a facet with years a date or a range; "Fin*": every value that begins so,
 * <li>of the facet of editions "all", which means every status,
 * <li>the value in another spelling: "china", "Chinese", "CobaltStrike",
 * <li>the tool in the scope that has the name, under any of its names,
 * <li>the value that other words stand for, see {@link ValueNames}: "RU", "Kremlin",
 * <li>the sub-techniques of a technique: "T1566",
 * <li>every value of a facet of phrases that has the words: "espionage".
 * </ol>
 * Caches what it read. For one search; not thread-safe.
 */
public final class ValueReader {

    /** Facets whose values are phrases of ordinary words, of which one says enough. */
    private static final Set<Facet> OF_PHRASES = Set.of(Facet.MOTIVATION, Facet.SECTOR, Facet.TYPE, Facet.TECHNIQUE);

    /** A beginning of one letter is no value: it would mean nearly all. */
    private static final int SHORTEST_BEGINNING = 2;

    private final SearchScope scope;
    private final CardReader reader;
    private final Map<Facet, Map<String, ReadValue>> known = new HashMap<>();

    /**
     * @param scope the collections whose tools are meant by their names
     */
    public ValueReader(SearchScope scope, CardReader reader) {
        this.scope = scope;
        this.reader = reader;
    }

    /** Understands a value of a filter. */
    public ReadValue read(Facet facet, String written) throws IOException {
        return read(facet, written, () -> AnalyzedText.of(written));
    }

    /**
     * Understands a value whose words are analyzed.
     *
     * @param words is asked if no card has the value itself
     */
    public ReadValue read(Facet facet, String written, Supplier<AnalyzedText> words) throws IOException {
        Map<String, ReadValue> ofFacet = known.computeIfAbsent(facet, first -> new HashMap<>());
        ReadValue value = ofFacet.get(written);
        if (value == null) {
            value = understood(facet, written, words);
            ofFacet.put(written, value);
        }
        return value;
    }

    private ReadValue understood(Facet facet, String written, Supplier<AnalyzedText> words) throws IOException {
        FacetColumn column = reader.column(facet);
        int ordinal = column.ordinal(written);
        if (ordinal >= 0) {
            return of(facet, written, Set.of(column.value(ordinal)));
        }
        if (Filters.isNone(written)) {
            Query without = new BooleanQuery.Builder().add(MatchAllDocsQuery.INSTANCE, Occur.MUST)
                    .add(new FieldExistsQuery(CardFields.facet(facet)), Occur.MUST_NOT).build();
            return new ReadValue(facet, written, Set.of(), Set.of(), Optional.empty(), without);
        }
        if (facet == Facet.EDITION) {
            return edition(written, column);
        }
        if (facet.hasYears()) {
            Optional<DateRange> range = DateRange.parse(written);
            return range.isPresent() ? days(facet, written, range.get()) : ReadValue.meaningless(facet, written);
        }
        if (written.endsWith("*")) {
            return beginning(facet, written);
        }
        Set<String> values = values(facet, written, words.get());
        return values.isEmpty() ? ReadValue.meaningless(facet, written) : of(facet, written, values);
    }

    /** Cards of a status, which need not be that of any card, or of each one that cards have. */
    private ReadValue edition(String written, FacetColumn column) throws IOException {
        Set<String> values = Filters.isAnyEdition(written)
                ? new LinkedHashSet<>(column.values())
                : EditionStatus.named(written).map(EditionStatus::key).map(Set::of).orElse(Set.of());
        return values.isEmpty() ? ReadValue.meaningless(Facet.EDITION, written) : of(Facet.EDITION, written, values);
    }

    /** Cards that have one of the values. */
    private ReadValue of(Facet facet, String written, Set<String> values) throws IOException {
        FacetColumn column = reader.column(facet);
        Set<String> spellings = values.stream().flatMap(value -> column.spellings(value).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        String field = CardFields.facet(facet);
        Query query = spellings.size() == 1
                ? new TermQuery(new Term(field, CardFields.bounded(field, spellings.iterator().next())))
                : new TermInSetQuery(field,
                        spellings.stream().map(value -> new BytesRef(CardFields.bounded(field, value))).toList());
        return new ReadValue(facet, written, values, spellings, Optional.empty(), query);
    }

    /** Cards with a date on one of the days. */
    public ReadValue days(Facet facet, String written, DateRange range) throws IOException {
        Query query = LongRange.newIntersectsQuery(CardFields.days(facet), new long[]{range.from().toEpochDay()},
                new long[]{range.to().toEpochDay()});
        Set<String> years = range.hasWholeYears() ? years(facet, range) : Set.of();
        return new ReadValue(facet, written, years, years, Optional.of(range), query);
    }

    /** The years of the cards that the range has. */
    private Set<String> years(Facet facet, DateRange range) throws IOException {
        return reader.column(facet).values().stream()
                .filter(year -> DateRange.parse(year)
                        .filter(each -> !each.from().isBefore(range.from()) && !each.to().isAfter(range.to()))
                        .isPresent())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Cards with a value that begins with the words before the asterisk. */
    private ReadValue beginning(Facet facet, String written) throws IOException {
        String words = written.substring(0, written.length() - 1);
        if (NameKeys.folded(words).length() < SHORTEST_BEGINNING) {
            return ReadValue.meaningless(facet, written);
        }
        String key = CardAnalyzer.keyPrefix(words);
        Query query = new PrefixQuery(new Term(CardFields.label(facet), key));
        Set<String> values = having(facet, query, label -> label.key().startsWith(key));
        return values.isEmpty() ? ReadValue.meaningless(facet, written) : of(facet, written, values);
    }

    private Set<String> values(Facet facet, String written, AnalyzedText words) throws IOException {
        Set<String> values = withKeys(facet, List.of(words.key()));
        if (values.isEmpty() && !words.folded().isEmpty()) {
            values = all(facet, label -> label.folded().equals(words.folded()));
        }
        if (values.isEmpty() && facet == Facet.TOOL && !words.folded().isEmpty()) {
            values = withKeys(facet,
                    ToolAliases.keys(words.folded(), scope, reader).stream().map(BytesRef::utf8ToString).toList());
        }
        if (values.isEmpty()) {
            values = withKeys(facet, ValueNames.keys(facet, written, words.key()));
        }
        if (values.isEmpty() && facet == Facet.TECHNIQUE) {
            values = subTechniques(written);
        }
        if (values.isEmpty() && OF_PHRASES.contains(facet) && !words.textTerms().isEmpty()) {
            values = all(facet, label -> label.terms().containsAll(words.textTerms()));
        }
        return values;
    }

    /** The sub-techniques of a technique that no card has itself. */
    private Set<String> subTechniques(String written) throws IOException {
        Optional<TechniqueId> id = TechniqueId.parse(written);
        return id.isEmpty() || id.get().isSub()
                ? Set.of()
                : all(Facet.TECHNIQUE, label -> label.text().startsWith(id.get() + "."));
    }

    /** The values with one of the keys. */
    private Set<String> withKeys(Facet facet, Collection<String> keys) throws IOException {
        Set<String> known = new LinkedHashSet<>();
        for (String key : keys) {
            if (reader.labels().facets(key).contains(facet)) {
                known.add(key);
            }
        }
        return known.isEmpty()
                ? Set.of()
                : having(facet, new TermInSetQuery(CardFields.label(facet), known.stream().map(BytesRef::new).toList()),
                        label -> reader.labels().hasKey(facet, label.text(), known));
    }

    /** The values of the cards that match, of which the label is wanted. */
    private Set<String> having(Facet facet, Query query, Predicate<Label> isWanted) throws IOException {
        return sorted(reader.column(facet).countsByValue(reader.matching(query)), isWanted);
    }

    /** The values of all cards, of which the label is wanted. */
    private Set<String> all(Facet facet, Predicate<Label> isWanted) throws IOException {
        FixedBitSet all = new FixedBitSet(reader.getIndexReader().maxDoc());
        if (all.length() > 0) {
            // Lucene refuses an empty range, which an index without cards has.
            all.set(0, all.length());
        }
        return sorted(reader.column(facet).countsByValue(all), isWanted);
    }

    /** The most frequent first. */
    private Set<String> sorted(Map<String, Integer> counts, Predicate<Label> isWanted) {
        return counts.entrySet().stream().filter(value -> isWanted.test(reader.labels().of(value.getKey())))
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * The values of cards of the scope that look most like what was written, the nearest first.
     *
     * @param most how many
     */
    public List<String> nearest(Facet facet, String written, int most) throws IOException {
        JaroWinklerDistance similarity = new JaroWinklerDistance();
        String wanted = NameKeys.folded(written);
        Map<String, Integer> counts = reader.column(facet).countsByValue(scope.cards(reader));
        Map<String, Float> near = new HashMap<>();
        for (String value : counts.keySet()) {
            String folded = reader.labels().of(value).folded();
            near.put(value,
                    wanted.length() > 1 && folded.contains(wanted) ? 1f : similarity.getDistance(wanted, folded));
        }
        List<String> values = new ArrayList<>(counts.keySet());
        values.sort(Comparator.comparingDouble((String value) -> -near.get(value))
                .thenComparingInt(value -> -counts.get(value)).thenComparing(Comparator.naturalOrder()));
        return values.stream().limit(most).toList();
    }
}
