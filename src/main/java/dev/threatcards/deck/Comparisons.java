package dev.threatcards.deck;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import dev.threatcards.analysis.CardAnalyzer;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Facet;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Name;
import dev.threatcards.deck.ToolGraph.Tool;
import dev.threatcards.result.Comparison;
import dev.threatcards.result.Comparison.Aspect;
import dev.threatcards.result.Comparison.Connection;
import dev.threatcards.result.Comparison.Value;
import dev.threatcards.result.Related;
import dev.threatcards.result.Related.Direction;
import dev.threatcards.result.SimilarCard;
import dev.threatcards.result.SimilarCard.Shared;
import dev.threatcards.result.UsedTool;
import dev.threatcards.text.NameKeys;

/** Compares actors of one commit: which values they share, and what their cards state of each other. For use by one thread. */
public final class Comparisons {

    /** Values that more actors have first, then rarer tools. */
    private static final Comparator<Value> MOST_SHARED = Comparator
            .comparingInt((Value value) -> -value.holders().size()).thenComparingInt(Value::users);

    private final ToolGraph tools;
    private final Relations relations;

    /** Comparisons by what one commit has of tools and relations. */
    public Comparisons(ToolGraph tools, Relations relations) {
        this.tools = tools;
        this.relations = relations;
    }

    /**
     * Compares the cards.
     *
     * @param cards cards of the commit; those of tools are left out
     */
    public Comparison of(List<MergedCard> cards) throws IOException {
        List<MergedCard> merged = cards.stream().filter(card -> card.card() instanceof ActorCard).toList();
        List<ActorCard> actors = merged.stream().map(card -> (ActorCard) card.card()).toList();
        Map<Aspect, List<Value>> values = new LinkedHashMap<>();
        for (Aspect aspect : Aspect.values()) {
            List<Value> found = values(aspect, actors);
            if (!found.isEmpty()) {
                values.put(aspect, found);
            }
        }
        List<Connection> connections = connections(merged);
        return new Comparison(actors, values, connections, summary(actors, values, connections));
    }

    /** A value as one card spells it. Values of two cards are the same if their keys are. */
    private record Spelt(String key, String text, int users) {
    }

    private List<Value> values(Aspect aspect, List<ActorCard> actors) {
        Map<String, Spelt> spelt = new LinkedHashMap<>();
        Map<String, Set<UUID>> holders = new LinkedHashMap<>();
        for (ActorCard actor : actors) {
            for (Spelt value : values(aspect, actor)) {
                spelt.putIfAbsent(value.key, value);
                holders.computeIfAbsent(value.key, first -> new LinkedHashSet<>()).add(actor.uuid());
            }
        }
        return spelt.values().stream().map(value -> value(value, List.copyOf(holders.get(value.key))))
                .sorted(MOST_SHARED).toList();
    }

    /** Actors of two collections may share a tool that one actor of each uses. */
    private static Value value(Spelt spelt, List<UUID> holders) {
        int users = spelt.users == 0 ? 0 : Math.max(spelt.users, holders.size());
        return new Value(spelt.text, holders, users, UsedTool.isRare(users));
    }

    private List<Spelt> values(Aspect aspect, ActorCard actor) {
        return switch (aspect) {
            case NAME -> actor.names().stream().map(Name::name).map(name -> new Spelt(key(name), name, 0)).toList();
            case TOOL -> tools.usedBy(actor.uuid()).stream().map(Comparisons::tool).toList();
            case SPONSOR -> texts(List.of(actor.sponsor()));
            case FIRST_SEEN -> texts(List.of(actor.firstSeen().text()));
            case LAST_ACTIVE -> texts(List.of(actor.lastActive().text()));
            case ATTACK_ID -> texts(actor.attackIds());
            case COUNTRY, MOTIVATION, SECTOR, TARGET -> texts(aspect.facet().orElseThrow().values(actor));
        };
    }

    /** A name without letters and digits is its own key. */
    private static String key(String name) {
        String folded = NameKeys.folded(name);
        return folded.isEmpty() ? name : folded;
    }

    /** By title, so that the tool is the same in two collections. */
    private static Spelt tool(Tool tool) {
        return new Spelt(CardAnalyzer.key(tool.name()), tool.name(), tool.users().size());
    }

    private static List<Spelt> texts(List<String> texts) {
        return texts.stream().filter(text -> !text.isBlank()).map(text -> new Spelt(text, text, 0)).toList();
    }

    private List<Connection> connections(List<MergedCard> cards) throws IOException {
        Set<UUID> compared = new HashSet<>(cards.stream().map(MergedCard::uuid).toList());
        List<Connection> connections = new ArrayList<>();
        for (MergedCard card : cards) {
            CardReference from = CardReference.of(card.card());
            for (Related related : relations.fromCard(card)) {
                for (CardReference to : related.cards()) {
                    if (related.direction() == Direction.OUT && compared.contains(to.uuid())
                            && !to.uuid().equals(from.uuid())
                            && connections.stream().noneMatch(known -> isSame(known, related.type(), from, to))) {
                        connections.add(new Connection(from, related.type(), to, related.reason()));
                    }
                }
            }
        }
        return connections;
    }

    /** Whether the other card states the same of this one. A link in a text has a direction, and is another connection. */
    private static boolean isSame(Connection known, String type, CardReference from, CardReference to) {
        return known.type().equals(type) && !type.equals(Related.MENTIONS) && known.from().equals(to)
                && known.to().equals(from);
    }

    private static String summary(List<ActorCard> actors, Map<Aspect, List<Value>> values,
            List<Connection> connections) {
        if (actors.size() < 2) {
            return "";
        }
        List<Shared> shared = new ArrayList<>();
        values.forEach((aspect, found) -> found.stream().filter(value -> value.holders().size() == actors.size())
                .filter(value -> !value.text().startsWith("["))
                .forEach(value -> shared.add(new Shared(
                        aspect == Aspect.NAME ? SimilarCard.NAME : aspect.facet().map(Facet::parameter).orElse(""),
                        value.text(), value.users()))));
        if (actors.size() == 2) {
            connections.stream().limit(1)
                    .forEach(each -> shared.add(new Shared(SimilarCard.LINK, each.to().name(), 1)));
        }
        boolean anything = shared.stream().anyMatch(each -> !each.facet().isEmpty());
        String all = anything
                ? (actors.size() == 2 ? "They " : "All of them ") + SimilarReason.ofActors(shared) + "."
                : "They share nothing that their cards say.";
        return actors.size() == 2
                ? all
                : (anything ? all : "Nothing is shared by all of them.") + bySome(actors, values);
    }

    /** The tools that some of three or more actors share. Other values that only some share say little. */
    private static String bySome(List<ActorCard> actors, Map<Aspect, List<Value>> values) {
        List<Shared> some = values.getOrDefault(Aspect.TOOL, List.of()).stream()
                .filter(value -> value.holders().size() > 1 && value.holders().size() < actors.size())
                .sorted(Comparator.comparingInt(Value::users))
                .map(value -> new Shared(Facet.TOOL.parameter(), value.text(), value.users())).toList();
        return some.isEmpty() ? "" : " Some of them " + SimilarReason.ofActors(some) + ".";
    }
}
