package dev.threatcards.card;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

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

    /** The techniques that the sources of the card's own collection state, without those of linked cards. */
    public List<Technique> ownTechniques() {
        return Technique.distinct(sources.stream().map(DeckCard::card)
                .filter(source -> source.collection().equals(card.collection()) && source.getClass() == card.getClass())
                .flatMap(source -> source.techniques().stream()).toList());
    }

    /** The card with its own techniques and those of others that it has not. */
    public MergedCard withTechniquesOf(List<Technique> others) {
        List<Technique> all = Technique.distinct(
                Stream.concat(ownTechniques().stream(), DefensiveCopies.list(others, "others").stream()).toList());
        if (all.equals(card.techniques())) {
            return this;
        }
        Card with = switch (card) {
            case ActorCard actor -> actor.withTechniques(all);
            case ToolCard tool -> tool.withTechniques(all);
        };
        return new MergedCard(with, sources, origins);
    }

    /** The card with that status. */
    public MergedCard with(EditionStatus status) {
        Objects.requireNonNull(status, "status");
        return card.edition() == status ? this : new MergedCard(card.with(status), sources, origins);
    }

    /** The deck from which the field was taken. */
    public Optional<Deck> origin(Field field) {
        Objects.requireNonNull(field, "field");
        String id = origins.get(field);
        return sources.stream().map(DeckCard::deck).filter(deck -> deck.id().equals(id)).findFirst();
    }
}
