package dev.threatcards.card;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** A reference to a card: enough to name it and to link to it. */
public record CardReference(UUID uuid, String name, Kind kind, String collection) {

    /** The first character that is not ASCII. */
    private static final char ASCII = 0x80;

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
            .comparing(CardReference::name, CardReference::compareInLowerCase).thenComparing(CardReference::uuid);

    public CardReference {
        Objects.requireNonNull(uuid, "uuid");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(collection, "collection");
    }

    /** Compares as {@code toLowerCase} of both would, without a copy of either for as long as they are ASCII. */
    private static int compareInLowerCase(String one, String other) {
        int length = Math.min(one.length(), other.length());
        for (int i = 0; i < length; i++) {
            char first = one.charAt(i);
            char second = other.charAt(i);
            if (first >= ASCII || second >= ASCII) {
                return one.toLowerCase(Locale.ROOT).compareTo(other.toLowerCase(Locale.ROOT));
            }
            int difference = Character.toLowerCase(first) - Character.toLowerCase(second);
            if (difference != 0) {
                return difference;
            }
        }
        return one.length() - other.length();
    }

    /** A reference to that card. */
    public static CardReference of(Card card) {
        Objects.requireNonNull(card, "card");
        return new CardReference(card.uuid(), card.name(), card instanceof ActorCard ? Kind.ACTOR : Kind.TOOL,
                card.collection());
    }
}
