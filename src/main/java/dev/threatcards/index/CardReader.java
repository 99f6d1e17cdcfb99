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
import org.apache.lucene.index.PostingsEnum;
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
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.Similarity;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.StringHelper;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.cache.CacheBudget;
import dev.threatcards.cache.LruCache;
import dev.threatcards.cache.Memoized;
import dev.threatcards.card.Card;
import dev.threatcards.card.EditionStatus;
import dev.threatcards.card.Facet;
import dev.threatcards.card.OperationFacet;
import dev.threatcards.card.Provenance;

/**
 * Searches one commit, and holds what is cached for it: provenance, cards, labels, terms of fields and facet columns. Thread-safe.
 */
public final class CardReader extends IndexSearcher {

    /** The most cached sets of cards. They are of kinds and collections, which are few; made-up ones evict the least recently used. */
    private static final int MOST_SETS = 32;

    private final String commit;
    private final Provenance provenance;
    private final CardCache cards;
    private final LabelIndex labels;
    private final Memoized<NameSchemes> schemes;
    private final Map<String, Memoized<TermsByLength>> terms;
    private final Map<String, Memoized<FacetColumn>> columns;
    private final LruCache<Query, FixedBitSet> sets;
    private final BooleanSupplier isLate;

    /**
     * Cards differ a hundredfold in length because some actors are active for decades, so length counts less than by Lucene's default, and a
     * word that a long card repeats counts more.
     */
    private static final Similarity SIMILARITY = new BM25Similarity(1.6f, 0.6f);

    CardReader(DirectoryReader reader) throws IOException {
        super(reader);
        // Bit sets that are worth caching are kept here; Lucene's query cache costs more than it saves.
        setQueryCache(null);
        setSimilarity(SIMILARITY);
        commit = CommitData.id(userData(reader));
        provenance = CommitData.provenance(userData(reader));
        cards = new CardCache(reader);
        labels = new LabelIndex(reader);
        schemes = new Memoized<>(() -> NameSchemes.of(reader));
        terms = new ConcurrentHashMap<>();
        columns = new ConcurrentHashMap<>();
        sets = new LruCache<>(CacheBudget.TEXTS.entries(reader.maxDoc() / Byte.SIZE + 1, MOST_SETS));
        isLate = () -> false;
    }

    private CardReader(CardReader other, BooleanSupplier isLate) {
        super(other.getIndexReader());
        setQueryCache(null);
        setSimilarity(SIMILARITY);
        this.commit = other.commit;
        this.provenance = other.provenance;
        this.cards = other.cards;
        this.labels = other.labels;
        this.schemes = other.schemes;
        this.terms = other.terms;
        this.columns = other.columns;
        this.sets = other.sets;
        this.isLate = isLate;
    }

    /**
     * A searcher over the same commit with a deadline. After the deadline results are incomplete, see {@link #timedOut}.
     *
     * @param deadline in {@link System#nanoTime}
     */
    public CardReader until(long deadline) {
        CardReader timed = new CardReader(this, () -> System.nanoTime() - deadline > 0);
        timed.setTimeout(timed::timedOut);
        return timed;
    }

    /** Whether the deadline has passed. */
    @Override
    public boolean timedOut() {
        return isLate.getAsBoolean();
    }

    /** The card of a document; from the cache if it is in it. */
    public Card card(int document) throws IOException {
        return cards(document).getFirst().card();
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

    /** The names and labels of the commit, analyzed. */
    public LabelIndex labels() {
        return labels;
    }

    /** The schemes of the names of the commit; learned once for a commit. */
    public NameSchemes schemes() throws IOException {
        return schemes.get();
    }

    /** The terms of a field by length; read once for a commit. */
    public TermsByLength terms(String field) throws IOException {
        IndexReader reader = getIndexReader();
        return terms.computeIfAbsent(field, name -> new Memoized<>(() -> TermsByLength.of(name, reader))).get();
    }

    /** The values that the cards have of the facet; read once for a commit. */
    public FacetColumn column(Facet facet) throws IOException {
        IndexReader reader = getIndexReader();
        return columns
                .computeIfAbsent(CardFields.facet(facet), name -> new Memoized<>(() -> FacetColumn.of(facet, reader)))
                .get();
    }

    /** Whether any card is dropped, revoked or deprecated. */
    public boolean hasOutdated() throws IOException {
        return column(Facet.EDITION).values().stream().anyMatch(status -> !status.equals(EditionStatus.CURRENT.key()));
    }

    /** The values that operations have of the facet; read once for a commit. */
    public FacetColumn column(OperationFacet facet) throws IOException {
        IndexReader reader = getIndexReader();
        return columns
                .computeIfAbsent(CardFields.facet(facet), field -> new Memoized<>(() -> FacetColumn.of(field, reader)))
                .get();
    }

    /** The documents of a kind, cached: do not modify the bits. */
    public FixedBitSet ofKind(String kind) throws IOException {
        return kept(new TermQuery(new Term(CardFields.KIND, kind)));
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
        Optional<FixedBitSet> kept = sets.get(query);
        if (kept.isPresent()) {
            return kept.get();
        }
        FixedBitSet cards = matching(query);
        if (!timedOut()) {
            sets.put(query, cards);
        }
        return cards;
    }

    /** Whether any card of the set has the term. */
    public boolean hasAny(Term term, FixedBitSet cards) throws IOException {
        for (LeafReaderContext leaf : getIndexReader().leaves()) {
            PostingsEnum postings = leaf.reader().postings(term, PostingsEnum.NONE);
            Bits live = leaf.reader().getLiveDocs();
            while (postings != null && postings.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                int document = postings.docID();
                if ((live == null || live.get(document)) && cards.get(leaf.docBase + document)) {
                    return true;
                }
            }
        }
        return false;
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

    /** The provenance of the cards of some collections; empty for all. */
    public Provenance provenance(Set<String> collections) {
        return collections.isEmpty() ? provenance : provenance.of(collections);
    }

    static Map<String, String> userData(DirectoryReader reader) throws IOException {
        return reader.getIndexCommit().getUserData();
    }
}
