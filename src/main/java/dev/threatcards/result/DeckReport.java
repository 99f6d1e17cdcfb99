package dev.threatcards.result;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.threatcards.card.CardReference;
import dev.threatcards.card.Deck;
import dev.threatcards.card.EditionStatus;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Listing;
import dev.threatcards.text.DefensiveCopies;
import dev.threatcards.text.NullChecks;

/**
 * A report on the quality of the cards of an index.
 *
 * @param decks the content of each deck
 * @param sharedNames names that several current cards of one collection have
 * @param deadReferences links and relations to cards that are not in the index
 * @param prose list entries that were classified as prose and are not in the facets, and labels that may be prose
 * @param unknownTools tools of actors without a tool card in the collection; empty for a collection without tool cards
 * @param unreadableDates dates that cannot be parsed
 * @param mappedAsOne what mapping files say is one actor, though several cards of a collection are about it
 * @param mappedTwice names that one mapping file gives to several actors
 * @param weaklyMapped entries of mapping files that share nothing with a card but one name that is short or an ordinary word, and are not
 *     linked with it
 * @param mappedNowhere entries of tables of one's own whose actor no card has
 * @param mergedGivers givers that cards spell in several ways, which are one value of the facet
 * @param unknownKeys what sources say that cards have no field for, by collection, form and kind of card, the most cards first
 * @param outdated the cards that are not current, by name
 */
