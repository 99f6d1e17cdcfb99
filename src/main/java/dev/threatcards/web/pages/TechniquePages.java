package dev.threatcards.web.pages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

import dev.threatcards.ThreatCards;
import dev.threatcards.card.Card;
import dev.threatcards.card.Facet;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Technique;
import dev.threatcards.card.TechniqueId;
import dev.threatcards.query.CardQuery;
import dev.threatcards.result.TechniqueCards;
import dev.threatcards.text.Numbers;
import dev.threatcards.web.http.Addresses;
import dev.threatcards.web.http.NamesRequest;
import dev.threatcards.web.http.Problem;
import dev.threatcards.web.http.QueryParameters;
import dev.threatcards.web.http.QueryString;
import dev.threatcards.web.http.RequestSnapshot;
import dev.threatcards.web.http.Routing;
import dev.threatcards.web.http.SearchKind;

/** The page of each technique of MITRE ATT&amp;CK, and the techniques on the pages of cards. */
final class TechniquePages {

    /**
     * A technique.
     *
     * @param count the numbers of its cards, in words
     * @param tactics links to the actors that use a tactic
     * @param withdrawn whether ATT&amp;CK has withdrawn it
     * @param parent the technique that it is a sub-technique of; empty if it is none
     * @param elsewhere links to the cards of other collections
     * @param mitre its page at MITRE
     */
    record One(Site site, String title, String count, List<Link> tactics, boolean withdrawn, List<Row> parent,
            List<Row> subTechniques, List<Users> users, List<Link> elsewhere, Link mitre) {
    }

    /** A related technique with the numbers of its cards, in words. */
    record Row(Link technique, String count) {
    }

    /** The cards of a kind that use it; the note of each is who says so. */
    record Users(String id, String label, int count, List<Link.Noted> cards, Link search) {
    }

    /**
     * The techniques of a card.
     *
     * @param notes who states them, in sentences
     * @param tactics the techniques of each tactic; those without one last
     */
    record OnCard(int count, List<String> notes, List<Tactic> tactics) {
    }

    /** A tactic with its techniques. */
    record Tactic(Link name, List<Link> techniques) {
    }

    void addTo(RoutesConfig routes) {
        Routing.get(routes, Addresses.TECHNIQUES + "/{id}", this::one);
    }

    private void one(Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        TechniqueId id = QueryParameters.technique(request.pathParam("id"));
        Map<String, List<String>> parameters = QueryString.known(Set.of(Facet.COLLECTION.parameter()), request);
        if (!id.toString().equals(request.pathParam("id"))) {
            request.redirect(Addresses.technique(id));
            return;
        }
        TechniqueCards found = cards.technique(id, NamesRequest.collections(parameters))
                .orElseThrow(() -> Problem.notFound("No card uses the technique " + id + "."));
        Templates.html("technique.jte", one(found), request);
    }

    private static One one(TechniqueCards found) {
        String home = Addresses.home(found.provenance());
        String title = found.technique().label();
        List<Link> elsewhere = new ArrayList<>();
        found.elsewhere()
                .forEach((collection, count) -> elsewhere.add(
                        new Link(Numbers.counted(count, "card") + " of " + collection, Addresses.technique(found.id())
                                + "?" + Addresses.parameters(CardQuery.all().with(Facet.COLLECTION, collection)))));
        boolean areAll = found.elsewhere().isEmpty();
        List<Users> users = new ArrayList<>();
        users.add(users("actors", SearchKind.ACTORS, found.actorTotal(), found.actors(), title, areAll, home));
        users.add(users("tools", SearchKind.TOOLS, found.toolTotal(), found.tools(), title, areAll, home));
        users.removeIf(each -> each.count() == 0);
        return new One(Site.of(title, Site.Section.ACTORS, found.provenance()), title,
                counts(found.actorTotal(), found.toolTotal()),
                found.technique().tactics().stream().map(tactic -> Link.to(Facet.TACTIC, tactic)).toList(),
                found.technique().withdrawn(), found.parent().stream().map(TechniquePages::row).toList(),
                found.subTechniques().stream().map(TechniquePages::row).toList(), users, elsewhere,
                new Link("MITRE ATT&CK", found.id().page()));
    }

