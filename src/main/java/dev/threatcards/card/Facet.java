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
 * A dimension of the cards by which a search can filter and count. Index, query parameters, command-line options and JSON are derived
 * from this enum.
 */
public enum Facet {
    /** Collections: ETDA, MISP galaxy, MITRE ATT&amp;CK. */
    COLLECTION("collection", "Collection", "Collections", card -> Stream.of(card.collection()),
            card -> Stream.of(card.collection())),
    /** Whether the collection still keeps the card: {@link EditionStatus#key}. A search without a condition on it finds current cards. */
    EDITION("edition", "Edition", "Editions", card -> Stream.of(card.edition().key()),
            card -> Stream.of(card.edition().key())),
    /** Countries that the actor is attributed to. */
    COUNTRY("country", "Attributed to", "Attributed countries", card -> card.country().stream(), null),
    /** ETDA's four motivations. */
    MOTIVATION("motivation", "Motivation", "Motivations", card -> card.motivation().stream(), null),
    /** Labels of observed sectors. */
    SECTOR("sector", "Target sector", "Target sectors", card -> card.sectors().labels().stream(), null),
    /** Labels of observed countries. */
    TARGET("target", "Target country", "Target countries", card -> card.targets().labels().stream(), null),
    /** Labels of tools. */
    TOOL("tool", "Tool", "Tools", card -> card.tools().labels().stream(), null),
    /** Organisations that named the actor. */
    GIVER("giver", "Name-giver", "Name-givers", card -> card.names().stream().map(Name::giver), null),
    /** ETDA's section of an actor: APT, Other, Unknown; its category of a tool: Malware, Tools, Exploits, Other. */
    CATEGORY("category", "Category", "Categories", card -> Stream.of(card.category()),
            card -> Stream.of(card.category())),
    /** Kinds of tool: "Backdoor", "Info stealer". */
    TYPE("type", "Type", "Types", null, card -> card.type().stream()),
    /** Ids of the vulnerabilities that the card's texts mention, see {@link CveId}. */
    CVE("cve", "CVE", "CVEs", Facet::cves, Facet::cves),
    /** Tactics of the techniques that the card uses: "Initial Access". */
    TACTIC("tactic", "Tactic", "Tactics", Facet::tactics, Facet::tactics),
    /** Techniques that the card uses, with their ids: "T1566.001 Spearphishing Attachment", see {@link Technique#label}. */
    TECHNIQUE("technique", "Technique", "Techniques", Facet::techniques, Facet::techniques),
    /** Years in which the actor may have been seen first. */
    FIRST_SEEN("firstSeen", "First seen", card -> Stream.of(card.firstSeen())),
    /** Years in which the actor was active: those of its operations, and of the period in which it was observed. */
    ACTIVE("active", "Active in", card -> card.active().stream()),
    /** Years in which the card was last changed. */
    CHANGED("changed", "Changed in", "Changed in", Facet::changed, Facet::changed);

    /** The longest value, in characters. Names have the same limit. */
    public static final int LONGEST_VALUE = 200;

    private final String parameter;
    private final String label;
    private final String plural;
    // Null for the kind of card that does not have the facet.
    private final Function<ActorCard, Stream<String>> ofActor;
    private final Function<ToolCard, Stream<String>> ofTool;

    Facet(String parameter, String label, String plural, Function<ActorCard, Stream<String>> ofActor,
            Function<ToolCard, Stream<String>> ofTool) {
        this.parameter = parameter;
        this.label = label;
        this.plural = plural;
        this.ofActor = ofActor;
        this.ofTool = ofTool;
    }

    Facet(String parameter, String label, Function<ActorCard, Stream<CardDate>> dates) {
        this(parameter, label, label, card -> dates.apply(card).flatMap(Facet::years), null);
    }

    private static Stream<String> cves(Card card) {
        return CardText.of(card).stream().flatMap(text -> CveId.mentions(text.text()).stream())
                .map(mention -> mention.id().toString());
    }

    private static Stream<String> techniques(Card card) {
        return card.techniques().stream().map(Technique::label);
    }

    private static Stream<String> tactics(Card card) {
        return card.techniques().stream().flatMap(technique -> technique.tactics().stream());
    }

    private static Stream<String> changed(Card card) {
        return years(card.lastChange());
    }

    private static Stream<String> years(CardDate date) {
        return date.years().stream().map(Year::toString);
    }

    /** The facet's name in URLs, options and JSON: {@code firstSeen}. */
    public String parameter() {
        return parameter;
    }

    /** The label of one value: {@code Target country} for {@code Ukraine}. */
    public String label() {
        return label;
    }

    /** The label of several values: {@code Target countries}. */
    public String plural() {
        return plural;
    }

    /** Whether the values are years, such as "2014". A filter may be any date or range of dates then. */
    public boolean hasYears() {
        return this == FIRST_SEEN || this == ACTIVE || this == CHANGED;
    }

    /** The dates of the card of which the values are the years; none if the facet has other values. */
    public List<CardDate> dates(Card card) {
        Objects.requireNonNull(card, "card");
        return switch (this) {
            case FIRST_SEEN -> card instanceof ActorCard actor ? List.of(actor.firstSeen()) : List.of();
            case ACTIVE -> card instanceof ActorCard actor ? actor.active() : List.of();
            case CHANGED -> List.of(card.lastChange());
            default -> List.of();
        };
    }

    /** Whether cards of that kind have the facet. */
    public boolean isOf(Kind kind) {
        return switch (Objects.requireNonNull(kind, "kind")) {
            case ACTOR -> ofActor != null;
            case TOOL -> ofTool != null;
        };
    }

    /** The card's distinct values that are not empty; none if its kind of card does not have the facet. */
    public List<String> values(Card card) {
        Stream<String> values = switch (Objects.requireNonNull(card, "card")) {
            case ActorCard actor -> ofActor == null ? Stream.empty() : ofActor.apply(actor);
            case ToolCard tool -> ofTool == null ? Stream.empty() : ofTool.apply(tool);
        };
        return values.filter(value -> !value.isEmpty()).distinct().toList();
    }

    /** The value as cards have it: an id of {@link #CVE} or {@link #TECHNIQUE} in its normal form, and any other value as it is. */
    public String normal(String value) {
        Objects.requireNonNull(value, "value");
        return switch (this) {
            case CVE -> CveId.parse(value).map(CveId::toString).orElse(value);
            case TECHNIQUE -> TechniqueId.parse(value).map(TechniqueId::toString).orElse(value);
            default -> value;
        };
    }

    /** The facets of that kind of card, in their order. */
    public static Set<Facet> of(Kind kind) {
        Objects.requireNonNull(kind, "kind");
        return Arrays.stream(values()).filter(facet -> facet.isOf(kind)).collect(Collectors.collectingAndThen(
                Collectors.toCollection(() -> EnumSet.noneOf(Facet.class)), Collections::unmodifiableSet));
    }

    /** The facet with that {@link #parameter()}. */
    public static Optional<Facet> named(String parameter) {
        Objects.requireNonNull(parameter, "parameter");
        return Arrays.stream(values()).filter(facet -> facet.parameter.equals(parameter)).findFirst();
    }
}
