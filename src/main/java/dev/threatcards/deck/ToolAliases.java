package dev.threatcards.deck;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

import dev.threatcards.analysis.CardAnalyzer;
import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.Card;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Name;
import dev.threatcards.index.CardReader;
import dev.threatcards.index.StoredCards;
import dev.threatcards.text.NameKeys;

/** The names of tools as keys, so that a search for one name of a tool finds the others. */
public final class ToolAliases {

    /** The most tool cards of one name that are read; on real decks at most two share one. */
    private static final int MOST = 10;

    private ToolAliases() {
    }

    /**
     * The keys, see {@link CardFields#label}, of every name of the tools in the scope's collections that have one name; of the name itself if
     * an actor uses a tool of that name that has no card.
     *
     * @param folded the name, see {@link NameKeys#folded}
     */
    public static List<BytesRef> keys(String folded, SearchScope scope, CardReader searcher) throws IOException {
        List<BytesRef> keys = new ArrayList<>();
        StoredCards stored = new StoredCards(searcher.getIndexReader());
        Query tools = scope.of(CardFields.TOOL).filtered(new TermQuery(new Term(CardFields.NAME_FOLDED, folded)));
        for (ScoreDoc found : searcher.search(tools, MOST).scoreDocs) {
            keys.addAll(keys(stored.card(found.doc)));
        }
        Term label = new Term(CardFields.label(Facet.TOOL), folded);
        if (searcher.known(label).isPresent()) {
            keys.add(label.bytes());
        }
        return keys.stream().distinct().toList();
    }

    /** The keys of every name of the tool. */
    public static List<BytesRef> keys(Card tool) {
        return Stream.concat(Stream.of(tool.name()), tool.names().stream().map(Name::name)).map(CardAnalyzer::key)
                .distinct().map(BytesRef::new).toList();
    }
}
