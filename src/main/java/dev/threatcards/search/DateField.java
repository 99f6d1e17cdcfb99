package dev.threatcards.search;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.threatcards.card.Activity;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.CardDate;
import dev.threatcards.index.CardFields;

/** A date of a card that a query's text can ask for. */
enum DateField {
    /** When the actor may have been seen first. */
    FIRST_SEEN("firstSeen", CardFields.DAYS_FIRST_SEEN),
    /** When an operation of the actor may have begun. */
    ACTIVE("active", CardFields.DAYS_ACTIVE),
    /** When the card was last changed. */
    CHANGED("changed", CardFields.DAYS_CHANGED);

    private final String parameter;
    private final String days;

    DateField(String parameter, String days) {
        this.parameter = parameter;
        this.days = days;
    }

    String parameter() {
        return parameter;
    }

    /** The field of ranges of days. */
    String days() {
        return days;
    }

    /** The dates of the card. */
    List<CardDate> dates(ActorCard card) {
        return switch (this) {
            case FIRST_SEEN -> List.of(card.firstSeen());
            case ACTIVE -> card.operations().stream().map(Activity::date).toList();
            case CHANGED -> List.of(card.lastChange());
        };
    }

    /** The field of that name, in any case. */
    static Optional<DateField> named(String name) {
        return Arrays.stream(values()).filter(field -> field.parameter.equalsIgnoreCase(name)).findFirst();
    }
}
