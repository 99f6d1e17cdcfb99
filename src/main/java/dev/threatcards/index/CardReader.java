package dev.threatcards.index;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermStates;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.index.TermsEnum.SeekStatus;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.StringHelper;

import dev.threatcards.analysis.CardAnalyzer;
import dev.threatcards.cache.Memoized;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Provenance;
import dev.threatcards.index.column.FacetColumn;
import dev.threatcards.index.column.FacetColumns;

/**
 * Searches one commit, and holds what is cached for it: provenance, cards, labels, terms of fields and facet columns. Thread-safe.
 */
public final class CardReader extends IndexSearcher {

    private final String commit;
    private final Provenance provenance;
    private final CardCache cards;
    private final LabelIndex labels;
    private final Map<String, Memoized<TermsByLength>> terms;
    private final FacetColumns columns;
    private final BooleanSupplier isLate;

    CardReader(DirectoryReader reader) throws IOException {
        this(reader, CommitData.id(userData(reader)), CommitData.provenance(userData(reader)), new CardCache(reader),
                new LabelIndex(reader), new ConcurrentHashMap<>(), new FacetColumns(reader), () -> false);
    }

    private CardReader(IndexReader reader, String commit, Provenance provenance, CardCache cards, LabelIndex labels,
            Map<String, Memoized<TermsByLength>> terms, FacetColumns columns, BooleanSupplier isLate) {
        super(reader);
        // Bit sets that are worth caching are in the columns; Lucene's query cache costs more than it saves.
        setQueryCache(null);
        this.commit = commit;
        this.provenance = provenance;
        this.cards = cards;
        this.labels = labels;
        this.terms = terms;
        this.columns = columns;
        this.isLate = isLate;
    }

    /**
     * A searcher over the same commit with a deadline. After the deadline results are incomplete, see {@link #timedOut}.
     *
     * @param deadline in {@link System#nanoTime}
     */
    public CardReader until(long deadline) {
        CardReader timed = new CardReader(getIndexReader(), commit, provenance, cards, labels, terms, columns,
                () -> System.nanoTime() - deadline > 0);
        timed.setTimeout(timed::timedOut);
        return timed;
    }

    /** Whether the deadline has passed. */
    @Override
    public boolean timedOut() {
        return isLate.getAsBoolean();
    }

    /** The card of a document, see {@link #cards}. */
    public TokenizedCard card(int doc) throws IOException {
        return cards(doc).getFirst();
    }

    /** The cards of documents, in the order given; from the cache where they are in it. */
    public List<TokenizedCard> cards(int... docs) throws IOException {
        return cards.of(docs);
    }

    /** Whether any card has a term with that prefix. */
    public boolean isBeginning(Term beginning) throws IOException {
        for (LeafReaderContext leaf : getIndexReader().leaves()) {
            Terms terms = leaf.reader().terms(beginning.field());
            if (terms != null) {
                TermsEnum each = terms.iterator();
                if (each.seekCeil(beginning.bytes()) != SeekStatus.END
                        && StringHelper.startsWith(each.term(), beginning.bytes())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The facets that any card has a value of with that key, see {@link CardAnalyzer#key}. */
    public Set<Facet> facetsWith(String key) throws IOException {
        return labels.facets(key);
    }

    /** The names and labels of the commit, analyzed. */
    public LabelIndex labels() {
        return labels;
    }

    /** The terms of a field by length; read once for a commit. */
    public TermsByLength terms(String field) throws IOException {
        IndexReader reader = getIndexReader();
        return terms.computeIfAbsent(field, name -> new Memoized<>(() -> TermsByLength.of(name, reader))).get();
    }

    /** The values that the cards have of the facet. */
    public FacetColumn column(Facet facet) throws IOException {
        return columns.of(facet);
    }

    /** The cards that match, by document. */
    public FixedBitSet matching(Query query) throws IOException {
        FixedBitSet cards = new FixedBitSet(getIndexReader().maxDoc());
        Weight weight = createWeight(rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
        for (LeafReaderContext leaf : getIndexReader().leaves()) {
            ScorerSupplier supplier = timedOut() ? null : weight.scorerSupplier(leaf);
            if (supplier != null) {
                FixedBitSet ofLeaf = new FixedBitSet(leaf.reader().maxDoc());
                DocIdSetIterator found = supplier.get(Long.MAX_VALUE).iterator();
                found.nextDoc();
                found.intoBitSet(DocIdSetIterator.NO_MORE_DOCS, ofLeaf, 0);
                Bits live = leaf.reader().getLiveDocs();
                if (live != null) {
                    live.applyMask(ofLeaf, 0);
                }
                FixedBitSet.orRange(ofLeaf, 0, cards, leaf.docBase, ofLeaf.length());
            }
        }
        return cards;
    }

    /** A query for the term with its statistics; empty if no card has the term. */
    public Optional<Query> known(Term term) throws IOException {
        TermStates states = TermStates.build(this, term, true);
        return states.docFreq() > 0 ? Optional.of(new TermQuery(term, states)) : Optional.empty();
    }

    /** The cards that match a frequent query by document, cached: do not modify the bits. */
    public FixedBitSet kept(Query query) throws IOException {
        Optional<FixedBitSet> kept = columns.kept(query);
        if (kept.isPresent()) {
            return kept.get();
        }
        FixedBitSet cards = matching(query);
        if (!timedOut()) {
            columns.keep(query, cards);
        }
        return cards;
    }

    /** Whether any card of the set has the term. */
    public boolean hasAny(Term term, FixedBitSet cards) throws IOException {
        return matching(new TermQuery(term)).intersects(cards);
    }

    /** The number of cards of the set that match. */
    public int count(Query query, FixedBitSet cards) throws IOException {
        return (int) FixedBitSet.intersectionCount(matching(query), cards);
    }

    /** The random id of the commit in hexadecimal, unique among all indexes. */
    public String commit() {
        return commit;
    }

    /** The provenance of the cards. */
    public Provenance provenance() {
        return provenance;
    }

    static Map<String, String> userData(DirectoryReader reader) throws IOException {
        return reader.getIndexCommit().getUserData();
    }
}
