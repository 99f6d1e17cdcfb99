package dev.threatcards.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;

/**
 * The terms of a field by length, each with a bit set of its letters. Finds candidates for a small edit distance in a few microseconds; building
 * a Levenshtein automaton takes a millisecond or more. Immutable.
 */
public final class TermsByLength {

    /** The terms of one length in characters. */
    private static final class SameLength {
        private final List<String> terms = new ArrayList<>();
        private long[] letters = new long[4];

        void add(String term) {
            if (terms.size() == letters.length) {
                letters = Arrays.copyOf(letters, 2 * letters.length);
            }
            letters[terms.size()] = letters(term);
            terms.add(term);
        }
    }

    private final List<SameLength> lengths = new ArrayList<>();

    private TermsByLength() {
    }

    /** Reads all terms of the field. */
    static TermsByLength of(String field, IndexReader reader) throws IOException {
        TermsByLength all = new TermsByLength();
        Terms terms = MultiTerms.getTerms(reader, field);
        TermsEnum each = terms == null ? TermsEnum.EMPTY : terms.iterator();
        for (BytesRef bytes = each.next(); bytes != null; bytes = each.next()) {
            String term = bytes.utf8ToString();
            while (all.lengths.size() <= term.length()) {
                all.lengths.add(new SameLength());
            }
            all.lengths.get(term.length()).add(term);
        }
        return all;
    }

    /**
     * All terms within an edit distance of a word, and a few others of about its length and letters.
     *
     * @param edits letters that may be inserted, deleted, substituted, or transposed with their neighbour
     * @return the shorter ones first, in order
     */
    public List<String> candidates(String word, int edits) {
        List<String> candidates = new ArrayList<>();
        long letters = letters(word);
        int longest = Math.min(word.length() + edits, lengths.size() - 1);
        for (int length = Math.max(0, word.length() - edits); length <= longest; length++) {
            // A substitution takes one letter away and adds another; an insertion or a deletion does one of the two.
            int most = 2 * edits - Math.abs(length - word.length());
            SameLength same = lengths.get(length);
            for (int term = 0; term < same.terms.size(); term++) {
                if (Long.bitCount(same.letters[term] ^ letters) <= most) {
                    candidates.add(same.terms.get(term));
                }
            }
        }
        return candidates;
    }

    /** A bit for each letter of the text, and another for each that it has more than once; letters may share a bit. */
    private static long letters(String text) {
        int letters = 0;
        int repeated = 0;
        for (int i = 0; i < text.length(); i++) {
            int letter = 1 << text.charAt(i);
            repeated |= letters & letter;
            letters |= letter;
        }
        return ((long) repeated << Integer.SIZE) | Integer.toUnsignedLong(letters);
    }
}
