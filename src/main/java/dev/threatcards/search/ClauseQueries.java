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

import org.apache.lucene.document.LongRange;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

import dev.threatcards.analysis.CardAnalyzer;
import dev.threatcards.analysis.CardFields;
import dev.threatcards.analysis.WordPairs;
import dev.threatcards.card.Facet;
import dev.threatcards.deck.SearchScope;
import dev.threatcards.deck.ToolAliases;
import dev.threatcards.index.CardReader;
import dev.threatcards.parse.AnalyzedQuery;
import dev.threatcards.parse.AnalyzedText;
import dev.threatcards.parse.QueryTree;
import dev.threatcards.parse.QueryTree.AnyOf;
import dev.threatcards.parse.QueryTree.Clause;
import dev.threatcards.parse.QueryTree.Days;
import dev.threatcards.parse.QueryTree.Phrase;
import dev.threatcards.parse.QueryTree.Prefix;
import dev.threatcards.parse.QueryTree.Value;
import dev.threatcards.parse.QueryTree.ValuePrefix;
import dev.threatcards.parse.QueryTree.Word;
import dev.threatcards.text.NameKeys;

/**
 * A query in one scope of one commit: the Lucene queries of its clauses, and which of its words are terms, labels, tools and nearly names
 * there. Made for one search; each lookup is made once. Not thread-safe.
 */
final class ClauseQueries {

    /** Shorter texts are no beginnings of names: nearly every card has a name that begins with any two letters. */
    private static final int SHORTEST_PREFIX = 3;

    private final AnalyzedQuery query;
    private final SearchScope scope;
    private final CardReader searcher;
    private final Map<Term, Optional<Query>> known = new HashMap<>();
    private final Map<String, List<BytesRef>> toolKeys = new HashMap<>();
    private final Map<String, Map<Facet, List<String>>> labels = new HashMap<>();
    private Optional<List<BytesRef>> nearNames = Optional.empty();

    ClauseQueries(AnalyzedQuery query, SearchScope scope, CardReader searcher) {
        this.query = query;
        this.scope = scope;
        this.searcher = searcher;
    }

    AnalyzedQuery query() {
        return query;
    }

    SearchScope scope() {
        return scope;
    }

    CardReader searcher() {
        return searcher;
    }

