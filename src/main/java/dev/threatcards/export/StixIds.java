package dev.threatcards.export;

import java.util.UUID;

import dev.threatcards.card.CardDate;

/** Ids and timestamps of STIX objects: the same in every export of the same cards. */
final class StixIds {

    /**
     * When objects were created. Cards do not say so, it must not change from one version of an object to the next, and none of
     * ETDA's cards was last changed before it.
     */
    static final String CREATED = "2018-01-01T00:00:00.000Z";

    private StixIds() {
    }

    /** The id of an object that has no uuid of its own. */
    static String of(String type, String name) {
        return type + "--" + NamedUuid.of(type + " " + name);
    }

    /** The id of a card's object: the card's uuid, unless STIX takes none like it. */
    static String of(String type, UUID card) {
        return type + "--" + (takes(card) ? card : NamedUuid.of("card " + card));
    }

    /** Whether ids may have the uuid: STIX wants one of RFC 9562's variant, in one of the first five versions. */
    static boolean takes(UUID uuid) {
        return uuid.variant() == 2 && uuid.version() >= 1 && uuid.version() <= 5;
    }

    /** The first moment of a date. */
    static String moment(CardDate date) {
        return date.isoFrom() + "T00:00:00.000Z";
    }

    /** When an object was modified: on the first of the days that says anything, and never before it was created. */
    static String modified(CardDate lastChange, CardDate deck) {
        CardDate known = isPlain(lastChange) ? lastChange : deck;
        return isPlain(known) && moment(known).compareTo(CREATED) > 0 ? moment(known) : CREATED;
    }

    /** Whether the date is one that a timestamp can hold, whose years have four digits. */
    static boolean isPlain(CardDate date) {
        return date.isKnown() && date.from().getYear() >= 0 && date.from().getYear() <= 9999;
    }
}
