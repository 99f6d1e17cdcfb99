package dev.threatcards.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.threatcards.CardQuery;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Provenance;
import dev.threatcards.search.FacetValue;
import dev.threatcards.search.Filters;
import dev.threatcards.search.Guidance;

/**
 * What a search page has round its hits, be they actors or tools.
 *
 * @param pictures the address that shows what the result looks like; empty of tools
 * @param exports all that was found, as files
 */
record Found(Site site, boolean empty, String count, List<Hidden> hidden, List<Chip> chips, String withoutFilters,
        Advice advice, List<YearBars> years, List<Panel> panels, List<Sort> sorts, Pager pager, String pictures,
        List<Export> exports) {

    /** A parameter that the search form carries along. */
    record Hidden(String name, String value) {
    }

    /**
     * What the search says beside its hits.
     *
     * @param meant the text put right, without a link if nothing is to be
     * @param ignored words that no card has
     * @param unreadWords how many words were not searched for
     * @param unreadPrefixes how many asterisks meant nothing
     * @param shared the name that several of the cards carry; empty if none
     * @param moreUnderstood how many words could be filters and are not listed
     * @param moreWays how many ways there are that are not listed
     */
    record Advice(Offer meant, List<String> ignored, int unreadWords, int unreadPrefixes, String shared,
            List<CardReference> sharing, int sharingTotal, List<Offer> understood, int moreUnderstood, List<Offer> ways,
            int moreWays) {
    }

    /** Another search, with how many cards it gives; {@code about} says what is asked of {@code text}. */
    record Offer(String about, String text, int count, String link) {
    }

    /** An order to choose; without a link if it is the present one. */
    record Sort(String label, String link) {
    }

    /** The pages before and after; without a link if there is none. */
    record Pager(int page, int pages, String previous, String next) {
    }

    /**
     * @param steps what was searched, with the number of values that a list shows
     * @param facets every value of every facet, as many as an answer may have
     * @param totals how many values each facet has
     */
    static Found of(Steps steps, int total, Map<Facet, List<FacetValue>> facets, Map<Facet, Integer> totals,
            Guidance guidance, Provenance provenance) {
        CardQuery query = steps.query();
        return new Found(Site.of(steps.searched(), query, provenance), total == 0, count(steps, total), hidden(query),
                Chip.of(query, steps::filtered), steps.filtered(Filters.NONE), advice(steps, guidance),
                Panel.years(facets, steps), Panel.of(facets, totals, steps), sorts(steps),
                pager(steps, query.window().pages(total)),
                steps.searched() == Searched.ACTORS ? Addresses.explore(query) : "",
                Export.of(steps.searched(), query));
    }

    /** What is searched. */
    Searched searched() {
        return site.searched();
    }

    private static String count(Steps steps, int total) {
        Searched searched = steps.searched();
        boolean all = steps.query().text().isBlank() && steps.query().filters().isEmpty();
        if (total == 0 && !all) {
            return "No " + searched.noun(1) + " matches";
        }
        return searched.count(total) + (all ? "" : total == 1 ? " matches" : " match");
    }

    private static List<Hidden> hidden(CardQuery query) {
        List<Hidden> hidden = new ArrayList<>();
        QueryParameters.of(query).forEach((name, values) -> {
            if (!Set.of("q", "page").contains(name)) {
                values.forEach(value -> hidden.add(new Hidden(name, value)));
            }
        });
        return hidden;
    }

    private static Advice advice(Steps steps, Guidance guidance) {
        CardQuery query = steps.query();
        Offer meant = guidance.didYouMean().map(text -> new Offer("", text, 0, steps.to(Offers.of(query, text))))
                .orElse(new Offer("", "", 0, ""));
        return new Advice(meant, guidance.ignored(), guidance.unreadWords(), guidance.unreadPrefixes(),
                guidance.isAmbiguous() ? query.text().strip() : "", guidance.sharing(), guidance.sharingTotal(),
                guidance.understood().stream()
                        .map(each -> new Offer(each.words(), Panel.label(each.facet()) + ": " + each.value(),
                                each.total(), steps.to(Offers.of(query, each))))
                        .toList(),
                guidance.understoodTotal() - guidance.understood().size(),
                guidance.ways().stream()
                        .map(way -> new Offer("", way.dropped(), way.total(), steps.to(Offers.of(query, way))))
                        .toList(),
                guidance.waysTotal() - guidance.ways().size());
    }

    private static List<Sort> sorts(Steps steps) {
        return steps.searched().orders().stream()
                .map(choice -> new Sort(choice.label(),
                        steps.query().window().order().equals(choice.order()) ? "" : steps.ordered(choice.order())))
                .toList();
    }

    private static Pager pager(Steps steps, int pages) {
        int page = steps.query().window().page();
        return new Pager(page, pages, page > 1 ? steps.page(page - 1) : "", page < pages ? steps.page(page + 1) : "");
    }
}
