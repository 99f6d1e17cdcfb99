package dev.threatcards.web.pages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Deck;
import dev.threatcards.card.DeckCard;
import dev.threatcards.card.Relation;
import dev.threatcards.json.CardJson;
import dev.threatcards.result.CardProfile;
import dev.threatcards.result.Crosswalk;
import dev.threatcards.result.Related;
import dev.threatcards.result.Related.Direction;
import dev.threatcards.result.SimilarCard;
import dev.threatcards.text.Numbers;
import dev.threatcards.text.ReportAddress;
import dev.threatcards.text.WebLink;
import dev.threatcards.web.http.Addresses;

/**
 * What the pages of actors and of tools have in common.
 *
 * @param status why the card is not current
 * @param citedBy see {@link CardProfile#citedBy}
 * @param isOfHome whether the card is of the collection whose pages need no parameter
 */
record CardFrame(Site site, Card card, List<Link> status, List<List<Link>> description,
        List<Relationship> relationships, List<Link.Noted> similar, String moreSimilar, Map<String, String> unknown,
        List<Source> sources, List<Link> exports, List<CatalogueIds> ids, Map<String, Integer> citedBy,
        boolean isOfHome) {

    /** The ids of the card in a catalogue. */
    record CatalogueIds(String catalogue, List<String> ids) {
    }

    record Relationship(String label, int count, List<RelatedCard> cards) {
    }

    /** A related card; {@code note} says why or how likely, {@code sources} which decks say so. */
    record RelatedCard(Link name, String note, String sources) {

        /** The same card with the sources of another relation added. */
        RelatedCard and(RelatedCard other) {
            return new RelatedCard(name, note.isEmpty() ? other.note : note, sources + "; " + other.sources);
        }
    }

    /** A deck that has the card, and the fields that were taken from it. */
    record Source(String name, String license, String fields, String note) {
    }

    /** @param relations the relations that the page does not show elsewhere */
    static CardFrame of(Card card, CardProfile profile, Stream<Related> relations, SimilarCard.Found similar, Site site,
            String home) {
        return new CardFrame(site, card, status(profile, home),
                PageText.paragraphs(card.description(), PageText.cardLink(profile, home), PageText.wholeCard(card)),
                relationships(relations, profile, home, card),
                similar.cards().stream().map(each -> new Link.Noted(Link.to(each.card(), home), each.reason()))
                        .toList(),
                PageText.more(similar.total() - similar.cards().size()), unknown(card), sources(profile),
                Link.downloads(card.uuid()), ids(profile.ids()), profile.citedBy(), card.collection().equals(home));
    }

    /** How many other cards cite a report, as a link to its page; without text if none does. */
    Link citing(WebLink report) {
        return ReportAddress.of(report.text()).map(ReportAddress::key).filter(citedBy::containsKey)
                .map(normal -> new Link("also cited by " + Numbers.grouped(citedBy.get(normal)),
                        isOfHome ? Addresses.report(normal) : Addresses.report(normal, card.collection())))
                .orElseGet(() -> Link.none(""));
    }

    /** Why the card is not current, with links to what replaced it; empty if it is. */
    private static List<Link> status(CardProfile profile, String home) {
        if (profile.replacedBy().isEmpty()) {
            return profile.status().isEmpty() ? List.of() : List.of(Link.none(profile.status()));
        }
        List<Link> pieces = new ArrayList<>(List.of(Link.none("Revoked by ")));
        pieces.addAll(PageText.separated(", ",
                profile.replacedBy().stream().map(card -> List.of(Link.to(card, home))).toList()));
        pieces.add(Link.none("."));
        return pieces;
    }

    private static List<CatalogueIds> ids(Crosswalk.Ids ids) {
        return Stream
                .of(new CatalogueIds("ETDA", ids.etda().stream().map(UUID::toString).toList()),
                        new CatalogueIds("MISP galaxy",
                                ids.misp().stream().flatMap(each -> Stream.of(each.tag(), each.uuid().toString()))
                                        .toList()),
                        new CatalogueIds("MITRE ATT&CK", ids.attack()), new CatalogueIds("Malpedia", ids.malpedia()),
                        new CatalogueIds("Microsoft", ids.microsoft()),
                        new CatalogueIds("Shares names, but is disputed",
                                ids.conflicts().stream().map(other -> other.collection() + ": " + other.name())
                                        .toList()))
                .filter(catalogue -> !catalogue.ids().isEmpty())
                .map(catalogue -> new CatalogueIds(catalogue.catalogue(),
                        PageText.first(catalogue.ids(), id -> id, more -> more)))
                .toList();
    }

    /** Related cards by kind of relation, each card once per kind. Links that stand in the card's text are left out. */
    private static List<Relationship> relationships(Stream<Related> relations, CardProfile profile, String home,
            Card card) {
        Map<String, Map<CardReference, RelatedCard>> byLabel = new LinkedHashMap<>();
        for (Related related : relations.toList()) {
            boolean inText = related.type().equals(Related.MENTIONS) && related.direction() == Direction.OUT;
            if (!inText && !related.cards().isEmpty()) {
                byLabel.computeIfAbsent(label(related), label -> new LinkedHashMap<>())
                        .merge(related.cards().getFirst(), relatedCard(related, profile, home), RelatedCard::and);
            }
        }
        return byLabel
                .entrySet().stream().map(
                        entry -> new Relationship(entry.getKey(), entry.getValue().size(),
                                PageText.first(List.copyOf(entry.getValue().values()), related -> related,
                                        more -> new RelatedCard(new Link(more, Addresses.api(card)), "", ""))))
                .toList();
    }

    private static String label(Related related) {
        boolean in = related.direction() == Direction.IN;
        if (Relation.isToParent(related.type())) {
            return in ? "Subgroups" : "Part of";
        }
        if (in && related.type().equals(Relation.REVOKED_BY)) {
            return "Replaces";
        }
        String type = related.type().replace('-', ' ');
        return switch (related.type()) {
            case Related.SAME_NAME -> "Also in other collections";
            case Related.MENTIONS -> "Mentioned by";
            default -> type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1)
                    + (in ? " (according to the other card)" : "");
        };
    }

    private static RelatedCard relatedCard(Related related, CardProfile profile, String home) {
        List<String> notes = new ArrayList<>();
        if (related.type().equals(Related.SAME_NAME)) {
            notes.add(related.cards().getFirst().collection());
        }
        notes.add(related.cards().getFirst().edition().words());
        notes.removeIf(String::isEmpty);
        Stream.of(related.likelihood(), related.reason()).filter(note -> !note.isEmpty()).forEach(notes::add);
        if (related.ambiguous()) {
            notes.add("ambiguous: other cards have this name too");
        }
        String sources = related.decks().stream().map(profile::deck).map(Deck::summary).distinct()
                .collect(Collectors.joining("; "));
        return new RelatedCard(new Link(related.name(), PageText.address(related, home)), String.join("; ", notes),
                sources);
    }

    /** What a source says and the card has no field for; a JSON string without its quotes. */
    private static Map<String, String> unknown(Card card) {
        Map<String, String> unknown = new TreeMap<>();
        card.unknown().forEach((key, value) -> unknown.put(key, CardJson.unknownText(value)));
        return unknown;
    }

    /** The decks that the card is merged from, each with the fields that were taken from it. */
    private static List<Source> sources(CardProfile profile) {
        List<Source> sources = new ArrayList<>();
        for (DeckCard source : profile.merged().sources()) {
            String fields = profile.merged().origins().entrySet().stream()
                    .filter(origin -> origin.getValue().equals(source.deck().id()))
                    .map(origin -> words(origin.getKey().key())).collect(Collectors.joining(", "));
            Deck newest = profile.deck(source.deck().id());
            String note = newest.isNewerThan(source.deck()) ? "not in the edition of " + newest.date().isoFrom() : "";
            sources.add(new Source(source.deck().summary(), source.deck().license(), fields, note));
        }
        return sources;
    }

    /** A field's key as words: "counter operations". */
    private static String words(String key) {
        return key.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
