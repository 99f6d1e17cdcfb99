package dev.threatcards.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import dev.threatcards.CardProfile;
import dev.threatcards.card.Activity;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.CardDate;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Deck;
import dev.threatcards.card.DeckCard;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Listing;
import dev.threatcards.card.Name;
import dev.threatcards.card.Prose;
import dev.threatcards.card.Relation;
import dev.threatcards.export.CardJson;
import dev.threatcards.search.Related;
import dev.threatcards.search.Related.Direction;
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

    private static final String USES = "uses";

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
        Function<String, String> cardLink = name -> profile.relations().stream()
                .filter(related -> related.type().equals(Related.MENTIONS) && related.direction() == Direction.OUT)
                .filter(related -> related.name().equals(name)).findFirst().map(related -> address(related, home))
                .orElse("");
        return new CardPage(site, card.name(), card.uuid().toString(), card.collection(), names(card),
                rows(card, profile, cardLink, home), paragraphs(card.description(), cardLink),
                events(card.operations(), cardLink), events(card.counterOperations(), cardLink),
                relationships(profile, home), similar(similar, home), links(card), unknown(card), sources(profile),
                card.lastChange().text());
    }

    /** The address of the card, or of the choice between several; empty if there is none. */
    private static String address(Related related, String home) {
        return switch (related.cards().size()) {
            case 0 -> "";
            case 1 -> Addresses.card(related.cards().getFirst(), home);
            default -> Addresses.named(related.name());
        };
    }

    /** What decks state and names tell, a card once under each label; tools are among the rows, links in the text. */
    private static List<Relationship> relationships(CardProfile profile, String home) {
        Map<String, Map<CardReference, RelatedCard>> byLabel = new LinkedHashMap<>();
        for (Related related : profile.relations()) {
            boolean inText = related.type().equals(Related.MENTIONS) && related.direction() == Direction.OUT;
            if (!inText && !related.type().equals(USES) && !related.cards().isEmpty()) {
                byLabel.computeIfAbsent(label(related), label -> new LinkedHashMap<>())
                        .merge(related.cards().getFirst(), relatedCard(related, profile, home), RelatedCard::and);
            }
        }
        return byLabel.entrySet().stream()
                .map(entry -> new Relationship(entry.getKey(), List.copyOf(entry.getValue().values()))).toList();
    }

    private static List<Similar> similar(List<SimilarCard> cards, String home) {
        return cards.stream()
                .map(similar -> new Similar(new Piece(similar.card().name(), Addresses.card(similar.card(), home)),
                        similar.reason()))
                .toList();
    }

    private static String label(Related related) {
        boolean in = related.direction() == Direction.IN;
        if (Relation.isToParent(related.type())) {
            return in ? "Subgroups" : "Part of";
        }
        String type = related.type().replace('-', ' ');
        return switch (related.type()) {
            case Related.SAME_NAME -> "Also in other collections";
            case Related.MENTIONS -> "Mentioned by";
            default ->
                type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1) + (in ? ", says the other card" : "");
        };
    }

    private static RelatedCard relatedCard(Related related, CardProfile profile, String home) {
        List<String> notes = new ArrayList<>();
        if (related.type().equals(Related.SAME_NAME)) {
            notes.add(related.cards().getFirst().collection());
        }
        Stream.of(related.likelihood(), related.reason()).filter(note -> !note.isEmpty()).forEach(notes::add);
        if (related.ambiguous()) {
            notes.add("ambiguous: other cards have these names too");
        }
        String sources = related.decks().stream().map(profile::deck).map(DeckJson::name).distinct()
                .collect(Collectors.joining("; "));
        return new RelatedCard(new Piece(related.name(), address(related, home)), String.join("; ", notes), sources);
    }

    /** What has no place on a card; a text without the quotes that it has as JSON. */
    private static Map<String, String> unknown(ActorCard card) {
        Map<String, String> unknown = new TreeMap<>();
        card.unknown().forEach((key, value) -> {
            JsonNode json = CardJson.parsed(value);
            unknown.put(key, json.isTextual() ? json.textValue() : value);
        });
        return unknown;
    }

    private static List<Source> sources(CardProfile profile) {
        List<Source> sources = new ArrayList<>();
        for (DeckCard source : profile.merged().sources()) {
            String fields = profile.merged().origins().entrySet().stream()
                    .filter(origin -> origin.getValue().equals(source.deck().id()))
                    .map(origin -> words(origin.getKey().key())).collect(Collectors.joining(", "));
            Deck newest = profile.deck(source.deck().id());
            String note = newest.isNewerThan(source.deck()) ? "not in the edition of " + newest.date().isoFrom() : "";
            sources.add(new Source(DeckJson.name(source.deck()), source.deck().license(), fields, note));
        }
        return sources;
    }

    /** A field's key as words: "counter operations". */
    private static String words(String key) {
        return key.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
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
        add("Sponsor", pieces(card.sponsor(), cardLink), rows);
        add("Motivation", values(card.motivation(), Facet.MOTIVATION), rows);
        add("First seen", year(card.firstSeen()), rows);
        add("Last active", pieces(card.lastActive().text(), cardLink), rows);
        add("Observed", pieces(card.observed().text(), cardLink), rows);
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
        return separated("; ",
                cards.stream().map(card -> List.of(new Piece(card.name(), Addresses.card(card, home)))).toList());
    }

    private static List<Piece> values(List<String> values, Facet facet) {
        return separated(", ",
                values.stream().map(value -> List.of(new Piece(value, Addresses.search(facet, value)))).toList());
    }

    private static List<Piece> listing(Listing listing, Facet facet, Function<String, String> cardLink) {
        return separated(", ",
                listing.entries().stream()
                        .map(entry -> entry.kind() == Listing.Kind.LABEL
                                ? List.of(new Piece(entry.text(), Addresses.search(facet, entry.text())))
                                : pieces(entry.text(), cardLink))
                        .toList());
    }

    private static List<Piece> separated(String separator, List<List<Piece>> values) {
        List<Piece> pieces = new ArrayList<>();
        for (List<Piece> value : values) {
            if (!pieces.isEmpty()) {
                pieces.add(new Piece(separator, ""));
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
