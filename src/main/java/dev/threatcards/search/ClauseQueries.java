package dev.threatcards.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
import org.apache.lucene.util.QueryBuilder;

import dev.threatcards.card.Facet;
import dev.threatcards.card.NameKeys;
import dev.threatcards.index.CardAnalyzer;
import dev.threatcards.index.CardFields;
import dev.threatcards.index.CardSearcher;
import dev.threatcards.index.WordPairs;
import dev.threatcards.search.QueryTree.AnyOf;
import dev.threatcards.search.QueryTree.Clause;
import dev.threatcards.search.QueryTree.Days;
import dev.threatcards.search.QueryTree.Phrase;
import dev.threatcards.search.QueryTree.Prefix;
import dev.threatcards.search.QueryTree.Value;
import dev.threatcards.search.QueryTree.ValuePrefix;
import dev.threatcards.search.QueryTree.Word;

/**
 * The Lucene queries that clauses and names come down to; what a card matches by, and in part what it is ranked by. For one
 * search: it keeps what it has looked up.
 */
final class ClauseQueries {

    /** Beginnings shorter than this are no beginnings of a name: nearly every card has a name that begins with two letters. */
    private static final int SHORTEST_PREFIX = 3;

    /** The synonyms have up to three words. */
    private static final int LONGEST_SYNONYM = 3;

    private final Scope scope;
    private final CardSearcher searcher;
    private final Map<String, List<BytesRef>> toolKeys = new HashMap<>();

    ClauseQueries(Scope scope, CardSearcher searcher) {
        this.scope = scope;
        this.searcher = searcher;
    }

    /** Cards that have what the clause asks for: in a field, or anywhere in their text, as a name, a label or another name of a tool. */
    Query of(Clause clause) throws IOException {
        return switch (clause) {
            case Word word -> anywhere(word.text());
            case Phrase phrase -> anywhere(phrase.text());
            case Prefix prefix -> beginning(prefix.beginning());
            case Value value -> value(value);
            case ValuePrefix value ->
                new PrefixQuery(new Term(CardFields.label(value.facet()), NameKeys.exact(value.beginning())));
            case Days days -> LongRange.newIntersectsQuery(days.field().days(), new long[]{days.from().toEpochDay()},
                    new long[]{days.to().toEpochDay()});
            case AnyOf any -> anyOf(any);
        };
    }

    private Query anyOf(AnyOf clause) throws IOException {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        for (Clause alternative : clause.alternatives()) {
            any.add(of(alternative), Occur.SHOULD);
        }
        return any.build();
    }

    private Query anywhere(String words) throws IOException {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        List<String> terms = terms(words);
        switch (terms.size()) {
            case 0 -> {
                String key = CardAnalyzer.key(words);
                for (Facet facet : Facet.values()) {
                    any.add(new TermQuery(new Term(CardFields.label(facet), key)), Occur.SHOULD);
                }
            }
            case 1 -> any.add(new TermQuery(new Term(CardFields.TEXT, terms.getFirst())), Occur.SHOULD);
            default -> any.add(phrase(words), Occur.SHOULD);
        }
        any.add(name(words), Occur.SHOULD);
        any.add(tool(words), Occur.SHOULD);
        return any.build();
    }

    private static Query phrase(String words) {
        Query phrase = new QueryBuilder(CardAnalyzer.INSTANCE).createPhraseQuery(CardFields.TEXT, words);
        return phrase instanceof PhraseQuery some ? WordPairs.query(some) : phrase;
    }

    /** Cards of that name or of one that begins so, and actors that use a tool of that name. */
    Query called(String name) throws IOException {
        BooleanQuery.Builder called = new BooleanQuery.Builder().add(name(name), Occur.SHOULD).add(tool(name),
                Occur.SHOULD);
        namePrefix(name).ifPresent(beginning -> called.add(beginning, Occur.SHOULD));
        return called.build();
    }

    private static Query beginning(String beginning) {
        BytesRef word = CardAnalyzer.INSTANCE.normalize(CardFields.WORDS, beginning);
        return new BooleanQuery.Builder().add(new PrefixQuery(new Term(CardFields.WORDS, word)), Occur.SHOULD)
                .add(new PrefixQuery(new Term(CardFields.NAME_FOLDED, NameKeys.folded(beginning))), Occur.SHOULD)
                .build();
    }

    /** Cards with that value, however it is spelt; of a tool, under whichever of its names. */
    Query value(Value value) throws IOException {
        return labelled(value.facet(),
                keys(value.facet(), value.value(), new BytesRef(CardAnalyzer.key(value.value()))));
    }

