package dev.threatcards.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.threatcards.CardProfile;
import dev.threatcards.card.Activity;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.CardDate;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.DeckCard;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Field;
import dev.threatcards.card.Listing;
import dev.threatcards.card.Name;
import dev.threatcards.card.Regions;
import dev.threatcards.search.SimilarCard;
import dev.threatcards.search.SimilarCards;

/**
 * The page of an actor's card: what its template lays out.
 *
 * @param contents the sections that the card has, each with its anchor and how much is in it
 * @param compare the address that compares it with the actor most like it; empty if none is
 * @param exports the card as a file, by format
 */
record CardPage(Site site, String name, String uuid, String collection, List<SearchPage.Fact> facts,
        List<Content> contents, int nameCount, List<NameRow> names, List<Row> rows, List<List<Piece>> description,
        Timeline timeline, List<Event> operations, List<Event> counterOperations, List<Group> sectors,
        List<Group> targets, List<ListedTools> tools, List<List<Piece>> otherTools, List<Relationship> relationships,
        List<Similar> similar, int moreSimilar, List<SourceHost> reports, List<Links> links,
        Map<String, String> unknown, List<Source> sources, String lastChange, String compare, List<Export> exports) {

    /** A section of the page. */
    record Content(String anchor, String label, int count) {
    }

    /** What the card has to do with others, all in one way: "overlaps", with how many cards, and the first of them. */
    record Relationship(String label, int count, List<RelatedCard> cards) {
    }

    /** A card that this one has to do with; {@code note} says why, or how likely; {@code sources} who says so. */
    record RelatedCard(Piece name, String note, String sources) {

        /** The same card, as something else says it too. */
        RelatedCard and(RelatedCard other) {
            return new RelatedCard(name, note.isEmpty() ? other.note : note, sources + "; " + other.sources);
        }
    }

    /** An actor that is like this one, and why. */
    record Similar(Piece name, String reason) {
    }

    /** Similar actors that a page shows. */
    static final int SIMILAR = 6;

    /** A deck that speaks of the card, and the fields that were taken from it. */
    record Source(String name, String license, String fields, String note) {
    }

    /** A name, its giver, and the address of all cards that the giver named. */
    record NameRow(String name, String giver, String link) {
    }

    /**
     * A label, and what the card says there.
     *
     * @param otherwise what other decks say there, each with which deck does
     */
    record Row(String label, List<Piece> pieces, List<String> otherwise) {

        Row(String label, List<Piece> pieces) {
            this(label, pieces, List.of());
        }
    }

    /**
     * Values that belong together, a label being a link to the cards that share it; {@code label} is empty for all there are.
     *
     * @param count how many there are, shown or not
     */
    record Group(String label, int count, List<List<Piece>> values) {
    }

    /** Some text, with the address that it links to; empty if it is no link. */
    record Piece(String text, String href) {
    }

    /** An operation, or one against the actor; {@code anchor} is its place on the page. */
    record Event(String anchor, String date, List<List<Piece>> lines, List<WebAddress> sources) {
    }

    /** Addresses under one heading. */
    record Links(String label, List<WebAddress> addresses) {
    }

    /**
     * @param similar the actors that are like it, the most similar first
     * @param home the index's first collection
     */
    static CardPage of(ActorCard card, CardProfile profile, SimilarCards similar, Site site, String home) {
        Function<String, String> cardLink = Pieces.cardLink(profile, home);
        Piece whole = new Piece("the whole card as JSON", Pieces.api(card));
        List<Event> operations = events(card.operations(), false, cardLink, whole);
        List<Event> counterOperations = events(card.counterOperations(), true, cardLink, whole);
        List<Relationship> relationships = Pieces.relationships(
                profile.relations().stream().filter(related -> !related.type().equals(Pieces.USES)), profile, home,
                card);
        List<SourceHost> reports = SourceHost.of(card.information(), whole);
        return new CardPage(site, card.name(), card.uuid().toString(), card.collection(), SearchPage.facts(card),
                contents(card, relationships, similar.cards()), card.names().size(), names(card),
                rows(card, profile, cardLink, home), Pieces.paragraphs(card.description(), cardLink, whole),
                Timeline.of(card.operations(), card.counterOperations()), operations, counterOperations,
                groups(card.sectors(), Map.of("", card.sectors().labels()), Facet.SECTOR, cardLink, whole),
                groups(card.targets(), Regions.group(card.targets().labels()), Facet.TARGET, cardLink, whole),
                ListedTools.of(profile.tools(), home, whole), prose(card.tools(), cardLink, whole), relationships,
                Pieces.similar(similar.cards(), home), similar.total() - similar.cards().size(), reports, links(card),
                Pieces.unknown(card), Pieces.sources(profile), card.lastChange().text(),
                similar.cards().isEmpty()
                        ? ""
                        : Addresses.compare(
                                List.of(card.uuid().toString(), similar.cards().getFirst().card().uuid().toString())),
                Export.of(card.uuid()));
    }

    private static List<Content> contents(ActorCard card, List<Relationship> relationships, List<SimilarCard> similar) {
        return Stream
                .of(new Content("operations", "Operations", card.operations().size()),
                        new Content("counter-operations", "Counter operations", card.counterOperations().size()),
                        new Content("sectors", "Sectors", card.sectors().labels().size()),
                        new Content("targets", "Countries", card.targets().labels().size()),
                        new Content("tools", "Tools", card.tools().labels().size()),
                        new Content("similar", "Similar", similar.size()),
                        new Content("related", "Related",
                                relationships.stream().mapToInt(relationship -> relationship.count()).sum()),
                        new Content("reports", "Reports", card.information().size()))
                .filter(content -> content.count() > 0).toList();
    }

    private static List<NameRow> names(ActorCard card) {
        return Shown.first(card.names(),
                name -> new NameRow(name.name(), giver(name),
                        name.giver().isEmpty() ? "" : Addresses.search(Facet.GIVER, name.giver())),
                more -> new NameRow(more, "the whole card as JSON", Pieces.api(card)));
    }

    private static String giver(Name name) {
        return name.giver().equals("?") ? "not known" : name.giver();
    }

    private static List<Row> rows(ActorCard card, CardProfile profile, Function<String, String> cardLink, String home) {
        List<Row> rows = new ArrayList<>();
        add("Part of", references(profile.parent().stream().toList(), home), List.of(), rows);
        add("Subgroups", references(profile.subgroups(), home), List.of(), rows);
        add("Attributed to", values(card.country(), Facet.COUNTRY), otherwise(Field.COUNTRY, profile), rows);
        add("Sponsor", Pieces.pieces(card.sponsor(), cardLink), otherwise(Field.SPONSOR, profile), rows);
        add("Motivation", values(card.motivation(), Facet.MOTIVATION), otherwise(Field.MOTIVATION, profile), rows);
        add("First seen", year(card.firstSeen()), otherwise(Field.FIRST_SEEN, profile), rows);
        add("Last active", Pieces.pieces(card.lastActive().text(), cardLink), List.of(), rows);
        add("Observed", Pieces.pieces(card.observed().text(), cardLink), List.of(), rows);
        add("Category", values(card.category().isEmpty() ? List.of() : List.of(card.category()), Facet.CATEGORY),
                List.of(), rows);
        return rows;
    }

    private static void add(String label, List<Piece> pieces, List<String> otherwise, List<Row> rows) {
        if (!pieces.isEmpty()) {
            rows.add(new Row(label, pieces, otherwise));
        }
    }

    /** What decks say that the field was not taken from: "Iran, says Threat Group Cards, MISP export, 2020-10-05". */
    private static List<String> otherwise(Field field, CardProfile profile) {
        Object shown = field.value(profile.merged().card());
        return profile.merged().sources().stream().filter(source -> field.isOn(source.card()))
                .filter(source -> !field.value(source.card()).equals(shown))
                .map(source -> text(field, source) + ", says " + source.deck().label()).distinct().toList();
    }

    private static String text(Field field, DeckCard source) {
        return switch (field.value(source.card())) {
            case List<?> values -> String.join(", ", Shown.first(values, Object::toString, more -> more));
            case CardDate date -> date.text();
            case Object value -> value.toString();
        };
    }

    /** A year leads to the actors first seen in it; any other date is in several, or in none. */
    private static List<Piece> year(CardDate date) {
        if (date.text().isEmpty()) {
            return List.of();
        }
        boolean one = date.years().size() == 1;
        return List.of(new Piece(date.text(),
                one ? Addresses.search(Facet.FIRST_SEEN, date.years().getFirst().toString()) : ""));
    }

    /** Titles have commas in them. */
    private static List<Piece> references(List<CardReference> cards, String home) {
        return Pieces.separated("; ",
                Shown.first(cards, card -> List.of(new Piece(card.name(), Addresses.card(card, home))),
                        more -> List.of(new Piece(more, ""))));
    }

    private static List<Piece> values(List<String> values, Facet facet) {
        return Pieces.separated(", ",
                Shown.first(values, value -> List.of(value(value, facet)), more -> List.of(new Piece(more, ""))));
    }

    private static Piece value(String value, Facet facet) {
        return new Piece(value, Addresses.search(facet, value));
    }

    /** The labels in their groups, and at the end what the card says in prose. */
    private static List<Group> groups(Listing listing, Map<String, List<String>> labels, Facet facet,
            Function<String, String> cardLink, Piece whole) {
        List<Group> groups = new ArrayList<>();
        labels.forEach((label, values) -> groups.add(new Group(label, values.size(), Shown.first(values,
                value -> List.of(value(value, facet)), more -> List.of(new Piece(more, whole.href()))))));
        groups.removeIf(group -> group.values().isEmpty());
        if (!listing.prose().isEmpty()) {
            groups.add(new Group("In the card’s words", listing.prose().size(), prose(listing, cardLink, whole)));
        }
        return groups;
    }

    private static List<List<Piece>> prose(Listing listing, Function<String, String> cardLink, Piece whole) {
        return Shown.first(listing.prose(), text -> Pieces.pieces(text, cardLink),
                more -> List.of(new Piece(more, whole.href())));
    }

    private static List<Event> events(List<Activity> activities, boolean counter, Function<String, String> cardLink,
            Piece whole) {
        return Shown.first(IntStream.range(0, activities.size()).boxed().toList(), place -> {
            Activity activity = activities.get(place);
            String date = activity.date().text().isEmpty() ? "no date" : activity.date().text();
            return new Event(Timeline.anchor(counter, place), date,
                    Pieces.paragraphs(activity.story(), cardLink, whole),
                    activity.links().stream().limit(Shown.MOST).map(WebAddress::of).toList());
        }, more -> new Event(Timeline.anchor(counter, Shown.MOST), more, List.of(List.of(whole)), List.of()));
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
            links.add(new Links(label, Shown.first(addresses, WebAddress::of, WebAddress::of)));
        }
    }
}