    private static Row row(TechniqueCards.Related related) {
        String title = new Technique(related.id().toString(), related.name(), List.of(), "").label();
        boolean isUsed = related.actors() + related.tools() > 0;
        return new Row(isUsed ? new Link(title, Addresses.technique(related.id())) : Link.none(title),
                counts(related.actors(), related.tools()));
    }

    private static Users users(String id, SearchKind kind, int total, List<TechniqueCards.Using> cards, String title,
            boolean areAll, String home) {
        CardQuery query = CardQuery.all().with(Facet.TECHNIQUE, title);
        Set<String> collections = cards.stream().map(card -> card.card().collection()).collect(Collectors.toSet());
        return new Users(id, kind == SearchKind.ACTORS ? "Actors" : "Tools", total,
                cards.stream().map(card -> new Link.Noted(Link.to(card.card(), home), note(card, home))).toList(),
                new Link("Search these " + kind.noun(2),
                        Addresses.search(kind, PageText.among(query, collections, areAll, home))));
    }

    private static String note(TechniqueCards.Using using, String home) {
        String stated = using.source().isEmpty() ? "" : "stated by " + using.source();
        String collection = using.card().collection();
        return collection.equals(home) ? stated : collection + (stated.isEmpty() ? "" : ", " + stated);
    }

    /** How many cards use it: "6 actors, 2 tools". */
    static String counts(int actors, int tools) {
        List<String> counts = new ArrayList<>();
        if (actors > 0) {
            counts.add(Numbers.counted(actors, "actor"));
        }
        if (tools > 0) {
            counts.add(Numbers.counted(tools, "tool"));
        }
        return counts.isEmpty() ? "no card uses it itself" : String.join(", ", counts);
    }

    /** The techniques of a card by their tactics. */
    static OnCard of(MergedCard merged, SearchKind kind) {
        Card card = merged.card();
        Map<String, List<Link>> byTactic = new TreeMap<>();
        List<Link> without = new ArrayList<>();
        for (Technique technique : card.techniques().stream().limit(PageText.MOST).toList()) {
            Link link = link(technique, kind);
            technique.tactics()
                    .forEach(tactic -> byTactic.computeIfAbsent(tactic, first -> new ArrayList<>()).add(link));
            if (technique.tactics().isEmpty()) {
                without.add(link);
            }
        }
        List<Tactic> tactics = new ArrayList<>();
        byTactic.forEach((tactic, techniques) -> tactics
                .add(new Tactic(new Link(tactic, Addresses.search(kind, Facet.TACTIC, tactic)), techniques)));
        if (!without.isEmpty()) {
            tactics.add(new Tactic(Link.none("Without a tactic"), without));
        }
        return new OnCard(card.techniques().size(), notes(merged), tactics);
    }

    private static Link link(Technique technique, SearchKind kind) {
        String text = technique.label() + (technique.withdrawn() ? " (withdrawn)" : "");
        return new Link(text, TechniqueId.parse(technique.id()).map(Addresses::technique)
                .orElseGet(() -> Addresses.search(kind, Facet.TECHNIQUE, technique.label())));
    }

    private static List<String> notes(MergedCard merged) {
        List<Technique> own = merged.ownTechniques();
        Map<String, Integer> bySource = new LinkedHashMap<>();
        Map<String, Integer> linked = new LinkedHashMap<>();
        for (Technique technique : merged.card().techniques()) {
            String source = technique.source().isEmpty() ? "a source without a name" : technique.source();
            (own.contains(technique) ? bySource : linked).merge(source, 1, Integer::sum);
        }
        List<String> notes = new ArrayList<>();
        bySource.forEach(
                (source, count) -> notes.add(Numbers.counted(count, "technique") + " stated by " + source + "."));
        linked.forEach((source, count) -> notes.add(Numbers.counted(count, "technique") + " stated by " + source
                + ", on the card of another collection that is linked to this one."));
        return PageText.first(PageText.MOST, notes, note -> note, more -> more);
    }
}
