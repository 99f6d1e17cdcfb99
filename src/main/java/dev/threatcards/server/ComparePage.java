package dev.threatcards.server;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.threatcards.CardQuery;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.CardDate;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Name;
import dev.threatcards.card.NameKeys;
import dev.threatcards.card.Numbers;
import dev.threatcards.card.Prose;
import dev.threatcards.card.Provenance;
import dev.threatcards.card.Relation;
import dev.threatcards.search.Comparison;
import dev.threatcards.search.Comparison.Aspect;
import dev.threatcards.search.Comparison.Connection;
import dev.threatcards.search.Comparison.Value;
import dev.threatcards.search.Related;
import dev.threatcards.server.ComparePages.Asked;

/**
 * The page that puts actors side by side: what its template lays out.
 *
 * @param fields what the form carries along: the actors that are compared
 * @param next the parameter for one more actor; empty if there are as many as there may be
 * @param open names of which it is not clear which actor is meant
 * @param columns the actors
 * @param offers where there is nothing to compare yet, comparisons that are worth a look
 * @param summary what all of them share, in a sentence; empty of fewer than two
 */
record ComparePage(Site site, List<Field> fields, String next, List<Open> open, List<Column> columns,
        List<Offer> offers, String summary, List<Row> rows, ActivityStrips activity, List<Said> connections) {

    /** A parameter that the form carries along. */
    record Field(String name, String value) {
    }

    /** A name that means several actors, or none; the links put one in its place. */
    record Open(String name, String what, List<Link> choices) {
    }

    record Link(String text, String href) {
    }

    /** A comparison, and why it is worth a look. */
    record Offer(Link link, String reason) {
    }

    /** An actor; {@code remove} compares the others. */
    record Column(String name, String link, String remove) {
    }

    /**
     * An aspect.
     *
     * @param shared how many values all actors share, in words; empty if none
     * @param search the search for every actor that has all of those; empty if there are none, or if they are no filter
     * @param cells one for each actor
     */
    record Row(String label, String shared, String search, List<Cell> cells) {
    }

    /** What an actor has: what it shares first; {@code more} is what a reader unfolds, the first of {@code moreCount}. */
    record Cell(List<Item> items, int moreCount, List<Item> more) {
    }

    /**
     * A value.
     *
     * @param mark {@code all} or {@code some} if it is shared by all actors or by some of them; else empty
     * @param sharing the same in words
     * @param note who gave a name; how many use a rare tool
     */
    record Item(String text, String link, String mark, String sharing, String note) {
    }

    /** What a card says of another. */
    record Said(Link from, String what, Link to, String reason) {
    }

    /** Values of an actor alone that are shown at once. */
    private static final int OWN = 12;

    /** Values that a search has at most; an address with more is longer than servers take. */
    private static final int SEARCHED = 100;

    private static final Map<Aspect, String> LABELS = Map.of(Aspect.NAME, "Names", Aspect.COUNTRY, "Attributed to",
            Aspect.SPONSOR, "Sponsor", Aspect.MOTIVATION, "Motivation", Aspect.FIRST_SEEN, "First seen",
            Aspect.LAST_ACTIVE, "Last active", Aspect.SECTOR, "Observed sectors", Aspect.TARGET, "Observed countries",
            Aspect.TOOL, "Tools", Aspect.ATTACK_ID, "MITRE ATT&CK");

    static ComparePage of(List<Asked> asked, Comparison comparison, List<Offer> offers, Provenance provenance) {
        String home = Pages.home(provenance);
        List<String> actors = comparison.actors().stream().map(actor -> Addresses.actor(CardReference.of(actor), home))
                .toList();
        List<Field> fields = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < actors.size(); i++) {
            ActorCard actor = comparison.actors().get(i);
            fields.add(new Field(Addresses.COMPARED.get(i), actors.get(i)));
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
                asked.stream().filter(each -> !each.isClear()).map(each -> open(each, actors, home)).toList(), columns,
                offers, comparison.summary(), side ? rows(comparison) : List.of(),
                ActivityStrips.of(side ? comparison.actors() : List.of()),
                comparison.connections().stream().map(each -> said(each, home)).toList());
    }

    private static Open open(Asked asked, List<String> actors, String home) {
        List<CardReference> choices = asked.candidates().isEmpty() ? asked.perhaps() : asked.candidates();
        String what = asked.candidates().isEmpty()
                ? "is no name of an actor" + (choices.isEmpty() ? "." : ". Did you mean")
                : "is ambiguous: name-givers have given it to several actors. Which one do you mean:";
        return new Open(asked.name(), what, choices.stream().map(card -> {
            List<String> all = new ArrayList<>(actors);
            all.add(Addresses.actor(card, home));
            return new Link(card.name(), Addresses.compare(all));
        }).toList());
    }

    private static List<Row> rows(Comparison comparison) {
        List<Row> rows = new ArrayList<>();
        comparison.values().forEach((aspect, values) -> {
            List<Value> all = comparison.sharedByAll(aspect);
            rows.add(new Row(LABELS.get(aspect), all.isEmpty() ? "" : Numbers.grouped(all.size()) + " shared by all",
                    aspect.facet().filter(facet -> !all.isEmpty()).map(facet -> search(facet, all)).orElse(""),
                    comparison.actors().stream().map(actor -> cell(aspect, values, actor, comparison)).toList()));
        });
        return rows;
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
        List<Item> items = new ArrayList<>(Shown.first(shared, item, more));
        own.stream().limit(OWN).map(item).forEach(items::add);
        return new Cell(items, beyond.size(), Shown.first(beyond, item, more));
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
                        name.giver().equals("?") ? "" : name.giver());
            }
            case SPONSOR -> new Item(Prose.plain(value.text()), "", mark, sharing, "");
            case FIRST_SEEN -> new Item(value.text(), year(Facet.FIRST_SEEN, actor.firstSeen()), mark, sharing, "");
            case LAST_ACTIVE -> new Item(value.text(), year(Facet.ACTIVE, actor.lastActive()), mark, sharing, "");
            case ATTACK_ID -> new Item(value.text(), Addresses.search(CardQuery.of(value.text())), mark, sharing, "");
            case TOOL -> new Item(value.text(), Addresses.search(Facet.TOOL, value.text()), mark, sharing,
                    value.rare() && holders > 1 ? "rare: " + value.users() + " use it" : "");
            case COUNTRY, MOTIVATION, SECTOR, TARGET ->
                new Item(value.text(), Addresses.search(aspect.facet().orElseThrow(), value.text()), mark, sharing, "");
        };
    }

    /** The name as this card spells it, with its giver. */
    private static Name named(Value value, Map<String, Name> names, ActorCard actor) {
        return actor.names().stream().filter(name -> name.name().equals(value.text())).findFirst()
                .orElseGet(() -> names.getOrDefault(NameKeys.folded(value.text()), new Name(value.text(), "")));
    }

    /** A year leads to the actors of it; any other date is in several, or in none. */
    private static String year(Facet facet, CardDate date) {
        return date.years().size() == 1 ? Addresses.search(facet, date.years().getFirst().toString()) : "";
    }

    private static Said said(Connection connection, String home) {
        String what = switch (connection.type()) {
            case Related.MENTIONS -> "mentions";
            case Related.SAME_NAME -> "may be the same as, in another collection,";
            default -> Relation.isToParent(connection.type())
                    ? "is a part of"
                    : "(" + connection.type().replace('-', ' ') + ")";
        };
        return new Said(link(connection.from(), home), what, link(connection.to(), home), connection.reason());
    }

    private static Link link(CardReference card, String home) {
        return new Link(card.name(), Addresses.card(card, home));
    }
}
