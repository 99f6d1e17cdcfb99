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
import dev.threatcards.result.CardProfile.UsedTool;
import dev.threatcards.result.Comparison;
import dev.threatcards.result.Comparison.Aspect;
import dev.threatcards.result.Comparison.Connection;
import dev.threatcards.result.Comparison.Value;
import dev.threatcards.result.Related;
import dev.threatcards.result.Related.Direction;
import dev.threatcards.result.SimilarCard;
import dev.threatcards.result.SimilarCard.Shared;
import dev.threatcards.text.NameKeys;

/** Compares actors of one commit: the values that they share, and the relations between them. For use by one thread. */
public final class Comparisons {

    /** The values that most actors have first; of these the rarest tools. */
    private static final Comparator<Value> MOST_SHARED = Comparator
            .comparingInt((Value value) -> -value.holders().size()).thenComparingInt(Value::users);

    private final ToolGraph tools;
    private final Relations relations;

    /** Creates comparisons with the tools and relations of one commit. */
    public Comparisons(ToolGraph tools, Relations relations) {
        this.tools = tools;
        this.relations = relations;
    }

    /**
     * Compares the cards.
     *
     * @param cards cards of the commit; tools are left out
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

    /** A value as one card spells it. Values with the same key are the same. */
    private record Spelling(String key, String text, int users) {
    }

    private List<Value> values(Aspect aspect, List<ActorCard> actors) {
        Map<String, Spelling> spellings = new LinkedHashMap<>();
        Map<String, Set<UUID>> holders = new LinkedHashMap<>();
        for (ActorCard actor : actors) {
            for (Spelling value : values(aspect, actor)) {
                spellings.putIfAbsent(value.key, value);
                holders.computeIfAbsent(value.key, first -> new LinkedHashSet<>()).add(actor.uuid());
            }
        }
        return spellings.values().stream().map(value -> value(value, List.copyOf(holders.get(value.key))))
                .sorted(MOST_SHARED).toList();
    }

    /** Two actors of different collections may share a tool that each collection counts one user of. */
    private static Value value(Spelling spelling, List<UUID> holders) {
        int users = spelling.users == 0 ? 0 : Math.max(spelling.users, holders.size());
        return new Value(spelling.text, holders, users, UsedTool.isRare(users));
    }

    private List<Spelling> values(Aspect aspect, ActorCard actor) {
        return switch (aspect) {
            case NAME -> actor.names().stream().map(Name::name).map(name -> new Spelling(key(name), name, 0)).toList();
            case TOOL -> tools.usedBy(actor.uuid()).stream().map(Comparisons::tool).toList();
            case SPONSOR -> texts(List.of(actor.sponsor()));
            case FIRST_SEEN -> texts(List.of(actor.firstSeen().text()));
            case LAST_ACTIVE -> texts(List.of(actor.lastActive().text()));
            case ATTACK_ID -> texts(actor.attackIds());
            case COUNTRY, MOTIVATION, SECTOR, TARGET, TECHNIQUE -> texts(aspect.facet().orElseThrow().values(actor));
        };
    }

    /** A name without letters and digits is its own key. */
    private static String key(String name) {
        String folded = NameKeys.folded(name);
        return folded.isEmpty() ? name : folded;
    }

    /** Tools are compared by title, so that two collections may share one. */
    private static Spelling tool(Tool tool) {
        return new Spelling(CardAnalyzer.key(tool.name()), tool.name(), tool.users().size());
    }

    private static List<Spelling> texts(List<String> texts) {
        return texts.stream().filter(text -> !text.isBlank()).map(text -> new Spelling(text, text, 0)).toList();
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

    /** Whether the connection is known from the other card. A link in a text has a direction, so that one back is another connection. */
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
        boolean isAnyShared = shared.stream().anyMatch(each -> !each.facet().isEmpty());
        String all = isAnyShared
                ? (actors.size() == 2 ? "They " : "All of them ") + SimilarReason.ofActors(shared) + "."
                : "They share nothing that their cards say.";
        return actors.size() == 2
                ? all
                : (isAnyShared ? all : "Nothing is shared by all of them.") + bySome(actors, values);
    }

    /** The tools that some, but not all, of three or more actors share. */
    private static String bySome(List<ActorCard> actors, Map<Aspect, List<Value>> values) {
        List<Shared> some = values.getOrDefault(Aspect.TOOL, List.of()).stream()
                .filter(value -> value.holders().size() > 1 && value.holders().size() < actors.size())
                .sorted(Comparator.comparingInt(Value::users))
                .map(value -> new Shared(Facet.TOOL.parameter(), value.text(), value.users())).toList();
        return some.isEmpty() ? "" : " Some of them " + SimilarReason.ofActors(some) + ".";
    }
}
