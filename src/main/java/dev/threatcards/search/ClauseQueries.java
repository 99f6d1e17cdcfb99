package dev.threatcards.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.analysis.CardAnalyzer;
import dev.threatcards.analysis.CardFields;
import dev.threatcards.analysis.RelatedTerms;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.EditionStatus;
import dev.threatcards.card.Facet;
import dev.threatcards.deck.ReadValue;
import dev.threatcards.deck.ReportLookup;
import dev.threatcards.deck.SearchScope;
import dev.threatcards.deck.ToolAliases;
import dev.threatcards.deck.ValueReader;
import dev.threatcards.index.CardReader;
import dev.threatcards.parse.AnalyzedQuery;
import dev.threatcards.parse.AnalyzedText;
import dev.threatcards.parse.QueryTree.AnyOf;
import dev.threatcards.parse.QueryTree.Clause;
import dev.threatcards.parse.QueryTree.Days;
import dev.threatcards.parse.QueryTree.Group;
import dev.threatcards.parse.QueryTree.Phrase;
import dev.threatcards.parse.QueryTree.Prefix;
import dev.threatcards.parse.QueryTree.Report;
import dev.threatcards.parse.QueryTree.Value;
import dev.threatcards.parse.QueryTree.ValuePrefix;
import dev.threatcards.parse.QueryTree.Vulnerability;
import dev.threatcards.parse.QueryTree.Word;
import dev.threatcards.query.Filters;
import dev.threatcards.text.NameKeys;

/**
 * A query in one scope of one commit: the Lucene queries of its clauses, and which of its words are terms, labels and names of tools, or
 * close to a name. Caches its lookups. For one search; not thread-safe.
 */
final class ClauseQueries {

    /** Shorter texts are not taken for prefixes of names: nearly every card has a name that begins with any two letters. */
    private static final int SHORTEST_PREFIX = 3;

    /** The most stop words within a sequence of terms of the vocabulary: "living off the land". */
    private static final int STOP_WORDS = 2;

    private final AnalyzedQuery query;
    private final SearchScope scope;
    private final CardReader reader;
    private final Map<Term, Optional<Query>> known = new HashMap<>();
    private final Map<String, List<String>> toolKeys = new HashMap<>();
    private final Map<String, Map<Facet, List<String>>> labels = new HashMap<>();
    private final ValueReader values;
    private Optional<WholeNames> names = Optional.empty();
    private Optional<Set<String>> nearNames = Optional.empty();
    private Optional<FixedBitSet> cards = Optional.empty();

    ClauseQueries(AnalyzedQuery query, SearchScope scope, CardReader reader) {
        this.query = query;
        this.scope = scope;
        this.reader = reader;
        this.values = new ValueReader(scope, reader);
    }

    /** A query in the scope that the filters select. */
    static ClauseQueries of(AnalyzedQuery query, Kind kind, Filters filters, CardReader reader) throws IOException {
        return new ClauseQueries(query, SearchScope.of(CardFields.kind(kind), query.tree(), filters, reader), reader);
    }

    /** The same query in another scope. */
    ClauseQueries in(SearchScope other) {
        return new ClauseQueries(query, other, reader);
    }

    AnalyzedQuery query() {
        return query;
    }

    SearchScope scope() {
        return scope;
    }

    /** The cards of the scope by document; not to be modified. */
    FixedBitSet cards() throws IOException {
        if (cards.isEmpty()) {
            cards = Optional.of(scope.cards(reader));
        }
        return cards.get();
    }

    /** Whether any card of the scope has the term. */
    boolean hasAny(Term term) throws IOException {
        return reader.hasAny(term, cards());
    }

    /** The field with all words of a card of the scope. */
    String text() {
        return CardFields.text(scope.kind());
    }

    CardReader reader() {
        return reader;
    }

    /** Cards that match the clause: by a field, or by their text, a name, a label or another name of a tool. */
    Query of(Clause clause) throws IOException {
        return switch (clause) {
            case Word word -> anywhere(query.of(word));
            case Phrase phrase -> anywhere(query.of(phrase));
            case Vulnerability vulnerability -> labelled(Facet.CVE, List.of(query.of(vulnerability).key()));
            case Report report -> isCited(report) ? ReportLookup.query(report.address()) : anywhere(query.of(report));
            case Prefix prefix -> prefix(prefix.beginning());
            case Value value -> read(value).query();
            case ValuePrefix value ->
                new PrefixQuery(new Term(CardFields.label(value.facet()), CardAnalyzer.keyPrefix(value.beginning())));
            case Days days -> values.days(days.facet(), days.written(), days.range()).query();
            case AnyOf any -> {
                List<Query> alternatives = new ArrayList<>();
                for (Clause alternative : any.alternatives()) {
                    alternatives.add(of(alternative));
                }
                yield anyOf(alternatives);
            }
            case Group group -> {
                BooleanQuery.Builder all = new BooleanQuery.Builder();
                for (Clause wanted : group.tree().wanted()) {
                    all.add(of(wanted), Occur.MUST);
                }
                if (group.tree().wanted().isEmpty()) {
                    all.add(MatchAllDocsQuery.INSTANCE, Occur.MUST);
                }
                for (Clause unwanted : group.tree().unwanted()) {
                    all.add(of(unwanted), Occur.MUST_NOT);
                }
                yield all.build();
            }
        };
    }

