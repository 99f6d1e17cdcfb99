package dev.threatcards.parse;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.Activity;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.CardDate;

/** A date of a card that a query can filter by. */
public enum DateField {
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

    /** The name of the field in the query syntax. */
    public String parameter() {
        return parameter;
    }

    /** The index field with the ranges of days. */
    public String days() {
        return days;
    }

    /** The dates that the card has in this field. */
    public List<CardDate> dates(ActorCard card) {
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
