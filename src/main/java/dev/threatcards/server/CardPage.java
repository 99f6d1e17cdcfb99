package dev.threatcards.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.threatcards.CardProfile;
import dev.threatcards.card.Activity;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.CardDate;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Listing;
import dev.threatcards.card.Name;
import dev.threatcards.search.SimilarCard;

/** The page of an actor's card: what its template lays out. */
record CardPage(Site site, String name, String uuid, String collection, List<NameRow> names, List<Row> rows,
        List<List<Piece>> description, List<Event> operations, List<Event> counterOperations,
        List<Relationship> relationships, List<Similar> similar, List<Links> links, Map<String, String> unknown,
        List<Source> sources, String lastChange) {

    /** What the card has to do with others, all in one way: "overlaps", with the cards. */
    record Relationship(String label, List<RelatedCard> cards) {
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

    /** A label, and what the card says there. */
    record Row(String label, List<Piece> pieces) {
    }

    /** Some text, with the address that it links to; empty if it is no link. */
    record Piece(String text, String href) {
    }

    /** An operation, or one against the actor. */
    record Event(String date, List<List<Piece>> lines, List<WebAddress> sources) {
    }

    /** Addresses under one heading. */
    record Links(String label, List<WebAddress> addresses) {
    }

    /**
     * @param home the index's first collection
     */
    static CardPage of(ActorCard card, CardProfile profile, List<SimilarCard> similar, Site site, String home) {
        Function<String, String> cardLink = Pieces.cardLink(profile, home);
        return new CardPage(site, card.name(), card.uuid().toString(), card.collection(), names(card),
                rows(card, profile, cardLink, home), Pieces.paragraphs(card.description(), cardLink),
                events(card.operations(), cardLink), events(card.counterOperations(), cardLink),
                Pieces.relationships(
                        profile.relations().stream().filter(related -> !related.type().equals(Pieces.USES)), profile,
                        home),
                Pieces.similar(similar, home), links(card), Pieces.unknown(card), Pieces.sources(profile),
                card.lastChange().text());
    }

    private static List<NameRow> names(ActorCard card) {
        return card.names().stream().map(name -> new NameRow(name.name(), giver(name),
                name.giver().isEmpty() ? "" : Addresses.search(Facet.GIVER, name.giver()))).toList();
    }

    private static String giver(Name name) {
        return name.giver().equals("?") ? "not known" : name.giver();
    }

    private static List<Row> rows(ActorCard card, CardProfile profile, Function<String, String> cardLink, String home) {
        List<Row> rows = new ArrayList<>();
        add("Part of", references(profile.parent().stream().toList(), home), rows);
        add("Subgroups", references(profile.subgroups(), home), rows);
        add("Attributed to", values(card.country(), Facet.COUNTRY), rows);
        add("Sponsor", Pieces.pieces(card.sponsor(), cardLink), rows);
        add("Motivation", values(card.motivation(), Facet.MOTIVATION), rows);
        add("First seen", year(card.firstSeen()), rows);
        add("Last active", Pieces.pieces(card.lastActive().text(), cardLink), rows);
        add("Observed", Pieces.pieces(card.observed().text(), cardLink), rows);
        add("Category", values(card.category().isEmpty() ? List.of() : List.of(card.category()), Facet.CATEGORY), rows);
        add("Observed sectors", listing(card.sectors(), Facet.SECTOR, cardLink), rows);
        add("Observed countries", listing(card.targets(), Facet.TARGET, cardLink), rows);
        add("Tools used", listing(card.tools(), Facet.TOOL, cardLink), rows);
        return rows;
    }

    private static void add(String label, List<Piece> pieces, List<Row> rows) {
        if (!pieces.isEmpty()) {
            rows.add(new Row(label, pieces));
        }
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
                cards.stream().map(card -> List.of(new Piece(card.name(), Addresses.card(card, home)))).toList());
    }

    private static List<Piece> values(List<String> values, Facet facet) {
        return Pieces.separated(", ",
                values.stream().map(value -> List.of(new Piece(value, Addresses.search(facet, value)))).toList());
    }

    private static List<Piece> listing(Listing listing, Facet facet, Function<String, String> cardLink) {
        return Pieces.separated(", ",
                listing.entries().stream()
                        .map(entry -> entry.kind() == Listing.Kind.LABEL
                                ? List.of(new Piece(entry.text(), Addresses.search(facet, entry.text())))
                                : Pieces.pieces(entry.text(), cardLink))
                        .toList());
    }

    private static List<Event> events(List<Activity> activities, Function<String, String> cardLink) {
        return activities.stream()
                .map(activity -> new Event(activity.date().text().isEmpty() ? "no date" : activity.date().text(),
                        Pieces.paragraphs(activity.story(), cardLink),
                        activity.links().stream().map(WebAddress::of).toList()))
                .toList();
    }

    private static List<Links> links(ActorCard card) {
        List<Links> links = new ArrayList<>();
        Map.of("Information", card.information(), "MITRE ATT&CK", card.mitreAttack(), "Playbook", card.playbook(),
                "AlienVault OTX", card.alienVaultOtx()).entrySet().stream().filter(entry -> !entry.getValue().isEmpty())
                .sorted(Map.Entry.comparingByKey()).forEach(entry -> links
                        .add(new Links(entry.getKey(), entry.getValue().stream().map(WebAddress::of).toList())));
        return links;
    }
}
