package dev.threatcards.web.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

import dev.threatcards.ThreatCards;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.CveId;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Provenance;
import dev.threatcards.card.Technique;
import dev.threatcards.card.TechniqueId;
import dev.threatcards.query.CardQuery;
import dev.threatcards.result.CveCards;
import dev.threatcards.result.ReportCards;
import dev.threatcards.result.SubjectCards;
import dev.threatcards.result.TechniqueCards;
import dev.threatcards.text.Numbers;
import dev.threatcards.text.WebLink;
import dev.threatcards.web.http.Addresses;
import dev.threatcards.web.http.NamesRequest;
import dev.threatcards.web.http.Problem;
import dev.threatcards.web.http.QueryParameters;
import dev.threatcards.web.http.QueryString;
import dev.threatcards.web.http.RequestSnapshot;
import dev.threatcards.web.http.Routing;
import dev.threatcards.web.http.SearchKind;

/** The pages of a vulnerability, of a technique of MITRE ATT&amp;CK and of a report, each with the cards that have to do with it. */
final class SubjectPages {

    /**
     * The cards that have to do with a subject.
     *
     * @param elsewhere links to those of other collections
     */
    record Cards(List<Section> sections, List<Link> elsewhere) {
    }

    /** The cards of a kind; not all of the {@code count} may be listed. */
    record Section(String id, String label, int count, List<Entry> cards, Link search) {

        String more() {
            return PageText.more(count - cards.size());
        }

        /** Whether the cards say where they mention the subject. */
        boolean hasPlaces() {
            return cards.stream().anyMatch(card -> !card.places().isEmpty());
        }
    }

    /** A card with a remark, and the places that mention the subject. */
    record Entry(Link card, String note, List<Place> places) {
    }

    /** A sentence that mentions it. */
    record Place(String where, List<Link> sentence) {
    }

    /**
     * A vulnerability.
     *
     * @param count the numbers of its cards, in words
     * @param references its pages at the publishers of vulnerabilities
     */
    record Cve(Site site, String title, String count, Cards cards, List<Link> references) {
    }

    /**
     * A technique.
     *
     * @param count the numbers of its cards, in words
     * @param tactics links to the actors that use a tactic
     * @param withdrawn whether ATT&amp;CK has withdrawn it
     * @param parent the technique that it is a sub-technique of; empty if it is none
     * @param mitre its page at MITRE
     */
    record OfTechnique(Site site, String title, String count, List<Link> tactics, boolean withdrawn, List<Row> parent,
            List<Row> subTechniques, Cards cards, Link mitre) {
    }

    /**
     * A report.
     *
     * @param typed the address that was asked for; empty if none was
     * @param count the numbers of its cards, in words
     * @param address its address as a card writes it
     * @param others what these cards cite too; if no card cites it, reports of its host
     */
    record Report(Site site, String typed, String count, Optional<WebLink> address, Cards cards, List<Others> others) {
    }

    /** Other reports; {@code note} says which, and {@code more} how many are not listed. */
    record Others(String id, String label, String note, int count, List<Row> reports, String more) {
    }

    /** A related subject with the numbers of its cards, in words. */
    record Row(Link subject, String count) {
    }

    private static final Cards NO_CARDS = new Cards(List.of(), List.of());

    void addTo(RoutesConfig routes) {
        Routing.get(routes, Addresses.CVES + "/{id}", SubjectPages::cve);
        Routing.get(routes, Addresses.TECHNIQUES + "/{id}", SubjectPages::technique);
        Routing.get(routes, Addresses.REPORTS, SubjectPages::report);
    }

    private static Set<String> collections(Context request) {
        return NamesRequest.collections(QueryString.known(Set.of(Facet.COLLECTION.parameter()), request));
    }

    private static String withCollection(String address, String collection) {
        return address + "?" + Addresses.parameters(CardQuery.all().with(Facet.COLLECTION, collection));
    }

