package dev.threatcards.names;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Name;
import dev.threatcards.deck.ScopeCards;
import dev.threatcards.deck.SearchScope;
import dev.threatcards.index.CardNames;
import dev.threatcards.index.CardReader;
import dev.threatcards.names.NameTrie.Entry;
import dev.threatcards.names.NameTrie.Found;
import dev.threatcards.query.Filters;
import dev.threatcards.query.Filters.Mode;
import dev.threatcards.result.Mention;

/**
 * Finds the actors and tools that a text mentions by any of their names. Making one reads every card of the commit, which takes some tenths
 * of a second for ETDA's deck. Immutable and thread-safe.
 */
public final class MentionFinder {

    /** Finds no card. */
    static final MentionFinder EMPTY = new MentionFinder(new NameTrie(), Set.of());

    private final NameTrie names;
    private final Set<Entry> ordinary;

    private MentionFinder(NameTrie names, Set<Entry> ordinary) {
        this.names = names;
        this.ordinary = ordinary;
    }

    /**
     * A finder for the cards of a commit.
     *
     * @param collections empty for those of {@link SearchScope#of}
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
            cards.addAll(ScopeCards.cards(scope.query(), Card.class, searcher));
        }
        for (Card card : cards) {
            CardReference reference = CardReference.of(card);
            CardNames.of(card).stream().map(Name::name).distinct().forEach(name -> names.add(name, reference));
        }
        return new MentionFinder(names, OrdinaryNames.of(names, cards));
    }

    /**
     * The mentions in text order; an actor precedes a tool of the same name.
     *
     * @param generic whether to include names that are also ordinary words
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
            // Thousands of cards may share a name that a text repeats: its mentions share one list.
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
