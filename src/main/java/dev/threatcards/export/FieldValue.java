package dev.threatcards.export;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import dev.threatcards.card.Activity;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardDate;
import dev.threatcards.card.Field;
import dev.threatcards.card.Listing;
import dev.threatcards.card.Name;
import dev.threatcards.card.Relation;

/**
 * One value of a card's field, for rows.
 *
 * @param value the value: a text, an activity's text, the other card of a relation, JSON of a key that is not known
 * @param giver who gave the name
 * @param date when the activity began, as the card writes it
 * @param type how cards are related, or the key that is not known
 * @param likelihood how likely the relation is said to be
 */
record FieldValue(String value, String giver, String date, String type, String likelihood) {

    /** What the card says in that field, in its order; a date as the card writes it. */
    static List<FieldValue> of(Field field, Card card) {
        return switch (field.value(card)) {
            case String text -> text.isEmpty() ? List.of() : List.of(text(text));
            case CardDate date -> date.text().isEmpty() ? List.of() : List.of(text(date.text()));
            case Listing listing -> listing.texts().stream().map(FieldValue::text).toList();
            case Collection<?> values -> values.stream().map(FieldValue::of).toList();
            case Map<?, ?> values -> values.entrySet().stream()
                    .map(entry -> new FieldValue(entry.getValue().toString(), "", "", entry.getKey().toString(), ""))
                    .toList();
            default -> throw new IllegalStateException("a field of a type that is not known: " + field);
        };
    }

    private static FieldValue of(Object value) {
        return switch (value) {
            case Name name -> new FieldValue(name.name(), name.giver(), "", "", "");
            case Activity activity -> new FieldValue(activity.text(), "", activity.date().text(), "", "");
            case Relation relation -> new FieldValue(relation.target(), "", "", relation.type(), relation.likelihood());
            default -> text(value.toString());
        };
    }

    private static FieldValue text(String text) {
        return new FieldValue(text, "", "", "", "");
    }
}
