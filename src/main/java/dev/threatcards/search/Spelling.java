package dev.threatcards.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

import dev.threatcards.card.Card;
import dev.threatcards.card.Name;
import dev.threatcards.card.NameKeys;
import dev.threatcards.index.CardAnalyzer;
import dev.threatcards.index.CardFields;
import dev.threatcards.index.CardSearcher;
import dev.threatcards.index.StoredCards;
import dev.threatcards.search.QueryTree.Clause;
import dev.threatcards.search.QueryTree.Value;
import dev.threatcards.search.QueryTree.Word;

/** What a query that no card has as it stands may have meant. Digits are never put right, see {@link NearNames}. */
final class Spelling {

    private final Scope scope;
    private final CardSearcher searcher;
    private final ClauseQueries clauses;
    private final ValueSpelling spelling;

    Spelling(Scope scope, CardSearcher searcher) {
        this.scope = scope;
        this.searcher = searcher;
        this.clauses = new ClauseQueries(scope, searcher);
        this.spelling = new ValueSpelling(scope, searcher);
    }

    /**
     * The query's text put right: as the name that it nearly is, or word by word and value by
     * value; empty if nothing in it is to be put right.
     */
    Optional<String> of(QueryTree tree, Matching matching) throws IOException {
        if (matching.step() == Matching.Step.NEAR_NAME) {
            for (String folded : matching.nearNames().stream().sorted().toList()) {
                Optional<String> name = spelt(folded);
                if (name.isPresent()) {
                    return name;
                }
            }
        }
        QueryTree put = tree;
        for (Clause clause : matching.unknown()) {
            if (clause instanceof Word word) {
                Optional<String> known = known(word.text());
                if (known.isPresent()) {
                    put = put.with(clause, new Word(known.get()));
                }
            }
        }
        for (Clause clause : tree.filters()) {
            if (clause instanceof Value value && !scope.hasAny(clauses.value(value), searcher)) {
                Optional<Value> known = known(value);
                if (known.isPresent()) {
                    put = put.with(clause, known.get());
                }
            }
        }
        return put.equals(tree) ? Optional.empty() : Optional.of(put.typed());
    }

    /** A name as a card spells it; empty if it is only a part of a card's title. */
    private Optional<String> spelt(String folded) throws IOException {
        for (ScoreDoc doc : searcher.search(scope.filtered(new TermQuery(new Term(CardFields.NAME_FOLDED, folded))),
                1).scoreDocs) {
            Card card = StoredCards.card(searcher.getIndexReader(), doc.doc);
            return card.names().stream().map(Name::name).filter(name -> NameKeys.folded(name).equals(folded))
                    .findFirst();
        }
        return Optional.empty();
    }

    /** The nearest word that any card has; of several the most frequent. */
    private Optional<String> known(String word) throws IOException {
        List<BytesRef> near = NearNames.of(NameKeys.folded(word), CardFields.WORDS, scope, searcher);
        return near.stream().max(Comparator.comparingInt(each -> frequency(CardFields.WORDS, each)))
                .map(BytesRef::utf8ToString);
    }

    /** The nearest value that any card has; of several the most frequent. */
    private Optional<Value> known(Value value) throws IOException {
        String field = CardFields.label(value.facet());
        Optional<BytesRef> near = NearNames.of(CardAnalyzer.key(value.value()), field, scope, searcher).stream()
                .max(Comparator.comparingInt(key -> frequency(field, key)));
        return near.isEmpty()
                ? Optional.empty()
                : spelling
                        .of(value.facet(), Set.of(near.get().utf8ToString()),
                                new TermQuery(new Term(field, near.get())))
                        .map(spelt -> new Value(value.facet(), spelt));
    }

    private int frequency(String field, BytesRef term) {
        try {
            return searcher.getIndexReader().docFreq(new Term(field, term));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
