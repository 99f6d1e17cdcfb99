package dev.threatcards.export;

import java.util.UUID;

import dev.threatcards.card.CardDate;

/** Ids and timestamps of STIX objects, which are the same in every export of the same cards. */
final class StixIds {

    /**
     * The creation time of all objects. Cards do not state it, and it must not change between versions of an object. None of ETDA's
     * cards was last changed before it.
     */
    static final String CREATED = "2018-01-01T00:00:00.000Z";

    private StixIds() {
    }

    /** The id of an object without a uuid. */
    static String of(String type, String name) {
        return type + "--" + NamedUuid.of(type + " " + name);
    }

    /** The id of a card's object, with the card's uuid if STIX allows it. */
    static String of(String type, UUID card) {
        return type + "--" + (takes(card) ? card : NamedUuid.of("card " + card));
    }

    /** Whether STIX allows the uuid in ids: it must have the variant of RFC 9562 and a version from 1 to 5. */
    static boolean takes(UUID uuid) {
        return uuid.variant() == 2 && uuid.version() >= 1 && uuid.version() <= 5;
    }

    /** The first moment of a date. */
    static String moment(CardDate date) {
        return date.isoFrom() + "T00:00:00.000Z";
    }

    /** The modification time: the card's last change, or else the deck's date, but not before {@link #CREATED}. */
    static String modified(CardDate lastChange, CardDate deck) {
        CardDate known = isPlain(lastChange) ? lastChange : deck;
        return isPlain(known) && moment(known).compareTo(CREATED) > 0 ? moment(known) : CREATED;
    }

    /** Whether a timestamp, whose years have four digits, can represent the date. */
    static boolean isPlain(CardDate date) {
        return date.isKnown() && date.from().getYear() >= 0 && date.from().getYear() <= 9999;
    }
}
