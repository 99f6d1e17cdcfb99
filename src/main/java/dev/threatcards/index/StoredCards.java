package dev.threatcards.index;

import java.io.IOException;
import java.util.function.Function;

import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.util.BytesRef;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.Card;
import dev.threatcards.card.Deck;
import dev.threatcards.card.MergedCard;

/** Reads the cards that an index stores, fastest in document order. For use by one thread. */
public final class StoredCards {

    private final IndexReader reader;
    private LeafReaderContext leaf;
    private BinaryDocValues cards;

    /** Creates a reader of stored cards. */
    public StoredCards(IndexReader reader) {
        this.reader = reader;
    }

    /** Reads the card of a document. */
    public Card card(int doc) throws IOException {
        return CardCodec.card(bytes(doc));
    }

    /**
     * Reads the card of a document with its sources.
     *
     * @param decks the decks by id
     */
    public MergedCard merged(int doc, Function<String, Deck> decks) throws IOException {
        return CardCodec.decode(bytes(doc), decks);
    }

    static BytesRef bytes(IndexReader reader, int doc) throws IOException {
        return BytesRef.deepCopyOf(new StoredCards(reader).bytes(doc));
    }

    /** The encoded card of a document, valid until the next call. */
    private BytesRef bytes(int doc) throws IOException {
        LeafReaderContext leafOfDoc = reader.leaves().get(ReaderUtil.subIndex(doc, reader.leaves()));
        // The values are kept, because each instance allocates a buffer for the longest card.
        if (leafOfDoc != leaf || (cards != null && doc - leaf.docBase < cards.docID())) {
            cards = leafOfDoc.reader().getBinaryDocValues(CardFields.CARD);
            leaf = leafOfDoc;
        }
        if (cards == null || !cards.advanceExact(doc - leaf.docBase)) {
            throw new IOException("document " + doc + " has no card");
        }
        return cards.binaryValue();
    }
}
