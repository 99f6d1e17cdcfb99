package dev.threatcards.search;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.util.BytesRef;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.analysis.EnglishWords;
import dev.threatcards.card.Card;
import dev.threatcards.card.Name;
import dev.threatcards.deck.CardLookup;
import dev.threatcards.deck.SearchScope;
import dev.threatcards.index.CardReader;
import dev.threatcards.index.StoredCards;
import dev.threatcards.parse.AnalyzedQuery;
import dev.threatcards.parse.QueryTree;
import dev.threatcards.parse.QueryTree.Clause;
import dev.threatcards.parse.QueryTree.Value;
import dev.threatcards.parse.QueryTree.Word;

/**
 * Corrects the spelling of words and values of a query that match no card. English words are spelt well, and digits are never corrected, see
 * {@link FuzzyTerms}.
 */
final class DidYouMean {

    private final ClauseQueries clauses;
    private final AnalyzedQuery query;
    private final SearchScope scope;
    private final CardReader reader;

    DidYouMean(ClauseQueries clauses) {
        this.clauses = clauses;
        this.query = clauses.query();
        this.scope = clauses.scope();
        this.reader = clauses.reader();
    }

    /**
     * The corrected text of the query: the name that it is close to, or else the query with each word and value that no card has replaced by
     * the closest one. The same commit always gives the same text.
     *
     * @return empty if there is nothing to correct
     */
    Optional<String> of(Recall recall) throws IOException {
        for (String key : recall.nearNames().stream().sorted().toList()) {
            Optional<String> name = spelt(key);
            if (name.isPresent()) {
                return name;
            }
        }
        QueryTree corrected = query.tree();
        for (Clause clause : recall.unknown()) {
            if (clause instanceof Word word && !EnglishWords.contains(query.of(word).folded())) {
                Optional<String> nearest = mostFrequent(CardFields.WORDS, query.of(word).folded());
                if (nearest.isPresent()) {
                    corrected = corrected.with(clause, new Word(nearest.get()));
                }
            }
        }
        for (Clause clause : query.tree().filters()) {
            if (clause instanceof Value value && clauses.read(value).isMeaningless()) {
                Optional<Value> nearest = nearest(value);
                if (nearest.isPresent()) {
                    corrected = corrected.with(clause, nearest.get());
                }
            }
        }
        return corrected.equals(query.tree()) ? Optional.empty() : Optional.of(corrected.typed());
    }

    /** A name with that key as the first card by title spells it; empty if it is only a part of titles. */
    private Optional<String> spelt(String key) throws IOException {
        for (ScoreDoc doc : reader.search(scope.filtered(NearNames.query(Set.of(key))), CardLookup.FIRST,
                CardLookup.BY_NAME).scoreDocs) {
            Card card = new StoredCards(reader.getIndexReader()).card(doc.doc);
            Optional<String> name = card.names().stream().map(Name::name)
                    .filter(each -> NearNames.isOneOf(Set.of(key), each)).findFirst();
            if (name.isPresent()) {
                return name;
            }
        }
        return Optional.empty();
    }

    private Optional<Value> nearest(Value value) throws IOException {
        Optional<String> key = mostFrequent(CardFields.label(value.facet()), query.of(value).key());
        return key.isEmpty()
                ? Optional.empty()
                : clauses.spelling(value.facet(), List.of(key.get())).map(spelt -> new Value(value.facet(), spelt));
    }

    /** The closest term on cards of the scope; of several the most frequent, of equally frequent ones the first. */
    private Optional<String> mostFrequent(String field, String word) throws IOException {
        Optional<String> best = Optional.empty();
        int highest = 0;
        for (BytesRef term : FuzzyTerms.of(word, field, scope.query(), reader)) {
            int frequency = reader.getIndexReader().docFreq(new Term(field, term));
            if (frequency > highest) {
                highest = frequency;
                best = Optional.of(term.utf8ToString());
            }
        }
        return best;
    }
}
