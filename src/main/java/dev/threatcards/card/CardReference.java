package dev.threatcards.card;

import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

/** A card in passing: enough to name it and to lead to it. */
public record CardReference(UUID uuid, String name, Kind kind, String collection) {

    /** What a card is of. */
    public enum Kind {
        ACTOR, TOOL;

        /** As it is written in JSON. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** By name, whatever the case; cards of one name by uuid. */
    public static final Comparator<CardReference> BY_NAME = Comparator
            .comparing((CardReference card) -> card.name().toLowerCase(Locale.ROOT)).thenComparing(CardReference::uuid);

    public CardReference {
        Objects.requireNonNull(uuid, "uuid");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(collection, "collection");
    }

    /** A reference to that card. */
    public static CardReference of(Card card) {
        Objects.requireNonNull(card, "card");
        return new CardReference(card.uuid(), card.name(), card instanceof ActorCard ? Kind.ACTOR : Kind.TOOL,
                card.collection());
    }
}