    /**
     * The cards of a subject.
     *
     * @param search the search that finds them
     * @param elsewhere the address of this page for a collection
     * @param reference the card
     * @param entry how the card is shown
     */
    private static <C> Cards cards(SubjectCards<C> found, CardQuery search, UnaryOperator<String> elsewhere,
            Function<C, CardReference> reference, Function<C, Entry> entry) {
        List<Link> others = new ArrayList<>();
        found.elsewhere().forEach((collection, count) -> others
                .add(new Link(Numbers.counted(count, "card") + " of " + collection, elsewhere.apply(collection))));
        List<Section> sections = new ArrayList<>();
        for (SearchKind kind : SearchKind.values()) {
            List<C> cards = kind == SearchKind.ACTORS ? found.actors() : found.tools();
            int total = kind == SearchKind.ACTORS ? found.actorTotal() : found.toolTotal();
            Set<String> collections = cards.stream().map(reference).map(CardReference::collection)
                    .collect(Collectors.toSet());
            CardQuery these = PageText.among(search, collections, others.isEmpty(), Addresses.home(found.provenance()));
            if (total > 0) {
                sections.add(new Section(kind.noun(2), kind == SearchKind.ACTORS ? "Actors" : "Tools", total,
                        cards.stream().map(entry).toList(),
                        new Link("Search these " + kind.noun(2), Addresses.search(kind, these))));
            }
        }
        return new Cards(sections, others);
    }

    /** A card with the places that mention the subject, without links to the subject's own page. */
    private static Entry mentioning(SubjectCards.Mentioning card, String page, String home) {
        String collection = card.card().collection();
        List<Place> places = card.places().stream()
                .map(place -> new Place("In " + place.where(),
                        PageText.pieces(place.sentence(), name -> "").stream()
                                .map(piece -> piece.href().equals(page) ? Link.none(piece.text()) : piece).toList()))
                .toList();
        return new Entry(Link.to(card.card(), home), collection.equals(home) ? "" : collection, places);
    }

    /**
     * How many cards there are: "6 actors, 2 tools".
     *
     * @param none what is said if there are none
     */
    static String counts(int actors, int tools, String none) {
        List<String> counts = new ArrayList<>();
        if (actors > 0) {
            counts.add(Numbers.counted(actors, "actor"));
        }
        if (tools > 0) {
            counts.add(Numbers.counted(tools, "tool"));
        }
        return counts.isEmpty() ? none : String.join(", ", counts);
    }

    /** How many cards mention it: "6 actors, 2 tools". */
    static String counts(CveCards cve) {
        return counts(cve.actorTotal(), cve.toolTotal(), "no card mentions it");
    }

    private static void cve(Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        CveId id = QueryParameters.cve(request.pathParam("id"));
        Set<String> collections = collections(request);
        if (!id.toString().equals(request.pathParam("id"))) {
            request.redirect(Addresses.cve(id));
            return;
        }
        CveCards found = cards.cve(id, collections).orElseThrow(() -> Problem.notFound("No card mentions " + id + "."));
        String home = Addresses.home(found.provenance());
        String page = Addresses.cve(id);
        Templates.html("cve.jte",
                new Cve(Site.of(id.toString(), Site.Section.CVES, found.provenance()), id.toString(), counts(found),
                        cards(found, CardQuery.all().with(Facet.CVE, id.toString()),
                                collection -> withCollection(page, collection), SubjectCards.Mentioning::card,
                                card -> mentioning(card, page, home)),
                        List.of(new Link("National Vulnerability Database", found.nvd()),
                                new Link("CVE.org", found.cveOrg()))),
                request);
    }

