package dev.threatcards.index;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.apache.lucene.index.IndexReader;

import dev.threatcards.cache.CacheBudget;
import dev.threatcards.cache.LruCache;

/** An LRU cache of the decoded cards of one commit, by document. It holds the real deck whole and a part of a larger one. Thread-safe. */
final class CardCache {

    /** The memory that a card takes with its analyzed texts, in bytes. */
    private static final int SIZE = 16_000;

    /** The most cards that are cached, however large the heap is. */
    static final int MOST = CacheBudget.CARDS.entries(SIZE, 5_000);

    private final IndexReader reader;
    private final LruCache<Integer, TokenizedCard> cards = new LruCache<>(MOST);

    CardCache(IndexReader reader) {
        this.reader = reader;
    }

    /**
     * The cards of some documents, in the order given. Cards that are not cached are read in document order, which is the fastest, and cached.
     *
     * @throws IOException if a document has no card or cannot be read
     */
    List<TokenizedCard> of(int... docs) throws IOException {
        StoredCards stored = new StoredCards(reader);
        Map<Integer, TokenizedCard> found = new HashMap<>();
        for (int doc : IntStream.of(docs).distinct().sorted().toArray()) {
            TokenizedCard card = cards.get(doc).orElse(null);
            if (card == null) {
                card = new TokenizedCard(stored.card(doc));
                cards.put(doc, card);
            }
            found.put(doc, card);
        }
        return IntStream.of(docs).mapToObj(found::get).toList();
    }
}
