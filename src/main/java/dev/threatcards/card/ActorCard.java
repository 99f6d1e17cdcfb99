package dev.threatcards.card;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.text.DefensiveCopies;
import dev.threatcards.text.NullChecks;

/**
 * A threat actor's card. The components are the fields of ETDA's <i>Threat Group Cards</i>. Immutable.
 *
 * @param collection the publisher's collection, see {@link Deck#collection}
 * @param category ETDA's section: "APT", "Other" or "Unknown"; empty in ETDA's JSON
 * @param country countries that the actor is attributed to, in ETDA's spelling ("USA", "[Unknown]")
 * @param sponsor who is believed to sponsor the actor, as prose ("State-sponsored, GRU")
 * @param motivation one or more of ETDA's four motivations
 * @param observed the period in which the actor was seen, from ETDA's list page ("2018-Jun 2022")
 * @param sectors observed sectors, labels and prose
 * @param targets observed countries, labels and prose
 * @param tools tools used, labels and prose
 * @param counterOperations operations against the actor
 * @param techniques techniques that the actor uses, each with who says so; also those of linked cards of other collections
 * @param edition whether its collection still keeps the card
 */
public record ActorCard(UUID uuid, String collection, String name, List<Name> names, String category,
        List<String> country, String sponsor, List<String> motivation, CardDate firstSeen, CardDate observed,
        String description, Listing sectors, Listing targets, Listing tools, List<Activity> operations,
        List<Activity> counterOperations, List<Relation> relations, List<String> information, List<String> mitreAttack,
        List<Technique> techniques, List<String> playbook, List<String> alienVaultOtx, CardDate lastChange,
        Map<String, String> unknown, EditionStatus edition) implements Card {

    public ActorCard {
        NullChecks.requireNonNull("uuid", uuid, "collection", collection, "name", name, "category", category, "sponsor",
                sponsor, "firstSeen", firstSeen, "observed", observed, "description", description, "sectors", sectors,
                "targets", targets, "tools", tools, "lastChange", lastChange, "edition", edition);
        names = DefensiveCopies.list(names, "names");
        country = DefensiveCopies.list(country, "country");
        motivation = DefensiveCopies.list(motivation, "motivation");
        operations = DefensiveCopies.list(operations, "operations");
        counterOperations = DefensiveCopies.list(counterOperations, "counterOperations");
        relations = DefensiveCopies.list(relations, "relations");
        information = DefensiveCopies.list(information, "information");
        mitreAttack = DefensiveCopies.list(mitreAttack, "mitreAttack");
        techniques = DefensiveCopies.list(techniques, "techniques");
        playbook = DefensiveCopies.list(playbook, "playbook");
        alienVaultOtx = DefensiveCopies.list(alienVaultOtx, "alienVaultOtx");
        unknown = DefensiveCopies.sortedMap(unknown, "unknown");
    }

    /**
     * When the actor was active: the dates of its operations, then the period in which it was observed. Unknown dates are among them.
     */
    public List<CardDate> active() {
        return Stream.concat(operations.stream().map(Activity::date), Stream.of(observed)).toList();
    }

    /**
     * The date of the newest operation, or the end of the period in which the actor was observed, if that is newer; {@link CardDate#NONE} if
     * neither is known. The newest date is the one that begins last: "2020-11" is newer than "2020".
     */
    public CardDate lastActive() {
        return Stream.concat(operations.stream().map(Activity::date), Stream.of(observed.end()))
                .filter(CardDate::isKnown).max(Comparator.comparing(CardDate::from).thenComparing(CardDate::to))
                .orElse(CardDate.NONE);
    }

    /**
     * This card with other tools.
     *
     * @param others not null
     */
    public ActorCard withTools(Listing others) {
        Objects.requireNonNull(others, "others");
        return new ActorCard(uuid, collection, name, names, category, country, sponsor, motivation, firstSeen, observed,
                description, sectors, targets, others, operations, counterOperations, relations, information,
                mitreAttack, techniques, playbook, alienVaultOtx, lastChange, unknown, edition);
    }

    /**
     * A builder for a card with that title.
     *
     * @param name the title, not blank
     */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    @Override
    public ActorCard with(EditionStatus status) {
        Objects.requireNonNull(status, "status");
        return new ActorCard(uuid, collection, name, names, category, country, sponsor, motivation, firstSeen, observed,
                description, sectors, targets, tools, operations, counterOperations, relations, information,
                mitreAttack, techniques, playbook, alienVaultOtx, lastChange, unknown, status);
    }

    /** The card with other techniques. */
    ActorCard withTechniques(List<Technique> used) {
        return new ActorCard(uuid, collection, name, names, category, country, sponsor, motivation, firstSeen, observed,
                description, sectors, targets, tools, operations, counterOperations, relations, information,
                mitreAttack, used, playbook, alienVaultOtx, lastChange, unknown, edition);
    }

    /** A builder that starts with this card's properties. Its methods add to lists and replace other properties. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * Builds an actor's card. Only the title is required; each method documents the default of its property.
     * <pre>{@code
     * ActorCard otter = ActorCard.builder("Purple Otter")
     *         .name("Purple Otter", "Acme").name("APT-9999", "Example Labs")
     *         .country("Atlantis").firstSeen(CardDate.parse("2019")).motivation("Information theft and espionage")
     *         .sectors("Energy", "Shipping").targets("Norway").tools("Spanner")
     *         .description("Steals charts. Has to do with {{Green Heron}}.")
     *         .operation(CardDate.parse("2024-05"), "Breach of a harbour\nhttps://example.org/report")
     *         .build();
     * ToolCard spanner = ToolCard.builder("Spanner").type("Backdoor").build();
     * try (ThreatCards cards = ThreatCards.inMemory(List.of(otter, spanner))) {
     *     cards.search(CardQuery.of("energy")).hits().forEach(hit -> System.out.println(hit.card().name()));
     * }
     * }</pre>
     *
     * <p>Setters throw a {@link NullPointerException} that names the property if a value is null. {@link #build} throws an
     * {@link IllegalArgumentException} that names card and property if a value cannot be searched or exported.
     *
     * <p>Not thread-safe. A builder can build several cards, which do not change afterwards.
     */
    public static final class Builder extends AbstractCardBuilder<Builder> {
        private final List<String> country = new ArrayList<>();
        private final List<String> motivation = new ArrayList<>();
        private final List<Listing.Entry> sectors = new ArrayList<>();
        private final List<Listing.Entry> targets = new ArrayList<>();
        private final List<Listing.Entry> tools = new ArrayList<>();
        private final List<Activity> operations = new ArrayList<>();
        private final List<Activity> counterOperations = new ArrayList<>();
        private String sponsor = "";
        private CardDate firstSeen = CardDate.NONE;
        private CardDate observed = CardDate.NONE;

        private Builder(String name) {
            super(name);
        }

        private Builder(ActorCard card) {
            super(card);
            category = card.category;
            country.addAll(card.country);
            sponsor = card.sponsor;
            motivation.addAll(card.motivation);
            firstSeen = card.firstSeen;
            observed = card.observed;
            sectors.addAll(card.sectors.entries());
            targets.addAll(card.targets.entries());
            tools.addAll(card.tools.entries());
            operations.addAll(card.operations);
            counterOperations.addAll(card.counterOperations);
        }

        /** Adds countries that the actor is attributed to. Default: none. */
        public Builder country(String... country) {
            return add(this.country, "country", country);
        }

        /** Sets who is believed to sponsor the actor, as prose. Default: empty. */
        public Builder sponsor(String sponsor) {
            this.sponsor = Objects.requireNonNull(sponsor, "sponsor");
            return this;
        }

        /** Adds motivations. Default: none. */
        public Builder motivation(String... motivation) {
            return add(this.motivation, "motivation", motivation);
        }

        /** Sets when the actor was first seen. Default: {@link CardDate#NONE}. */
        public Builder firstSeen(CardDate firstSeen) {
            this.firstSeen = Objects.requireNonNull(firstSeen, "firstSeen");
            return this;
        }

        /** Sets the period in which the actor was seen. Default: {@link CardDate#NONE}. */
        public Builder observed(CardDate observed) {
            this.observed = Objects.requireNonNull(observed, "observed");
            return this;
        }

        /** Adds observed sectors, each a label. Default: none. */
        public Builder sectors(String... sectors) {
            return addLabels(this.sectors, "sectors", sectors);
        }

        /** Adds observed countries, each a label. Default: none. */
        public Builder targets(String... targets) {
            return addLabels(this.targets, "targets", targets);
        }

        /** Adds tools that the actor uses, each a label. Default: none. */
        public Builder tools(String... tools) {
            return addLabels(this.tools, "tools", tools);
        }

        /** Adds an entry to the observed sectors that is prose, not a label. */
        public Builder sectorProse(String text) {
            return addProse(sectors, text);
        }

        /** Adds an entry to the observed countries that is prose, not a label. */
        public Builder targetProse(String text) {
            return addProse(targets, text);
        }

        /** Adds an entry to the tools that is prose, not a label. */
        public Builder toolProse(String text) {
            return addProse(tools, text);
        }

        /** Adds an operation of the actor, see {@link Activity}. Default: none. */
        public Builder operation(CardDate date, String text) {
            operations.add(new Activity(date, text));
            return this;
        }

        /** Adds an operation against the actor, see {@link Activity}. Default: none. */
        public Builder counterOperation(CardDate date, String text) {
            counterOperations.add(new Activity(date, text));
            return this;
        }

        private Builder addLabels(List<Listing.Entry> list, String property, String... labels) {
            Stream.of(Objects.requireNonNull(labels, property)).forEach(
                    label -> list.add(new Listing.Entry(Objects.requireNonNull(label, property), Listing.Kind.LABEL)));
            return this;
        }

        private Builder addProse(List<Listing.Entry> list, String text) {
            list.add(new Listing.Entry(text, Listing.Kind.PROSE));
            return this;
        }

        /**
         * Builds the card.
         *
         * @throws IllegalArgumentException if a name is blank, a name or a label is longer than 200 characters, all texts together
         *     are longer than 16 Mi characters, or a date is not of the years 1 to 9999
         */
        public ActorCard build() {
            CardChecks checks = new CardChecks(name);
            return new ActorCard(uuid(Kind.ACTOR), checks.title(collection, "collection"), checks.title(name, "name"),
                    checks.names(names()), checks.term(category, "category"), checks.terms(country, "country"),
                    checks.text(sponsor, "sponsor"), checks.terms(motivation, "motivation"),
                    checks.date(firstSeen, "firstSeen"), checks.date(observed, "observed"),
                    checks.text(description, "description"), checks.listing(new Listing(sectors), "sectors"),
                    checks.listing(new Listing(targets), "targets"), checks.listing(new Listing(tools), "tools"),
                    checks.activities(operations, "operations"),
                    checks.activities(counterOperations, "counterOperations"), checks.relations(relations),
                    checks.texts(information, "information"), checks.texts(mitreAttack, "mitreAttack"),
                    checks.techniques(techniques), checks.texts(playbook, "playbook"),
                    checks.texts(alienVaultOtx, "alienVaultOtx"), checks.date(lastChange, "lastChange"),
                    checks.unknown(unknown), edition);
        }
    }
}
