package dev.threatcards.card;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import dev.threatcards.text.DefensiveCopies;

/**
 * A card made of what several decks say, and what each of them says.
 *
 * @param card the card that is searched and shown
 * @param sources what each deck says, the one that is asked first at the beginning; at least one
 * @param origins which deck each field of the card was taken from, by the deck's id; fields about which nobody says
 *     anything are absent, and so are those in which the sources are united
 */
public record MergedCard(Card card, List<DeckCard> sources, Map<Field, String> origins) {

    public MergedCard {
        Objects.requireNonNull(card, "card");
        sources = DefensiveCopies.list(sources, "sources");
        origins = DefensiveCopies.enumMap(origins, "origins");
    }

    /** The uuid of the card that all decks together make. */
    public UUID uuid() {
        return card.uuid();
    }

    /** The deck that the field was taken from. */
    public Optional<Deck> origin(Field field) {
        Objects.requireNonNull(field, "field");
        String id = origins.get(field);
        return sources.stream().map(DeckCard::deck).filter(deck -> deck.id().equals(id)).findFirst();
    }
}
