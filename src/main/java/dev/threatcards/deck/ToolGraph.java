package dev.threatcards.deck;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import org.apache.lucene.util.BytesRef;

import dev.threatcards.analysis.CardAnalyzer;
import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Relation;
import dev.threatcards.card.ToolCard;
import dev.threatcards.index.CardReader;
import dev.threatcards.index.StoredCards;
import dev.threatcards.result.CardProfile.UsedTool;

/**
 * Which actors use which tools, over all cards of one commit. No other class decides this. An actor uses a tool if
 * <ul>
 * <li>its card lists a label that is the title of a tool card of its collection, or else another name of one,
 * <li>its card has a relation to the tool card's uuid that {@linkplain Relation#isUse() says so}, or
 * <li>the tool's card says that it is {@linkplain Relation#USED_BY used by} the actor of that uuid.
 * </ul>
 * Actors that are not {@linkplain dev.threatcards.card.EditionStatus#CURRENT current} have tools, but are no users of a current tool. A label
 * without a tool card stands for a tool of its own, however it is spelt.
 *
 * <p>A label that more than twenty tool cards share identifies none of them and counts as a label without a card. A label therefore leads
 * to a bounded number of tools, and the graph takes time and memory proportional to the labels and relations of the cards. Immutable and
 * thread-safe.
 */
public final class ToolGraph {

    /** A graph without tools, for searches that do not depend on them. */
    public static final ToolGraph NONE = new ToolGraph(false);

    /** A tool and the actors that use it. Compared by identity. */
    public static final class Tool {
        private final String name;
        private final String collection;
        private final Optional<CardReference> card;
        private final int document;
        private final Map<String, Integer> labels = new TreeMap<>();
        private List<CardReference> users = new ArrayList<>(1);

        private Tool(String name, String collection, Optional<CardReference> card, int document) {
            this.name = name;
            this.collection = collection;
            this.card = card;
            this.document = document;
        }

        /** The card's title, or the label where there is no card. */
        public String name() {
            return name;
        }

        /** The collection of the card, or of the actors that list the label. */
        public String collection() {
            return collection;
        }

        /** The tool's card; empty if no tool card, or too many, have the label as a name. */
        public Optional<CardReference> card() {
            return card;
        }

        /** The card's document in the commit; -1 where there is no card. */
        public int document() {
            return document;
        }

        /** The actors that use it, in the order of {@link CardReference#BY_NAME}. */
        public List<CardReference> users() {
            return users;
        }

        /** The label that most of its users list it under; its name where none lists it. */
        public String label() {
            return labels.entrySet().stream()
                    .max(Map.Entry.<String, Integer>comparingByValue()
                            .thenComparing(label -> label.getKey().equals(name))
                            .thenComparing(Map.Entry::getKey, Comparator.reverseOrder()))
                    .map(Map.Entry::getKey).orElse(name);
        }
    }

    /** Labels of a collection with the same key are the same label. */
    private record Key(String collection, String name) {
    }

    /** A label on actors' cards, with the tool cards that have it as their title or as another name. */
    private static final class Label {
        private final List<Tool> titled = new ArrayList<>(1);
        private final List<Tool> named = new ArrayList<>(1);
        private Tool withoutCard;
        private int actors;

        /** The tool cards that the label identifies; empty if no card, or too many, have the name. */
        List<Tool> cards() {
            List<Tool> cards = titled.isEmpty() ? named : titled;
            return cards.size() > CardLookup.FIRST ? List.of() : cards;
        }
    }

    /** A label as an actor's card spells it. */
    private record Listed(String text, Label label) {
    }

    private record Actor(CardReference card, List<Listed> listed) {
    }

    private final boolean isAcrossCollections;
    private final Map<UUID, Tool> byCard = new LinkedHashMap<>();
    private final List<Tool> withoutCard = new ArrayList<>();
    private final Map<Key, Label> labels = new HashMap<>();
    private final Set<String> collectionsWithTools = new HashSet<>();
    private final Map<UUID, List<Tool>> byActor = new HashMap<>();
    private final Map<UUID, List<UsedTool>> listedBy = new HashMap<>();

    private ToolGraph(boolean isAcrossCollections) {
        this.isAcrossCollections = isAcrossCollections;
    }

    /** The graph of a commit, in which a label means a tool of the actor's own collection. Reads every card. */
    public static ToolGraph of(CardReader searcher) throws IOException {
        return new Builder(searcher, new ToolGraph(false)).build();
    }

    /** The graph for a search over all collections, in which a label means a tool of any collection. Reads every card. */
    public static ToolGraph acrossCollections(CardReader searcher) throws IOException {
        return new Builder(searcher, new ToolGraph(true)).build();
    }

    /** Reads the cards, tools before actors, and fills a graph. */
    private static final class Builder {
        private final CardReader searcher;
        private final ToolGraph graph;
        private final StoredCards cards;
        /** Deriving a key analyses the text, and cards share most of their labels. */
        private final Map<String, String> keys = new HashMap<>();
        private final Map<UUID, List<Tool>> statedByTools = new HashMap<>();
        private final List<Actor> actors = new ArrayList<>();

        Builder(CardReader searcher, ToolGraph graph) {
            this.searcher = searcher;
            this.graph = graph;
            this.cards = new StoredCards(searcher.getIndexReader());
        }

