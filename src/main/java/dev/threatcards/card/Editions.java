package dev.threatcards.card;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Provenance.DeckCounts;
import dev.threatcards.text.DefensiveCopies;

/**
 * The newest edition of each series of decks, which decides whether a card was dropped. Immutable.
 *
 * <p>A series is what a publisher issues again and again. All editions of ETDA's encyclopedia with cards of one kind are one series,
 * whatever their form: exports in JSON, as MISP clusters, and the list of groups. Any other deck is a series of its own. Single pages and
 * reports, which are {@link Deck.Extent#PAGES}, are no editions: they drop nothing, and a card that one of them has is not dropped.
 * Neither does an edition drop cards if it has no date, or if a part of it could not be read, see {@link DeckCounts#isComplete}.
 */
public final class Editions {

    /** What is issued in editions. Kinds are told apart, because ETDA exports actors and tools separately. */
    private record Series(String publication, Kind kind) {

        static Series of(Deck deck, Kind kind) {
            return new Series(deck.collection().equals(Deck.ETDA) ? Deck.ETDA : "deck " + deck.id(), kind);
        }
    }

    // Of two editions of one day any, but always the same.
    private static final Comparator<Deck> BY_DATE = Comparator.comparing((Deck deck) -> deck.date().from())
            .thenComparing(Deck::id);

    private final Map<Series, Deck> newest;

    private Editions(Map<Series, Deck> newest) {
        this.newest = Map.copyOf(newest);
    }

    /** The newest editions among these decks. */
    public static Editions of(List<DeckCounts> decks) {
        Map<Series, Deck> newest = new HashMap<>();
        for (DeckCounts counts : DefensiveCopies.list(decks, "decks")) {
            for (Kind kind : Kind.values()) {
                int cards = kind == Kind.ACTOR ? counts.actors() : counts.tools();
                if (cards > 0 && counts.isComplete() && isDated(counts.deck())) {
                    newest.merge(Series.of(counts.deck(), kind), counts.deck(),
                            (one, other) -> BY_DATE.compare(one, other) >= 0 ? one : other);
                }
            }
        }
        return new Editions(newest);
    }

    private static boolean isDated(Deck deck) {
        return deck.extent() == Deck.Extent.EDITION && deck.date().isKnown() && !deck.isMapping();
    }

    /** The newest edition of the series of a card's source; empty if the source is from that edition, or from no edition. */
    private Optional<Deck> newerThan(DeckCard source) {
        if (!isDated(source.deck())) {
            return Optional.empty();
        }
        Kind kind = CardReference.of(source.card()).kind();
        return Optional.ofNullable(newest.get(Series.of(source.deck(), kind)))
                .filter(deck -> deck.isNewerThan(source.deck()));
    }

    /**
     * The edition that has dropped the card: the newest of the collection of its first source. An edition that knows cards by title alone,
     * such as ETDA's list, may have the card under another title; the index looks for that and keeps the card current then.
     *
     * @return empty unless all sources of the card are from older editions
     */
    public Optional<Deck> dropping(MergedCard card) {
        Objects.requireNonNull(card, "card");
        boolean isDropped = !card.sources().isEmpty()
                && card.sources().stream().allMatch(source -> newerThan(source).isPresent());
        return isDropped ? newerThan(card.sources().getFirst()) : Optional.empty();
    }

    /** The status of a card: what its first source says of it, or else whether it was dropped. */
    public EditionStatus status(MergedCard card) {
        Objects.requireNonNull(card, "card");
        EditionStatus stated = card.sources().isEmpty()
                ? card.card().edition()
                : card.sources().getFirst().card().edition();
        return stated.isCurrent() && dropping(card).isPresent() ? EditionStatus.DROPPED : stated;
    }

    /** Whether the source is from the newest edition of its series. */
    public boolean isNewest(Deck deck, Kind kind) {
        Objects.requireNonNull(deck, "deck");
        Deck last = newest.get(Series.of(deck, Objects.requireNonNull(kind, "kind")));
        return last != null && isDated(deck) && !last.isNewerThan(deck);
    }
}
