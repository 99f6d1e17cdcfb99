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
import dev.threatcards.result.CardProfile.UsedTool;
import dev.threatcards.result.SimilarCard;
import dev.threatcards.result.SimilarCard.Shared;
import dev.threatcards.text.NameKeys;

/**
 * Similar actors of a collection. Shared tools decide: a tool that only two actors use weighs most, and one that every twentieth actor uses
 * weighs nothing, because it is for sale or part of every system. All other values that two actors share together weigh less than one tool:
 * they break ties, and rank actors without tools.
 *
 * <p>Comparing two actors takes time proportional to the smaller of the two, so that one result takes time proportional to the collection.
 */
final class SimilarActors implements Similarity.Likeness {

    /** A tool that one in this many actors uses weighs nothing. */
    private static final int COMMON = 20;

    // Weights of everything but tools: together less than 1, the least that a tool weighs.
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
     * @param place the actor's index in the collection by title
     * @param names spellings by folded name
     * @param linked the actors that the card links or is related to
     */
    private record Profile(CardReference card, int place, Set<Tool> tools, Set<Label> labels, Map<String, String> names,
            Set<UUID> linked) {
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
                    new LinkedHashSet<>(graph.usedBy(actor.uuid())), labels(actor), Relations.spellings(actor),
                    linked(actor, named));
            profiles.put(actor.uuid(), profile);
            profile.labels.forEach(label -> labelCounts.merge(label, 1, Integer::sum));
            profile.names.keySet().forEach(name -> nameCounts.merge(name, 1, Integer::sum));
            profile.linked.forEach(other -> linkCounts.merge(other, 1, Integer::sum));
        }
    }

    private static Stream<String> allNames(ActorCard actor) {
        return Stream.of(Stream.of(actor.name()), Stream.of(actor.name().split(", ", -1)),
                Relations.spellings(actor).values().stream()).flatMap(names -> names);
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

    private static Set<UUID> linked(ActorCard actor, Map<String, Set<UUID>> named) {
        Set<UUID> others = new LinkedHashSet<>();
        CardLinks.of(actor).forEach(name -> others.addAll(actors(name, named)));
        for (Relation relation : actor.relations()) {
            relation.uuid().ifPresentOrElse(others::add, () -> others.addAll(actors(relation.target(), named)));
        }
        others.remove(actor.uuid());
        return others;
    }

    /** The actors with that name. Empty if very many share it, which bounds the number of links. */
    private static Set<UUID> actors(String name, Map<String, Set<UUID>> named) {
        Set<UUID> actors = named.getOrDefault(NameKeys.folded(name), Set.of());
        return actors.size() > CardLookup.FIRST ? Set.of() : actors;
    }

    @Override
    public List<Scored> to(UUID card) {
        Profile one = profiles.get(card);
        Compared compared = new Compared(one, places(one.tools), places(one.labels), places(one.names.keySet()),
                weight(one.labels));
        return profiles.values().stream()
                .filter(other -> !other.card.uuid().equals(card) && other.card.edition().isCurrent())
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
        boolean isNamed = isAnyShared(compared.names, other.names.keySet());
        boolean isLinked = link(one, other).findAny().isPresent() || link(other, one).findAny().isPresent();
        if (tools.isEmpty() && !isNamed && !isLinked && areOfOneFacet(labels)) {
            return Optional.empty();
        }
        double both = weight(labels);
        double score = tools.stream().mapToDouble(this::weight).sum()
                + (both == 0 ? 0 : LABELS * both / Math.sqrt(compared.weight * weight(other.labels)))
                + (isLinked ? LINK : 0) + (isNamed ? NAME : 0);
        return score == 0
                ? Optional.empty()
                : Optional.of(new Scored(other.card, other.place, score, () -> shared(compared, other),
                        SimilarReason::ofActors));
    }

    /** The values that two actors share: tools, links, names, labels; the rarest first. */
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

    /** Sharing labels of one facet, such as the country, does not make actors similar. */
    private static boolean areOfOneFacet(List<Label> labels) {
        return labels.stream().map(Label::facet).distinct().count() < 2;
    }

    private Stream<Shared> link(Profile from, Profile to) {
        return from.linked.contains(to.card.uuid())
                ? Stream.of(new Shared(SimilarCard.LINK, to.card.name(), linkCounts.get(to.card.uuid())))
                : Stream.empty();
    }

    private double weight(Tool tool) {
        // Actors that are not current are no users, but may be compared.
        int users = Math.max(1, tool.users().size());
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

    /** The values that both have, by their places. Takes time proportional to the smaller of the two. */
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
