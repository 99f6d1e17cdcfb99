package dev.threatcards.web.pages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.threatcards.card.Activity;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.CardDate;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.DeckCard;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Field;
import dev.threatcards.card.Listing;
import dev.threatcards.card.Name;
import dev.threatcards.card.Operation;
import dev.threatcards.card.OperationFacet;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.OperationQuery;
import dev.threatcards.result.CardProfile;
import dev.threatcards.result.NameTable;
import dev.threatcards.result.SimilarCard;
import dev.threatcards.text.Regions;
import dev.threatcards.text.WebLink;
import dev.threatcards.web.http.Addresses;
import dev.threatcards.web.http.OperationParameters;
import dev.threatcards.web.http.SearchKind;

/** The view model of an actor's page; {@code compare} links to the comparison with the most similar actor, {@code vendors} to its
 * names by giver. */
record CardPage(CardFrame frame, List<Link> facts, List<Content> contents, List<NameRow> names,
        List<MappedNames> mappedNames, List<MappedAsOne> mappedAsOne, List<Row> rows, Timeline timeline,
        List<Activities> activities, List<Group> sectors, List<Group> targets, List<ToolPage.RarityGroup> tools,
        List<List<Link>> otherTools, CardTechniques techniques, List<WebLink.Host> reports, List<Links> links,
        String compare, String vendors) {

    record Content(String anchor, String label, int count) {
    }

    static final int SIMILAR = 6;

    /** A name; {@code link} is the search for all actors that the giver named. */
    record NameRow(String name, String giver, String link) {

        private static NameRow of(Name name) {
            return new NameRow(name.name(), PageText.giver(name.giver()),
                    name.giver().isEmpty() ? "" : Addresses.search(Facet.GIVER, name.giver()));
        }
    }

    /** Names of a mapping file, whose title is the source. */
    record MappedNames(String source, List<NameRow> names) {

        private static List<MappedNames> of(CardProfile profile) {
            Map<String, List<NameRow>> bySource = new LinkedHashMap<>();
            profile.mappedNames().stream().limit(PageText.MOST).forEach(mapped -> bySource
                    .computeIfAbsent(mapped.source(), first -> new ArrayList<>()).add(NameRow.of(mapped.name())));
            return bySource.entrySet().stream().map(source -> new MappedNames(source.getKey(), source.getValue()))
                    .toList();
        }
    }

    /** That a mapping file says of this card and others that they are one actor. */
    record MappedAsOne(String source, List<Link> others) {

        private static List<MappedAsOne> of(ActorCard card, CardProfile profile, String home) {
            return profile.mappedAsOne().stream()
                    .map(one -> new MappedAsOne(one.source(), references(
                            one.cards().stream().filter(other -> !other.uuid().equals(card.uuid())).toList(), home)))
                    .toList();
        }
    }

    /** A field; {@code others} is what other decks say instead, each with its deck. */
    record Row(String label, List<Link> pieces, List<String> others) {

        Row(String label, List<Link> pieces) {
            this(label, pieces, List.of());
        }
    }

    /** Values of a facet; the label is the region, or the source of the values. */
    record Group(String label, int count, List<List<Link>> values) {
    }

    /** Operations, or counter operations; {@code search} is the page that searches those of this card. */
    record Activities(String id, String label, int count, String search, List<Event> events) {
    }

    record Event(String anchor, String date, List<List<Link>> lines, List<WebLink> sources) {
    }

    record Links(String label, List<WebLink> addresses) {
    }

    /**
     * @param similar similar actors, the most similar first
     * @param marks marks the words of a query in a text
     */
    static CardPage of(ActorCard card, CardProfile profile, SimilarCard.Found similar, UnaryOperator<List<Link>> marks,
            Site site, String home) {
        Function<String, String> cardLink = PageText.cardLink(profile, home);
        Link whole = PageText.wholeCard(card);
        OperationQuery search = operations(CardReference.of(card), home);
        List<Activities> activities = Stream
                .of(activities(Operation.Kind.OPERATION, card.operations(), search, cardLink, marks, whole), activities(
                        Operation.Kind.COUNTER_OPERATION, card.counterOperations(), search, cardLink, marks, whole))
                .filter(each -> each.count() > 0).toList();
        CardFrame frame = CardFrame.of(card, profile,
                profile.relations().stream().filter(related -> !related.type().equals(PageText.USES)), similar, site,
                home);
        return new CardPage(frame, SearchPage.facts(card), contents(card, activities, frame), names(card),
                MappedNames.of(profile), MappedAsOne.of(card, profile, home), rows(card, profile, cardLink, home),
                Timeline.of(card.operations(), card.counterOperations()), activities,
                groups(card.sectors(), Map.of("", card.sectors().labels()), Facet.SECTOR, cardLink, whole),
                groups(card.targets(), Regions.group(card.targets().labels()), Facet.TARGET, cardLink, whole),
                ToolPage.byRarity(profile.tools(), home, whole), prose(card.tools(), cardLink, whole),
                CardTechniques.of(profile.merged(), SearchKind.ACTORS), reports(card.information(), whole), links(card),
                compare(card, similar.cards()), vendors(card, home));
    }

    private static List<Content> contents(ActorCard card, List<Activities> activities, CardFrame frame) {
        return Stream
                .concat(activities.stream().map(each -> new Content(each.id(), each.label(), each.count())),
                        Stream.of(new Content("sectors", Facet.SECTOR.plural(), card.sectors().labels().size()),
                                new Content("targets", Facet.TARGET.plural(), card.targets().labels().size()),
                                new Content("tools", Facet.TOOL.plural(), card.tools().labels().size()),
                                new Content("techniques", Facet.TECHNIQUE.plural(), card.techniques().size()),
                                new Content("similar", "Similar", frame.similar().size()),
                                new Content("related", "Related",
                                        frame.relationships().stream().mapToInt(CardFrame.Relationship::count).sum()),
                                new Content("reports", "Reports", card.information().size())))
                .filter(content -> content.count() > 0).toList();
    }

    private static String compare(ActorCard card, List<SimilarCard> similar) {
        return similar.isEmpty()
                ? ""
                : Addresses.compare(List.of(card.uuid().toString(), similar.getFirst().card().uuid().toString()));
    }

    /** The table of the names of this actor and of those that are found with it, by the givers of its names. */
    private static String vendors(ActorCard card, String home) {
        CardQuery named = CardQuery.of(card.name().split(", ", -1)[0]);
        return Addresses.namesTable(
                card.collection().equals(home) ? named : named.with(Facet.COLLECTION, card.collection()),
                card.names().stream().map(Name::giver).filter(giver -> !PageText.knownGiver(giver).isEmpty()).distinct()
                        .limit(NameTable.USUAL_GIVERS).toList(),
                1);
    }

    private static List<WebLink.Host> reports(List<String> addresses, Link whole) {
        int more = addresses.size() - PageText.MOST;
        if (more <= 0) {
            return WebLink.hosts(addresses);
        }
        List<WebLink.Host> hosts = new ArrayList<>(WebLink.hosts(addresses.subList(0, PageText.MOST)));
        hosts.add(new WebLink.Host("and more", more, List.of(new WebLink(whole.text(), "", whole.href()))));
        return hosts;
    }

    private static List<NameRow> names(ActorCard card) {
        Link whole = PageText.wholeCard(card);
        return PageText.first(card.names(), NameRow::of, more -> new NameRow(more, whole.text(), whole.href()));
    }

    private static List<Row> rows(ActorCard card, CardProfile profile, Function<String, String> cardLink, String home) {
        List<Row> rows = new ArrayList<>();
        add("Part of", references(profile.parent().stream().toList(), home), List.of(), rows);
        add("Subgroups", references(profile.subgroups(), home), List.of(), rows);
        add(Facet.COUNTRY.label(), values(Facet.COUNTRY, card.country()), others(Field.COUNTRY, profile), rows);
        add("Sponsor", PageText.pieces(card.sponsor(), cardLink), others(Field.SPONSOR, profile), rows);
        add(Facet.MOTIVATION.label(), values(Facet.MOTIVATION, card.motivation()), others(Field.MOTIVATION, profile),
                rows);
        add(Facet.FIRST_SEEN.label(), year(card.firstSeen()), others(Field.FIRST_SEEN, profile), rows);
        add("Last active", PageText.pieces(card.lastActive().text(), cardLink), List.of(), rows);
        add("Observed", PageText.pieces(card.observed().text(), cardLink), List.of(), rows);
        add(Facet.CVE.plural(), PageText.cves(card), List.of(), rows);
        add(Facet.CATEGORY.label(), values(Facet.CATEGORY, Facet.CATEGORY.values(card)), List.of(), rows);
        return rows;
    }

    private static void add(String label, List<Link> pieces, List<String> others, List<Row> rows) {
        if (!pieces.isEmpty()) {
            rows.add(new Row(label, pieces, others));
        }
    }

    /** What other decks say in the field: "Iran, says Threat Group Cards, MISP export, 2020-10-05". */
    private static List<String> others(Field field, CardProfile profile) {
        Object shown = field.value(profile.merged().card());
        return profile.merged().sources().stream().filter(source -> field.isOn(source.card()))
                .filter(source -> !field.value(source.card()).equals(shown))
                .map(source -> text(field, source) + ", says " + source.deck().summary()).distinct().toList();
    }

    private static String text(Field field, DeckCard source) {
        return switch (field.value(source.card())) {
            case List<?> values -> String.join(", ", PageText.first(values, Object::toString, more -> more));
            case CardDate date -> date.text();
            case Object value -> value.toString();
        };
    }

    /** A date within one year links to the actors first seen in that year. */
    private static List<Link> year(CardDate date) {
        if (date.text().isEmpty()) {
            return List.of();
        }
        boolean one = date.years().size() == 1;
        return List.of(new Link(date.text(),
                one ? Addresses.search(Facet.FIRST_SEEN, date.years().getFirst().toString()) : ""));
    }

    /** Separated by semicolons, because titles have commas in them. */
    private static List<Link> references(List<CardReference> cards, String home) {
        return PageText.separated("; ",
                PageText.first(cards, card -> List.of(Link.to(card, home)), more -> List.of(Link.none(more))));
    }

    private static List<Link> values(Facet facet, List<String> values) {
        return PageText.values(PageText.MOST, SearchKind.ACTORS, facet, values);
    }

    /** The labels by group, then what the card says in prose. */
    private static List<Group> groups(Listing listing, Map<String, List<String>> labels, Facet facet,
            Function<String, String> cardLink, Link whole) {
        List<Group> groups = new ArrayList<>();
        labels.forEach((label, values) -> groups.add(new Group(label, values.size(), PageText.first(values,
                value -> List.of(Link.to(facet, value)), more -> List.of(new Link(more, whole.href()))))));
        groups.removeIf(group -> group.values().isEmpty());
        if (!listing.prose().isEmpty()) {
            groups.add(new Group("In the card’s words", listing.prose().size(), prose(listing, cardLink, whole)));
        }
        return groups;
    }

    private static List<List<Link>> prose(Listing listing, Function<String, String> cardLink, Link whole) {
        return PageText.first(listing.prose(), text -> PageText.pieces(text, cardLink),
                more -> List.of(new Link(more, whole.href())));
    }

    /** The search for all operations of a card. */
    static OperationQuery operations(CardReference card, String home) {
        OperationQuery query = OperationQuery.all().with(OperationFacet.ACTOR, card.name());
        return card.collection().equals(home) ? query : query.with(Facet.COLLECTION, card.collection());
    }

    private static Activities activities(Operation.Kind kind, List<Activity> activities, OperationQuery search,
            Function<String, String> cardLink, UnaryOperator<List<Link>> marks, Link whole) {
        boolean counter = kind == Operation.Kind.COUNTER_OPERATION;
        List<Event> events = PageText.first(Operation.of(kind, activities), operation -> {
            String date = operation.date().text().isEmpty() ? "no date" : operation.date().text();
            return new Event(operation.anchor(), date,
                    PageText.paragraphs(operation.activity().story(), cardLink, whole).stream().map(marks).toList(),
                    operation.activity().links().stream().limit(PageText.MOST).map(WebLink::of).toList());
        }, more -> new Event(kind.key() + "-more", more, List.of(List.of(whole)), List.of()));
        return new Activities(counter ? "counter-operations" : "operations",
                counter ? "Counter operations" : "Operations", activities.size(),
                OperationParameters.page(search.with(OperationFacet.KIND, kind.key())), events);
    }

    private static List<Links> links(ActorCard card) {
        List<Links> links = new ArrayList<>();
        add("MITRE ATT&CK", card.mitreAttack(), links);
        add("Playbook", card.playbook(), links);
        add("AlienVault OTX", card.alienVaultOtx(), links);
        return links;
    }

    private static void add(String label, List<String> addresses, List<Links> links) {
        if (!addresses.isEmpty()) {
            links.add(new Links(label, PageText.first(addresses, WebLink::of, WebLink::of)));
        }
    }
}