    /**
     * Cards of the scope with that value, if there are any.
     *
     * @param key the value's key, see {@link CardAnalyzer#key}
     */
    Optional<Query> carriers(Facet facet, String value, BytesRef key) throws IOException {
        Set<BytesRef> keys = keys(facet, value, key);
        // Most runs of words are no label at all, which takes no search to tell.
        for (Iterator<BytesRef> each = keys.iterator(); each.hasNext();) {
            if (!searcher.facetsWith(each.next().utf8ToString()).contains(facet)) {
                each.remove();
            }
        }
        Query carriers = labelled(facet, keys);
        return !keys.isEmpty() && scope.hasAny(carriers, searcher) ? Optional.of(carriers) : Optional.empty();
    }

    /**
     * The value's key, and of a tool those of its other names; the set is the caller's.
     *
     * @param key the value's key, see {@link CardAnalyzer#key}
     */
    Set<BytesRef> keys(Facet facet, String value, BytesRef key) throws IOException {
        Set<BytesRef> keys = new LinkedHashSet<>(List.of(key));
        if (facet == Facet.TOOL) {
            keys.addAll(toolKeys(value));
        }
        return keys;
    }

    private static Query labelled(Facet facet, Collection<BytesRef> keys) {
        String field = CardFields.label(facet);
        return switch (keys.size()) {
            case 0 -> new MatchNoDocsQuery("no such label");
            case 1 -> new TermQuery(new Term(field, keys.iterator().next()));
            default -> new TermInSetQuery(field, keys);
        };
    }

    /** Actors that list the tool of that name, under whichever of its names. */
    Query tool(String name) throws IOException {
        return labelled(Facet.TOOL, toolKeys(name));
    }

    /** The keys of all names of the tools that the name means. */
    List<BytesRef> toolKeys(String name) throws IOException {
        List<BytesRef> known = toolKeys.get(name);
        if (known == null) {
            known = ToolNames.keys(name, scope, searcher);
            toolKeys.put(name, known);
        }
        return known;
    }

    /**
     * The clauses that a card has to match: words that mean something only together ("zero day", "United States") as one,
     * those that are nothing but stop words or signs left out, unless there are no others.
     */
    static List<Clause> required(QueryTree tree) {
        List<Clause> together = together(tree.texts());
        List<Clause> telling = together.stream()
                .filter(clause -> clause.text().isEmpty() || !terms(clause.text()).isEmpty()).toList();
        return telling.isEmpty() ? together : telling;
    }

    /** Runs of words that the analyzer reads otherwise than word by word, which its synonyms do, as phrases. */
    private static List<Clause> together(List<Clause> clauses) {
        List<Clause> together = new ArrayList<>();
        for (int from = 0; from < clauses.size();) {
            int to = Math.min(clauses.size(), from + LONGEST_SYNONYM);
            while (to > from + 1 && !meanMoreTogether(clauses.subList(from, to))) {
                to--;
            }
            together.add(to == from + 1 ? clauses.get(from) : new Phrase(joined(clauses.subList(from, to))));
            from = to;
        }
        return together;
    }

    private static boolean meanMoreTogether(List<Clause> run) {
        List<String> apart = run.stream().flatMap(clause -> terms(clause.text()).stream()).toList();
        // The first and the last word take part: "the zero day" is "zero day" and a word before it.
        List<String> whole = terms(joined(run));
        List<String> withoutFirst = terms(joined(run.subList(1, run.size())));
        List<String> withoutLast = terms(joined(run.subList(0, run.size() - 1)));
        return run.stream().allMatch(Word.class::isInstance) && !whole.equals(apart)
                && !whole.equals(plus(terms(run.getFirst().text()), withoutFirst))
                && !whole.equals(plus(withoutLast, terms(run.getLast().text())));
    }

    private static List<String> plus(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private static String joined(List<Clause> run) {
        return run.stream().map(Clause::text).collect(Collectors.joining(" "));
    }

    private static List<String> terms(String text) {
        return CardAnalyzer.terms(CardFields.TEXT, text);
    }

    /** Cards of that name, however it is spelt. */
    static Query name(String name) {
        String folded = NameKeys.folded(name);
        return folded.isEmpty()
                ? new MatchNoDocsQuery("no letters or digits")
                : new TermQuery(new Term(CardFields.NAME_FOLDED, folded));
    }

    /** Cards with a name that begins so; empty if there are none, or the beginning is too short to be one. */
    Optional<Query> namePrefix(String beginning) throws IOException {
        Term folded = new Term(CardFields.NAME_FOLDED, NameKeys.folded(beginning));
        return folded.text().length() >= SHORTEST_PREFIX && searcher.isBeginning(folded)
                ? Optional.of(new PrefixQuery(folded))
                : Optional.empty();
    }

    /** Cards with a name that begins so, of a beginning that is too short to be one where anything else matches. */
    static Query shortNamePrefix(String text) {
        String folded = NameKeys.folded(text);
        return folded.isEmpty() || folded.length() >= SHORTEST_PREFIX
                ? new MatchNoDocsQuery("no short beginning")
                : new PrefixQuery(new Term(CardFields.NAME_FOLDED, folded));
    }
}
