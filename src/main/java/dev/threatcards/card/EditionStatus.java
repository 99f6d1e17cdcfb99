package dev.threatcards.card;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** Whether its collection still keeps a card. */
public enum EditionStatus {
    /** The card is in the newest edition of its collection, or of a source that has no editions. */
    CURRENT,
    /** A newer edition of the collection lacks the card, see {@link Editions}. */
    DROPPED,
    /** The publisher has withdrawn the card, mostly in favour of another one, to which a relation {@link Relation#REVOKED_BY} leads. */
    REVOKED,
    /** The publisher keeps the card but no longer maintains it. */
    DEPRECATED;

    /** The status in JSON, in parameters and as a value of {@link Facet#EDITION}: "dropped". */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status in words, to be shown beside a card: "not in the newest edition"; empty if the card is current. */
    public String words() {
        return switch (this) {
            case CURRENT -> "";
            case DROPPED -> "not in the newest edition";
            case REVOKED -> "revoked";
            case DEPRECATED -> "deprecated";
        };
    }

    /** Whether the card is {@link #CURRENT}. */
    public boolean isCurrent() {
        return this == CURRENT;
    }

    /**
     * The status with that {@link #key}, in any case.
     *
     * @return empty if there is none
     */
    public static Optional<EditionStatus> named(String key) {
        Objects.requireNonNull(key, "key");
        return Arrays.stream(values()).filter(status -> status.key().equalsIgnoreCase(key.strip())).findFirst();
    }
}
