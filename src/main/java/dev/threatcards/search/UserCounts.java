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

import dev.threatcards.index.CardFields;

/** How many actors use each tool, to sort by; absent where none does. No card knows it by itself, so no document has it. */
final class UserCounts extends LongValuesSource {

    private final ToolUsers users;

    UserCounts(ToolUsers users) {
        this.users = users;
    }

    @Override
    public LongValues getValues(LeafReaderContext leaf, DoubleValues scores) throws IOException {
        SortedDocValues uuids = DocValues.getSorted(leaf.reader(), CardFields.UUID);
        return new LongValues() {
            private int count;

            @Override
            public boolean advanceExact(int doc) throws IOException {
                count = uuids.advanceExact(doc)
                        ? users.of(UUID.fromString(uuids.lookupOrd(uuids.ordValue()).utf8ToString())).size()
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
        // What a leaf's tools are used by stands in other leaves too.
        return false;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UserCounts counts && counts.users.equals(users);
    }

    @Override
    public int hashCode() {
        return users.hashCode();
    }

    @Override
    public String toString() {
        return "users";
    }
}
