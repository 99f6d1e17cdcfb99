package dev.threatcards.server;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.threatcards.CardProfile;
import dev.threatcards.CardQuery;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Name;
import dev.threatcards.card.NameKeys;
import dev.threatcards.card.ToolCard;
import dev.threatcards.search.Related;
import dev.threatcards.search.SimilarCards;
import dev.threatcards.search.ToolUsers;

/**
 * The page of a tool: what its template lays out.
 *
 * @param names its other names
 * @param rare whether few actors use it: what they share says something
 * @param search the search for the actors that list it, under whichever of its names; empty if none lists it
 */
record ToolPage(Site site, String name, String uuid, String collection, List<String> names, List<CardPage.Row> rows,
        List<List<CardPage.Piece>> description, List<User> users, boolean rare, String search,
        List<CardPage.Similar> similar, int moreSimilar, List<CardPage.Relationship> relationships, List<Links> links,
        Map<String, String> unknown, List<CardPage.Source> sources, String lastChange, List<Export> exports) {

    /** An actor that uses the tool. */
    record User(CardPage.Piece name, List<CardPage.Piece> country, String lastActive) {
    }

    /** Addresses under one heading. */
    record Links(String label, List<WebAddress> addresses) {
    }

    /** What a tool's card says of an actor. */
    private static final String USED_BY = "used-by";

    /**
     * @param users the cards of the actors that use it
     * @param home the index's first collection
     */
    static ToolPage of(ToolCard card, CardProfile profile, List<ActorCard> users, SimilarCards similar, Site site,
            String home) {
        Function<String, String> cardLink = Pieces.cardLink(profile, home);
        return new ToolPage(site, card.name(), card.uuid().toString(), card.collection(),
                card.names().stream().map(Name::name).distinct().filter(name -> !name.equals(card.name())).toList(),
                rows(card), Pieces.paragraphs(card.description(), cardLink),
                users.stream().map(user -> user(user, home)).toList(), ToolUsers.isRare(users.size()),
                search(card, users, home), Pieces.similar(similar.cards(), home),
                similar.total() - similar.cards().size(), Pieces.relationships(relations(profile), profile, home),
                links(card), Pieces.unknown(card), Pieces.sources(profile), card.lastChange().text(),
                Export.of(card.uuid()));
    }

    private static List<CardPage.Row> rows(ToolCard card) {
        List<CardPage.Row> rows = new ArrayList<>();
        for (Facet facet : List.of(Facet.CATEGORY, Facet.TYPE)) {
            List<List<CardPage.Piece>> values = facet.values(card).stream()
                    .map(value -> List.of(new CardPage.Piece(value, Addresses.search(Searched.TOOLS, facet, value))))
                    .toList();
            if (!values.isEmpty()) {
                rows.add(new CardPage.Row(Panel.label(facet), Pieces.separated(", ", values)));
            }
        }
        return rows;
    }

    private static User user(ActorCard actor, String home) {
        List<List<CardPage.Piece>> countries = actor.country().stream()
                .map(country -> List.of(new CardPage.Piece(country, Addresses.search(Facet.COUNTRY, country))))
                .toList();
        return new User(new CardPage.Piece(actor.name(), Addresses.card(CardReference.of(actor), home)),
                Pieces.separated(", ", countries), actor.lastActive().text());
    }

    private static String search(ToolCard card, List<ActorCard> users, String home) {
        Set<String> names = Stream.concat(Stream.of(card.name()), card.names().stream().map(Name::name))
                .map(NameKeys::folded).collect(Collectors.toSet());
        Set<String> labels = new LinkedHashSet<>();
        users.forEach(user -> user.tools().labels().stream().filter(label -> names.contains(NameKeys.folded(label)))
                .forEach(labels::add));
        CardQuery query = CardQuery.all();
        for (String label : labels) {
            query = query.with(Facet.TOOL, label);
        }
        if (!card.collection().equals(home)) {
            query = query.with(Facet.COLLECTION, card.collection());
        }
        return labels.isEmpty() ? "" : Addresses.search(query);
    }

    /** But for those that say who uses it, if that is told already. */
    private static Stream<Related> relations(CardProfile profile) {
        return profile.relations().stream().filter(related -> !Set.of(Pieces.USES, USED_BY).contains(related.type())
                || !profile.users().containsAll(related.cards()));
    }

    private static List<Links> links(ToolCard card) {
        List<Links> links = new ArrayList<>();
        add("Malpedia", card.malpedia(), links);
        add("MITRE ATT&CK", card.mitreAttack(), links);
        add("Playbook", card.playbook(), links);
        add("AlienVault OTX", card.alienVaultOtx(), links);
        add("Information", card.information(), links);
        return links;
    }

    /** By host, so that one sees whose reports there are; what is no address comes last. */
    private static void add(String label, List<String> addresses, List<Links> links) {
        if (!addresses.isEmpty()) {
            links.add(new Links(label,
                    addresses.stream().map(WebAddress::of).sorted(Comparator
                            .comparing((WebAddress address) -> !address.isLink()).thenComparing(WebAddress::host))
                            .toList()));
        }
    }
}
