package dev.threatcards.card;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.threatcards.text.NullChecks;
import dev.threatcards.text.ReportAddress;

/**
 * A text of a card that may mention something, with the field that it stands in. Immutable.
 *
 * @param date when the operation started; {@link CardDate#NONE} for texts of other fields
 * @param text as the card has it: with {@code {{Name}}} links; of an unknown field, JSON
 */
public record CardText(Field field, CardDate date, String text) {

    /** Fields without texts that an author wrote: dates, techniques, and relations to cards, which have texts of their own. */
    private static final Set<Field> WITHOUT_TEXT = Set.of(Field.FIRST_SEEN, Field.OBSERVED, Field.LAST_CHANGE,
            Field.TECHNIQUES, Field.RELATIONS);

    public CardText {
        NullChecks.requireNonNull("field", field, "date", date, "text", text);
    }

    /** The texts of a card that are not empty, in the order of {@link Field}: its title once, though it is among the names too. */
    public static List<CardText> of(Card card) {
        Objects.requireNonNull(card, "card");
        List<CardText> texts = new ArrayList<>();
        for (Field field : Field.values()) {
            if (!WITHOUT_TEXT.contains(field)) {
                add(field, field.value(card), texts);
            }
        }
        return List.copyOf(texts);
    }

    /** Where the text stands, as people say it: "an operation of 2018-03", "the description". */
    public String place() {
        String when = date.text().isEmpty() ? "" : " of " + date.text();
        return switch (field) {
            case NAME, NAMES -> "a name";
            case DESCRIPTION -> "the description";
            case OPERATIONS -> "an operation" + when;
            case COUNTER_OPERATIONS -> "a counter operation" + when;
            case SECTORS -> "the sectors";
            case TARGETS -> "the target countries";
            case TOOLS -> "the tools";
            case INFORMATION -> "a link to a report";
            case MALPEDIA, MITRE_ATTACK, PLAYBOOK, ALIENVAULT_OTX -> "a link";
            case UNKNOWN -> "a field of the source";
            default -> "the " + field.key();
        };
    }

    /**
     * The addresses of pages on the web in the text, such as reports: their normal form, without scheme, {@code www.} and tracking
     * parameters, with how the text writes it first. Two ways to write the address of one page have one normal form.
     */
    public Map<String, String> reports() {
        Map<String, String> reports = new LinkedHashMap<>();
        ReportAddress.in(text).forEach((address, written) -> reports.put(address.key(), written));
        return Collections.unmodifiableMap(reports);
    }

    private static void add(Field field, Object value, List<CardText> texts) {
        switch (value) {
            case String text -> {
                if (!text.isEmpty()) {
                    texts.add(new CardText(field, CardDate.NONE, text));
                }
            }
            case Name name -> add(field, name.name(), texts);
            case Activity activity -> texts.add(new CardText(field, activity.date(), activity.text()));
            case Listing listing -> add(field, listing.texts(), texts);
            case Map<?, ?> values -> add(field, values.values(), texts);
            case Collection<?> values -> values.forEach(each -> add(field, each, texts));
            default -> throw new IllegalStateException("unexpected type in " + field.key());
        }
    }
}
