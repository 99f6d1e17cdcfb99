package dev.threatcards.deck;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.ToolCard;
import dev.threatcards.index.CardReader;
import dev.threatcards.index.StoredCards;

/** All cards of some collections at once, for what is worked out over all of them; by name. */
public record ScopeCards(List<ActorCard> actors, List<ToolCard> tools) {

    /**
     * Reads them: some milliseconds for a thousand.
     *
     * @param collections the collections; none for all
     */
    public static ScopeCards of(Set<String> collections, CardReader searcher) throws IOException {
        return new ScopeCards(cards(new SearchScope(CardFields.ACTOR, collections).query(), ActorCard.class, searcher),
                cards(new SearchScope(CardFields.TOOL, collections).query(), ToolCard.class, searcher));
    }

    /** All cards that match, which are of one kind; by name. */
    public static <C extends Card> List<C> cards(Query query, Class<C> type, CardReader searcher) throws IOException {
        int all = Math.max(1, searcher.getIndexReader().maxDoc());
        StoredCards stored = new StoredCards(searcher.getIndexReader());
        List<C> cards = new ArrayList<>();
        for (ScoreDoc doc : searcher.search(query, all, CardLookup.BY_NAME).scoreDocs) {
            cards.add(type.cast(stored.card(doc.doc)));
        }
        return cards;
    }
}
