package dev.threatcards.names;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.lucene.search.ScoreDoc;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Name;
import dev.threatcards.deck.SearchScope;
import dev.threatcards.index.CardReader;
import dev.threatcards.index.StoredCards;
import dev.threatcards.names.NameTrie.Entry;
import dev.threatcards.names.NameTrie.Found;
import dev.threatcards.query.Filters;
import dev.threatcards.query.Filters.Mode;
import dev.threatcards.result.Mention;

/**
 * Finds the actors and tools that a text mentions, by every name of the cards of one commit. Making it reads every card, some
 * tenths of a second for the whole encyclopedia, so it is kept.
 *
 * <p>Immutable: safe for use by several threads.
 */
public final class MentionFinder {

    /** Finds no card. */
    static final MentionFinder FOR_NOTHING = new MentionFinder(new NameTrie(), Set.of());

    private final NameTrie names;
    private final Set<Entry> ordinary;

    private MentionFinder(NameTrie names, Set<Entry> ordinary) {
        this.names = names;
        this.ordinary = ordinary;
    }

    /**
     * A scan for the names of cards.
     *
     * @param collections the collections whose cards are looked for; none for those of {@link SearchScope#of}
     */
    static MentionFinder over(CardReader searcher, Set<String> collections) throws IOException {
        NameTrie names = new NameTrie();
        List<Card> cards = new ArrayList<>();
        Filters filters = Filters.NONE;
        for (String collection : collections) {
            filters = filters.with(Facet.COLLECTION, Mode.ANY, collection);
        }
        for (String kind : List.of(CardFields.ACTOR, CardFields.TOOL)) {
            SearchScope scope = SearchScope.of(kind, filters, searcher);
            int all = Math.max(1, searcher.getIndexReader().maxDoc());
            StoredCards stored = new StoredCards(searcher.getIndexReader());
            for (ScoreDoc doc : searcher.search(scope.query(), all).scoreDocs) {
                Card card = stored.card(doc.doc);
                cards.add(card);
                CardReference reference = CardReference.of(card);
                CardNames.of(card).stream().map(Name::name).distinct().forEach(name -> names.add(name, reference));
            }
        }
        return new MentionFinder(names, OrdinaryNames.of(names, cards));
    }

    /**
     * The mentions in the order of the text, an actor before a tool of the same name.
     *
     * @param generic whether to give names that are ordinary words as well
     */
    public List<Mention> of(String text, boolean generic) {
        List<Mention> mentions = new ArrayList<>();
        Map<Entry, Map<Kind, List<CardReference>>> known = new HashMap<>();
        for (Found found : names.in(text)) {
            boolean isGeneric = ordinary.contains(found.entry());
            if (isGeneric && !generic) {
                continue;
            }
            String written = text.substring(found.start(), found.end());
            // A name is mentioned often, and thousands of cards may share it: its mentions have the same list.
            known.computeIfAbsent(found.entry(), MentionFinder::byKind).forEach((kind, cards) -> mentions
                    .add(new Mention(found.start(), found.end(), written, kind, cards, isGeneric)));
        }
        return List.copyOf(mentions);
    }

    private static Map<Kind, List<CardReference>> byKind(Entry entry) {
        Map<Kind, List<CardReference>> byKind = new EnumMap<>(Kind.class);
        entry.cards().forEach(card -> byKind.computeIfAbsent(card.kind(), kind -> new ArrayList<>()).add(card));
        byKind.replaceAll((kind, cards) -> List.copyOf(cards));
        return byKind;
    }
}
