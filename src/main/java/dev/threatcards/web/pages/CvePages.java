package dev.threatcards.web.pages;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

import dev.threatcards.ThreatCards;
import dev.threatcards.card.CveId;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Provenance;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.CveQuery;
import dev.threatcards.query.Filters;
import dev.threatcards.result.CveList;
import dev.threatcards.text.Numbers;
import dev.threatcards.web.http.Addresses;
import dev.threatcards.web.http.QueryParameters;
import dev.threatcards.web.http.RequestSnapshot;
import dev.threatcards.web.http.Routing;
import dev.threatcards.web.http.SearchKind;

/** The list of vulnerabilities that cards mention; {@link SubjectPages} has the page of each. */
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

    void addTo(RoutesConfig routes) {
        Routing.get(routes, Addresses.CVES, this::list);
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
}
