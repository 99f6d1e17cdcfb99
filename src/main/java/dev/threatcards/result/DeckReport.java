package dev.threatcards.result;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.threatcards.card.CardReference;
import dev.threatcards.card.Deck;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Listing;
import dev.threatcards.text.DefensiveCopies;
import dev.threatcards.text.NullChecks;

/**
 * A report on the quality of the cards of an index.
 *
 * @param decks the content of each deck
 * @param sharedNames names that several cards of one collection have
 * @param deadReferences links and relations to cards that are not in the index
 * @param prose list entries that were classified as prose and are not in the facets, and labels that may be prose
 * @param unknownTools tools of actors without a tool card in the collection; empty for a collection without tool cards
 * @param unreadableDates dates that cannot be parsed
 * @param unknownKeys keys and labels without a field of their own, with the number of cards that have them
 */
public record DeckReport(List<DeckContent> decks, List<SharedName> sharedNames, List<DeadReference> deadReferences,
        List<ProseEntry> prose, List<UnknownTool> unknownTools, List<UnreadableDate> unreadableDates,
        Map<String, Integer> unknownKeys) {

    /**
     * The content of a deck.
     *
     * @param categories the number of actors in each category
     * @param subgroups the number of actors that are subgroups of others
     * @param older the number of cards that are not in its newest edition
     * @param alone the number of cards that it identifies by title, and no other deck by uuid
     */
    public record DeckContent(Deck deck, int actors, int tools, Map<String, Integer> categories, int subgroups,
            int older, int alone) {
        public DeckContent {
            Objects.requireNonNull(deck, "deck");
            categories = DefensiveCopies.map(categories, "categories");
        }
    }

    /** A name in the spelling of its first card, and the cards that have it. */
    public record SharedName(String name, List<CardReference> cards) {
        public SharedName {
            Objects.requireNonNull(name, "name");
            cards = DefensiveCopies.list(cards, "cards");
        }
    }

    /** A reference to a card that is not in the index. */
    public record DeadReference(CardReference card, String type, String target) {
        public DeadReference {
            NullChecks.requireNonNull("card", card, "type", type, "target", target);
        }
    }

    /**
     * A list entry that is or may be prose.
     *
     * @param kind its classification
     * @param cards the number of cards that have it
     */
    public record ProseEntry(Facet facet, String text, Listing.Kind kind, int cards) {
        public ProseEntry {
            NullChecks.requireNonNull("facet", facet, "text", text, "kind", kind);
        }
    }

    /** A tool without a card, and the number of actors that use it. */
    public record UnknownTool(String name, String collection, int actors) {
        public UnknownTool {
            NullChecks.requireNonNull("name", name, "collection", collection);
        }
    }

    /** A date that cannot be parsed, or that is missing. */
    public record UnreadableDate(CardReference card, String field, String text) {
        public UnreadableDate {
            NullChecks.requireNonNull("card", card, "field", field, "text", text);
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
