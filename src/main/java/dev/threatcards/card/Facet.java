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

/**
 * A dimension of the cards that a search can filter by and count. All that is known of a facet is here: what it is called, which kinds
 * of card have it, and a card's values. Index, query parameters, command-line options and JSON follow from that.
 */
public enum Facet {
    /** Whose cards: ETDA's, MISP galaxy's, MITRE ATT&amp;CK's. */
    COLLECTION("collection", "Collection", "Collections", card -> Stream.of(card.collection()),
            card -> Stream.of(card.collection())),
    /** Countries that the actor is attributed to. */
    COUNTRY("country", "Attributed to", "Attributed countries", card -> card.country().stream(), null),
    /** ETDA's four motivations. */
    MOTIVATION("motivation", "Motivation", "Motivations", card -> card.motivation().stream(), null),
    /** Observed sectors, labels alone. */
    SECTOR("sector", "Target sector", "Target sectors", card -> card.sectors().labels().stream(), null),
    /** Observed countries, labels alone. */
    TARGET("target", "Target country", "Target countries", card -> card.targets().labels().stream(), null),
    /** Tools used, labels alone. */
    TOOL("tool", "Tool", "Tools", card -> card.tools().labels().stream(), null),
    /** Who gave the actor a name. */
    GIVER("giver", "Name-giver", "Name-givers", card -> card.names().stream().map(Name::giver), null),
    /** ETDA's section of an actor: APT, Other, Unknown; its category of a tool: Malware, Tools, Exploits, Other. */
    CATEGORY("category", "Category", "Categories", card -> Stream.of(card.category()),
            card -> Stream.of(card.category())),
    /** What kinds of tool it is: "Backdoor", "Info stealer". */
    TYPE("type", "Type", "Types", null, card -> card.type().stream()),
    /** Years in which the actor may have been seen first. */
    FIRST_SEEN("firstSeen", "First seen", card -> Stream.of(card.firstSeen())),
    /** Years in which an operation of the actor began. */
    ACTIVE("active", "Active in", card -> card.operations().stream().map(Activity::date));

    /** The longest value, in characters. Names are no longer either, since they can be asked for alike. */
    public static final int LONGEST_VALUE = 200;

    private final String parameter;
    private final String label;
    private final String plural;
    private final boolean hasYears;
    // Null for the kind of card that does not have the facet.
    private final Function<ActorCard, Stream<String>> ofActor;
    private final Function<ToolCard, Stream<String>> ofTool;

    Facet(String parameter, String label, String plural, Function<ActorCard, Stream<String>> ofActor,
            Function<ToolCard, Stream<String>> ofTool) {
        this(parameter, label, plural, false, ofActor, ofTool);
    }

    /** The years of an actor's dates. */
    Facet(String parameter, String label, Function<ActorCard, Stream<CardDate>> dates) {
        this(parameter, label, label, true,
                card -> dates.apply(card).flatMap(date -> date.years().stream()).map(Year::toString), null);
    }

    Facet(String parameter, String label, String plural, boolean hasYears, Function<ActorCard, Stream<String>> ofActor,
            Function<ToolCard, Stream<String>> ofTool) {
        this.parameter = parameter;
        this.label = label;
        this.plural = plural;
        this.hasYears = hasYears;
        this.ofActor = ofActor;
        this.ofTool = ofTool;
    }

    /** The facet's name in addresses, options and JSON: {@code firstSeen}. */
    public String parameter() {
        return parameter;
    }

    /** What people read before one value: {@code Target country} of {@code Ukraine}. */
    public String label() {
        return label;
    }

    /** What people read above a list or a number of values: {@code Target countries}. */
    public String plural() {
        return plural;
    }

    /** Whether the values are years, "2014", so that they have an order and gaps. */
    public boolean hasYears() {
        return hasYears;
    }

    /** Whether cards of that kind have the facet. */
    public boolean isOf(Kind kind) {
        return switch (Objects.requireNonNull(kind, "kind")) {
            case ACTOR -> ofActor != null;
            case TOOL -> ofTool != null;
        };
    }

    /** The card's values, each once and none empty; no values if its kind of card does not have the facet. */
    public List<String> values(Card card) {
        Stream<String> values = switch (Objects.requireNonNull(card, "card")) {
            case ActorCard actor -> ofActor == null ? Stream.empty() : ofActor.apply(actor);
            case ToolCard tool -> ofTool == null ? Stream.empty() : ofTool.apply(tool);
        };
        return values.filter(value -> !value.isEmpty()).distinct().toList();
    }

    /** The facets that cards of that kind have, in the order in which they are listed. */
    public static Set<Facet> of(Kind kind) {
        Objects.requireNonNull(kind, "kind");
        return Arrays.stream(values()).filter(facet -> facet.isOf(kind)).collect(Collectors.collectingAndThen(
                Collectors.toCollection(() -> EnumSet.noneOf(Facet.class)), Collections::unmodifiableSet));
    }

    /** The facet of that {@link #parameter()}. */
    public static Optional<Facet> named(String parameter) {
        Objects.requireNonNull(parameter, "parameter");
        return Arrays.stream(values()).filter(facet -> facet.parameter.equals(parameter)).findFirst();
    }
}
