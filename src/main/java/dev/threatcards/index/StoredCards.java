package dev.threatcards.index;

import java.io.IOException;
import java.util.Map;
import java.util.function.Function;

import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.util.BytesRef;

import dev.threatcards.card.Card;
import dev.threatcards.card.Deck;
import dev.threatcards.card.Field;
import dev.threatcards.card.MergedCard;

/** The cards that an index holds, by document. */
public final class StoredCards {

    private StoredCards() {
    }

    /** The card of the document. */
    public static Card card(IndexReader reader, int doc) throws IOException {
        return CardCodec.card(bytes(reader, doc));
    }

    /**
     * The card of the document, with what each deck says of it.
     *
     * @param decks the decks by id
     */
    public static MergedCard merged(IndexReader reader, int doc, Function<String, Deck> decks) throws IOException {
        return CardCodec.decode(bytes(reader, doc), decks);
    }

    /** Which deck each field of the document's card was taken from, by the deck's id, see {@link MergedCard#origins}. */
    public static Map<Field, String> origins(IndexReader reader, int doc) throws IOException {
        return CardCodec.origins(bytes(reader, doc));
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
