package dev.threatcards.deck;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.index.CardReader;
import dev.threatcards.text.NameKeys;

/** Which cards of one commit have a name or an ATT&amp;CK id, by its folded key. Reads the index alone. For use by one thread. */
public final class NamedCards {

    private final TermsEnum names;
    private PostingsEnum postings;

    /** The cards of a commit. */
    public NamedCards(CardReader searcher) throws IOException {
        Terms terms = MultiTerms.getTerms(searcher.getIndexReader(), CardFields.NAME_FOLDED);
        names = terms == null ? TermsEnum.EMPTY : terms.iterator();
    }

    /**
     * The documents of a set that have the name, but for one of them.
     *
     * @return at most {@link CardLookup#FIRST}
     */
    public List<Integer> others(String name, int document, FixedBitSet among) throws IOException {
        String key = CardFields.bounded(CardFields.NAME_FOLDED, NameKeys.folded(name));
        List<Integer> others = new ArrayList<>(0);
        if (key.isEmpty() || !names.seekExact(new BytesRef(key))) {
            return others;
        }
        postings = names.postings(postings, PostingsEnum.NONE);
        for (int other = postings.nextDoc(); other != DocIdSetIterator.NO_MORE_DOCS
                && others.size() < CardLookup.FIRST; other = postings.nextDoc()) {
            if (other != document && among.get(other)) {
                others.add(other);
            }
        }
        return others;
    }
}
