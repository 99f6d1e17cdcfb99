package dev.threatcards.index;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

import org.apache.lucene.index.IndexReader;

/**
 * The cards of one commit that were asked for last, decoded: the real deck whole, a part of a much larger one. Who came first
 * goes first. Safe for use by several threads.
 */
final class HeldCards {

    /** At most so many. */
    static final int MOST = 5_000;

    private final IndexReader reader;
    private final AtomicReferenceArray<HeldCard> cards;
    /** The documents of the cards that are held, plus one, in the order in which they came. */
    private final AtomicIntegerArray held = new AtomicIntegerArray(MOST);
    private final AtomicInteger came = new AtomicInteger();

    HeldCards(IndexReader reader) {
        this.reader = reader;
        this.cards = new AtomicReferenceArray<>(reader.maxDoc());
    }

    HeldCard of(int doc) throws IOException {
        HeldCard card = cards.get(doc);
        if (card != null) {
            return card;
        }
        HeldCard read = new HeldCard(StoredCards.card(reader, doc));
        if (!cards.compareAndSet(doc, null, read)) {
            return read;
        }
        int gone = held.getAndSet(Math.floorMod(came.getAndIncrement(), MOST), doc + 1) - 1;
        if (gone >= 0) {
            cards.set(gone, null);
        }
        return read;
    }
}
