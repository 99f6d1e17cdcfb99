package dev.threatcards.card;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Where the cards of an index come from.
 *
 * @param decks the decks that cards are from, each with its counts; the one with the most actors first
 * @param rejects what the last run set aside, the first thousand of them at most
 * @param rejectCount how many the last run set aside in all
 */
public record Provenance(List<DeckCounts> decks, List<Reject> rejects, int rejectCount) {

    /** A deck, and how many cards of the index are from it. */
    public record DeckCounts(Deck deck, int actors, int tools) {
    }

    /** No cards from anywhere. */
    public static final Provenance EMPTY = new Provenance(List.of(), List.of(), 0);

    public Provenance {
        decks = decks.stream()
                .sorted(Comparator.comparingInt(DeckCounts::actors).thenComparingInt(DeckCounts::tools).reversed())
                .toList();
        rejects = List.copyOf(rejects);
    }

    /** How many actors the index holds. */
    public int actors() {
        return decks.stream().mapToInt(DeckCounts::actors).sum();
    }

    /** How many tools the index holds. */
    public int tools() {
        return decks.stream().mapToInt(DeckCounts::tools).sum();
    }

    /** The newest deck's date as {@code yyyy-MM-dd}, empty if none says. */
    public String date() {
        return decks.stream().map(deck -> deck.deck().date().isoFrom()).max(Comparator.naturalOrder()).orElse("");
    }

    /** The licences of all decks, joined by " and "; empty if none says. */
    public String license() {
        return decks.stream().map(deck -> deck.deck().license()).filter(license -> !license.isEmpty())
                .collect(Collectors.collectingAndThen(Collectors.toCollection(TreeSet::new),
                        licenses -> String.join(" and ", licenses)));
    }

    /**
     * The deck with that id.
     *
     * @throws IllegalArgumentException if no card is from such a deck
     */
    public Deck deck(String id) {
        return decks.stream().map(DeckCounts::deck).filter(deck -> deck.id().equals(id)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no card is from a deck \"" + id + "\""));
    }
}
