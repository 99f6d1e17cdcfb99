package dev.threatcards.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;

/**
 * The terms of a field by their length, kept where there are not too many: who looks for words that are nearly the same looks at
 * few of them. Safe for use by several threads.
 */
public final class HeldTerms {

    /** More terms than that are read from the index each time; of these, kept, a field takes some 15 MB. */
    private static final int MOST = 200_000;

    private final IndexReader reader;
    private final ConcurrentHashMap<String, Lengths> fields = new ConcurrentHashMap<>();

    /** Terms, at the place that is their length in characters. */
    private record Lengths(List<List<String>> terms) {
    }

    /** Takes a term. */
    public interface Taking {
        /** Takes the next term. */
        void term(String term) throws IOException;
    }

    HeldTerms(IndexReader reader) {
        this.reader = reader;
    }

    /** Gives each term of the field that has so many characters, those two numbers included. */
    public void each(String field, int shortest, int longest, Taking taking) throws IOException {
        Lengths held = fields.get(field);
        if (held == null) {
            held = read(field);
            if (held == null) {
                pass(field, shortest, longest, taking);
                return;
            }
            fields.put(field, held);
        }
        for (int length = Math.max(0, shortest); length <= Math.min(longest, held.terms.size() - 1); length++) {
            for (String term : held.terms.get(length)) {
                taking.term(term);
            }
        }
    }

    /** All terms of the field; null if they are too many. */
    private Lengths read(String field) throws IOException {
        List<List<String>> lengths = new ArrayList<>();
        int count = 0;
        TermsEnum each = terms(field);
        for (BytesRef bytes = each.next(); bytes != null; bytes = each.next()) {
            if (++count > MOST) {
                return null;
            }
            String term = bytes.utf8ToString();
            while (lengths.size() <= term.length()) {
                lengths.add(new ArrayList<>());
            }
            lengths.get(term.length()).add(term);
        }
        return new Lengths(lengths);
    }

    private void pass(String field, int shortest, int longest, Taking taking) throws IOException {
        TermsEnum each = terms(field);
        for (BytesRef bytes = each.next(); bytes != null; bytes = each.next()) {
            // A character takes from one byte to three: most are told by that, and not decoded.
            if (bytes.length >= shortest && bytes.length <= 3 * longest) {
                String term = bytes.utf8ToString();
                if (term.length() >= shortest && term.length() <= longest) {
                    taking.term(term);
                }
            }
        }
    }

    private TermsEnum terms(String field) throws IOException {
        Terms terms = MultiTerms.getTerms(reader, field);
        return terms == null ? TermsEnum.EMPTY : terms.iterator();
    }
}
