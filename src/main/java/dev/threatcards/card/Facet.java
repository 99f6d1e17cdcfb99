package dev.threatcards.card;

import java.time.Year;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.threatcards.card.CardReference.Kind;

/** A dimension of the cards that a search can filter and count by. */
public enum Facet {
    /** Whose cards: ETDA's, MISP galaxy's, MITRE ATT&amp;CK's. */
    COLLECTION("collection", "Collection", "Collections", card -> Stream.of(card.collection()), Kind.ACTOR, Kind.TOOL),
    /** Countries that the actor is attributed to. */
    COUNTRY("country", "Attributed to", "Attributed countries", ofActor(card -> card.country().stream()), Kind.ACTOR),
    /** ETDA's four motivations. */
    MOTIVATION("motivation", "Motivation", "Motivations", ofActor(card -> card.motivation().stream()), Kind.ACTOR),
    /** Observed sectors, labels alone. */
    SECTOR("sector", "Target sector", "Target sectors", ofActor(card -> card.sectors().labels().stream()), Kind.ACTOR),
    /** Observed countries, labels alone. */
    TARGET("target", "Target country", "Target countries", ofActor(card -> card.targets().labels().stream()),
            Kind.ACTOR),
    /** Tools used, labels alone. */
    TOOL("tool", "Tool", "Tools", ofActor(card -> card.tools().labels().stream()), Kind.ACTOR),
    /** Who gave the actor a name. */
    GIVER("giver", "Name-giver", "Name-givers", ofActor(card -> card.names().stream().map(Name::giver)), Kind.ACTOR),
    /** ETDA's section of an actor: APT, Other, Unknown; its category of a tool: Malware, Tools, Exploits, Other. */
    CATEGORY("category", "Category", "Categories",
            either(card -> Stream.of(card.category()), card -> Stream.of(card.category())), Kind.ACTOR, Kind.TOOL),
    /** What kinds of tool it is: "Backdoor", "Info stealer". */
    TYPE("type", "Type", "Types", ofTool(card -> card.type().stream()), Kind.TOOL),
    /** Years in which the actor may have been seen first. */
    FIRST_SEEN("firstSeen", "First seen", "First seen", ofActor(card -> years(Stream.of(card.firstSeen()))),
            Kind.ACTOR),
    /** Years in which an operation of the actor began. */
    ACTIVE("active", "Active in", "Active in", ofActor(card -> years(card.operations().stream().map(Activity::date))),
            Kind.ACTOR);

    private final String parameter;
    private final String label;
    private final String plural;
    private final Function<Card, Stream<String>> values;
    private final Set<Kind> kinds;

    Facet(String parameter, String label, String plural, Function<Card, Stream<String>> values, Kind... kinds) {
        this.parameter = parameter;
        this.label = label;
        this.plural = plural;
        this.values = values;
        this.kinds = Set.of(kinds);
    }

    /** The facet's name in addresses, options and JSON: {@code firstSeen}. */
    public String parameter() {
        return parameter;
    }

    /** What people read before one value: {@code Target country} of {@code Ukraine}. Pages use no other word for the facet. */
    public String label() {
        return label;
    }

    /** What people read above a list or a number of values: {@code Target countries}. */
    public String plural() {
        return plural;
    }

    /** The card's values, each once, none empty; none at all where its kind of card has no such facet. */
    public List<String> values(Card card) {
        Objects.requireNonNull(card, "card");
        return values.apply(card).filter(value -> !value.isEmpty()).distinct().toList();
    }

    /** The facets that cards of that kind have, in the order in which they are listed. */
    public static Set<Facet> of(Kind kind) {
        Objects.requireNonNull(kind, "kind");
        return Arrays.stream(values()).filter(facet -> facet.kinds.contains(kind)).collect(Collectors.collectingAndThen(
                Collectors.toCollection(() -> EnumSet.noneOf(Facet.class)), Collections::unmodifiableSet));
    }

    /** The facet of that {@link #parameter()}. */
    public static Optional<Facet> named(String parameter) {
        Objects.requireNonNull(parameter, "parameter");
        return Arrays.stream(values()).filter(facet -> facet.parameter.equals(parameter)).findFirst();
    }

    private static Function<Card, Stream<String>> ofActor(Function<ActorCard, Stream<String>> values) {
        return either(values, tool -> Stream.empty());
    }

    private static Function<Card, Stream<String>> ofTool(Function<ToolCard, Stream<String>> values) {
        return either(actor -> Stream.empty(), values);
    }

    private static Function<Card, Stream<String>> either(Function<ActorCard, Stream<String>> actor,
            Function<ToolCard, Stream<String>> tool) {
        return card -> switch (card) {
            case ActorCard actorCard -> actor.apply(actorCard);
            case ToolCard toolCard -> tool.apply(toolCard);
        };
    }

    private static Stream<String> years(Stream<CardDate> dates) {
        return dates.flatMap(date -> date.years().stream()).map(Year::toString);
    }
}
