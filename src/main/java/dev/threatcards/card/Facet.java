package dev.threatcards.card;

import java.time.Year;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** A dimension by which one drills down, and the values that a card has in it. */
public enum Facet {
    /** Whose cards: ETDA's, MISP galaxy's, MITRE ATT&amp;CK's. */
    COLLECTION("collection", card -> Stream.of(card.collection())),
    /** Countries that the actor is attributed to. */
    COUNTRY("country", card -> card.country().stream()),
    /** ETDA's four motivations. */
    MOTIVATION("motivation", card -> card.motivation().stream()),
    /** Observed sectors, labels alone. */
    SECTOR("sector", card -> card.sectors().labels().stream()),
    /** Observed countries, labels alone. */
    TARGET("target", card -> card.targets().labels().stream()),
    /** Tools used, labels alone. */
    TOOL("tool", card -> card.tools().labels().stream()),
    /** Who gave the actor a name. */
    GIVER("giver", card -> card.names().stream().map(Name::giver)),
    /** ETDA's section: APT, Other, Unknown. */
    CATEGORY("category", card -> Stream.of(card.category())),
    /** Years in which the actor may have been seen first. */
    FIRST_SEEN("firstSeen", card -> years(Stream.of(card.firstSeen()))),
    /** Years in which an operation of the actor began. */
    ACTIVE("active", card -> years(card.operations().stream().map(Activity::date)));

    private final String parameter;
    private final Function<ActorCard, Stream<String>> values;

    Facet(String parameter, Function<ActorCard, Stream<String>> values) {
        this.parameter = parameter;
        this.values = values;
    }

    /** The facet's name in addresses, options and JSON: {@code firstSeen}. */
    public String parameter() {
        return parameter;
    }

    /** The card's values, each once, none empty. */
    public List<String> values(ActorCard card) {
        return values.apply(card).filter(value -> !value.isEmpty()).distinct().toList();
    }

    /** The facet of that {@link #parameter()}. */
    public static Optional<Facet> named(String parameter) {
        return Arrays.stream(values()).filter(facet -> facet.parameter.equals(parameter)).findFirst();
    }

    private static Stream<String> years(Stream<CardDate> dates) {
        return dates.flatMap(date -> date.years().stream()).map(Year::toString);
    }
}
