package dev.threatcards.index;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.util.BytesRef;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.Card;
import dev.threatcards.card.Deck;
import dev.threatcards.card.Field;
import dev.threatcards.card.MergedCard;
import dev.threatcards.text.DefensiveCopies;

/**
 * The cards that an index holds, by document: several one after the other, quickest in the order of their documents. An
 * instance is for use by one thread.
 */
public final class StoredCards {

    private final IndexReader reader;
    private LeafReaderContext leaf;
    private BinaryDocValues cards;

    /** Those of a commit. */
    public StoredCards(IndexReader reader) {
        this.reader = reader;
    }

    /** The card of the document. */
    public Card card(int doc) throws IOException {
        return CardCodec.card(bytes(doc));
    }

    /** The card of the document. */
    public static Card card(IndexReader reader, int doc) throws IOException {
        return new StoredCards(reader).card(doc);
    }

    /**
     * The card of the document, with what each deck says of it.
     *
     * @param decks the decks by id
     */
    public static MergedCard merged(IndexReader reader, int doc, Function<String, Deck> decks) throws IOException {
        return CardCodec.decode(new StoredCards(reader).bytes(doc), decks);
    }

    /**
     * A card, and the id of the deck that each of its fields was taken from, see {@link MergedCard#origins}.
     *
     * @param origins the ids by field
     */
    public record WithOrigins(Card card, Map<Field, String> origins) {
        public WithOrigins {
            Objects.requireNonNull(card, "card");
            origins = DefensiveCopies.map(origins, "origins");
        }
    }

    /** The card of the document, with where its fields come from. */
    public WithOrigins withOrigins(int doc) throws IOException {
        return CardCodec.withOrigins(bytes(doc));
    }

    static BytesRef bytes(IndexReader reader, int doc) throws IOException {
        return BytesRef.deepCopyOf(new StoredCards(reader).bytes(doc));
    }

    /** Those of the document, until the next is asked for. */
    private BytesRef bytes(int doc) throws IOException {
        LeafReaderContext ofDoc = reader.leaves().get(ReaderUtil.subIndex(doc, reader.leaves()));
        // To begin anew takes as much memory as the longest card.
        if (ofDoc != leaf || (cards != null && doc - leaf.docBase < cards.docID())) {
            cards = ofDoc.reader().getBinaryDocValues(CardFields.CARD);
            leaf = ofDoc;
        }
        if (cards == null || !cards.advanceExact(doc - leaf.docBase)) {
            throw new IOException("document " + doc + " has no card");
        }
        return cards.binaryValue();
    }
}
