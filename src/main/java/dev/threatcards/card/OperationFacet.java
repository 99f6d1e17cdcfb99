package dev.threatcards.card;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.threatcards.text.NullChecks;

/**
 * A dimension of operations by which a search can filter and count, beside the facets of their actors. Index, query parameters,
 * command-line options and JSON are derived from this enum.
 */
public enum OperationFacet {
    /** Operations and counter operations: {@link Operation.Kind#key}. */
    KIND("kind", "Kind", (card, operation) -> Stream.of(operation.kind().key())),
    /** Years in which it may have started. */
    YEAR("year", "Year", (card, operation) -> operation.years().stream()),
    /** The title of the actor's card. */
    ACTOR("actor", "Actor", (card, operation) -> Stream.of(card.name())),
    /** Ids of the vulnerabilities that its text mentions; those that are elsewhere on the card do not count. */
    CVE("cve", "CVE", (card, operation) -> operation.cves().stream()),
    /** The hosts of its sources: who wrote about it. */
    PUBLISHER("publisher", "Publisher", (card, operation) -> operation.publishers().stream());

    private static final Set<Facet> OF_ACTORS = Collections
            .unmodifiableSet(EnumSet.of(Facet.COLLECTION, Facet.EDITION, Facet.COUNTRY, Facet.MOTIVATION, Facet.SECTOR,
                    Facet.TARGET, Facet.TOOL, Facet.GIVER, Facet.CATEGORY, Facet.FIRST_SEEN));

    private final String parameter;
    private final String label;
    private final BiFunction<ActorCard, Operation, Stream<String>> values;

    OperationFacet(String parameter, String label, BiFunction<ActorCard, Operation, Stream<String>> values) {
        this.parameter = parameter;
        this.label = label;
        this.values = values;
    }

    /** The facet's name in URLs, options and JSON: {@code publisher}. */
    public String parameter() {
        return parameter;
    }

    /** The label of a value: {@code Publisher} for {@code example.org}. */
    public String label() {
        return label;
    }

    /** The distinct values of an operation of a card that are not empty. */
    public List<String> values(ActorCard card, Operation operation) {
        NullChecks.requireNonNull("card", card, "operation", operation);
        return values.apply(card, operation).filter(value -> !value.isEmpty()).distinct().toList();
    }

    /** A value as operations have it: a kind in any case, an id of {@link #CVE} in its normal form, a host in lower case without {@code www.}. */
    public String normal(String value) {
        Objects.requireNonNull(value, "value");
        return switch (this) {
            case CVE -> CveId.parse(value).map(CveId::toString).orElse(value);
            case KIND -> value.toLowerCase(Locale.ROOT).replace(' ', '-').replaceFirst("s$", "");
            case PUBLISHER -> value.toLowerCase(Locale.ROOT).replaceFirst("^www\\.", "");
            case YEAR, ACTOR -> value;
        };
    }

    /** The facet with that {@link #parameter()}. */
    public static Optional<OperationFacet> named(String parameter) {
        Objects.requireNonNull(parameter, "parameter");
        return Arrays.stream(values()).filter(facet -> facet.parameter.equals(parameter)).findFirst();
    }

    /** The facets of actors by which their operations are found: all but those that operations have themselves, and the years of activity. */
    public static Set<Facet> ofActors() {
        return OF_ACTORS;
    }

    /** The parameters of all facets of operations, first their own. */
    public static List<String> parameters() {
        return Stream.concat(Arrays.stream(values()).map(OperationFacet::parameter),
                OF_ACTORS.stream().map(Facet::parameter)).collect(Collectors.toUnmodifiableList());
    }
}
