package dev.threatcards.deck;

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
import java.util.UUID;
import java.util.stream.Stream;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.CardLinks;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Relation;
import dev.threatcards.deck.Similarity.Scored;
import dev.threatcards.deck.ToolGraph.Tool;
import dev.threatcards.result.SimilarCard;
import dev.threatcards.result.SimilarCard.Shared;
import dev.threatcards.result.UsedTool;
import dev.threatcards.text.NameKeys;

/**
 * Similar actors of a collection. Tools decide: one that only two actors use weighs most, one that every twentieth uses nothing,
 * because it is on the market or part of every system. Everything else that two actors share weighs less in all than any one tool: it
 * breaks ties, and is all there is for actors without tools.
 *
 * <p>An actor is compared with each of the others in time proportional to the smaller of the two, so that one answer takes time
 * proportional to the collection.
 */
final class SimilarActors implements Similarity.Likeness {

    /** A tool that one in so many actors uses is too common to weigh anything. */
    private static final int COMMON = 20;

    // Weights of what is shared besides tools: less than 1 in all, which is the least that a tool weighs.
    private static final double LABELS = 0.5;
    private static final double LINK = 0.3;
    private static final double NAME = 0.1;

    private static final List<Facet> LABEL_FACETS = List.of(Facet.COUNTRY, Facet.MOTIVATION, Facet.SECTOR,
            Facet.TARGET);

    private static final Comparator<Shared> RAREST_FIRST = Comparator.comparingInt(Shared::count)
            .thenComparing(Shared::value);

    private record Label(Facet facet, String value) {
    }

    /**
     * The values of an actor that are compared.
     *
     * @param place the actor's place in the collection by name
     * @param names spellings by folded name
     */
    private record Profile(CardReference card, int place, Set<Tool> tools, Set<Label> labels, Map<String, String> names,
            Set<UUID> pointsTo) {
    }

    private final Map<UUID, Profile> profiles = new LinkedHashMap<>();
    private final Map<Label, Integer> labelCounts = new HashMap<>();
    private final Map<String, Integer> nameCounts = new HashMap<>();
    private final Map<UUID, Integer> linkCounts = new HashMap<>();
    private final double tooMany;

    SimilarActors(List<ActorCard> actors, ToolGraph graph) {
        tooMany = Math.max(UsedTool.RARE + 1, actors.size() / (double) COMMON);
        Map<String, Set<UUID>> named = new HashMap<>();
        for (ActorCard actor : actors) {
            allNames(actor).map(NameKeys::folded)
                    .forEach(name -> named.computeIfAbsent(name, first -> new LinkedHashSet<>()).add(actor.uuid()));
        }
        for (ActorCard actor : actors) {
            Profile profile = new Profile(CardReference.of(actor), profiles.size(),
                    new LinkedHashSet<>(graph.usedBy(actor.uuid())), labels(actor), Relations.spelt(actor),
                    pointsTo(actor, named));
            profiles.put(actor.uuid(), profile);
            profile.labels.forEach(label -> labelCounts.merge(label, 1, Integer::sum));
            profile.names.keySet().forEach(name -> nameCounts.merge(name, 1, Integer::sum));
            profile.pointsTo.forEach(other -> linkCounts.merge(other, 1, Integer::sum));
        }
    }

    private static Stream<String> allNames(ActorCard actor) {
        return Stream.of(Stream.of(actor.name()), Stream.of(actor.name().split(", ", -1)),
                Relations.spelt(actor).values().stream()).flatMap(names -> names);
    }

    /** Labels of the facets; one in brackets, such as "[Unknown]", is no value. */
    private static Set<Label> labels(ActorCard actor) {
        Set<Label> labels = new LinkedHashSet<>();
        for (Facet facet : LABEL_FACETS) {
            facet.values(actor).stream().filter(value -> !value.startsWith("["))
                    .forEach(value -> labels.add(new Label(facet, value)));
        }
        return labels;
    }

    /** The actors that the card links or is related to. */
    private static Set<UUID> pointsTo(ActorCard actor, Map<String, Set<UUID>> named) {
        Set<UUID> others = new LinkedHashSet<>();
        CardLinks.of(actor).forEach(name -> others.addAll(meant(name, named)));
        for (Relation relation : actor.relations()) {
            relation.uuid().ifPresentOrElse(others::add, () -> others.addAll(meant(relation.target(), named)));
        }
        others.remove(actor.uuid());
        return others;
    }

    /** The actors of that name; none where more share it than an answer lists, which bounds the links. */
    private static Set<UUID> meant(String name, Map<String, Set<UUID>> named) {
        Set<UUID> meant = named.getOrDefault(NameKeys.folded(name), Set.of());
        return meant.size() > CardLookup.FIRST ? Set.of() : meant;
    }