    /** Whether any card cites the report; if none does, its address is searched as words. */
    boolean isCited(Report report) throws IOException {
        return known(CardFields.REPORT, CardFields.bounded(CardFields.REPORT, report.address().key())).isPresent();
    }

    /** Whether the text is the address of a report that cards cite. */
    boolean isCitation() throws IOException {
        return query.required().size() == 1 && query.required().getFirst() instanceof Report report && isCited(report);
    }

    /** The value of a facet as the cards of the scope have it. */
    ReadValue read(Value value) throws IOException {
        return values.read(value.facet(), value.value(), () -> query.of(value));
    }

    /** Understands the values of filters in the scope. */
    ValueReader values() {
        return values;
    }

    /** The filters as the cards of the scope have their values. */
    ReadFilters read(Filters filters) throws IOException {
        return ReadFilters.of(filters, values);
    }

    /**
     * Applies filters to cards that the query matches. Where neither the filters nor the text say anything of editions, and some cards are
     * not current, the others are left out.
     *
     * @param read the filters as they were read
     */
    DrillSideways drill(FixedBitSet cards, ReadFilters read) throws IOException {
        return new DrillSideways(cards,
                isCurrentAlone(read) ? read.with(values.read(Facet.EDITION, EditionStatus.CURRENT.key())) : read,
                reader);
    }

    /** Whether only current cards are found, although nobody said so. */
    boolean isCurrentAlone(ReadFilters read) throws IOException {
        return !read.facets().contains(Facet.EDITION) && !query.tree().names(Facet.EDITION) && reader.hasOutdated();
    }

    private static Query anyOf(List<Query> alternatives) {
        if (alternatives.size() == 1) {
            return alternatives.getFirst();
        }
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        alternatives.forEach(alternative -> any.add(alternative, Occur.SHOULD));
        return any.build();
    }

    private Query anywhere(AnalyzedText text) throws IOException {
        List<Query> any = new ArrayList<>();
        List<String> terms = text.textTerms();
        switch (terms.size()) {
            case 0 -> {
                String key = text.key();
                for (Facet facet : reader.labels().facets(key)) {
                    any.add(labelled(facet, List.of(key)));
                }
            }
            case 1 -> known(text(), terms.getFirst()).ifPresent(any::add);
            default -> any.add(phrase(text(), text));
        }
        for (List<String> same : RelatedTerms.sameAs(terms)) {
            any.add(together(text(), same));
        }
        addNamed(text, any);
        return anyOf(any);
    }

    /** The terms of a text at its distances, in a field with the terms of {@link CardFields#TEXT}. */
    static PhraseQuery phrase(String field, AnalyzedText text) {
        PhraseQuery.Builder phrase = new PhraseQuery.Builder();
        int position = -1;
        for (int i = 0; i < text.textTerms().size(); i++) {
            // A stop word that was dropped leaves a gap.
            position += text.tokens().increments().get(i);
            phrase.add(new Term(field, text.textTerms().get(i)), position);
        }
        return phrase.build();
    }

    /** Terms that follow each other in a text; stop words, which are no terms, may lie between them. */
    static Query together(String field, List<String> terms) {
        return terms.size() == 1
                ? new TermQuery(new Term(field, terms.getFirst()))
                : new PhraseQuery(STOP_WORDS, field, terms.toArray(String[]::new));
    }

    private void addNamed(AnalyzedText name, List<Query> any) throws IOException {
        known(CardFields.NAME_FOLDED, name.folded()).ifPresent(any::add);
        List<String> keys = toolKeys(name);
        if (!keys.isEmpty()) {
            any.add(labelled(Facet.TOOL, keys));
        }
        if (reader.labels().facets(name.key()).contains(Facet.TECHNIQUE)) {
            any.add(labelled(Facet.TECHNIQUE, List.of(name.key())));
        }
    }

    /** Cards of which the whole text is a name in any form or a prefix of one, and cards that use a tool or a technique of that name. */
    Query wholeName() throws IOException {
        List<Query> any = new ArrayList<>();
        addNamed(query.name(), any);
        names().query().ifPresent(any::add);
        String folded = query.name().folded();
        if (query.demanded().isEmpty() && isNamePrefix(folded)
                && reader.isBeginning(new Term(CardFields.NAME_FOLDED, folded))) {
            any.add(new PrefixQuery(new Term(CardFields.NAME_FOLDED, folded)));
        }
        return anyOf(any);
    }

    /** Whether a folded text is long enough to be searched as a prefix of names in any case, and not only where nothing else matches. */
    static boolean isNamePrefix(String folded) {
        return folded.length() >= SHORTEST_PREFIX;
    }

