package dev.threatcards.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.lucene.search.Query;
import org.apache.lucene.util.BytesRef;

import dev.threatcards.card.Facet;
import dev.threatcards.index.CardAnalyzer;
import dev.threatcards.index.CardSearcher;
import dev.threatcards.search.Guidance.Understood;
import dev.threatcards.search.QueryTree.Word;

/**
 * Which words of a query are a country, a sector, a motivation or a tool, or of a tool its type, and could be asked for as such. The
 * longest run of words is meant: "South Korea" is no "Korea".
 */
final class Understanding {

    private static final List<Facet> FACETS = List.of(Facet.COUNTRY, Facet.SECTOR, Facet.MOTIVATION, Facet.TOOL,
            Facet.TYPE);

    /** More offers than a person reads above the hits. */
    private static final int MOST = 6;

    /** How many cards there are with a text and filters. */
    interface Totals {
        int of(QueryTree tree, Filters filters) throws IOException;
    }

    private final Scope scope;
    private final CardSearcher searcher;
    private final ClauseQueries clauses;
    private final ValueSpelling spelling;
    private final Totals totals;
    private final List<Facet> facets;

    Understanding(Scope scope, CardSearcher searcher, Totals totals) {
        this.scope = scope;
        this.searcher = searcher;
        this.clauses = new ClauseQueries(scope, searcher);
        this.spelling = new ValueSpelling(scope, searcher);
        this.totals = totals;
        this.facets = FACETS.stream().filter(Facet.of(scope.cards())::contains).toList();
    }

    /** The words that are values, each with what asking for it would give; none that no card has. */
    FirstOf<Understood> of(QueryTree tree, Filters filters) throws IOException {
        List<Word> words = tree.wanted().stream().filter(Word.class::isInstance).map(Word.class::cast).toList();
        if (scope.hasAny(ClauseQueries.name(tree.name()), searcher)) {
            return new FirstOf<>(List.of(), 0);
        }
        List<Understood> understood = new ArrayList<>();
        int more = 0;
        BitSet taken = new BitSet();
        for (int length = Math.min(Ranking.LONGEST_LABEL, words.size()); length > 0; length--) {
            for (int from = 0; from + length <= words.size(); from++) {
                if (taken.get(from, from + length).isEmpty()) {
                    List<Understood> run = of(words.subList(from, from + length), tree, filters);
                    if (understood.size() < MOST) {
                        understood.addAll(run);
                    } else {
                        more += run.size();
                    }
                    taken.set(from, from + length, !run.isEmpty());
                }
            }
        }
        String typed = tree.typed();
        understood.sort(Comparator.comparingInt(each -> typed.indexOf(each.words())));
        return new FirstOf<>(understood.stream().limit(MOST).toList(), understood.size() + more);
    }

    private List<Understood> of(List<Word> run, QueryTree tree, Filters filters) throws IOException {
        String words = run.stream().map(Word::text).collect(Collectors.joining(" "));
        QueryTree rest = tree.without(run);
        List<Understood> understood = new ArrayList<>();
        for (Facet facet : facets) {
            Optional<String> value = value(facet, words);
            if (value.isPresent() && !filters.choice(facet).values().contains(value.get())) {
                int total = totals.of(rest, filters.with(facet, Filters.Mode.ANY, value.get()));
                if (total > 0) {
                    understood.add(new Understood(words, facet, value.get(), rest.typed(), total));
                }
            }
        }
        return understood;
    }

    /** The value of the facet that the words mean, as most cards spell it. */
    private Optional<String> value(Facet facet, String words) throws IOException {
        BytesRef key = new BytesRef(CardAnalyzer.key(words));
        Optional<Query> carriers = clauses.carriers(facet, words, key);
        if (carriers.isEmpty()) {
            return Optional.empty();
        }
        Set<String> keys = clauses.keys(facet, words, key).stream().map(BytesRef::utf8ToString)
                .collect(Collectors.toSet());
        return spelling.of(facet, keys, carriers.get());
    }
}
