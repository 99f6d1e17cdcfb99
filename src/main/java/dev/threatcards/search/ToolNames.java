package dev.threatcards.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

import dev.threatcards.card.Card;
import dev.threatcards.card.NameKeys;
import dev.threatcards.index.CardAnalyzer;
import dev.threatcards.index.CardFields;
import dev.threatcards.index.StoredCards;

/** The other names of a tool, from the tool cards: who searches for one of them means the tool. */
final class ToolNames {

    /** Tool cards that may share a name; on the real deck at most two do. */
    private static final int MOST = 10;

    private ToolNames() {
    }

    /** The keys, as {@link CardAnalyzer#key} makes them, of every name of the tools that {@code name} means. */
    static List<BytesRef> keys(String name, IndexSearcher searcher) throws IOException {
        String folded = NameKeys.folded(name);
        List<BytesRef> keys = new ArrayList<>();
        if (folded.isEmpty()) {
            return keys;
        }
        BooleanQuery tools = new BooleanQuery.Builder()
                .add(new TermQuery(new Term(CardFields.KIND, CardFields.TOOL)), Occur.FILTER)
                .add(new TermQuery(new Term(CardFields.NAME_FOLDED, folded)), Occur.FILTER).build();
        for (ScoreDoc found : searcher.search(tools, MOST).scoreDocs) {
            Card tool = StoredCards.card(searcher.getIndexReader(), found.doc).card();
            keys.add(new BytesRef(CardAnalyzer.key(tool.name())));
            tool.names().forEach(other -> keys.add(new BytesRef(CardAnalyzer.key(other.name()))));
        }
        return keys;
    }
}