    @Override
    public List<Scored> to(UUID card) {
        Profile one = profiles.get(card);
        Compared compared = new Compared(one, places(one.tools), places(one.labels), places(one.names.keySet()),
                weight(one.labels));
        return profiles.values().stream().filter(other -> !other.card.uuid().equals(card))
                .map(other -> likeness(compared, other)).flatMap(Optional::stream).toList();
    }

    /** The actor that all others are compared with: the place of each of its values, and the weight of its labels. */
    private record Compared(Profile profile, Map<Tool, Integer> tools, Map<Label, Integer> labels,
            Map<String, Integer> names, double weight) {
    }

    /** The score of another actor; empty if the two are not similar. */
    private Optional<Scored> likeness(Compared compared, Profile other) {
        Profile one = compared.profile;
        List<Tool> tools = shared(compared.tools, other.tools);
        List<Label> labels = shared(compared.labels, other.labels);
        boolean named = isAnyShared(compared.names, other.names.keySet());
        boolean linked = link(one, other).findAny().isPresent() || link(other, one).findAny().isPresent();
        if (tools.isEmpty() && !named && !linked && sayLittle(labels)) {
            return Optional.empty();
        }
        double both = weight(labels);
        double score = tools.stream().mapToDouble(this::weight).sum()
                + (both == 0 ? 0 : LABELS * both / Math.sqrt(compared.weight * weight(other.labels)))
                + (linked ? LINK : 0) + (named ? NAME : 0);
        return score == 0
                ? Optional.empty()
                : Optional.of(new Scored(other.card, other.place, score, () -> shared(compared, other),
                        SimilarReason::ofActors));
    }

    /** The values that two actors share, the most telling first. */
    private List<Shared> shared(Compared compared, Profile other) {
        Profile one = compared.profile;
        List<Shared> shared = new ArrayList<>();
        shared(compared.tools, other.tools).stream()
                .map(tool -> new Shared(Facet.TOOL.parameter(), tool.name(), tool.users().size())).sorted(RAREST_FIRST)
                .forEach(shared::add);
        Stream.concat(link(one, other), link(other, one)).forEach(shared::add);
        shared(compared.names, other.names.keySet())
                .forEach(name -> shared.add(new Shared(SimilarCard.NAME, one.names.get(name), nameCounts.get(name))));
        shared(compared.labels, other.labels).stream()
                .map(label -> new Shared(label.facet.parameter(), label.value, labelCounts.get(label)))
                .sorted(Comparator.comparing((Shared label) -> Facet.named(label.facet()).orElseThrow())
                        .thenComparing(RAREST_FIRST))
                .forEach(shared::add);
        return shared;
    }

    /** Actors that share labels of one facet alone, such as the country, are not similar. */
    private static boolean sayLittle(List<Label> labels) {
        return labels.stream().map(Label::facet).distinct().count() < 2;
    }

    private Stream<Shared> link(Profile from, Profile to) {
        return from.pointsTo.contains(to.card.uuid())
                ? Stream.of(new Shared(SimilarCard.LINK, to.card.name(), linkCounts.get(to.card.uuid())))
                : Stream.empty();
    }

    private double weight(Tool tool) {
        int users = tool.users().size();
        // Squared, so that a few common tools do not weigh as much as one that only these two have.
        return users < tooMany ? Math.pow(1 + Math.log(tooMany / users), 2) : 0;
    }

    /** The rarer a label, the more it weighs; one that every card has weighs nothing. */
    private double weight(Collection<Label> labels) {
        return labels.stream().mapToDouble(label -> Math.log(profiles.size() / (double) labelCounts.get(label))).sum();
    }

    private static <T> Map<T, Integer> places(Set<T> all) {
        Map<T, Integer> places = new LinkedHashMap<>();
        all.forEach(each -> places.put(each, places.size()));
        return places;
    }

    /** The values that both have, in the order of the places; takes time proportional to the smaller of the two. */
    private static <T> List<T> shared(Map<T, Integer> places, Set<T> others) {
        return others.size() < places.size()
                ? others.stream().filter(places::containsKey).sorted(Comparator.comparing(places::get)).toList()
                : places.keySet().stream().filter(others::contains).toList();
    }

    private static <T> boolean isAnyShared(Map<T, Integer> places, Set<T> others) {
        return others.size() < places.size()
                ? others.stream().anyMatch(places::containsKey)
                : places.keySet().stream().anyMatch(others::contains);
    }
}
