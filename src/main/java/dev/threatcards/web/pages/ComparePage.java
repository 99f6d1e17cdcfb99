package dev.threatcards.web.pages;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.CardDate;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Name;
import dev.threatcards.card.Provenance;
import dev.threatcards.card.Relation;
import dev.threatcards.card.Technique;
import dev.threatcards.card.TechniqueId;
import dev.threatcards.export.ExportFormat;
import dev.threatcards.query.CardQuery;
import dev.threatcards.result.Comparison;
import dev.threatcards.result.Comparison.Aspect;
import dev.threatcards.result.Comparison.Connection;
import dev.threatcards.result.Comparison.Value;
import dev.threatcards.result.Related;
import dev.threatcards.text.NameKeys;
import dev.threatcards.text.Numbers;
import dev.threatcards.text.Prose;
import dev.threatcards.web.http.Addresses;
import dev.threatcards.web.pages.ComparePages.ActivityStrips;
import dev.threatcards.web.pages.ComparePages.NamedActor;

/**
 * The view model of the comparison of actors.
 *
 * @param fields the actors that are compared, as hidden fields of the form
 * @param next the parameter for one more actor
 * @param unresolved names that are ambiguous or unknown
 * @param offers comparisons to start from, while there are fewer than two actors
 * @param summary what all actors share, in a sentence
 * @param layers the layers for MITRE's ATT&amp;CK Navigator, of each matrix of which the actors have techniques
 */
