package dev.threatcards.index;

import java.io.IOException;
import java.util.Map;

import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.card.Facet;
import dev.threatcards.card.Provenance;

/**
 * A searcher over one commit, and what is kept of the commit on the heap: where its cards come from, cards that were read, terms of
 * labels and of fields, and the values of facets. Safe for use by several threads.
 */
public final class CardSearcher extends IndexSearcher {

    private final Provenance provenance;
    private final HeldCards cards;
    private final LabelTerms labels;
    private final HeldTerms terms;
    private final Columns columns;

    CardSearcher(DirectoryReader reader) throws IOException {
        this(reader, CommitData.provenance(userData(reader)), new HeldCards(reader), new LabelTerms(),
                new HeldTerms(reader), new Columns(reader));
    }

    private CardSearcher(IndexReader reader, Provenance provenance, HeldCards cards, LabelTerms labels, HeldTerms terms,
            Columns columns) {
        super(reader);
        this.provenance = provenance;
        this.cards = cards;
        this.labels = labels;
        this.terms = terms;
        this.columns = columns;
    }

    /**
     * The same commit, searched until then.
     *
     * @param deadline when a search is given up, in {@link System#nanoTime}
     */
    public CardSearcher until(long deadline) {
        CardSearcher timed = new CardSearcher(getIndexReader(), provenance, cards, labels, terms, columns);
        timed.setTimeout(() -> System.nanoTime() - deadline > 0);
        return timed;
    }

    /** The card of the document. */
    public HeldCard card(int doc) throws IOException {
        return cards.of(doc);
    }

    /** The terms of names and labels. */
    public LabelTerms labels() {
        return labels;
    }

    /** The terms of fields, by their length. */
    public HeldTerms terms() {
        return terms;
    }

    /** The values that the cards have of the facet. */
    public FacetColumn column(Facet facet) throws IOException {
        return columns.of(facet);
    }

    /** The cards that match, by document. */
    public FixedBitSet matching(Query query) throws IOException {
        return search(query, MatchingCards.of(getIndexReader().maxDoc()));
    }

    /** The same of a query that is asked again and again; not to be changed. */
    public FixedBitSet kept(Query query) throws IOException {
        FixedBitSet kept = columns.kept(query);
        if (kept == null) {
            kept = matching(query);
            if (!timedOut()) {
                columns.keep(query, kept);
            }
        }
        return kept;
    }

    /** Whether any card of the set matches. */
    public boolean hasAny(Query query, FixedBitSet cards) throws IOException {
        return count(query, cards, 1) > 0;
    }

    /**
     * How many cards of the set match.
     *
     * @param most where to stop
     */
    public int count(Query query, FixedBitSet cards, int most) throws IOException {
        Weight weight = createWeight(rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
        int count = 0;
        for (LeafReaderContext leaf : getIndexReader().leaves()) {
            Scorer scorer = weight.scorer(leaf);
            if (scorer != null) {
                DocIdSetIterator found = scorer.iterator();
                for (int doc = found.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS
                        && count < most; doc = found.nextDoc()) {
                    count += cards.get(leaf.docBase + doc) ? 1 : 0;
                }
            }
        }
        return count;
    }

    /** The cards by title. */
    public NameOrder byName() throws IOException {
        return columns.byName();
    }

    /** Where the cards of this commit come from. */
    public Provenance provenance() {
        return provenance;
    }

    static Map<String, String> userData(DirectoryReader reader) throws IOException {
        return reader.getIndexCommit().getUserData();
    }
}
