package dev.threatcards.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.spell.LuceneLevenshteinDistance;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.index.CardReader;

/**
 * Finds the terms of a field that are closest to a mistyped word, to correct the spelling of a query. Digits are never corrected, since APT28
 * is not APT29; nor are a few letters beside them, since G0139 is not S0139; nor is the first letter, which is seldom mistyped. {@link NearNames} is stricter.
 */
final class FuzzyTerms {

    /** Shorter words are not corrected: almost any three letters are one edit from some name. */
    private static final int SHORTEST = 4;

    /** Fewer letters beside a number are a scheme of names: "UNC2452" is not "TA2452". */
    private static final int SHORTEST_BESIDE_NUMBER = 5;

    /** The length from which two edits are allowed. */
    private static final int TWO_EDITS = 8;

    private static final Pattern LETTERS = Pattern.compile("\\D+");

    private FuzzyTerms() {
    }

    /** The number of edits that are allowed in a text. */
    private static int edits(String text) {
        int letters = text.length() - digits(text).length();
        if (letters < (letters < text.length() ? SHORTEST_BESIDE_NUMBER : SHORTEST)) {
            return 0;
        }
        return text.length() < TWO_EDITS ? 1 : 2;
    }

    /**
     * The terms of a field that are closest to a word: those with the highest similarity, which is one minus the Damerau-Levenshtein
     * distance over the length of the shorter of the two.
     *
     * @param cards at least one of them has the term
     * @return ordered by length, then alphabetically; empty if none is close enough
     */
    static List<BytesRef> of(String word, String field, Query cards, CardReader searcher) throws IOException {
        int edits = edits(word);
        if (edits == 0) {
            return List.of();
        }
        FixedBitSet among = searcher.kept(cards);
        if (searcher.hasAny(new Term(field, word), among)) {
            return List.of(new BytesRef(word));
        }
        String digits = digits(word);
        LuceneLevenshteinDistance distance = new LuceneLevenshteinDistance();
        List<BytesRef> nearest = new ArrayList<>();
        float highest = 0;
        for (String term : searcher.terms(field).candidates(word, edits)) {
            float similarity = distance.getDistance(word, term);
            boolean isNear = Math.round((1 - similarity) * Math.min(word.length(), term.length())) <= edits;
            if (isNear && similarity >= highest && term.charAt(0) == word.charAt(0) && digits(term).equals(digits)
                    && searcher.hasAny(new Term(field, term), among)) {
                if (similarity > highest) {
                    nearest.clear();
                }
                highest = similarity;
                nearest.add(new BytesRef(term));
            }
        }
        return nearest;
    }

    private static String digits(String word) {
        return LETTERS.matcher(word).replaceAll("");
    }
}
