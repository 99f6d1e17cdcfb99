package dev.threatcards.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.threatcards.card.Facet;
import dev.threatcards.parse.AnalyzedQuery;
import dev.threatcards.parse.QueryTree.Word;
import dev.threatcards.query.Filters;
import dev.threatcards.result.SearchAdvice.Understood;
import dev.threatcards.text.FirstOf;

/**
 * Suggests filters for words of a query that are a value of a facet: a country, a sector, a motivation, a tool or a type of tool. Longer
 * runs of words are preferred: "South Korea" is not "Korea".
 */
final class FilterSuggestions {

    private static final List<Facet> FACETS = List.of(Facet.COUNTRY, Facet.SECTOR, Facet.MOTIVATION, Facet.TOOL,
            Facet.TYPE, Facet.TECHNIQUE);

    /** A page shows the suggestions above the hits, so they are few. */
    private static final int MOST = 6;

    /** Counts the cards that match a query and filters. */
    interface Totals {
        int of(AnalyzedQuery query, Filters filters) throws IOException;
    }

    /** More words tell a story, in which a label is hardly meant as a filter. */
    private static final int MOST_WORDS = 12;

    private final ClauseQueries clauses;
    private final AnalyzedQuery query;
    private final Totals totals;
    private final List<Facet> facets;

    FilterSuggestions(ClauseQueries clauses, Totals totals) {
        this.clauses = clauses;
        this.query = clauses.query();
        this.totals = totals;
        this.facets = FACETS.stream().filter(Facet.of(clauses.scope().cards())::contains).toList();
    }

    /** The suggestions, each with the number of cards that it leaves; at least one. */
    FirstOf<Understood> of(Filters filters) throws IOException {
        List<Word> words = query.tree().wanted().stream().filter(Word.class::isInstance).map(Word.class::cast).toList();
        if (words.size() > MOST_WORDS || clauses.names().isKnown()) {
            return new FirstOf<>(List.of(), 0);
        }
        List<Understood> understood = new ArrayList<>();
        int more = 0;
        BitSet taken = new BitSet();
        for (int length = Math.min(Ranking.LONGEST_LABEL, words.size()); length > 0; length--) {
            for (int from = 0; from + length <= words.size(); from++) {
                if (taken.get(from, from + length).isEmpty()) {
                    List<Understood> run = of(words.subList(from, from + length), filters);
                    if (understood.size() < MOST) {
                        understood.addAll(run);
                    } else {
                        more += run.size();
                    }
                    taken.set(from, from + length, !run.isEmpty());
                }
            }
        }
        String typed = query.tree().typed();
        understood.sort(Comparator.comparingInt(each -> typed.indexOf(each.words())));
        return new FirstOf<>(understood.stream().limit(MOST).toList(), understood.size() + more);
    }

    private List<Understood> of(List<Word> run, Filters filters) throws IOException {
        String words = run.stream().map(Word::text).collect(Collectors.joining(" "));
        List<Understood> understood = new ArrayList<>();
        if (clauses.labels(query.of(words)).isEmpty()) {
            return understood;
        }
        AnalyzedQuery rest = query.with(query.tree().without(run));
        for (Facet facet : facets) {
            Optional<String> value = value(facet, words);
            if (value.isPresent() && !clauses.read(filters).listed(facet).containsKey(value.get())) {
                int total = totals.of(rest, filters.with(facet, Filters.Mode.ANY, value.get()));
                if (total > 0) {
                    understood.add(new Understood(words, facet, value.get(), rest.tree().typed(), total));
                }
            }
        }
        return understood;
    }

    /** The value of the facet that the words are, as most cards spell it. */
    private Optional<String> value(Facet facet, String words) throws IOException {
        List<String> keys = clauses.labels(query.of(words)).getOrDefault(facet, List.of());
        return keys.isEmpty() ? Optional.empty() : clauses.spelling(facet, keys);
    }
}
