package dev.threatcards.web.pages;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Name;
import dev.threatcards.card.ToolCard;
import dev.threatcards.query.CardQuery;
import dev.threatcards.result.CardProfile;
import dev.threatcards.result.CardProfile.UsedTool;
import dev.threatcards.result.Related;
import dev.threatcards.result.SimilarCard;
import dev.threatcards.text.NameKeys;
import dev.threatcards.text.Numbers;
import dev.threatcards.text.WebLink;
import dev.threatcards.web.http.Addresses;
import dev.threatcards.web.http.SearchKind;

/** The view model of a tool's page; {@code search} is the search for the actors that list it under any of its names. */
record ToolPage(CardFrame frame, int nameCount, List<String> names, List<CardPage.Row> rows, int userCount,
        List<User> users, boolean rare, String search, CardTechniques techniques, List<Links> links) {

    record User(Link name, List<Link> country, String lastActive) {
    }

    record Links(String label, int count, List<WebLink> addresses) {
    }

    /** Tools of an actor with a similar number of users; the note of each is that number. */
    record RarityGroup(String label, String note, int count, List<Link.Noted> tools) {
    }

    /** The most labels in the search for a tool's users. */
    private static final int LABELS = 50;

    /** The type of the relation from a tool to an actor that uses it. */
    private static final String USED_BY = "used-by";

    /** @param users the first {@link PageText#MOST} actors that use it */
    static ToolPage of(ToolCard card, CardProfile profile, List<ActorCard> users, SimilarCard.Found similar, Site site,
            String home) {
        Link whole = PageText.wholeCard(card);
        List<String> names = card.names().stream().map(Name::name).distinct().filter(name -> !name.equals(card.name()))
                .toList();
        int userCount = profile.users().size();
        List<User> shown = new ArrayList<>(users.stream().map(user -> user(user, home)).toList());
        if (userCount > users.size()) {
            shown.add(new User(new Link(PageText.more(userCount - users.size()), whole.href()), List.of(), ""));
        }
        return new ToolPage(CardFrame.of(card, profile, relations(profile), similar, site, home), names.size(),
                PageText.first(names, name -> name, more -> more), rows(card), userCount, shown,
                UsedTool.isRare(userCount), search(card, users, home),
                CardTechniques.of(profile.merged(), SearchKind.TOOLS), links(card));
    }

    private static List<CardPage.Row> rows(ToolCard card) {
        List<CardPage.Row> rows = new ArrayList<>();
        for (Facet facet : List.of(Facet.CATEGORY, Facet.TYPE)) {
            List<Link> values = PageText.values(PageText.MOST, SearchKind.TOOLS, facet, facet.values(card));
            if (!values.isEmpty()) {
                rows.add(new CardPage.Row(facet.label(), values));
            }
        }
        List<Link> cves = PageText.cves(card);
        if (!cves.isEmpty()) {
            rows.add(new CardPage.Row(Facet.CVE.plural(), cves));
        }
        return rows;
    }

    private static User user(ActorCard actor, String home) {
        return new User(Link.to(CardReference.of(actor), home),
                PageText.values(SearchPage.FACTS, SearchKind.ACTORS, Facet.COUNTRY, actor.country()),
                actor.lastActive().text());
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

    /** The relations except those to users, which the page lists already. */
    private static Stream<Related> relations(CardProfile profile) {
        Set<CardReference> users = new HashSet<>(profile.users());
        return profile.relations().stream().filter(related -> !Set.of(PageText.USES, USED_BY).contains(related.type())
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

    private static void add(String label, List<String> addresses, List<Links> links) {
        if (!addresses.isEmpty()) {
            links.add(new Links(label, addresses.size(),
                    WebLink.byHost(addresses.stream().limit(PageText.MOST).toList())));
        }
    }

    /** The tools of an actor by how many actors use each. Rare ones come first: they lead to other actors. */
    static List<RarityGroup> byRarity(List<UsedTool> tools, String home, Link whole) {
        return Stream.of(group("Rare", "used by two to four actors", UsedTool::isRare, tools, home, whole),
                group("Unique", "no other actor is known to use these", tool -> tool.users() == 1, tools, home, whole),
                group("Common", "used by five actors or more", tool -> tool.users() > 1 && !tool.isRare(), tools, home,
                        whole))
                .filter(group -> group.count() > 0).toList();
    }

    private static RarityGroup group(String label, String note, Predicate<UsedTool> which, List<UsedTool> tools,
            String home, Link whole) {
        List<UsedTool> some = tools.stream().filter(which).toList();
        return new RarityGroup(label, note, some.size(), PageText.first(some, tool -> listed(tool, home),
                more -> new Link.Noted(new Link(more, whole.href()), "")));
    }

    private static Link.Noted listed(UsedTool tool, String home) {
        String href = tool.card().map(card -> Addresses.card(card, home))
                .orElseGet(() -> Addresses.search(Facet.TOOL, tool.label()));
        return new Link.Noted(new Link(tool.label(), href), tool.users() > 1 ? Numbers.grouped(tool.users()) : "");
    }
}
