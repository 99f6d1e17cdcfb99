package dev.threatcards.search;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.util.BytesRef;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.parse.AnalyzedQuery;
import dev.threatcards.parse.QueryTree.AnyOf;
import dev.threatcards.parse.QueryTree.Clause;
import dev.threatcards.parse.QueryTree.Prefix;
import dev.threatcards.query.Limits;
import dev.threatcards.text.NameKeys;
import dev.threatcards.text.WrittenNames;

/**
 * The names of cards that the whole text of a query is: the first reading of the text, see {@link WrittenNames}, of which the scope has every
 * name.
 *
 * @param names the names as the query has them; the whole text if no reading is known
 * @param folded the folded names that cards of the scope have
 * @param cores the names without head nouns that cards of the scope have
 */
record WholeNames(List<String> names, Set<String> folded, Set<String> cores) {

    WholeNames {
        names = List.copyOf(names);
        folded = Set.copyOf(folded);
        cores = Set.copyOf(cores);
    }

    static WholeNames of(AnalyzedQuery query, ClauseQueries lookups) throws IOException {
        for (List<String> names : (Iterable<List<String>>) readings(query)::iterator) {
            WholeNames read = new WholeNames(names, known(CardFields.NAME_FOLDED, NameKeys::folded, names, lookups),
                    known(CardFields.NAME_CORE, NameKeys::core, names, lookups));
            if (names.stream().allMatch(read::has)) {
                return read;
            }
        }
        return new WholeNames(List.of(query.name().text()), Set.of(), Set.of());
    }

    /** Whether any card of the commit, of the scope or not, has the whole text as a name. */
    static boolean isKnownAnywhere(AnalyzedQuery query, ClauseQueries lookups) throws IOException {
        for (List<String> names : (Iterable<List<String>>) readings(query)::iterator) {
            for (String name : names) {
                if (lookups.known(CardFields.NAME_FOLDED, NameKeys.folded(name)).isPresent()
                        || lookups.known(CardFields.NAME_CORE, NameKeys.core(name)).isPresent()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The readings of the text; it has none but itself if it has operators, or is longer than a name. */
    private static Stream<List<String>> readings(AnalyzedQuery query) {
        List<Clause> texts = query.tree().texts();
        String name = query.name().text();
        if (name.isEmpty()) {
            return Stream.of();
        }
        String typed = texts.stream().map(Clause::typed).collect(Collectors.joining(" "));
        boolean isPlain = texts.stream().noneMatch(clause -> clause instanceof AnyOf || clause instanceof Prefix);
        return isPlain && typed.length() <= Limits.NAME_LENGTH
                ? Stream.concat(Stream.of(List.of(name)),
                        Stream.of(typed)
                                .flatMap(text -> Stream.concat(WrittenNames.readings(text).stream(),
                                        WrittenNames.looseReadings(text).stream())))
                        .distinct()
                : Stream.of(List.of(name));
    }

    private static Set<String> known(String field, UnaryOperator<String> key, List<String> names, ClauseQueries lookups)
            throws IOException {
        Set<String> known = new HashSet<>();
        for (String name : names) {
            String term = key.apply(name);
            if (lookups.known(field, term).isPresent() && lookups.hasAny(new Term(field, term))) {
                known.add(term);
            }
        }
        return known;
    }

    private boolean has(String name) {
        return folded.contains(NameKeys.folded(name)) || cores.contains(NameKeys.core(name));
    }

    /** Whether cards of the scope have the names. */
    boolean isKnown() {
        return !folded.isEmpty() || !cores.isEmpty();
    }

    /** Whether a card's name is one of these, in any spelling, with or without head nouns. */
    boolean include(String name, String foldedName) {
        return folded.contains(foldedName) || (!cores.isEmpty() && cores.contains(NameKeys.core(name)));
    }

    /** Matches the cards with the names; empty if the scope has none. */
    Optional<Query> query() {
        return isKnown()
                ? Optional.of(new BooleanQuery.Builder()
                        .add(new TermInSetQuery(CardFields.NAME_FOLDED, terms(folded)), Occur.SHOULD)
                        .add(new TermInSetQuery(CardFields.NAME_CORE, terms(cores)), Occur.SHOULD).build())
                : Optional.empty();
    }

    /** Matches the cards of which the text is a name: in any spelling, or if there are none, without head nouns. */
    Optional<Query> best() {
        if (!isKnown()) {
            return Optional.empty();
        }
        return Optional.of(folded.isEmpty()
                ? new TermInSetQuery(CardFields.NAME_CORE, terms(cores))
                : new TermInSetQuery(CardFields.NAME_FOLDED, terms(folded)));
    }

    private static List<BytesRef> terms(Set<String> keys) {
        return keys.stream().map(BytesRef::new).toList();
    }
}
