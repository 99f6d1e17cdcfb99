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
import dev.threatcards.card.Technique;

/**
 * One value of a card's field, as a row of a table.
 *
 * @param value a text, the text of an activity, the target of a relation, or the JSON of an unknown value
 * @param giver the name-giver of a name, or who states the use of a technique
 * @param date the date of an activity, as the card writes it
 * @param type the type of a relation, the tactics of a technique, or the key of an unknown value
 * @param likelihood the likelihood of a relation, or "withdrawn" for a technique that ATT&amp;CK has withdrawn
 */
record FieldValue(String value, String giver, String date, String type, String likelihood) {

    private static final String WITHDRAWN = "withdrawn";

    /** The values of a field in the card's order. */
    static List<FieldValue> of(Field field, Card card) {
        return switch (field.value(card)) {
            case String text -> text.isEmpty() ? List.of() : List.of(text(text));
            case CardDate date -> date.text().isEmpty() ? List.of() : List.of(text(date.text()));
            case Listing listing -> listing.texts().stream().map(FieldValue::text).toList();
            case Collection<?> values -> values.stream().map(FieldValue::of).toList();
            case Map<?, ?> values -> values.entrySet().stream()
                    .map(entry -> new FieldValue(entry.getValue().toString(), "", "", entry.getKey().toString(), ""))
                    .toList();
            default -> throw new IllegalStateException("unexpected type of " + field);
        };
    }

    private static FieldValue of(Object value) {
        return switch (value) {
            case Name name -> new FieldValue(name.name(), name.giver(), "", "", "");
            case Activity activity -> new FieldValue(activity.text(), "", activity.date().text(), "", "");
            case Relation relation -> new FieldValue(relation.target(), "", "", relation.type(), relation.likelihood());
            case Technique technique -> new FieldValue(technique.label(), technique.source(), "",
                    String.join("; ", technique.tactics()), technique.withdrawn() ? WITHDRAWN : "");
            default -> text(value.toString());
        };
    }

    private static FieldValue text(String text) {
        return new FieldValue(text, "", "", "", "");
    }
}
