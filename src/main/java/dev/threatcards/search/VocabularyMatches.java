package dev.threatcards.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.analysis.RelatedTerms;
import dev.threatcards.parse.QueryTree.Clause;
import dev.threatcards.parse.QueryTree.Phrase;
import dev.threatcards.parse.QueryTree.Word;

/**
 * What consecutive clauses of a query mean together by the vocabulary: "remote access trojan" is RAT, "car makers" leads to automotive.
 *
 * @param clauses the query
 * @param field the field of the text that may tell it
 */
record VocabularyMatches(ClauseQueries clauses, String field) {

    /** The documents that match a query. */
    @FunctionalInterface
    interface Matcher {
        FixedBitSet matching(Query query) throws IOException;
    }

    /**
     * Adds the documents that tell what consecutive clauses mean together to the matches of each of these clauses. What a user demands means
     * nothing but itself, and no run crosses it.
     *
     * @param matches the documents that match each required clause of the query; are added to
     * @param meaning {@link RelatedTerms#of} or {@link RelatedTerms#sameAs}
     * @return matches the documents that were added
     */
    BooleanQuery addTo(List<FixedBitSet> matches, Function<List<String>, Collection<List<String>>> meaning,
            Matcher matcher) throws IOException {
        List<Clause> demanded = clauses.query().demanded();
        List<List<String>> terms = clauses.query().required().stream()
                .map(clause -> demanded.contains(clause) ? List.<String>of() : terms(clause)).toList();
        BooleanQuery.Builder added = new BooleanQuery.Builder();
        for (int from = 0; from < terms.size(); from++) {
            List<String> run = new ArrayList<>();
            int longest = Math.min(terms.size(), from + RelatedTerms.LONGEST);
            for (int to = from + 1; to <= longest && !terms.get(to - 1).isEmpty(); to++) {
                run.addAll(terms.get(to - 1));
                Collection<List<String>> phrases = meaning.apply(run);
                if (!phrases.isEmpty()) {
                    Query telling = anyOf(field, phrases).build();
                    FixedBitSet documents = matcher.matching(telling);
                    matches.subList(from, to).forEach(each -> each.or(documents));
                    added.add(telling, Occur.SHOULD);
                }
            }
        }
        return added.build();
    }

    /** The terms of a word or of a synonym of several words, which is a phrase; empty for another clause. */
    private List<String> terms(Clause clause) {
        return clause instanceof Word || clause instanceof Phrase ? clauses.query().of(clause).textTerms() : List.of();
    }

    /** Documents with one of the sequences of terms. */
    static BooleanQuery.Builder anyOf(String field, Collection<List<String>> phrases) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        phrases.forEach(each -> any.add(ClauseQueries.together(field, each), Occur.SHOULD));
        return any;
    }
}