public record DeckReport(List<DeckContent> decks, List<SharedName> sharedNames, List<DeadReference> deadReferences,
        List<ProseEntry> prose, List<UnknownTool> unknownTools, List<UnreadableDate> unreadableDates,
        List<MappedAsOne> mappedAsOne, List<MappedTwice> mappedTwice, List<WeaklyMapped> weaklyMapped,
        List<MappedNowhere> mappedNowhere, List<MergedGiver> mergedGivers, List<UnknownKeys> unknownKeys,
        List<CardReference> outdated) {

    /**
     * The content of a deck.
     *
     * @param categories the number of actors in each category
     * @param subgroups the number of actors that are subgroups of others
     * @param older the number of cards that are not in its newest edition
     * @param alone the number of cards that it identifies by title, and no other deck by uuid
     * @param entries the number of actors whose names a mapping file lists; 0 for a deck of cards
     * @param linked the number of these entries that are about actors with cards
     */
    public record DeckContent(Deck deck, int actors, int tools, Map<String, Integer> categories, int subgroups,
            int older, int alone, int entries, int linked) {
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
     * The references of one type from the cards of one collection to cards that are not in the index.
     *
     * @param references in the order of the cards' names, at least one
     */
    public record DeadReferences(String collection, String type, List<DeadReference> references) {
        public DeadReferences {
            NullChecks.requireNonNull("collection", collection, "type", type);
            references = DefensiveCopies.list(references, "references");
        }
    }

    /**
     * Keys and labels that cards of one kind have in one form of a collection, and that have no field.
     *
     * @param keys the most frequent first, at least one
     */
    public record UnknownKeys(String collection, String form, CardReference.Kind kind, List<UnknownKey> keys) {
        public UnknownKeys {
            NullChecks.requireNonNull("collection", collection, "form", form, "kind", kind);
            keys = DefensiveCopies.list(keys, "keys");
        }
    }

    /**
     * A key without a field.
     *
     * @param cards the number of cards that have it
     * @param example one of its values, as JSON, perhaps cut
     */
    public record UnknownKey(String key, int cards, String example) {
        public UnknownKey {
            NullChecks.requireNonNull("key", key, "example", example);
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

    /**
     * An entry of a mapping file whose names are those of several cards of a collection.
     *
     * @param source the title of the mapping
     * @param entry the actor in the words of the mapping
     */
    public record MappedAsOne(String source, String entry, List<CardReference> cards) {
        public MappedAsOne {
            NullChecks.requireNonNull("source", source, "entry", entry);
            cards = DefensiveCopies.list(cards, "cards");
        }
    }

    /**
     * A name that a mapping file gives to several actors.
     *
     * @param source the title of the mapping
     * @param entries these actors in the words of the mapping
     */
    public record MappedTwice(String source, String name, List<String> entries) {
        public MappedTwice {
            NullChecks.requireNonNull("source", source, "name", name);
            entries = DefensiveCopies.list(entries, "entries");
        }
    }

    /**
     * An entry of a mapping file that shares too little with a card to be linked with it.
     *
     * @param source the title of the mapping
     * @param entry the actor in the words of the mapping
     * @param name a name that both have
     */
    public record WeaklyMapped(String source, String entry, String name, List<CardReference> cards) {
        public WeaklyMapped {
            NullChecks.requireNonNull("source", source, "entry", entry, "name", name);
            cards = DefensiveCopies.list(cards, "cards");
        }
    }

    /**
     * An entry of a table of one's own whose actor no card has, so that its names lead nowhere.
     *
     * @param source the title of the mapping
     * @param entry the actor in the words of the mapping
     */
    public record MappedNowhere(String source, String entry, List<String> names) {
        public MappedNowhere {
            NullChecks.requireNonNull("source", source, "entry", entry);
            names = DefensiveCopies.list(names, "names");
        }
    }

    /**
     * A giver that cards spell in several ways.
     *
     * @param giver the spelling that most cards use
     * @param spellings each spelling with the number of actors whose cards use it, the most frequent first
     */
    public record MergedGiver(String giver, Map<String, Integer> spellings) {
        public MergedGiver {
            Objects.requireNonNull(giver, "giver");
            spellings = DefensiveCopies.map(spellings, "spellings");
        }
    }

    public DeckReport {
        mappedAsOne = DefensiveCopies.list(mappedAsOne, "mappedAsOne");
        mappedTwice = DefensiveCopies.list(mappedTwice, "mappedTwice");
        weaklyMapped = DefensiveCopies.list(weaklyMapped, "weaklyMapped");
        mappedNowhere = DefensiveCopies.list(mappedNowhere, "mappedNowhere");
        mergedGivers = DefensiveCopies.list(mergedGivers, "mergedGivers");
        decks = DefensiveCopies.list(decks, "decks");
        sharedNames = DefensiveCopies.list(sharedNames, "sharedNames");
        deadReferences = DefensiveCopies.list(deadReferences, "deadReferences");
        prose = DefensiveCopies.list(prose, "prose");
        unknownTools = DefensiveCopies.list(unknownTools, "unknownTools");
        unreadableDates = DefensiveCopies.list(unreadableDates, "unreadableDates");
        unknownKeys = DefensiveCopies.list(unknownKeys, "unknownKeys");
        outdated = DefensiveCopies.list(outdated, "outdated");
    }

    /** The cards of that status, by name; none for current ones. */
    public List<CardReference> outdated(EditionStatus status) {
        Objects.requireNonNull(status, "status");
        return outdated.stream().filter(card -> card.edition() == status).toList();
    }

    /** The {@link #deadReferences} by collection and type, links in texts first, then those with the most references. */
    public List<DeadReferences> deadReferencesByType() {
        Map<List<String>, List<DeadReference>> byType = new LinkedHashMap<>();
        deadReferences.forEach(dead -> byType
                .computeIfAbsent(List.of(dead.card().collection(), dead.type()), first -> new ArrayList<>()).add(dead));
        return byType.entrySet().stream()
                .map(group -> new DeadReferences(group.getKey().getFirst(), group.getKey().getLast(), group.getValue()))
                .sorted(Comparator.comparing((DeadReferences group) -> !group.type().equals(Related.MENTIONS))
                        .thenComparingInt(group -> -group.references().size()).thenComparing(DeadReferences::collection)
                        .thenComparing(DeadReferences::type))
                .toList();
    }

}
