package dev.threatcards.index;

import java.io.IOException;
import java.util.Map;

import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.IndexSearcher;

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
