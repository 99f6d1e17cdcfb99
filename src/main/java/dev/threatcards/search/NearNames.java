package dev.threatcards.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.search.FuzzyTermsEnum;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/**
 * Terms of names that a mistyped word may have meant: the nearest by Damerau-Levenshtein distance. Digits are never
 * forgiven, since APT28 is not APT29.
 */
final class NearNames {

    /** Words shorter than this are not corrected: almost any three letters are one edit from some name. */
    private static final int SHORTEST = 4;

    /** From this length on two edits are forgiven, below it one. */
    private static final int TWO_EDITS = 8;

    private static final Pattern LETTERS = Pattern.compile("\\D+");

    private NearNames() {
    }

    /** The terms of {@code field} on cards of the scope that are nearest to {@code word}, empty if none is near. */
    static List<BytesRef> of(String word, String field, Scope scope, IndexSearcher searcher) throws IOException {
        Terms terms = MultiTerms.getTerms(searcher.getIndexReader(), field);
        if (terms == null || word.length() < SHORTEST) {
            return List.of();
        }
        int edits = word.length() < TWO_EDITS ? 1 : 2;
        String digits = digits(word);
        FuzzyTermsEnum near = new FuzzyTermsEnum(terms, new Term(field, word), edits, 0, true);
        List<BytesRef> nearest = new ArrayList<>();
        float best = 0;
        for (BytesRef term = near.next(); term != null; term = near.next()) {
            if (near.getBoost() < best || !digits(term.utf8ToString()).equals(digits)
                    || !scope.hasAny(new TermQuery(new Term(field, BytesRef.deepCopyOf(term))), searcher)) {
                continue;
            }
            if (near.getBoost() > best) {
                best = near.getBoost();
                nearest.clear();
            }
            nearest.add(BytesRef.deepCopyOf(term));
        }
        return nearest;
    }

    private static String digits(String word) {
        return LETTERS.matcher(word).replaceAll("");
    }
}
