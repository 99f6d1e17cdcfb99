package dev.threatcards.card;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import dev.threatcards.text.NullChecks;

/**
 * A reference to a card, with what is needed to show and link it.
 *
 * @param edition whether its collection still keeps the card
 */
public record CardReference(UUID uuid, String name, Kind kind, String collection, EditionStatus edition) {

    /** What a card describes. */
    public enum Kind {
        ACTOR, TOOL;

        /** The kind's name in JSON. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The kind with that {@link #key}; empty if there is none. */
        public static Optional<Kind> named(String key) {
            Objects.requireNonNull(key, "key");
            return Arrays.stream(values()).filter(kind -> kind.key().equals(key)).findFirst();
        }
    }

    /** Current cards first, see {@link EditionStatus#CURRENT}. */
    public static final Comparator<CardReference> CURRENT_FIRST = Comparator
            .comparing((CardReference card) -> !card.edition().isCurrent());

    /** By name, ignoring case, then by uuid. */
    public static final Comparator<CardReference> BY_NAME = Comparator
            .comparing(CardReference::name, String.CASE_INSENSITIVE_ORDER).thenComparing(CardReference::uuid);

    public CardReference {
        NullChecks.requireNonNull("uuid", uuid, "name", name, "kind", kind, "collection", collection, "edition",
                edition);
    }

    /** A reference to a card of which the collection keeps it. */
    public CardReference(UUID uuid, String name, Kind kind, String collection) {
        this(uuid, name, kind, collection, EditionStatus.CURRENT);
    }

    /** A reference to that card. */
    public static CardReference of(Card card) {
        Objects.requireNonNull(card, "card");
        return new CardReference(card.uuid(), card.name(), card instanceof ActorCard ? Kind.ACTOR : Kind.TOOL,
                card.collection(), card.edition());
    }
}
