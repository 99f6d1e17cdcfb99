package dev.threatcards.web.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.threatcards.card.Facet;
import dev.threatcards.card.Provenance;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.Filters.Choice;
import dev.threatcards.query.Filters.Mode;
import dev.threatcards.result.CveList;
import dev.threatcards.result.FacetValues;
import dev.threatcards.result.ReportCards;
import dev.threatcards.result.SearchAdvice;
import dev.threatcards.result.SearchAdvice.NameForm;
import dev.threatcards.result.SearchAdvice.Relaxed;
import dev.threatcards.text.Numbers;
import dev.threatcards.web.http.Addresses;
import dev.threatcards.web.http.QueryParameters;
import dev.threatcards.web.http.SearchKind;

/**
 * What a result page shows around its hits.
 *
 * @param translation the answer to a question for a vendor's name, "what does CrowdStrike call Forest Blizzard?"
 * @param help how the query was read, and what else can be typed
 * @param hidden the parameters that the search form keeps
 * @param pictures the result in pictures; only for actors
 * @param names the names of the result by giver; only for actors
 */
record ResultsFrame(Site site, boolean empty, String count, Link translation, List<Hidden> hidden,
        List<FilterChip> chips, String withoutFilters, Advice advice, QueryHelp help, List<FacetPanel.Years> years,
        List<FacetPanel> panels, List<Link> sorts, Pager pager, String pictures, String names, List<Link> exports) {

    // A question for a vendor's name. Group 1 is the vendor, group 2 the name.
    private static final Pattern QUESTION = Pattern
            .compile("\\s*what (?:does|do|did) (\\S.{0,100}?) call (\\S.{0,200}?)[\\s?]*", Pattern.CASE_INSENSITIVE);

    record Hidden(String name, String value) {
    }

    /**
     * The advice of the search.
     *
     * @param meant the corrected text
     * @param ignored words that no card has
     * @param unread parts of the query that were not searched for, a sentence each
     * @param shared the text, if several cards have it as a name
     * @param filters words that could be filters
     * @param cves the vulnerabilities that the query names, each with the numbers of cards that mention it
     * @param reports the reports that the query names by their addresses, each with the numbers of cards that cite it
     * @param ways searches without one part of the query
     * @param elsewhere the same search in other collections
     * @param mapped the actors that have the text as a name in a mapping file
     * @param form whose name the text is by its form, in a sentence
     * @param leftOut how many cards were left out because they are not current, and the search with them
     */
    record Advice(Offer meant, List<String> ignored, List<String> unread, String shared, String sharing,
            List<Link.Noted> cves, List<Link.Noted> reports, List<Offer> filters, String moreFilters, List<Offer> ways,
            String moreWays, List<Offer> elsewhere, List<Mapped> mapped, String form, Offer leftOut) {
    }

    /** A name of a card in a mapping file. */
    record Mapped(String name, Link card, String source) {
    }

    /**
     * Another search.
     *
     * @param words the words of the query that it is about
     * @param text what it searches for, or leaves out
     */
    record Offer(String words, String text, String count, String link) {
    }

    record Pager(int page, int pages, String previous, String next) {
    }

    /**
     * @param asked what was searched for, with the number of values that a panel shows
     * @param facets every value of every facet, as far as an answer has them
     */
    static ResultsFrame of(SearchKind searched, CardQuery asked, int total, Map<Facet, FacetValues> facets,
            SearchAdvice guidance, Provenance provenance) {
        // Links add and remove values as cards have them.
        CardQuery query = asked.with(guidance.understoodFilters());
        return new ResultsFrame(Site.of(searched, query, provenance), total == 0, count(searched, query, total),
                translation(query.text()), hidden(query),
                FilterChip.of(query, guidance.reading(), other -> Addresses.search(searched, other)),
                Addresses.search(searched, FilterChip.withoutFilters(query, guidance.reading())),
                advice(searched, asked, guidance), QueryHelp.of(searched, query, guidance),
                FacetPanel.years(facets, searched, asked.with(guidance.filtersByYear())),
                FacetPanel.of(facets, searched, query), sorts(searched, query),
                pager(searched, query, query.window().pages(total)),
                searched == SearchKind.ACTORS ? Addresses.explore(query) : "",
                searched == SearchKind.ACTORS ? Addresses.namesTable(query, List.of(), 1) : "",
                Link.downloads(searched, query));
    }

    SearchKind searched() {
        return site.searched();
    }

    private static Link translation(String text) {
        Matcher question = QUESTION.matcher(text);
        return question.matches()
                ? new Link("What " + question.group(1) + " calls " + question.group(2),
                        Addresses.translation(question.group(2), question.group(1)))
                : Link.none("");
    }

    private static String count(SearchKind searched, CardQuery query, int total) {
        boolean all = query.text().isBlank() && query.filters().isEmpty();
        if (total == 0 && !all) {
            return "No " + searched.noun(1) + " matches";
        }
        return searched.count(total) + (all ? "" : total == 1 ? " matches" : " match");
    }

    private static List<Hidden> hidden(CardQuery query) {
        List<Hidden> hidden = new ArrayList<>();
        Addresses.parameterMap(query).forEach((name, values) -> {
            if (!Set.of(QueryParameters.TEXT, QueryParameters.PAGE).contains(name)) {
                values.forEach(value -> hidden.add(new Hidden(name, value)));
            }
        });
        return hidden;
    }

    private static Advice advice(SearchKind searched, CardQuery query, SearchAdvice guidance) {
        Offer meant = guidance.didYouMean()
                .map(text -> new Offer("", text, "", Addresses.search(searched, Addresses.suggested(query, text))))
                .orElse(new Offer("", "", "", ""));
        List<Offer> filters = guidance.understood().stream()
                .map(each -> new Offer(each.words(), FilterChip.words(each.facet(), Mode.ANY, each.value()),
                        Numbers.grouped(each.total()), Addresses.search(searched, Addresses.suggested(query, each))))
                .toList();
        List<Offer> ways = guidance.ways().stream().map(way -> new Offer("", dropped(query, way),
                searched.count(way.total()), Addresses.search(searched, Addresses.suggested(query, way)))).toList();
        return new Advice(meant, guidance.ignored(), unread(guidance),
                guidance.isAmbiguous() ? query.text().strip() : "", searched.count(guidance.sharingTotal()),
                guidance.cves().stream().map(ResultsFrame::cve).toList(),
                guidance.reports().stream().map(ResultsFrame::report).toList(), filters,
                PageText.more(guidance.understoodTotal() - filters.size()), ways,
                PageText.more(guidance.waysTotal() - ways.size()),
                guidance.elsewhere().stream()
                        .map(other -> new Offer("", other.collection(), searched.count(other.total()),
                                Addresses.search(searched, Addresses.suggested(query, other))))
                        .toList(),
                guidance.mapped().stream().map(each -> new Mapped(each.as(), Link.to(each.card(), ""), each.via()))
                        .toList(),
                guidance.form().map(NameForm::text).orElse(""),
                guidance.leftOut().isEmpty()
                        ? new Offer("", "", "", "")
                        : new Offer(guidance.leftOutWords(), "", searched.count(guidance.leftOutTotal()),
                                Addresses.search(searched, Addresses.ofAnyEdition(query))));
    }

    private static Link.Noted cve(CveList.Count count) {
        int cards = count.actors() + count.tools();
        return new Link.Noted(cards == 0 ? Link.none(count.id().toString()) : Link.to(count.id()),
                Numbers.counted(count.actors(), "actor") + ", " + Numbers.counted(count.tools(), "tool"));
    }

    private static Link.Noted report(ReportCards.Count count) {
        return new Link.Noted(new Link(count.normal(), Addresses.report(count.normal())), count.text());
    }

    /** A filter under the label that its chip has; part of the text as it was typed. */
    private static String dropped(CardQuery query, Relaxed way) {
        for (Map.Entry<Facet, Choice> filter : query.filters().choices().entrySet()) {
            for (Mode mode : Mode.values()) {
                for (String value : filter.getValue().values(mode)) {
                    if (!way.filters().choice(filter.getKey()).values().contains(value)) {
                        return FilterChip.words(filter.getKey(), mode, value);
                    }
                }
            }
        }
        return way.dropped();
    }

    /** What was not searched for, a sentence each. */
    static List<String> unread(SearchAdvice guidance) {
        List<String> unread = new ArrayList<>();
        if (guidance.unreadWords() > 0) {
            unread.add("The query is too long: its last " + Numbers.counted(guidance.unreadWords(), "word")
                    + (guidance.unreadWords() == 1 ? " was" : " were") + " not searched for.");
        }
        if (guidance.unreadPrefixes() > 0) {
            unread.add("The query has too many asterisks: the last " + (guidance.unreadPrefixes() == 1
                    ? "one was"
                    : Numbers.grouped(guidance.unreadPrefixes()) + " were") + " ignored.");
        }
        return unread;
    }

    private static List<Link> sorts(SearchKind searched, CardQuery query) {
        return searched.orders().stream()
                .map(choice -> new Link(choice.label(),
                        query.window().order().equals(choice.order())
                                ? ""
                                : Addresses.ordered(searched, query, choice.order())))
                .toList();
    }

    private static Pager pager(SearchKind searched, CardQuery query, int pages) {
        int page = query.window().page();
        return new Pager(page, pages, page > 1 ? Addresses.page(searched, query, page - 1) : "",
                page < pages ? Addresses.page(searched, query, page + 1) : "");
    }
}