        ToolGraph build() throws IOException {
            for (int document : CardLookup.all(new SearchScope(CardFields.TOOL, Set.of()).query(), searcher)) {
                add((ToolCard) cards.card(document), document);
            }
            for (int document : CardLookup.all(new SearchScope(CardFields.ACTOR, Set.of()).query(), searcher)) {
                add((ActorCard) cards.card(document));
            }
            actors.sort(Comparator.comparing(Actor::card, CardReference.BY_NAME));
            actors.forEach(actor -> graph.byActor.get(actor.card.uuid()).stream()
                    .filter(tool -> isUser(actor.card, tool)).forEach(tool -> tool.users.add(actor.card)));
            graph.tools().forEach(tool -> tool.users = List.copyOf(tool.users));
            actors.forEach(actor -> graph.listedBy.put(actor.card.uuid(),
                    actor.listed.stream().map(Builder::usedTool).toList()));
            return graph;
        }

        private void add(ToolCard card, int document) {
            Tool tool = new Tool(card.name(), card.collection(), Optional.of(CardReference.of(card)), document);
            graph.byCard.put(card.uuid(), tool);
            graph.collectionsWithTools.add(card.collection());
            label(card, key(card.name())).titled.add(tool);
            for (BytesRef key : ToolAliases.keys(card)) {
                label(card, key.utf8ToString()).named.add(tool);
            }
            for (Relation relation : card.relations()) {
                if (relation.type().equals(Relation.USED_BY)) {
                    relation.uuid().ifPresent(
                            actor -> statedByTools.computeIfAbsent(actor, first -> new ArrayList<>()).add(tool));
                }
            }
        }

        private void add(ActorCard card) {
            Set<Tool> used = new LinkedHashSet<>();
            Set<Label> counted = new HashSet<>();
            List<Listed> listed = new ArrayList<>();
            for (String text : card.tools().labels()) {
                Label label = label(card, key(text));
                listed.add(new Listed(text, label));
                if (counted.add(label) && card.edition().isCurrent()) {
                    label.actors++;
                }
                for (Tool tool : tools(label, text, card.collection())) {
                    tool.labels.merge(text, 1, Integer::sum);
                    used.add(tool);
                }
            }
            card.relations().stream().filter(Relation::isUse).map(Relation::uuid).flatMap(Optional::stream)
                    .filter(graph.byCard::containsKey).map(graph.byCard::get).forEach(used::add);
            used.addAll(statedByTools.getOrDefault(card.uuid(), List.of()));
            actors.add(new Actor(CardReference.of(card), listed));
            graph.byActor.put(card.uuid(), List.copyOf(used));
        }

        /** Actors that are not current are users of tools alone that are not current either, as a search finds them. */
        private static boolean isUser(CardReference actor, Tool tool) {
            return actor.edition().isCurrent() || tool.card.filter(card -> !card.edition().isCurrent()).isPresent();
        }

        /** The tools that the label stands for: its cards, or a tool without a card. */
        private List<Tool> tools(Label label, String text, String collection) {
            if (!label.cards().isEmpty()) {
                return label.cards();
            }
            if (label.withoutCard == null) {
                label.withoutCard = new Tool(text, collection, Optional.empty(), -1);
                graph.withoutCard.add(label.withoutCard);
            }
            return List.of(label.withoutCard);
        }

        private static UsedTool usedTool(Listed listed) {
            List<Tool> cards = listed.label.cards();
            return cards.size() == 1
                    ? new UsedTool(listed.text, cards.getFirst().card, cards.getFirst().users.size())
                    : new UsedTool(listed.text, Optional.empty(), listed.label.actors);
        }

        private Label label(Card card, String key) {
            return graph.labels.computeIfAbsent(graph.keyOf(card.collection(), key), first -> new Label());
        }

        private String key(String label) {
            return keys.computeIfAbsent(label, CardAnalyzer::key);
        }
    }

    private Key keyOf(String collection, String key) {
        return new Key(isAcrossCollections ? "" : collection, key);
    }

    /** Every tool, those with a card first; in an order that depends on the cards alone. */
    public List<Tool> tools() {
        List<Tool> all = new ArrayList<>(byCard.values());
        all.addAll(withoutCard);
        return all;
    }

    /** The tool of the card with that uuid; empty if there is none. */
    public Optional<Tool> tool(UUID card) {
        return Optional.ofNullable(byCard.get(card));
    }

    /** The actors that use the tool with that uuid, by name; empty if there is no such tool. */
    public List<CardReference> users(UUID tool) {
        return tool(tool).map(Tool::users).orElse(List.of());
    }

    /**
     * The tools that the actor uses, each once: those that its card lists, in the card's order, then those of relations. Empty if there is
     * no such actor.
     */
    public List<Tool> usedBy(UUID actor) {
        return byActor.getOrDefault(actor, List.of());
    }

    /** The tools that the actor's card lists, one for each label in the card's order; empty if there is no such actor. */
    public List<UsedTool> listedBy(UUID actor) {
        return listedBy.getOrDefault(actor, List.of());
    }

    /** Whether the collection has tool cards, but none with that label as a name. */
    boolean isUnknown(String label, String collection) {
        Label known = labels.get(keyOf(collection, CardAnalyzer.key(label)));
        return collectionsWithTools.contains(collection) && (known == null || known.named.isEmpty());
    }
}
