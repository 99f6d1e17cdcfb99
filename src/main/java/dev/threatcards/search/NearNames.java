package dev.threatcards.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

import dev.threatcards.index.CardSearcher;

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
    static List<BytesRef> of(String word, String field, Scope scope, CardSearcher searcher) throws IOException {
        return of(word, field, scope.query(), searcher);
    }

    /** The terms of {@code field} on any of the cards that are nearest to {@code word}, empty if none is near. */
    static List<BytesRef> of(String word, String field, Query cards, CardSearcher searcher) throws IOException {
        if (word.length() < SHORTEST) {
            return List.of();
        }
        int edits = word.length() < TWO_EDITS ? 1 : 2;
        String digits = digits(word);
        Best best = new Best();
        searcher.terms().near(field, word, edits, name -> {
            int distance = distance(word, name, edits);
            float likeness = 1 - (float) distance / Math.min(word.length(), name.length());
            if (distance <= edits && likeness >= best.likeness && digits(name).equals(digits)
                    && isOnAny(cards, new Term(field, name), searcher)) {
                best.add(name, likeness);
            }
        });
        return best.names;
    }

    /** The names that are the most alike, of those that came so far. */
    private static final class Best {
        private final List<BytesRef> names = new ArrayList<>();
        private float likeness;

        void add(String name, float alike) {
            if (alike > likeness) {
                likeness = alike;
                names.clear();
            }
            names.add(new BytesRef(name));
        }
    }

    /**
     * How many letters have to be added, dropped, changed, or swapped with their neighbours; any number above {@code most}
     * if it is more than that.
     */
    static int distance(String one, String other, int most) {
        if (Math.abs(one.length() - other.length()) > most) {
            return most + 1;
        }
        int[] beforeLast = new int[other.length() + 1];
        int[] last = new int[other.length() + 1];
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= Math.min(most, other.length()); j++) {
            last[j] = j;
        }
        close(last, 0, most);
        for (int i = 1; i <= one.length(); i++) {
            // Only near the diagonal can the distance stay small.
            row[Math.max(0, i - most - 1)] = i <= most ? i : most + 1;
            int least = i;
            for (int j = Math.max(1, i - most); j <= Math.min(other.length(), i + most); j++) {
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(last[j - 1] + change, Math.min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
                least = Math.min(least, row[j]);
            }
            close(row, i, most);
            if (least > most) {
                return most + 1;
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[other.length()];
    }

    /** The next row looks one place further than this one was filled. */
    private static void close(int[] row, int i, int most) {
        if (i + most + 1 < row.length) {
            row[i + most + 1] = most + 1;
        }
    }

    private static boolean isOnAny(Query cards, Term term, CardSearcher searcher) throws IOException {
        return searcher.hasAny(new TermQuery(term), searcher.kept(cards));
    }

    private static String digits(String word) {
        return LETTERS.matcher(word).replaceAll("");
    }
}
