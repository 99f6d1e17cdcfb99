package dev.threatcards.web.pages;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

import dev.threatcards.ThreatCards;
import dev.threatcards.card.CveId;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Provenance;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.CveQuery;
import dev.threatcards.query.Filters;
import dev.threatcards.result.CveCards;
import dev.threatcards.result.CveList;
import dev.threatcards.text.Numbers;
import dev.threatcards.web.http.Addresses;
import dev.threatcards.web.http.NamesRequest;
import dev.threatcards.web.http.Problem;
import dev.threatcards.web.http.QueryParameters;
import dev.threatcards.web.http.QueryString;
import dev.threatcards.web.http.RequestSnapshot;
import dev.threatcards.web.http.Routing;
import dev.threatcards.web.http.SearchKind;

/** The list of vulnerabilities that cards mention, and the page of each. */
final class CvePages {

    /**
     * The list.
     *
     * @param typed the part of the ids that was asked for
     * @param chips the filters of the actors that are counted
     * @param hidden the filters as parameters, which the form keeps
     * @param count how many vulnerabilities there are, in words
     * @param all the list without conditions; empty if there are none
     * @param years the newest first
     * @param more how many are not listed
     */
    record Listed(Site site, String typed, List<FilterChip> chips, List<ResultsFrame.Hidden> hidden, String count,
            String all, List<Year> years, String more) {
    }

    /** The vulnerabilities of a year, the most cards first. */
    record Year(String year, List<Row> rows) {
    }

    /** A vulnerability with the numbers of its cards as links to them; the text of a number is empty for none. */
    record Row(Link id, Link actors, Link tools) {
    }

    /**
     * A vulnerability.
     *
     * @param count the numbers of its cards, in words
     * @param elsewhere links to the cards of other collections
     * @param references its pages at the publishers of vulnerabilities
     */
    record One(Site site, CveId id, String count, List<Mentions> mentions, List<Link> elsewhere,
            List<Link> references) {
    }

    /** The cards of a kind that mention it. */
    record Mentions(String id, String label, int count, List<Mentioning> cards, Link search) {
    }

    /** A card with the places that mention it. */
    record Mentioning(Link card, String collection, List<Place> places) {
    }

    /** A sentence that mentions it. */
    record Place(String where, List<Link> sentence) {
    }

    void addTo(RoutesConfig routes) {
        Routing.get(routes, Addresses.CVES, this::list);
        Routing.get(routes, Addresses.CVES + "/{id}", this::one);
    }

    private void list(Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        CardQuery asked = QueryParameters.selectionOfPage(request);
        CveQuery query = CveQuery.all().text(asked.text()).filters(asked.filters()).page(1, PageText.MOST);
        Templates.html("cves.jte", listed(query, cards.cves(query), cards.provenance()), request);
    }

    private static Listed listed(CveQuery query, CveList list, Provenance provenance) {
        Map<Integer, List<CveList.Count>> byYear = new TreeMap<>(Comparator.reverseOrder());
        list.cves().forEach(each -> byYear.computeIfAbsent(each.id().year(), first -> new ArrayList<>()).add(each));
        List<Year> years = new ArrayList<>();
        byYear.forEach((year, counts) -> years
                .add(new Year(year.toString(), counts.stream().map(count -> row(count, query.filters())).toList())));
        boolean isWhole = query.text().isBlank() && query.filters().isEmpty();
        return new Listed(Site.of("CVEs", Site.Section.CVES, provenance), query.text(),
                FilterChip.of(new CardQuery(query.text(), query.filters(), CardQuery.all().window(),
                        CardQuery.all().facets()), filters -> Addresses.cves(query.filters(filters))),
                hidden(query.filters()),
                Numbers.counted(list.total(), "CVE") + (isWhole ? "" : list.total() == 1 ? " matches" : " match"),
                isWhole ? "" : Addresses.CVES, years, PageText.more(list.total() - list.cves().size()));
    }

    private static Row row(CveList.Count count, Filters filters) {
        return new Row(Link.to(count.id()), cards(SearchKind.ACTORS, count.actors(), count.id(), filters),
                cards(SearchKind.TOOLS, count.tools(), count.id(), filters));
    }