    /** Cards that have what the clause asks for: in a field, or anywhere in their text, as a name, a label or another name of a tool. */
    Query of(Clause clause) throws IOException {
        return switch (clause) {
            case Word word -> anywhere(query.of(word));
            case Phrase phrase -> anywhere(query.of(phrase));
            case Prefix prefix -> beginning(prefix.beginning());
            case Value value -> labelled(value.facet(), keys(value.facet(), query.of(value)));
            case ValuePrefix value ->
                new PrefixQuery(new Term(CardFields.label(value.facet()), NameKeys.exact(value.beginning())));
            case Days days -> LongRange.newIntersectsQuery(days.field().days(), new long[]{days.from().toEpochDay()},
                    new long[]{days.to().toEpochDay()});
            case AnyOf any -> {
                List<Query> alternatives = new ArrayList<>();
                for (Clause alternative : any.alternatives()) {
                    alternatives.add(of(alternative));
                }
                yield anyOf(alternatives);
            }
        };
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
                for (Facet facet : searcher.facetsWith(key)) {
                    any.add(labelled(facet, List.of(key)));
                }
            }
            case 1 -> known(CardFields.TEXT, terms.getFirst()).ifPresent(any::add);
            default -> any.add(WordPairs.query(phrase(text)));
        }
        addNamed(text, any);
        return anyOf(any);
    }

    private static PhraseQuery phrase(AnalyzedText text) {
        PhraseQuery.Builder phrase = new PhraseQuery.Builder();
        int place = 0;
        for (String term : text.textTerms()) {
            phrase.add(new Term(CardFields.TEXT, term), text.terms().position(place++));
        }
        return phrase.build();
    }

    private void addNamed(AnalyzedText name, List<Query> any) throws IOException {
        known(CardFields.NAME_FOLDED, name.folded()).ifPresent(any::add);
        List<BytesRef> keys = toolKeys(name);
        if (!keys.isEmpty()) {
            any.add(labelled(Facet.TOOL, keys.stream().map(BytesRef::utf8ToString).toList()));
        }
    }

    /** Cards that have the whole text as a name, have a name that begins with it, or use a tool of that name. */
    Query called() throws IOException {
        List<Query> called = new ArrayList<>();
        addNamed(query.name(), called);
        String folded = query.name().folded();
        if (isNamePrefix(folded) && searcher.isBeginning(new Term(CardFields.NAME_FOLDED, folded))) {
            called.add(new PrefixQuery(new Term(CardFields.NAME_FOLDED, folded)));
        }
        return anyOf(called);
    }

    /** Whether a folded text is long enough to be looked for as the beginning of a name, beside all else. */
    static boolean isNamePrefix(String folded) {
        return folded.length() >= SHORTEST_PREFIX;
    }

    /** Cards with a name that begins with the whole text, which is too short for that wherever anything else matches. */
    Query shortNamePrefix() {
        String folded = query.name().folded();
        return folded.isEmpty() || isNamePrefix(folded)
                ? new MatchNoDocsQuery("no short beginning")
                : new PrefixQuery(new Term(CardFields.NAME_FOLDED, folded));
    }

    private static Query beginning(String beginning) {
        BytesRef word = CardAnalyzer.INSTANCE.normalize(CardFields.WORDS, beginning);
        return new BooleanQuery.Builder().add(new PrefixQuery(new Term(CardFields.WORDS, word)), Occur.SHOULD)
                .add(new PrefixQuery(new Term(CardFields.NAME_FOLDED, NameKeys.folded(beginning))), Occur.SHOULD)
                .build();
    }

    /** The query for a term; empty if no card of the commit has it. */
    Optional<Query> known(String field, String text) throws IOException {
        Term term = new Term(field, text);
        Optional<Query> before = known.get(term);
        if (before == null) {
            before = text.isEmpty() ? Optional.empty() : searcher.known(term);
            known.put(term, before);
        }
        return before;
    }

    /** Cards that have the whole text as a name, however it is spelt; empty if there are none in the commit. */
    Optional<Query> named() throws IOException {
        return known(CardFields.NAME_FOLDED, query.name().folded());
    }

    /** Whether a card of the scope has the whole text as a name. */
    boolean isName() throws IOException {
        return named().isPresent() && scope.hasAny(new Term(CardFields.NAME_FOLDED, query.name().folded()), searcher);
    }

    /** The names of cards of the scope, folded, that are nearest to the whole text; none if none is near. */
    List<BytesRef> nearNames() throws IOException {
        if (nearNames.isEmpty()) {
            nearNames = Optional.of(FuzzyNames.of(query.name().folded(), CardFields.NAME_FOLDED, scope, searcher));
        }
        return nearNames.get();
    }

    /** The facets of which the words are a label that a card of the scope has, with the label's keys: of a tool those of all its names. */
    Map<Facet, List<String>> labels(AnalyzedText words) throws IOException {
        Map<Facet, List<String>> before = labels.get(words.text());
        if (before != null) {
            return before;
        }
        Map<Facet, List<String>> found = new EnumMap<>(Facet.class);
        Set<Facet> facets = new LinkedHashSet<>(searcher.facetsWith(words.key()));
        facets.add(Facet.TOOL);
        for (Facet facet : facets) {
            List<String> keys = keys(facet, words);
            for (String key : keys) {
                if (scope.hasAny(new Term(CardFields.label(facet), key), searcher)) {
                    found.put(facet, keys);
                    break;
                }
            }
        }
        labels.put(words.text(), found);
        return found;
    }

    /** The keys of the words as a label of the facet, of a tool those of all its names; without those that no card of the commit has. */
    private List<String> keys(Facet facet, AnalyzedText words) throws IOException {
        Set<String> keys = new LinkedHashSet<>(List.of(words.key()));
        if (facet == Facet.TOOL) {
            toolKeys(words).forEach(key -> keys.add(key.utf8ToString()));
        }
        List<String> known = new ArrayList<>();
        for (String key : keys) {
            if (searcher.facetsWith(key).contains(facet)) {
                known.add(key);
            }
        }
        return known;
    }

    /** Cards with a label of the facet that has one of the keys. */
    static Query labelled(Facet facet, Collection<String> keys) {
        String field = CardFields.label(facet);
        return switch (keys.size()) {
            case 0 -> new MatchNoDocsQuery("no such label");
            case 1 -> new TermQuery(new Term(field, keys.iterator().next()));
            default -> new TermInSetQuery(field, keys.stream().map(BytesRef::new).toList());
        };
    }

    private List<BytesRef> toolKeys(AnalyzedText name) throws IOException {
        return toolKeysOf(name.folded());
    }

    /** The keys of all names of the tools that the name means. */
    List<BytesRef> toolKeys(String name) throws IOException {
        return toolKeysOf(NameKeys.folded(name));
    }

    private List<BytesRef> toolKeysOf(String folded) throws IOException {
        List<BytesRef> before = toolKeys.get(folded);
        if (before == null) {
            before = known(CardFields.NAME_FOLDED, folded).isEmpty()
                    ? List.of()
                    : ToolAliases.keys(folded, scope, searcher);
            toolKeys.put(folded, before);
        }
        return before;
    }

    /** See {@link AnalyzedQuery#required}; for callers that have the tree alone. */
    static List<Clause> required(QueryTree tree) {
        return AnalyzedQuery.of(tree).required();
    }
}
