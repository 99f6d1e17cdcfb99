package dev.threatcards.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.automaton.CompiledAutomaton;
import org.apache.lucene.util.automaton.LevenshteinAutomata;

/**
 * The terms of a field by their length, kept where there are not too many: who looks for words that are nearly the same looks at
 * few of them. Safe for use by several threads.
 */
public final class HeldTerms {

    /** More terms than that are looked for in the index each time; of these, kept, each takes 8 bytes beside its letters. */
    private static final int MOST = 4_000_000;

    private final IndexReader reader;
    private final ConcurrentHashMap<String, Once<Lengths>> fields = new ConcurrentHashMap<>();

    /** Terms, at the place that is their length in characters. */
    private record Lengths(List<SameLength> terms, boolean areTooMany) {
    }

    /** Terms of one length, one behind the other in one text. */
    private static final class SameLength {
        /** So many are looked at together, before each of them is. */
        private static final int BLOCK = 256;

        private final int length;
        private final StringBuilder terms = new StringBuilder();
        private int size;
        /** What letters each has, see {@link HeldTerms#letters}. */
        private long[] letters = new long[4];

        SameLength(int length) {
            this.length = length;
        }

        void add(String term) {
            if (size == letters.length) {
                letters = Arrays.copyOf(letters, 2 * letters.length);
            }
            letters[size] = letters(term);
            terms.append(term);
            size++;
        }

        void trim() {
            terms.trimToSize();
            letters = Arrays.copyOf(letters, size);
        }

        /** Gives each term that differs in so many bits at most. Trimmed before. */
        void near(long wanted, int most, Taking taking) throws IOException {
            for (int from = 0; from < size; from += BLOCK) {
                int to = Math.min(from + BLOCK, size);
                if (least(from, to, wanted) > most) {
                    continue;
                }
                for (int place = from; place < to; place++) {
                    if (Long.bitCount(letters[place] ^ wanted) <= most) {
                        taking.term(term(place));
                    }
                }
            }
        }

        /** In how many bits the terms differ at the least. Without a branch, so that Java looks at several at once. */
        private int least(int from, int to, long wanted) {
            long[] all = letters;
            int least = Long.SIZE;
            for (int place = from; place < to; place++) {
                least = Math.min(least, Long.bitCount(all[place] ^ wanted));
            }
            return least;
        }

        String term(int place) {
            return terms.substring(place * length, (place + 1) * length);
        }
    }

    /** Takes a term. */
    public interface Taking {
        /** Takes the next term. */
        void term(String term) throws IOException;
    }

    HeldTerms(IndexReader reader) {
        this.reader = reader;
    }

    /**
     * Gives each term of the field that may be so many edits away from a word: those, and where the terms are kept others of about its
     * length.
     *
     * @param edits letters added, dropped, changed or swapped; 2 at most
     */
    public void near(String field, String word, int edits, Taking taking) throws IOException {
        Lengths held = fields.computeIfAbsent(field, each -> new Once<>(() -> read(each))).get();
        if (held.areTooMany()) {
            search(field, word, edits, taking);
            return;
        }
        long letters = letters(word);
        // Some thousand terms are looked through sooner than an automaton is built that would go to the near ones alone.
        for (int length = Math.max(0, word.length() - edits); length <= Math.min(word.length() + edits,
                held.terms.size() - 1); length++) {
            SameLength same = held.terms.get(length);
            // A changed letter takes one away and adds another; one that makes the word longer or shorter does the one alone.
            int most = 2 * edits - Math.abs(length - word.length());
            same.near(letters, most, taking);
        }
    }

    /** All terms of the field, unless they are too many. */
    private Lengths read(String field) throws IOException {
        List<SameLength> lengths = new ArrayList<>();
        int count = 0;
        TermsEnum each = terms(field);
        for (BytesRef bytes = each.next(); bytes != null; bytes = each.next()) {
            if (++count > MOST) {
                return new Lengths(List.of(), true);
            }
            String term = bytes.utf8ToString();
            while (lengths.size() <= term.length()) {
                lengths.add(new SameLength(lengths.size()));
            }
            lengths.get(term.length()).add(term);
        }
        lengths.forEach(SameLength::trim);
        return new Lengths(lengths, false);
    }

    /** A bit for each character that is in the text, and another for each that is in it more than once; some share one. */
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

    private void search(String field, String word, int edits, Taking taking) throws IOException {
        Terms terms = MultiTerms.getTerms(reader, field);
        CompiledAutomaton near = new CompiledAutomaton(new LevenshteinAutomata(word, true).toAutomaton(edits), false,
                true);
        TermsEnum each = near.getTermsEnum(terms);
        for (BytesRef bytes = each.next(); bytes != null; bytes = each.next()) {
            taking.term(bytes.utf8ToString());
        }
    }

    private TermsEnum terms(String field) throws IOException {
        Terms terms = MultiTerms.getTerms(reader, field);
        return terms == null ? TermsEnum.EMPTY : terms.iterator();
    }
}
