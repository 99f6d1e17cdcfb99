package dev.threatcards.deck;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.apache.lucene.search.Query;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.ToolCard;
import dev.threatcards.index.CardReader;
import dev.threatcards.index.StoredCards;

/** All cards of some collections, by title. */
public record ScopeCards(List<ActorCard> actors, List<ToolCard> tools) {

    /**
     * Reads the cards, which takes some milliseconds for a thousand.
     *
     * @param collections empty for all collections
     */
    public static ScopeCards of(Set<String> collections, CardReader searcher) throws IOException {
        return new ScopeCards(cards(new SearchScope(CardFields.ACTOR, collections).query(), ActorCard.class, searcher),
                cards(new SearchScope(CardFields.TOOL, collections).query(), ToolCard.class, searcher));
    }

    /** Reads all cards that match the query, which has to match cards of the type alone, by title. */
    public static <C extends Card> List<C> cards(Query query, Class<C> type, CardReader searcher) throws IOException {
        StoredCards stored = new StoredCards(searcher.getIndexReader());
        List<C> cards = new ArrayList<>();
        for (int document : CardLookup.all(query, searcher)) {
            cards.add(type.cast(stored.card(document)));
        }
        return cards;
    }
}
