package dev.threatcards.server;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
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
import dev.threatcards.card.Numbers;
import dev.threatcards.card.ToolCard;
import dev.threatcards.search.Related;
import dev.threatcards.search.SimilarCards;
import dev.threatcards.search.UsedTool;

/**
 * The page of a tool: what its template lays out.
 *
 * @param nameCount how many other names it has
 * @param names the first of them
 * @param userCount how many actors use it
 * @param users the first of them
 * @param rare whether few actors use it: what they share says something
 * @param search the search for the actors that list it, under whichever of its names; empty if none lists it
 */
record ToolPage(Site site, String name, String uuid, String collection, int nameCount, List<String> names,
        List<CardPage.Row> rows, List<List<CardPage.Piece>> description, int userCount, List<User> users, boolean rare,
        String search, List<CardPage.Similar> similar, int moreSimilar, List<CardPage.Relationship> relationships,
        List<Links> links, Map<String, String> unknown, List<CardPage.Source> sources, String lastChange,
        List<Export> exports) {

    /** An actor that uses the tool. */
    record User(CardPage.Piece name, List<CardPage.Piece> country, String lastActive) {
    }

    /** Addresses under one heading, the first of {@code count}. */
    record Links(String label, int count, List<WebAddress> addresses) {
    }

    /** Labels that the search for a tool's users has; each card spells a tool in few ways. */
    private static final int LABELS = 50;

    /** What a tool's card says of an actor. */
    private static final String USED_BY = "used-by";

    /**
     * @param users the cards of the first {@link Shown#MOST} actors that use it
     * @param home the index's first collection
     */
    static ToolPage of(ToolCard card, CardProfile profile, List<ActorCard> users, SimilarCards similar, Site site,
            String home) {
        Function<String, String> cardLink = Pieces.cardLink(profile, home);
        CardPage.Piece whole = new CardPage.Piece("the whole card as JSON", Pieces.api(card));
        List<String> names = card.names().stream().map(Name::name).distinct().filter(name -> !name.equals(card.name()))
                .toList();
        int userCount = profile.users().size();
        List<User> shown = new ArrayList<>(users.stream().map(user -> user(user, home)).toList());
        if (userCount > users.size()) {
            shown.add(new User(
                    new CardPage.Piece("and " + Numbers.grouped(userCount - users.size()) + " more", whole.href()),
                    List.of(), ""));
        }
        return new ToolPage(site, card.name(), card.uuid().toString(), card.collection(), names.size(),
                Shown.first(names, name -> name, more -> more), rows(card),
                Pieces.paragraphs(card.description(), cardLink, whole), userCount, shown, UsedTool.isRare(userCount),
                search(card, users, home), Pieces.similar(similar.cards(), home),
                similar.total() - similar.cards().size(), Pieces.relationships(relations(profile), profile, home, card),
                links(card), Pieces.unknown(card), Pieces.sources(profile), card.lastChange().text(),
                Export.of(card.uuid()));
    }

    private static List<CardPage.Row> rows(ToolCard card) {
        List<CardPage.Row> rows = new ArrayList<>();
        for (Facet facet : List.of(Facet.CATEGORY, Facet.TYPE)) {
            List<List<CardPage.Piece>> values = Shown.first(facet.values(card),
                    value -> List.of(new CardPage.Piece(value, Addresses.search(Searched.TOOLS, facet, value))),
                    more -> List.of(new CardPage.Piece(more, "")));
            if (!values.isEmpty()) {
                rows.add(new CardPage.Row(Panel.label(facet), Pieces.separated(", ", values)));
            }
        }
        return rows;
    }

    private static User user(ActorCard actor, String home) {
        List<List<CardPage.Piece>> countries = Shown.first(SearchPage.FACTS, actor.country(),
                country -> List.of(new CardPage.Piece(country, Addresses.search(Facet.COUNTRY, country))),
                more -> List.of(new CardPage.Piece(more, "")));
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
        for (String label : labels.stream().limit(LABELS).toList()) {
            query = query.with(Facet.TOOL, label);
        }
        if (!card.collection().equals(home)) {
            query = query.with(Facet.COLLECTION, card.collection());
        }
        return labels.isEmpty() ? "" : Addresses.search(query);
    }

    /** But for those that say who uses it, if that is told already. */
    private static Stream<Related> relations(CardProfile profile) {
        Set<CardReference> users = new HashSet<>(profile.users());
        return profile.relations().stream().filter(related -> !Set.of(Pieces.USES, USED_BY).contains(related.type())
                || !users.containsAll(related.cards()));
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
            links.add(new Links(label, addresses.size(),
                    addresses.stream().limit(Shown.MOST).map(WebAddress::of).sorted(Comparator
                            .comparing((WebAddress address) -> !address.isLink()).thenComparing(WebAddress::host))
                            .toList()));
        }
    }
}
