package dev.threatcards.deck;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.threatcards.card.CardReference;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.DeckCard;
import dev.threatcards.json.EtdaKeys;
import dev.threatcards.result.DeckReport.UnknownKey;
import dev.threatcards.result.DeckReport.UnknownKeys;
import dev.threatcards.text.WellFormedText;

/** Counts what sources say that cards have no field for, by collection, form and kind of card. Not thread-safe. */
final class UnknownKeyCounts {

    /** The longest example, in characters. */
    private static final int LONGEST = 60;

    private record Source(String collection, String form, Kind kind) {
    }

    private static final Comparator<Source> BY_NAME = Comparator.comparing(Source::collection)
            .thenComparing(Source::form).thenComparing(Source::kind);

    private final Map<Source, Map<String, UnknownKey>> counts = new TreeMap<>(BY_NAME);

    /** Counts the keys of a card as a deck has it. */
    void add(DeckCard card) {
        Source source = new Source(card.deck().collection(), card.deck().form(), CardReference.of(card.card()).kind());
        card.card().unknown().forEach((key, value) -> {
            if (!key.endsWith(EtdaKeys.AS_WRITTEN)) {
                counts.computeIfAbsent(source, first -> new TreeMap<>()).merge(key,
                        new UnknownKey(key, 1, WellFormedText.cut(value, LONGEST)), UnknownKeyCounts::sum);
            }
        });
    }

    /** The key of two counts, with the example that sorts first: it does not depend on the order of the cards. */
    private static UnknownKey sum(UnknownKey one, UnknownKey other) {
        return new UnknownKey(one.key(), one.cards() + other.cards(),
                one.example().compareTo(other.example()) <= 0 ? one.example() : other.example());
    }

    /** The groups, those with the most cards to a key first. */
    List<UnknownKeys> groups() {
        return counts.entrySet().stream()
                .map(group -> new UnknownKeys(group.getKey().collection(), group.getKey().form(), group.getKey().kind(),
                        group.getValue().values().stream()
                                .sorted(Comparator.comparingInt(UnknownKey::cards).reversed()
                                        .thenComparing(UnknownKey::key))
                                .toList()))
                .sorted(Comparator.comparingInt((UnknownKeys group) -> group.keys().getFirst().cards()).reversed())
                .toList();
    }
}
