package dev.threatcards.card;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** A reference to a card: what identifies it, and what a link to it shows. */
public record CardReference(UUID uuid, String name, Kind kind, String collection) {

    /** What a card describes. */
    public enum Kind {
        ACTOR, TOOL;

        /** The kind's name in JSON. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The kind of that {@link #key}; empty if there is none. */
        public static Optional<Kind> named(String key) {
            Objects.requireNonNull(key, "key");
            return Arrays.stream(values()).filter(kind -> kind.key().equals(key)).findFirst();
        }
    }

    /** By name, ignoring case; cards of one name by uuid. */
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