record ComparePage(Site site, List<ResultsFrame.Hidden> fields, String next, List<Unresolved> unresolved,
        List<Column> columns, List<Link.Noted> offers, String summary, List<Row> rows, ActivityStrips activity,
        List<Statement> connections, List<Link> layers) {

    /** A name of several actors, or of none; each choice compares one of them. */
    record Unresolved(String name, String what, List<Link> choices) {
    }

    /** An actor; {@code remove} compares the others without it. */
    record Column(String name, String link, String remove) {
    }

    /**
     * An aspect.
     *
     * @param shared how many values all actors share, in words
     * @param search the search for the actors that have all of those
     */
    record Row(String label, String shared, String search, List<Cell> cells) {
    }

    /** An actor's values, shared ones first; {@code more} can be unfolded, and may be only the first of {@code moreCount}. */
    record Cell(List<Item> items, int moreCount, List<Item> more) {
    }

    /**
     * A value.
     *
     * @param mark {@code all} or {@code some} if all or some of the actors share it
     * @param sharing the same in words
     * @param note who gave a name, or how many actors use a rare tool
     */
    record Item(String text, String link, String mark, String sharing, String note) {
    }

    record Statement(Link from, String what, Link to, String reason) {
    }

    /** The most values that are an actor's own and not folded. */
    private static final int OWN = 12;

    /** The most values in a search: a longer address may be refused. */
    private static final int SEARCHED = 100;

    static ComparePage of(List<NamedActor> named, Comparison comparison, List<Link.Noted> offers,
            Provenance provenance) {
        String home = Addresses.home(provenance);
        List<String> actors = comparison.actors().stream().map(actor -> Addresses.key(CardReference.of(actor), home))
                .toList();
        List<ResultsFrame.Hidden> fields = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < actors.size(); i++) {
            ActorCard actor = comparison.actors().get(i);
            fields.add(new ResultsFrame.Hidden(Addresses.COMPARED.get(i), actors.get(i)));
            List<String> others = new ArrayList<>(actors);
            others.remove(i);
            columns.add(
                    new Column(actor.name(), Addresses.card(CardReference.of(actor), home), Addresses.compare(others)));
        }
        String title = columns.isEmpty()
                ? "Compare"
                : columns.stream().map(Column::name).collect(Collectors.joining(" and ")) + ", compared";
        boolean side = columns.size() > 1;
        return new ComparePage(Site.of(title, Site.Section.COMPARE, provenance), fields,
                actors.size() < Addresses.COMPARED.size() ? Addresses.COMPARED.get(actors.size()) : "",
                named.stream().filter(each -> !each.isClear()).map(each -> unresolved(each, actors, home)).toList(),
                columns, offers, comparison.summary(), side ? rows(comparison) : List.of(),
                ActivityStrips.of(side ? comparison.actors() : List.of()),
                comparison.connections().stream().map(each -> statement(each, home)).toList(), layers(comparison));
    }

    private static List<Link> layers(Comparison comparison) {
        List<UUID> actors = comparison.actors().stream().map(ActorCard::uuid).toList();
        Set<Boolean> industrial = comparison.of(Aspect.TECHNIQUE).stream()
                .flatMap(value -> TechniqueId.parse(Technique.ofLabel(value.text()).id()).stream())
                .map(TechniqueId::isIndustrial).collect(Collectors.toSet());
        List<Link> layers = new ArrayList<>();
        if (industrial.contains(false)) {
            layers.add(new Link("Their techniques as a layer for the ATT&CK Navigator",
                    Addresses.export(ExportFormat.NAVIGATOR, actors)));
        }
        if (industrial.contains(true)) {
            layers.add(new Link("Their techniques against industrial control systems as a layer",
                    Addresses.export(ExportFormat.NAVIGATOR_ICS, actors)));
        }
        return layers;
    }

    private static Unresolved unresolved(NamedActor named, List<String> actors, String home) {
        List<CardReference> choices = named.candidates().isEmpty() ? named.suggestions() : named.candidates();
        String what = named.candidates().isEmpty()
                ? "is not the name of an actor." + (choices.isEmpty() ? "" : " Did you mean")
                : "is a name of several actors. Which one do you mean:";
        return new Unresolved(named.name(), what, choices.stream().map(card -> {
            List<String> all = new ArrayList<>(actors);
            all.add(Addresses.key(card, home));
            return new Link(card.name(), Addresses.compare(all));
        }).toList());
    }

    private static List<Row> rows(Comparison comparison) {
        List<Row> rows = new ArrayList<>();
        comparison.values().forEach((aspect, values) -> {
            List<Value> all = comparison.sharedByAll(aspect);
            rows.add(new Row(label(aspect), all.isEmpty() ? "" : Numbers.grouped(all.size()) + " shared by all",
                    aspect.facet().filter(facet -> !all.isEmpty()).map(facet -> search(facet, all)).orElse(""),
                    comparison.actors().stream().map(actor -> cell(aspect, values, actor, comparison)).toList()));
        });
        return rows;
    }

    private static String label(Aspect aspect) {
        return switch (aspect) {
            case NAME -> "Names";
            case SPONSOR -> "Sponsor";
            case FIRST_SEEN -> Facet.FIRST_SEEN.label();
            case LAST_ACTIVE -> "Last active";
            case ATTACK_ID -> "MITRE ATT&CK";
            case COUNTRY, MOTIVATION -> aspect.facet().orElseThrow().label();
            case SECTOR, TARGET, TOOL, TECHNIQUE -> aspect.facet().orElseThrow().plural();
        };
    }

    private static String search(Facet facet, List<Value> values) {
        if (values.size() > SEARCHED) {
            return "";
        }
        CardQuery query = CardQuery.all();
        for (Value value : values) {
            query = query.withAll(facet, value.text());
        }
        return Addresses.search(query);
    }

    private static Cell cell(Aspect aspect, List<Value> values, ActorCard actor, Comparison comparison) {
        List<Value> shared = new ArrayList<>();
        List<Value> own = new ArrayList<>();
        for (Value value : values) {
            if (value.holders().contains(actor.uuid())) {
                (value.holders().size() > 1 ? shared : own).add(value);
            }
        }
        if (aspect != Aspect.NAME) {
            own.sort(Comparator.comparing(value -> value.text().toLowerCase(Locale.ROOT)));
        }
        Map<String, Name> names = new HashMap<>();
        if (aspect == Aspect.NAME) {
            actor.names().forEach(name -> names.putIfAbsent(NameKeys.folded(name.name()), name));
        }
        Function<Value, Item> item = value -> item(aspect, value, names, actor, comparison);
        Function<String, Item> more = words -> new Item(words, "", "", "", "");
        List<Value> beyond = own.subList(Math.min(OWN, own.size()), own.size());
        List<Item> items = new ArrayList<>(PageText.first(shared, item, more));
        own.stream().limit(OWN).map(item).forEach(items::add);
        return new Cell(items, beyond.size(), PageText.first(beyond, item, more));
    }

    private static Item item(Aspect aspect, Value value, Map<String, Name> names, ActorCard actor,
            Comparison comparison) {
        int holders = value.holders().size();
        int all = comparison.actors().size();
        String mark = holders == all ? "all" : holders > 1 ? "some" : "";
        String sharing = holders == all ? "shared by all" : holders > 1 ? "shared by " + holders : "";
        return switch (aspect) {
            case NAME -> {
                Name name = named(value, names, actor);
                yield new Item(name.name(), Addresses.search(CardQuery.of(name.name())), mark, sharing,
                        PageText.knownGiver(name.giver()));
            }
            case SPONSOR -> new Item(Prose.plain(value.text()), "", mark, sharing, "");
            case FIRST_SEEN -> new Item(value.text(), year(Facet.FIRST_SEEN, actor.firstSeen()), mark, sharing, "");
            case LAST_ACTIVE -> new Item(value.text(), year(Facet.ACTIVE, actor.lastActive()), mark, sharing, "");
            case ATTACK_ID -> new Item(value.text(), Addresses.search(CardQuery.of(value.text())), mark, sharing, "");
            case TOOL -> new Item(value.text(), Addresses.search(Facet.TOOL, value.text()), mark, sharing,
                    value.rare() && holders > 1 ? "rare: " + value.users() + " actors use it" : "");
            case COUNTRY, MOTIVATION, SECTOR, TARGET, TECHNIQUE ->
                new Item(value.text(), Addresses.search(aspect.facet().orElseThrow(), value.text()), mark, sharing, "");
        };
    }

    /** The name as the actor's card spells it, with its giver. */
    private static Name named(Value value, Map<String, Name> names, ActorCard actor) {
        return actor.names().stream().filter(name -> name.name().equals(value.text())).findFirst()
                .orElseGet(() -> names.getOrDefault(NameKeys.folded(value.text()), new Name(value.text(), "")));
    }

    /** A date within one year links to the actors of that year. */
    private static String year(Facet facet, CardDate date) {
        return date.years().size() == 1 ? Addresses.search(facet, date.years().getFirst().toString()) : "";
    }

    private static Statement statement(Connection connection, String home) {
        String what = switch (connection.type()) {
            case Related.MENTIONS -> "mentions";
            case Related.SAME_NAME -> "may be the same actor, in another collection, as";
            default ->
                Relation.isToParent(connection.type()) ? "is part of" : "(" + connection.type().replace('-', ' ') + ")";
        };
        return new Statement(Link.to(connection.from(), home), what, Link.to(connection.to(), home),
                connection.reason());
    }
}
