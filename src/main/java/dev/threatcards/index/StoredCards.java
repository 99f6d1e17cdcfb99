package dev.threatcards.index;

import java.io.IOException;

import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.util.BytesRef;

/** The cards that an index holds, by document. */
public final class StoredCards {

    private StoredCards() {
    }

    /** The card of the document. */
    public static StoredCard card(IndexReader reader, int doc) throws IOException {
        return CardCodec.decode(bytes(reader, doc));
    }

    static BytesRef bytes(IndexReader reader, int doc) throws IOException {
        LeafReaderContext leaf = reader.leaves().get(ReaderUtil.subIndex(doc, reader.leaves()));
        BinaryDocValues cards = leaf.reader().getBinaryDocValues(CardFields.CARD);
        if (cards == null || !cards.advanceExact(doc - leaf.docBase)) {
            throw new IOException("document " + doc + " has no card");
        }
        return BytesRef.deepCopyOf(cards.binaryValue());
    }
}
