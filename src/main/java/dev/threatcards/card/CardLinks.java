package dev.threatcards.card;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.threatcards.text.Prose;

/** Finds the {@code {{Name}}} links in a card's texts. */
public final class CardLinks {

    private CardLinks() {
    }

    /** The distinct names that the card links to, in the card's order. */
    public static List<String> of(Card card) {
        return byField(card).values().stream().flatMap(List::stream).distinct().toList();
    }

    /** The names by the field that has the links; a field without links is absent. */
    public static Map<Field, List<String>> byField(Card card) {
        Objects.requireNonNull(card, "card");
        Map<Field, List<String>> links = new TreeMap<>();
        put(Field.DESCRIPTION, Stream.of(card.description()), links);
        if (card instanceof ActorCard actor) {
            put(Field.SPONSOR, Stream.of(actor.sponsor()), links);
            put(Field.SECTORS, actor.sectors().texts().stream(), links);
            put(Field.TARGETS, actor.targets().texts().stream(), links);
            put(Field.TOOLS, actor.tools().texts().stream(), links);
            put(Field.OPERATIONS, actor.operations().stream().map(Activity::text), links);
            put(Field.COUNTER_OPERATIONS, actor.counterOperations().stream().map(Activity::text), links);
        }
        return Collections.unmodifiableMap(links);
    }

    private static void put(Field field, Stream<String> texts, Map<Field, List<String>> links) {
        List<String> names = texts.filter(text -> text.contains("{{")).flatMap(text -> Prose.of(text).parts().stream())
                .filter(Prose.CardLink.class::isInstance).map(Prose.Part::text).distinct().toList();
        if (!names.isEmpty()) {
            links.put(field, names);
        }
    }
}