    /** Cards with a name that begins with the whole text, if it is shorter than {@link #isNamePrefix} demands. */
    Query shortNamePrefix() {
        String folded = query.name().folded();
        return folded.isEmpty() || isNamePrefix(folded)
                ? new MatchNoDocsQuery("no short prefix")
                : new PrefixQuery(new Term(CardFields.NAME_FOLDED, folded));
    }

    private static Query prefix(String beginning) {
        BytesRef word = CardAnalyzer.INSTANCE.normalize(CardFields.WORDS, beginning);
        return new BooleanQuery.Builder().add(new PrefixQuery(new Term(CardFields.WORDS, word)), Occur.SHOULD)
                .add(new PrefixQuery(new Term(CardFields.NAME_FOLDED, NameKeys.folded(beginning))), Occur.SHOULD)
                .build();
    }

    /** The query for a term; empty if no card of the commit has it. */
    Optional<Query> known(String field, String text) throws IOException {
        Term term = new Term(field, text);
        Optional<Query> query = known.get(term);
        if (query == null) {
            query = text.isEmpty() ? Optional.empty() : reader.known(term);
            known.put(term, query);
        }
        return query;
    }

    /** The names of cards of the scope that the whole text is. */
    WholeNames names() throws IOException {
        if (names.isEmpty()) {
            names = Optional.of(WholeNames.of(query, this));
        }
        return names.get();
    }

    /** The keys of names of cards of the scope that the whole text is a misspelling of, see {@link NearNames}. */
    Set<String> nearNames() throws IOException {
        if (nearNames.isEmpty()) {
            nearNames = Optional.of(names().isKnown() || WholeNames.isKnownAnywhere(query, this)
                    ? Set.of()
                    : NearNames.of(query.name().text(), cards(), reader));
        }
        return nearNames.get();
    }

    /** The facets of which the words are a value in the scope, with the keys of that value; a tool has those of all its names. */
    Map<Facet, List<String>> labels(AnalyzedText words) throws IOException {
        Map<Facet, List<String>> known = labels.get(words.text());
        if (known != null) {
            return known;
        }
        Map<Facet, List<String>> found = new EnumMap<>(Facet.class);
        Set<Facet> facets = new LinkedHashSet<>(reader.labels().facets(words.key()));
        facets.add(Facet.TOOL);
        for (Facet facet : facets) {
            List<String> keys = keys(facet, words);
            for (String key : keys) {
                if (hasAny(new Term(CardFields.label(facet), key))) {
                    found.put(facet, keys);
                    break;
                }
            }
        }
        labels.put(words.text(), found);
        return found;
    }

    /** The keys of the words as a value of the facet that the commit has; a tool has those of all its names. */
    private List<String> keys(Facet facet, AnalyzedText words) throws IOException {
        Set<String> keys = new LinkedHashSet<>(List.of(words.key()));
        if (facet == Facet.TOOL) {
            keys.addAll(toolKeys(words));
        }
        List<String> known = new ArrayList<>();
        for (String key : keys) {
            if (reader.labels().facets(key).contains(facet)) {
                known.add(key);
            }
        }
        return known;
    }

    /**
     * The spelling of a facet's value on most cards of the scope; of equally frequent ones the first in alphabetical order.
     *
     * @param keys keys of the value, see {@link CardAnalyzer#key}
     * @return empty if no card of the scope has the value
     */
    Optional<String> spelling(Facet facet, List<String> keys) throws IOException {
        FixedBitSet labelled = reader.matching(labelled(facet, keys));
        labelled.and(cards());
        return reader.column(facet).countsByValue(labelled).entrySet().stream()
                .filter(value -> reader.labels().hasKey(facet, value.getKey(), keys))
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Map.Entry.<String, Integer>comparingByKey().reversed()))
                .map(Map.Entry::getKey);
    }

    /** Cards with a value of the facet that has one of the keys. */
    static Query labelled(Facet facet, Collection<String> keys) {
        String field = CardFields.label(facet);
        return switch (keys.size()) {
            case 0 -> new MatchNoDocsQuery("no such label");
            case 1 -> new TermQuery(new Term(field, keys.iterator().next()));
            default -> new TermInSetQuery(field, keys.stream().map(BytesRef::new).toList());
        };
    }

    /** The keys of all names of the tools that have that name. */
    List<String> toolKeys(AnalyzedText name) throws IOException {
        List<String> keys = toolKeys.get(name.folded());
        if (keys == null) {
            boolean isTool = known(CardFields.NAME_FOLDED, name.folded()).isPresent()
                    || known(CardFields.label(Facet.TOOL), name.folded()).isPresent();
            keys = isTool
                    ? ToolAliases.keys(name.folded(), scope, reader).stream().map(BytesRef::utf8ToString).toList()
                    : List.of();
            toolKeys.put(name.folded(), keys);
        }
        return keys;
    }
}
