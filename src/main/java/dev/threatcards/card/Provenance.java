package dev.threatcards.card;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.threatcards.text.DefensiveCopies;

/**
 * The sources of the cards of an index.
 *
 * @param collections the collections with their numbers of cards; ETDA first, then the largest
 * @param decks the decks with their numbers of cards; in the order of their collections, then the one with the most actors first;
 *     mapping files last
 * @param rejects what the last ingest could not read, at most a thousand entries
 * @param rejectCount how many rejects there were in all
 * @param changes what the last ingest changed
 */
public record Provenance(List<CollectionCounts> collections, List<DeckCounts> decks, List<Reject> rejects,
        int rejectCount, Changes changes) {

    /** The number of cards of a collection. */
    public record CollectionCounts(String collection, int actors, int tools) {
        public CollectionCounts {
            Objects.requireNonNull(collection, "collection");
        }
    }

    /**
     * The number of cards that a deck contributes to.
     *
     * @param entries the number of actors whose names a mapping file lists; 0 for a deck of cards
     * @param rejects the number of entries of the deck's newest edition that could not be read
     */
    public record DeckCounts(Deck deck, int actors, int tools, int entries, int rejects) {
        public DeckCounts {
            Objects.requireNonNull(deck, "deck");
        }

        /** The counts of a deck of cards. */
        public DeckCounts(Deck deck, int actors, int tools) {
            this(deck, actors, tools, 0, 0);
        }

        /** Whether the newest edition was read as a whole, so that cards that it lacks were dropped. */
        public boolean isComplete() {
            return rejects == 0;
        }
    }

    /** The provenance of an empty index. */
    public static final Provenance EMPTY = new Provenance(List.of(), List.of(), List.of(), 0, Changes.NONE);

    public Provenance {
        rejects = DefensiveCopies.list(rejects, "rejects");
        Objects.requireNonNull(changes, "changes");
        collections = DefensiveCopies.list(collections, "collections").stream()
                .sorted(Comparator.comparing((CollectionCounts counts) -> !counts.collection().equals(Deck.ETDA))
                        .thenComparingInt(counts -> -counts.actors() - counts.tools())
                        .thenComparing(CollectionCounts::collection))
                .toList();
        List<String> order = collections.stream().map(CollectionCounts::collection).toList();
        decks = DefensiveCopies.list(decks, "decks").stream()
                .sorted(Comparator.comparing((DeckCounts counts) -> counts.deck().isMapping())
                        .thenComparingInt(counts -> order.indexOf(counts.deck().collection()))
                        .thenComparingInt(counts -> -counts.actors()).thenComparingInt(counts -> -counts.tools())
                        .thenComparing(counts -> counts.deck().id()))
                .toList();
    }

    /** The newest editions, which say of a card which of them dropped it. */
    public Editions editions() {
        return Editions.of(decks);
    }

    /** The number of actors in the index. */
    public int actors() {
        return collections.stream().mapToInt(CollectionCounts::actors).sum();
    }

    /** The number of tools in the index. */
    public int tools() {
        return collections.stream().mapToInt(CollectionCounts::tools).sum();
    }

    /**
     * The date of the newest edition of the cards as {@code yyyy-MM-dd}; if there are only single pages, of the newest page; empty if
     * unknown.
     */
    public String date() {
        String edition = newest(Deck.Extent.EDITION);
        return edition.isEmpty() ? newest(Deck.Extent.PAGES) : edition;
    }

    private String newest(Deck.Extent extent) {
        return decksOfCards().filter(deck -> deck.extent() == extent).map(deck -> deck.date().isoFrom())
                .max(Comparator.naturalOrder()).orElse("");
    }

    private Stream<Deck> decksOfCards() {
        return decks.stream().map(DeckCounts::deck).filter(deck -> !deck.isMapping());
    }

    /** The licences of all decks of cards, joined by " and "; empty if unknown. A name from a mapping file names its source. */
    public String license() {
        return decksOfCards().map(Deck::license).filter(license -> !license.isEmpty()).collect(Collectors
                .collectingAndThen(Collectors.toCollection(TreeSet::new), licenses -> String.join(" and ", licenses)));
    }

    /** The provenance of the cards of these collections. */
    public Provenance of(Collection<String> some) {
        Set<String> wanted = DefensiveCopies.set(some, "some");
        return new Provenance(collections.stream().filter(counts -> wanted.contains(counts.collection())).toList(),
                decks.stream().filter(counts -> wanted.contains(counts.deck().collection())).toList(), rejects,
                rejectCount, changes);
    }

    /**
     * The deck with that id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Deck deck(String id) {
        Objects.requireNonNull(id, "id");
        return decks.stream().map(DeckCounts::deck).filter(deck -> deck.id().equals(id)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no card is from a deck \"" + id + "\""));
    }
}
