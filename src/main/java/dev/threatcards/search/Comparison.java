package dev.threatcards.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.DefensiveCopies;
import dev.threatcards.card.Facet;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Name;
import dev.threatcards.card.NameKeys;
import dev.threatcards.index.CardAnalyzer;
import dev.threatcards.search.Related.Direction;
import dev.threatcards.search.SimilarCard.Shared;
import dev.threatcards.search.ToolUse.Tool;

/**
 * Actors side by side, and what they share. That they share something is a hint for a reader, no attribution.
 *
 * @param actors the actors, in the order in which they were asked for
 * @param values what they have in each aspect, an aspect of which no card says anything absent. Values that more of them have come
 *     first; of those the rarer, then in the order of the cards
 * @param connections what the cards say of each other, each once
 * @param summary what all of them share, in a sentence for people
 */
public record Comparison(List<ActorCard> actors, Map<Aspect, List<Value>> values, List<Connection> connections,
        String summary) {

    /** In what actors are compared, in the order in which a page shows it. */
    public enum Aspect {
        /** Names, the same however they are spelt. */
        NAME(null), COUNTRY(Facet.COUNTRY), SPONSOR(null), MOTIVATION(Facet.MOTIVATION),
        /** The date of the first sight as the card has it. */
        FIRST_SEEN(null),
        /** The date of the newest operation as the card has it. */
        LAST_ACTIVE(null), SECTOR(Facet.SECTOR), TARGET(Facet.TARGET),
        /** Tools, the same under any of their names. */
        TOOL(Facet.TOOL),
        /** Groups of MITRE ATT&amp;CK. */
        ATTACK_ID(null);

        private final Facet facet;

        Aspect(Facet facet) {
            this.facet = facet;
        }

        /** The facet by whose values cards are found; empty if it is none. */
        public Optional<Facet> facet() {
            return Optional.ofNullable(facet);
        }
    }

    /**
     * Something that one or several of the actors have.
     *
     * @param text as the first of them spells it; of a tool, its card's title
     * @param holders the actors that have it
     * @param users of a tool, how many actors of the collection use it; else 0
     * @param rare whether it is a tool that so few share that it says something, see {@link ToolUsers#isRare}
     */
    public record Value(String text, List<UUID> holders, int users, boolean rare) {

        public Value {
            Objects.requireNonNull(text, "text");
            holders = DefensiveCopies.list(holders, "holders");
        }
    }

    /**
     * That a card says something of another one.
     *
     * @param type how, see {@link Related#type}
     * @param reason why, or where it stands; empty if a deck simply says so
     */
    public record Connection(CardReference from, String type, CardReference to, String reason) {
        public Connection {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(to, "to");
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** Values that more actors have first, then rarer tools. */
    private static final Comparator<Value> MOST_SHARED = Comparator.comparingInt((Value value) -> -value.holders.size())
            .thenComparingInt(Value::users);

    public Comparison {
        actors = DefensiveCopies.list(actors, "actors");
        values = DefensiveCopies.lists(values, "values");
        connections = DefensiveCopies.list(connections, "connections");
        Objects.requireNonNull(summary, "summary");
    }

    /** The values of an aspect; none if no card says anything of it. */
    public List<Value> of(Aspect aspect) {
        Objects.requireNonNull(aspect, "aspect");
        return values.getOrDefault(aspect, List.of());
    }

    /** The values of an aspect that all actors have. */
    public List<Value> sharedByAll(Aspect aspect) {
        Objects.requireNonNull(aspect, "aspect");
        return of(aspect).stream().filter(value -> value.holders().size() == actors.size()).toList();
    }

    /**
     * Compares cards of one commit.
     *
     * @param cards actors; what is no actor is left out
     * @param similarity what is known of that commit's tools
     */
    public static Comparison of(List<MergedCard> cards, Similarity similarity, Relations relations) throws IOException {
        List<MergedCard> merged = cards.stream().filter(card -> card.card() instanceof ActorCard).toList();
        List<ActorCard> actors = merged.stream().map(card -> (ActorCard) card.card()).toList();
        Map<Aspect, List<Value>> values = new LinkedHashMap<>();
        for (Aspect aspect : Aspect.values()) {
            List<Value> found = values(aspect, actors, similarity);
            if (!found.isEmpty()) {
                values.put(aspect, found);
            }
        }
        List<Connection> connections = connections(merged, relations);
        return new Comparison(actors, values, connections, summary(actors, values, connections));
    }

    /** A value as one card spells it, under the key by which it is the same as another card's. */
    private record Spelt(String key, String text, int users) {
    }

    private static List<Value> values(Aspect aspect, List<ActorCard> actors, Similarity similarity) {
        Map<String, Spelt> spelt = new LinkedHashMap<>();
        Map<String, Set<UUID>> holders = new LinkedHashMap<>();
        for (ActorCard actor : actors) {
            for (Spelt value : values(aspect, actor, similarity)) {
                spelt.putIfAbsent(value.key, value);
                holders.computeIfAbsent(value.key, first -> new LinkedHashSet<>()).add(actor.uuid());
            }
        }
        return spelt.values().stream().map(
                value -> new Value(value.text, List.copyOf(holders.get(value.key)), value.users, isRare(value.users)))
                .sorted(MOST_SHARED).toList();
    }

    private static boolean isRare(int users) {
        return ToolUsers.isRare(users);
    }

    private static List<Spelt> values(Aspect aspect, ActorCard actor, Similarity similarity) {
        return switch (aspect) {
            case NAME -> actor.names().stream().map(Name::name).map(name -> new Spelt(key(name), name, 0)).toList();
            case TOOL -> similarity.toolsOf(actor).stream().map(Comparison::tool).toList();
            case SPONSOR -> texts(actor.sponsor());
            case FIRST_SEEN -> texts(actor.firstSeen().text());
            case LAST_ACTIVE -> texts(actor.lastActive().text());
            case ATTACK_ID -> texts(actor.attackIds().toArray(String[]::new));
            case COUNTRY, MOTIVATION, SECTOR, TARGET ->
                texts(aspect.facet().orElseThrow().values(actor).toArray(String[]::new));
        };
    }

    /** A name of signs alone has no letters to be folded to. */
    private static String key(String name) {
        String folded = NameKeys.folded(name);
        return folded.isEmpty() ? name : folded;
    }

    /** By title, so that a tool of two collections is one. */
    private static Spelt tool(Tool tool) {
        return new Spelt(CardAnalyzer.key(tool.name()), tool.name(), tool.users().size());
    }

    private static List<Spelt> texts(String... texts) {
        return List.of(texts).stream().filter(text -> !text.isBlank()).map(text -> new Spelt(text, text, 0)).toList();
    }

    private static List<Connection> connections(List<MergedCard> cards, Relations relations) throws IOException {
        List<Connection> connections = new ArrayList<>();
        for (MergedCard card : cards) {
            CardReference from = CardReference.of(card.card());
            for (Related related : relations.fromCard(card)) {
                for (CardReference to : related.cards()) {
                    boolean compared = cards.stream().anyMatch(other -> other.uuid().equals(to.uuid()));
                    if (related.direction() == Direction.OUT && compared && !to.uuid().equals(from.uuid())
                            && connections.stream().noneMatch(known -> isSame(known, related.type(), from, to))) {
                        connections.add(new Connection(from, related.type(), to, related.reason()));
                    }
                }
            }
        }
        return connections;
    }

    /** Whether the other card says the same of this one. A link in a text goes one way. */
    private static boolean isSame(Connection known, String type, CardReference from, CardReference to) {
        return known.type.equals(type) && !type.equals(Related.MENTIONS) && known.from.equals(to)
                && known.to.equals(from);
    }

    private static String summary(List<ActorCard> actors, Map<Aspect, List<Value>> values,
            List<Connection> connections) {
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
        if (actors.size() < 2) {
            return "";
        }
        boolean anything = shared.stream().anyMatch(each -> !each.facet().isEmpty());
        String all = anything
                ? (actors.size() == 2 ? "They " : "All of them ") + SimilarReason.ofActors(shared, ToolUsers.FEW) + "."
                : "They share nothing that their cards say.";
        return actors.size() == 2
                ? all
                : (anything ? all : "Nothing is shared by all of them.") + bySome(actors, values);
    }

    /** Of tools alone: what else only some share says little. */
    private static String bySome(List<ActorCard> actors, Map<Aspect, List<Value>> values) {
        List<Value> some = values.getOrDefault(Aspect.TOOL, List.of()).stream()
                .filter(value -> value.holders().size() > 1 && value.holders().size() < actors.size())
                .sorted(Comparator.comparingInt(Value::users)).toList();
        if (some.isEmpty()) {
            return "";
        }
        return " Some of them " + SimilarReason.ofActors(
                some.stream().map(value -> new Shared(Facet.TOOL.parameter(), value.text(), value.users())).toList(),
                ToolUsers.FEW) + ".";
    }
}
