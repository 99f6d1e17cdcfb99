package dev.threatcards.index;

import java.io.IOException;
import java.nio.file.Path;

import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.StandardDirectoryReader;
import org.apache.lucene.util.Bits;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Provenance;
import dev.threatcards.error.IndexException;

/** Verifies the checksums of index files. Lucene itself verifies only those of small files when it opens an index. */
final class Integrity {

    /**
     * The largest index, in bytes, that is verified when it is opened. Checksums are computed at 1 to 3 GB a second: it takes at most
     * 50 ms, and 3 ms for ETDA's deck of 5 MB.
     */
    static final long SMALL = 64L << 20;

    private Integrity() {
    }

    /** Whether the index is verified when it is opened. */
    static boolean isSmall(DirectoryReader reader) throws IOException {
        long bytes = 0;
        for (SegmentCommitInfo segment : ((StandardDirectoryReader) reader).getSegmentInfos()) {
            bytes += segment.sizeInBytes();
        }
        return bytes <= SMALL;
    }

    /** Verifies the index if it is small. */
    static void checkSmall(Path path, DirectoryReader reader) throws IOException {
        if (isSmall(reader)) {
            check(path, reader);
        }
    }

    /**
     * Verifies every card and every entry of a mapping file of the commit, and that the commit knows its decks.
     *
     * @return the number of cards
     * @throws IndexException if one fails
     */
    static int checkCards(Path path, DirectoryReader reader, Provenance provenance) {
        int cards = 0;
        StoredCards stored = new StoredCards(reader);
        try {
            for (LeafReaderContext leaf : reader.leaves()) {
                Bits live = leaf.reader().getLiveDocs();
                NumericDocValues operations = DocValues.getNumeric(leaf.reader(), CardFields.OPERATION_PLACE);
                for (int document = 0; document < leaf.reader().maxDoc(); document++) {
                    if ((live == null || live.get(document)) && !operations.advanceExact(document)) {
                        MergedCard card = stored.merged(leaf.docBase + document, provenance::deck);
                        cards += CardDocument.isMapping(card) ? 0 : 1;
                    }
                }
            }
        } catch (IOException | RuntimeException | AssertionError | InternalError e) {
            throw IndexFailure.reading(path, e);
        }
        return cards;
    }

    /**
     * Verifies every file of the commit.
     *
     * @throws IndexException if one fails
     */
    static void check(Path path, DirectoryReader reader) {
        try {
            for (LeafReaderContext leaf : reader.leaves()) {
                leaf.reader().checkIntegrity();
            }
        } catch (IOException | RuntimeException | AssertionError | InternalError e) {
            throw IndexFailure.reading(path, e);
        }
    }
}