    private static void technique(Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        TechniqueId id = QueryParameters.technique(request.pathParam("id"));
        Set<String> collections = collections(request);
        if (!id.toString().equals(request.pathParam("id"))) {
            request.redirect(Addresses.technique(id));
            return;
        }
        TechniqueCards found = cards.technique(id, collections)
                .orElseThrow(() -> Problem.notFound("No card uses the technique " + id + "."));
        String home = Addresses.home(found.provenance());
        String title = found.technique().label();
        Templates.html("technique.jte", new OfTechnique(Site.of(title, Site.Section.ACTORS, found.provenance()), title,
                counts(found.actorTotal(), found.toolTotal(), "no card uses it itself"),
                found.technique().tactics().stream().map(tactic -> Link.to(Facet.TACTIC, tactic)).toList(),
                found.technique().withdrawn(), found.parent().stream().map(SubjectPages::row).toList(),
                found.subTechniques().stream().map(SubjectPages::row).toList(),
                cards(found, CardQuery.all().with(Facet.TECHNIQUE, title),
                        collection -> withCollection(Addresses.technique(id), collection), TechniqueCards.Using::card,
                        card -> using(card, home)),
                new Link("MITRE ATT&CK", id.page())), request);
    }

    private static Row row(TechniqueCards.Related related) {
        String title = new Technique(related.id().toString(), related.name(), List.of(), "").label();
        boolean isUsed = related.actors() + related.tools() > 0;
        return new Row(isUsed ? new Link(title, Addresses.technique(related.id())) : Link.none(title),
                counts(related.actors(), related.tools(), "no card uses it itself"));
    }

    private static Entry using(TechniqueCards.Using using, String home) {
        String stated = using.source().isEmpty() ? "" : "stated by " + using.source();
        String collection = using.card().collection();
        String note = collection.equals(home) ? stated : collection + (stated.isEmpty() ? "" : ", " + stated);
        return new Entry(Link.to(using.card(), home), note, List.of());
    }

    private static void report(Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        Map<String, List<String>> parameters = QueryString
                .known(Set.of(QueryParameters.URL, Facet.COLLECTION.parameter()), request);
        String typed = QueryParameters.text(QueryParameters.URL, "", parameters);
        if (typed.isEmpty()) {
            Templates.html("citedreport.jte",
                    new Report(site("Reports", cards.provenance()), "", "", Optional.empty(), NO_CARDS, List.of()),
                    request);
            return;
        }
        Set<String> collections = NamesRequest.collections(parameters);
        ReportCards found = cards.report(typed, collections);
        if (!found.normal().equals(typed) && collections.isEmpty()) {
            request.redirect(Addresses.report(found.normal()));
            return;
        }
        String home = Addresses.home(found.provenance());
        Templates.html("citedreport.jte",
                new Report(site(found.normal(), found.provenance()), typed,
                        counts(found.actorTotal(), found.toolTotal(), "No card cites it"),
                        Optional.of(WebLink.of(found.address())),
                        cards(found, CardQuery.of("https://" + found.normal()),
                                collection -> Addresses.report(found.normal(), collection),
                                SubjectCards.Mentioning::card, card -> mentioning(card, "", home)),
                        others(found)),
                request);
    }

    private static Site site(String title, Provenance provenance) {
        return Site.of(title, Site.Section.ACTORS, provenance);
    }

    private static List<Others> others(ReportCards found) {
        List<Others> others = new ArrayList<>();
        if (found.sharedTotal() > 0) {
            others.add(new Others("shared", "Also cited by these cards",
                    "Reports that at least two of these cards cite; the most shared first.", found.sharedTotal(),
                    rows(found.shared()), PageText.more(found.sharedTotal() - found.shared().size())));
        }
        if (found.nearbyTotal() > 0) {
            others.add(new Others("nearby", "Reports of the same host",
                    "Reports that cards cite; the addresses most alike first.", found.nearbyTotal(),
                    rows(found.nearby()), PageText.more(found.nearbyTotal() - found.nearby().size())));
        }
        return others;
    }

    private static List<Row> rows(List<ReportCards.Count> counts) {
        return counts.stream().map(count -> new Row(new Link(count.normal(), Addresses.report(count.normal())),
                counts(count.actors(), count.tools(), ""))).toList();
    }
}
