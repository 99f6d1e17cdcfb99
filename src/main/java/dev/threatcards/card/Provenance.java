package dev.threatcards.card;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.threatcards.text.DefensiveCopies;

/**
 * Where the cards of an index come from.
 *
 * @param collections the collections that the index has cards of, each with how many; ETDA's first, then the largest
 * @param decks the decks that say something of its cards, each with of how many; in the order of their collections, then the
 *     one with the most actors first
 * @param rejects what the last ingest set aside, the first thousand of them at most
 * @param rejectCount how many it set aside in all
 * @param changes what the last ingest did
 */
public record Provenance(List<CollectionCounts> collections, List<DeckCounts> decks, List<Reject> rejects,
        int rejectCount, Changes changes) {

    /** A collection, and how many cards of the index are its own. */
    public record CollectionCounts(String collection, int actors, int tools) {
        public CollectionCounts {
            Objects.requireNonNull(collection, "collection");
        }
    }

    /** A deck, and of how many cards of the index it says something. */
    public record DeckCounts(Deck deck, int actors, int tools) {
        public DeckCounts {
            Objects.requireNonNull(deck, "deck");
        }
    }

    /** No cards from anywhere. */
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
                .sorted(Comparator.comparingInt((DeckCounts counts) -> order.indexOf(counts.deck().collection()))
                        .thenComparingInt(counts -> -counts.actors()).thenComparingInt(counts -> -counts.tools())
                        .thenComparing(counts -> counts.deck().id()))
                .toList();
    }

    /** How many actors the index holds. */
    public int actors() {
        return collections.stream().mapToInt(CollectionCounts::actors).sum();
    }

    /** How many tools the index holds. */
    public int tools() {
        return collections.stream().mapToInt(CollectionCounts::tools).sum();
    }

    /**
     * The day that the cards are as of, as {@code yyyy-MM-dd}: that of the newest edition, or of the newest page where there are
     * pages alone; empty if none says.
     */
    public String date() {
        String edition = newest(Deck.Extent.EDITION);
        return edition.isEmpty() ? newest(Deck.Extent.PAGES) : edition;
    }

    private String newest(Deck.Extent extent) {
        return decks.stream().map(DeckCounts::deck).filter(deck -> deck.extent() == extent)
                .map(deck -> deck.date().isoFrom()).max(Comparator.naturalOrder()).orElse("");
    }

    /** The licences of all decks, joined by " and "; empty if none says. */
    public String license() {
        return decks.stream().map(deck -> deck.deck().license()).filter(license -> !license.isEmpty())
                .collect(Collectors.collectingAndThen(Collectors.toCollection(TreeSet::new),
                        licenses -> String.join(" and ", licenses)));
    }

    /** The same for cards of these collections alone. */
    public Provenance of(Collection<String> some) {
        Set<String> wanted = DefensiveCopies.set(some, "some");
        return new Provenance(collections.stream().filter(counts -> wanted.contains(counts.collection())).toList(),
                decks.stream().filter(counts -> wanted.contains(counts.deck().collection())).toList(), rejects,
                rejectCount, changes);
    }

    /**
     * The deck with that id.
     *
     * @throws IllegalArgumentException if no card is from such a deck
     */
    public Deck deck(String id) {
        Objects.requireNonNull(id, "id");
        return decks.stream().map(DeckCounts::deck).filter(deck -> deck.id().equals(id)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no card is from a deck \"" + id + "\""));
    }
}
