package dev.threatcards.deck;

import java.io.IOException;
import java.util.Set;

import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.index.CardReader;

/**
 * Decides which names and ids of its counterparts a card may take over: none that another card of its own collection has, because the two
 * collections then disagree about whose it is. For use by one thread.
 */
public final class Counterparts {

    private final CardReader searcher;
    private final NamedCards named;

    /** The counterparts of the cards of a commit. */
    public Counterparts(CardReader searcher) throws IOException {
        this.searcher = searcher;
        this.named = new NamedCards(searcher);
    }

    /** Whether no other card of the card's collection has the name or ATT&amp;CK id of a counterpart. */
    public boolean isUndisputed(String name, Card card, int document) throws IOException {
        String kind = card instanceof ActorCard ? CardFields.ACTOR : CardFields.TOOL;
        FixedBitSet collection = new SearchScope(kind, Set.of(card.collection())).cards(searcher);
        return named.others(name, document, collection).isEmpty();
    }
}
