package dev.threatcards;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.CardDate;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Changes;
import dev.threatcards.card.Deck;
import dev.threatcards.card.DeckCard;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Provenance;
import dev.threatcards.card.Provenance.CollectionCounts;
import dev.threatcards.card.Provenance.DeckCounts;
import dev.threatcards.export.CardWriter;
import dev.threatcards.export.ExportContents;
import dev.threatcards.export.ExportFormat;
import dev.threatcards.ingest.IndexBuild;
import dev.threatcards.ingest.StarterDeck;
import dev.threatcards.synthetic.SyntheticCards;

/**
 * A deck of invented actors, of any size, for tests and benchmarks. The number of values a card, their frequencies and the lengths of
 * texts follow the encyclopedia; words and frequent values are those of the starter deck. The same size and seed give the same deck,
 * and a larger deck begins with the smaller one. Immutable and thread-safe.
 */
public final class SyntheticDeck {

    private static final Deck DECK = new Deck("synthetic", SyntheticCards.COLLECTION, "Synthetic deck", CardDate.NONE,
            Deck.Extent.PAGES, "Apache-2.0", "invented", IndexBuild.STARTER_DECK,
            "Invented actors, to measure with; none of them exists");

    private final int size;
    private final SyntheticCards cards;

    private SyntheticDeck(int size, SyntheticCards cards) {
        this.size = size;
        this.cards = cards;
    }

    /**
     * A deck of {@code size} cards.
     *
     * @param size the number of cards, 0 or more
     * @param seed of the random numbers; another seed gives another deck
     * @throws IllegalArgumentException if {@code size} is negative
     */
    public static SyntheticDeck of(int size, long seed) {
        if (size < 0) {
            throw new IllegalArgumentException("a deck has 0 cards or more, not " + size);
        }
        return new SyntheticDeck(size, new SyntheticCards(seed, StarterDeck.actors()));
    }

    /** The cards, generated lazily; each call starts from the first. */
    public Stream<ActorCard> cards() {
        return LongStream.range(0, size).mapToObj(cards::card);
    }

    /**
     * Writes the deck in ETDA's JSON form, card by card.
     *
     * @param out receives UTF-8; it is flushed at the end and stays open
     * @throws IOException if {@code out} cannot be written
     */
    public void write(OutputStream out) throws IOException {
        Objects.requireNonNull(out, "out");
        Provenance provenance = new Provenance(List.of(new CollectionCounts(SyntheticCards.COLLECTION, size, 0)),
                List.of(new DeckCounts(DECK, size, 0)), List.of(), 0, Changes.NONE);
        CardWriter writer = ExportFormat.JSON.open(out,
                new ExportContents(provenance, Set.of(Kind.ACTOR), Map.of(), "synthetic"));
        for (int number = 0; number < size; number++) {
            ActorCard card = cards.card(number);
            writer.write(new MergedCard(card, List.of(DeckCard.identified(card, DECK)), Map.of()), List.of());
        }
        writer.close();
    }
}
