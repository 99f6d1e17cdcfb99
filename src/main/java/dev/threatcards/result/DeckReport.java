package dev.threatcards.result;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.threatcards.card.CardReference;
import dev.threatcards.card.Deck;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Listing;
import dev.threatcards.text.DefensiveCopies;

/**
 * What is to be known of the cards of an index before one relies on them.
 *
 * @param decks what each deck holds
 * @param sharedNames names that two cards of one collection have: shown, never settled
 * @param deadReferences links and relations to cards that the index does not have
 * @param prose entries of lists that are pieces of sentences and were kept out of the facets, and labels that may be
 * @param unknownTools tools of actors that no tool card of the collection has the name of; empty for a collection without
 *     tool cards
 * @param unreadableDates dates that cannot be read
 * @param unknownKeys keys and labels that no card has a place for, and how many cards have them
 */
public record DeckReport(List<DeckContent> decks, List<SharedName> sharedNames, List<DeadReference> deadReferences,
        List<ProseEntry> prose, List<UnknownTool> unknownTools, List<UnreadableDate> unreadableDates,
        Map<String, Integer> unknownKeys) {

    /**
     * What a deck holds, counted over the cards of which it says something.
     *
     * @param categories how many actors it puts into each category; empty if it puts none into any
     * @param subgroups how many actors it says are parts of others
     * @param older how many cards its newest edition lacks
     * @param alone how many cards it knows by title alone, and no other deck by uuid
     */
    public record DeckContent(Deck deck, int actors, int tools, Map<String, Integer> categories, int subgroups,
            int older, int alone) {
        public DeckContent {
            Objects.requireNonNull(deck, "deck");
            categories = DefensiveCopies.map(categories, "categories");
        }
    }

    /** A name, in the spelling of its first card, and the cards that have it. */
    public record SharedName(String name, List<CardReference> cards) {
        public SharedName {
            Objects.requireNonNull(name, "name");
            cards = DefensiveCopies.list(cards, "cards");
        }
    }

    /** A card that refers to another one which is not there. */
    public record DeadReference(CardReference card, String type, String target) {
        public DeadReference {
            Objects.requireNonNull(card, "card");
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(target, "target");
        }
    }

    /**
     * An entry that is prose, or may be.
     *
     * @param kind what it was taken for
     * @param cards how many cards have it
     */
    public record ProseEntry(Facet facet, String text, Listing.Kind kind, int cards) {
        public ProseEntry {
            Objects.requireNonNull(facet, "facet");
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(kind, "kind");
        }
    }

    /** A tool that no tool card knows, and how many actors use it. */
    public record UnknownTool(String name, String collection, int actors) {
        public UnknownTool {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(collection, "collection");
        }
    }

    /** A date that cannot be read; an empty one too, where there should be one. */
    public record UnreadableDate(CardReference card, String field, String text) {
        public UnreadableDate {
            Objects.requireNonNull(card, "card");
            Objects.requireNonNull(field, "field");
            Objects.requireNonNull(text, "text");
        }
    }

    public DeckReport {
        decks = DefensiveCopies.list(decks, "decks");
        sharedNames = DefensiveCopies.list(sharedNames, "sharedNames");
        deadReferences = DefensiveCopies.list(deadReferences, "deadReferences");
        prose = DefensiveCopies.list(prose, "prose");
        unknownTools = DefensiveCopies.list(unknownTools, "unknownTools");
        unreadableDates = DefensiveCopies.list(unreadableDates, "unreadableDates");
        unknownKeys = DefensiveCopies.map(unknownKeys, "unknownKeys");
    }
}
