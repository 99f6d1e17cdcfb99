package dev.threatcards.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import dev.threatcards.card.Activity;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.CardDate;
import dev.threatcards.card.Deck;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Listing;
import dev.threatcards.card.Name;
import dev.threatcards.card.Prose;

/** The page of an actor's card: what its template lays out. */
record CardPage(Site site, String name, String uuid, List<NameRow> names, List<Row> rows, List<List<Piece>> description,
        List<Event> operations, List<Event> counterOperations, List<Links> links, Map<String, String> unknown,
        Deck deck, String lastChange) {

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
     * @param cardLink the address of the card of that name; empty if there is none
     */
    static CardPage of(ActorCard card, Deck deck, Site site, Function<String, String> cardLink) {
        return new CardPage(site, card.name(), card.uuid().toString(), names(card), rows(card, cardLink),
                paragraphs(card.description(), cardLink), events(card.operations(), cardLink),
                events(card.counterOperations(), cardLink), links(card), new TreeMap<>(card.unknown()), deck,
                card.lastChange().text());
    }

    private static List<NameRow> names(ActorCard card) {
        return card.names().stream().map(name -> new NameRow(name.name(), giver(name),
                name.giver().isEmpty() ? "" : Addresses.search(Facet.GIVER, name.giver()))).toList();
    }

    private static String giver(Name name) {
        return name.giver().equals("?") ? "not known" : name.giver();
    }

    private static List<Row> rows(ActorCard card, Function<String, String> cardLink) {
        List<Row> rows = new ArrayList<>();
        add("Attributed to", values(card.country(), Facet.COUNTRY), rows);
        add("Sponsor", pieces(card.sponsor(), cardLink), rows);
        add("Motivation", values(card.motivation(), Facet.MOTIVATION), rows);
        add("First seen", year(card.firstSeen()), rows);
        add("Last active", pieces(card.lastActive().text(), cardLink), rows);
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

    private static List<Piece> values(List<String> values, Facet facet) {
        return separated(
                values.stream().map(value -> List.of(new Piece(value, Addresses.search(facet, value)))).toList());
    }

    private static List<Piece> listing(Listing listing, Facet facet, Function<String, String> cardLink) {
        return separated(listing.entries().stream()
                .map(entry -> entry.kind() == Listing.Kind.LABEL
                        ? List.of(new Piece(entry.text(), Addresses.search(facet, entry.text())))
                        : pieces(entry.text(), cardLink))
                .toList());
    }

    private static List<Piece> separated(List<List<Piece>> values) {
        List<Piece> pieces = new ArrayList<>();
        for (List<Piece> value : values) {
            if (!pieces.isEmpty()) {
                pieces.add(new Piece(", ", ""));
            }
            pieces.addAll(value);
        }
        return pieces;
    }

    private static List<Event> events(List<Activity> activities, Function<String, String> cardLink) {
        return activities.stream()
                .map(activity -> new Event(activity.date().text().isEmpty() ? "no date" : activity.date().text(),
                        paragraphs(activity.story(), cardLink), activity.links().stream().map(WebAddress::of).toList()))
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

    private static List<List<Piece>> paragraphs(String text, Function<String, String> cardLink) {
        return text.lines().filter(line -> !line.isBlank()).map(line -> pieces(line, cardLink)).toList();
    }

    private static List<Piece> pieces(String text, Function<String, String> cardLink) {
        return Prose.of(text).parts().stream().map(part -> switch (part) {
            case Prose.Words words -> new Piece(words.text(), "");
            case Prose.CardLink link -> new Piece(link.text(), cardLink.apply(link.text()));
            case Prose.WebLink link -> new Piece(link.text(), WebAddress.of(link.text()).href());
        }).toList();
    }
}
