package dev.threatcards.search;

import java.io.IOException;
import java.util.UUID;

import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.DoubleValues;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LongValues;
import org.apache.lucene.search.LongValuesSource;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.deck.ToolGraph;

/** The number of actors that use each tool, as a sort key; absent if there are none. It depends on other cards, so documents do not store it. */
final class UserCounts extends LongValuesSource {

    private final ToolGraph tools;

    UserCounts(ToolGraph tools) {
        this.tools = tools;
    }

    @Override
    public LongValues getValues(LeafReaderContext leaf, DoubleValues scores) throws IOException {
        SortedDocValues uuids = DocValues.getSorted(leaf.reader(), CardFields.UUID);
        return new LongValues() {
            private int count;

            @Override
            public boolean advanceExact(int doc) throws IOException {
                count = uuids.advanceExact(doc)
                        ? tools.users(UUID.fromString(uuids.lookupOrd(uuids.ordValue()).utf8ToString())).size()
                        : 0;
                return count > 0;
            }

            @Override
            public long longValue() {
                return count;
            }
        };
    }

    @Override
    public boolean needsScores() {
        return false;
    }

    @Override
    public LongValuesSource rewrite(IndexSearcher searcher) {
        return this;
    }

    @Override
    public boolean isCacheable(LeafReaderContext leaf) {
        // The actors that use the tools of a leaf may be in other leaves.
        return false;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UserCounts counts && counts.tools.equals(tools);
    }

    @Override
    public int hashCode() {
        return tools.hashCode();
    }

    @Override
    public String toString() {
        return "users";
    }
}
