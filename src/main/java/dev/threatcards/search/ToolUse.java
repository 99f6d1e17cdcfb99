package dev.threatcards.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Relation;
import dev.threatcards.card.ToolCard;
import dev.threatcards.index.CardAnalyzer;

/**
 * Which actors use which tools, each tool once whatever an actor calls it: "SPLM" and "X-Agent" are one. Tools that have no
 * card are told apart by their labels.
 */
final class ToolUse {

    /** A tool and who uses it. Two of them are never equal. */
    static final class Tool {
        private final String name;
        private final Optional<ToolCard> card;
        private final Set<UUID> users = new LinkedHashSet<>();
        private final Map<String, Integer> labels = new TreeMap<>();

        private Tool(String name, Optional<ToolCard> card) {
            this.name = name;
            this.card = card;
        }

        /** The card's title, or the label where there is no card. */
        String name() {
            return name;
        }

        Optional<ToolCard> card() {
            return card;
        }

        /** The actors that use it. */
        Set<UUID> users() {
            return users;
        }

        /** What the most of its users call it; the tool's name where they list none. */
        String label() {
            return labels.entrySet().stream()
                    .max(Map.Entry.<String, Integer>comparingByValue()
                            .thenComparing(label -> label.getKey().equals(name))
                            .thenComparing(Map.Entry::getKey, Comparator.reverseOrder()))
                    .map(Map.Entry::getKey).orElse(name);
        }
    }

    private final Map<UUID, Tool> byCard = new LinkedHashMap<>();
    private final Map<String, Tool> withoutCard = new LinkedHashMap<>();
    private final ToolLabels<Tool> labels = new ToolLabels<>();
    private final Map<UUID, Set<Tool>> byUser = new HashMap<>();

    private ToolUse() {
    }

    static ToolUse of(ScopeCards cards) {
        ToolUse use = new ToolUse();
        cards.tools().forEach(use::tool);
        cards.actors().forEach(use::actor);
        return use;
    }

    private void tool(ToolCard card) {
        Tool tool = new Tool(card.name(), Optional.of(card));
        byCard.put(card.uuid(), tool);
        labels.put(card, tool);
    }

    private void actor(ActorCard card) {
        Set<Tool> used = new LinkedHashSet<>();
        for (String label : card.tools().labels()) {
            for (Tool tool : meant(label)) {
                tool.labels.merge(label, 1, Integer::sum);
                used.add(tool);
            }
        }
        card.relations().stream().map(Relation::uuid).flatMap(Optional::stream).map(byCard::get)
                .filter(tool -> tool != null).forEach(used::add);
        used.forEach(tool -> tool.users.add(card.uuid()));
        byUser.put(card.uuid(), used);
    }

    /** The tools that have a card under that label; or else one without. */
    private List<Tool> meant(String label) {
        List<Tool> meant = labels.meant(label);
        return meant.isEmpty()
                ? List.of(withoutCard.computeIfAbsent(CardAnalyzer.key(label),
                        first -> new Tool(label, Optional.empty())))
                : meant;
    }

    /** Every tool, those with a card first. */
    List<Tool> all() {
        List<Tool> all = new ArrayList<>(byCard.values());
        all.addAll(withoutCard.values());
        return all;
    }

    /** The tool of that card, if there is one. */
    Optional<Tool> of(UUID card) {
        return Optional.ofNullable(byCard.get(card));
    }

    /** The tools that the actor uses. */
    Collection<Tool> usedBy(UUID actor) {
        return byUser.getOrDefault(actor, Set.of());
    }

    /** The tool's card in passing, if it has one. */
    static Optional<CardReference> reference(Tool tool) {
        return tool.card().map(CardReference::of);
    }
}
