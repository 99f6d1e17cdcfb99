package dev.threatcards.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.lucene.util.BytesRef;

import dev.threatcards.card.ToolCard;
import dev.threatcards.index.CardAnalyzer;

/**
 * Which tools the label on an actor's card means.
 *
 * @param <T> what a tool is to the caller
 */
final class ToolLabels<T> {

    private final Map<String, List<T>> byTitle = new HashMap<>();
    private final Map<String, List<T>> byName = new HashMap<>();

    void put(ToolCard card, T tool) {
        byTitle.computeIfAbsent(CardAnalyzer.key(card.name()), key -> new ArrayList<>()).add(tool);
        for (BytesRef key : ToolNames.keys(card)) {
            byName.computeIfAbsent(key.utf8ToString(), first -> new ArrayList<>()).add(tool);
        }
    }

    /** The tools of that title; or else those of which it is another name; none where no tool has a card so called. */
    List<T> meant(String label) {
        String key = CardAnalyzer.key(label);
        return byTitle.getOrDefault(key, byName.getOrDefault(key, List.of()));
    }
}
