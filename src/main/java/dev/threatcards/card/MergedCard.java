package dev.threatcards.card;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import dev.threatcards.text.DefensiveCopies;

/**
 * A card merged from several decks.
 *
 * @param card the merged card
 * @param sources the card as each deck has it, in the order of precedence; at least one
 * @param origins the id of the deck from which each field was taken; without empty fields, and without those that are unions of
 *     all sources
 */
public record MergedCard(Card card, List<DeckCard> sources, Map<Field, String> origins) {

    public MergedCard {
        Objects.requireNonNull(card, "card");
        sources = DefensiveCopies.list(sources, "sources");
        origins = DefensiveCopies.enumMap(origins, "origins");
    }

    /** The card's uuid. */
    public UUID uuid() {
        return card.uuid();
    }

    /** The deck from which the field was taken. */
    public Optional<Deck> origin(Field field) {
        Objects.requireNonNull(field, "field");
        String id = origins.get(field);
        return sources.stream().map(DeckCard::deck).filter(deck -> deck.id().equals(id)).findFirst();
    }
}