    private static Link cards(SearchKind kind, int count, CveId id, Filters filters) {
        CardQuery all = CardQuery.all();
        CardQuery query = Addresses.narrowed(new CardQuery("", filters, all.window(), all.facets()), Facet.CVE,
                id.toString());
        return count == 0 ? Link.none("") : new Link(kind.count(count), Addresses.search(kind, query));
    }

    private static List<ResultsFrame.Hidden> hidden(Filters filters) {
        List<ResultsFrame.Hidden> hidden = new ArrayList<>();
        CardQuery all = CardQuery.all();
        Addresses.parameterMap(new CardQuery("", filters, all.window(), all.facets()))
                .forEach((name, values) -> values.forEach(value -> hidden.add(new ResultsFrame.Hidden(name, value))));
        return hidden;
    }

    private void one(Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        CveId id = QueryParameters.cve(request.pathParam("id"));
        Map<String, List<String>> parameters = QueryString.known(Set.of(Facet.COLLECTION.parameter()), request);
        Set<String> collections = NamesRequest.collections(parameters);
        if (!id.toString().equals(request.pathParam("id"))) {
            request.redirect(Addresses.cve(id));
            return;
        }
        CveCards found = cards.cve(id, collections).orElseThrow(() -> Problem.notFound("No card mentions " + id + "."));
        Templates.html("cve.jte", one(found), request);
    }

    private static One one(CveCards cve) {
        String home = Addresses.home(cve.provenance());
        List<Link> elsewhere = new ArrayList<>();
        cve.elsewhere()
                .forEach((collection, count) -> elsewhere
                        .add(new Link(Numbers.counted(count, "card") + " of " + collection, Addresses.cve(cve.id())
                                + "?" + Addresses.parameters(CardQuery.all().with(Facet.COLLECTION, collection)))));
        boolean areAll = cve.elsewhere().isEmpty();
        List<Mentions> mentions = new ArrayList<>();
        mentions.add(mentions("actors", SearchKind.ACTORS, cve.actorTotal(), cve.actors(), cve.id(), areAll, home));
        mentions.add(mentions("tools", SearchKind.TOOLS, cve.toolTotal(), cve.tools(), cve.id(), areAll, home));
        mentions.removeIf(each -> each.count() == 0);
        return new One(Site.of(cve.id().toString(), Site.Section.CVES, cve.provenance()), cve.id(), counts(cve),
                mentions, elsewhere,
                List.of(new Link("National Vulnerability Database", cve.nvd()), new Link("CVE.org", cve.cveOrg())));
    }

    private static Mentions mentions(String id, SearchKind kind, int total, List<CveCards.Mentioning> cards, CveId cve,
            boolean areAll, String home) {
        CardQuery query = CardQuery.all().with(Facet.CVE, cve.toString());
        Set<String> collections = cards.stream().map(card -> card.card().collection()).collect(Collectors.toSet());
        return new Mentions(id, kind == SearchKind.ACTORS ? "Actors" : "Tools", total,
                cards.stream().map(card -> mentioning(card, cve, home)).toList(),
                new Link("Search these " + kind.noun(2),
                        Addresses.search(kind, PageText.among(query, collections, areAll, home))));
    }

    private static Mentioning mentioning(CveCards.Mentioning mentioning, CveId cve, String home) {
        String collection = mentioning.card().collection();
        return new Mentioning(Link.to(mentioning.card(), home), collection.equals(home) ? "" : collection,
                mentioning.places().stream().map(place -> new Place("In " + place.where(),
                        withoutLinkTo(cve, PageText.pieces(place.sentence(), name -> "")))).toList());
    }

    /** The page of a vulnerability has no links to itself. */
    private static List<Link> withoutLinkTo(CveId cve, List<Link> pieces) {
        return pieces.stream().map(piece -> piece.href().equals(Addresses.cve(cve)) ? Link.none(piece.text()) : piece)
                .toList();
    }

    /** How many cards mention it: "6 actors, 2 tools". */
    static String counts(CveCards cve) {
        if (cve.total() == 0) {
            return "no card mentions it";
        }
        List<String> counts = new ArrayList<>();
        if (cve.actorTotal() > 0) {
            counts.add(Numbers.counted(cve.actorTotal(), "actor"));
        }
        if (cve.toolTotal() > 0) {
            counts.add(Numbers.counted(cve.toolTotal(), "tool"));
        }
        return String.join(", ", counts);
    }
}
