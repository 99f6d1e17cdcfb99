package dev.threatcards.search;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

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
     * Adds the documents that tell what consecutive clauses mean together to the matches of each of these clauses.
     *
     * @param matches the documents that match each required clause of the query; are added to
     * @param meaning {@link RelatedTerms#of} or {@link RelatedTerms#sameAs}
     * @return the queries of which documents were added
     */
    BooleanQuery addTo(List<FixedBitSet> matches, Function<List<String>, Collection<List<String>>> meaning,
            Matcher matcher) throws IOException {
        List<Clause> required = clauses.query().required();
        BooleanQuery.Builder added = new BooleanQuery.Builder();
        for (int from = 0; from < required.size(); from++) {
            for (int to = from + 1; to <= Math.min(required.size(), from + RelatedTerms.LONGEST); to++) {
                Collection<List<String>> phrases = meaning(required.subList(from, to), meaning);
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

    private Collection<List<String>> meaning(List<Clause> run, Function<List<String>, Collection<List<String>>> meaning) {
        // A synonym of several words, "supply chain", is a phrase.
        return run.stream().allMatch(clause -> clause instanceof Word || clause instanceof Phrase)
                ? meaning.apply(clauses.query()
                        .of(run.stream().map(Clause::text).collect(Collectors.joining(" "))).textTerms())
                : List.of();
    }

    /** Documents with one of the sequences of terms. */
    static BooleanQuery.Builder anyOf(String field, Collection<List<String>> phrases) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        phrases.forEach(each -> any.add(ClauseQueries.together(field, each), Occur.SHOULD));
        return any;
    }
}
