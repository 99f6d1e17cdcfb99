package dev.threatcards.index;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

import org.apache.lucene.index.IndexReader;

/**
 * The cards of one commit that are asked for again and again, decoded: the real deck whole, a part of a much larger one. Who came first
 * goes first. Safe for use by several threads.
 */
final class HeldCards {

    /** What a card takes with its texts, in bytes. */
    private static final int SIZE = 16_000;

    /** At most so many. */
    static final int MOST = CacheBudget.CARDS.entries(SIZE, 5_000);

    /**
     * Of a larger deck those are held that are asked for twice within so many asks: the rest would fill the heap, and be moved
     * about by the collector.
     */
    static final int RECENT = 20_000;

    private final IndexReader reader;
    private final AtomicReferenceArray<HeldCard> cards;
    /** The documents of the cards that are held, plus one, in the order in which they came. */
    private final AtomicIntegerArray held = new AtomicIntegerArray(MOST);
    private final AtomicInteger came = new AtomicInteger();
    private final AtomicInteger asks = new AtomicInteger();
    /** Which ask was the last for each card that is not held; 0 for none. */
    private final AtomicIntegerArray asked;

    HeldCards(IndexReader reader) {
        this.reader = reader;
        this.cards = new AtomicReferenceArray<>(reader.maxDoc());
        this.asked = new AtomicIntegerArray(reader.maxDoc());
    }

    /**
     * The cards of some documents.
     *
     * @return in the order of the documents that were given
     */
    List<HeldCard> of(int... docs) throws IOException {
        StoredCards stored = new StoredCards(reader);
        Map<Integer, HeldCard> found = new HashMap<>();
        for (int doc : IntStream.of(docs).distinct().sorted().toArray()) {
            HeldCard card = cards.get(doc);
            found.put(doc, card == null ? held(doc, new HeldCard(stored.card(doc))) : card);
        }
        return IntStream.of(docs).mapToObj(found::get).toList();
    }

    /** The card that is held from now on, or not. */
    private HeldCard held(int doc, HeldCard read) {
        if (isWorthHolding(doc) && cards.compareAndSet(doc, null, read)) {
            int gone = held.getAndSet(Math.floorMod(came.getAndIncrement(), MOST), doc + 1) - 1;
            if (gone >= 0) {
                cards.set(gone, null);
            }
        }
        return read;
    }

    private boolean isWorthHolding(int doc) {
        if (cards.length() <= MOST) {
            return true;
        }
        int ask = asks.incrementAndGet();
        int before = asked.getAndSet(doc, ask);
        return before != 0 && ask - before <= RECENT;
    }
}
