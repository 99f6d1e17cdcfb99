package dev.threatcards.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.Deck;
import dev.threatcards.card.Provenance.DeckCounts;

/** Turns an index into one that an older version wrote: its stored cards and where they come from, and no field besides. */
public final class OlderIndex {

    /** The schema that this version writes. */
    public static final int CURRENT = CommitData.SCHEMA;

    /** The length of the version byte and the checksum of a stored card. */
    private static final int HEAD = 5;

    private OlderIndex() {
    }

    /**
     * Rewrites the index in the folder.
     *
     * @param schema the schema that it says to have
     * @param isOfFormOne whether its cards are stored without a checksum, as those up to schema 8 are
     */
    public static void write(Path folder, int schema, boolean isOfFormOne) {
        rewrite(folder, schema, isOfFormOne, CardCodec.WITHOUT_TECHNIQUES);
    }

    /** Rewrites the index in the folder as one of schema 14, whose cards do not say whether their collection keeps them. */
    public static void writeWithoutEditions(Path folder) {
        rewrite(folder, 14, false, CardCodec.WITHOUT_EDITION);
    }

    private static void rewrite(Path folder, int schema, boolean isOfFormOne, byte form) {
        try (FSDirectory directory = FSDirectory.open(folder)) {
            List<BytesRef> cards = new ArrayList<>();
            Map<String, String> data;
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                data = new HashMap<>(reader.getIndexCommit().getUserData());
                for (LeafReaderContext leaf : reader.leaves()) {
                    BinaryDocValues stored = leaf.reader().getBinaryDocValues(CardFields.CARD);
                    while (stored.nextDoc() != BinaryDocValues.NO_MORE_DOCS) {
                        cards.add(BytesRef.deepCopyOf(stored.binaryValue()));
                    }
                }
            }
            data.put("schema", Integer.toString(schema));
            if (isOfFormOne || form == CardCodec.WITHOUT_EDITION) {
                Map<String, Deck> decks = CommitData.provenance(data).decks().stream().map(DeckCounts::deck)
                        .collect(Collectors.toMap(Deck::id, Function.identity()));
                cards.replaceAll(card -> {
                    BytesRef older = CardCodec.encode(CardCodec.decode(card, decks::get), form);
                    return isOfFormOne ? new BytesRef(older.bytes, older.offset + HEAD, older.length - HEAD) : older;
                });
            }
            if (isOfFormOne) {
                data.keySet().removeAll(List.of("cards", "commit"));
            }
            try (IndexWriter writer = new IndexWriter(directory,
                    new IndexWriterConfig().setOpenMode(OpenMode.CREATE))) {
                for (BytesRef card : cards) {
                    Document document = new Document();
                    document.add(new BinaryDocValuesField(CardFields.CARD, card));
                    writer.addDocument(document);
                }
                writer.setLiveCommitData(data.entrySet());
                writer.commit();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
