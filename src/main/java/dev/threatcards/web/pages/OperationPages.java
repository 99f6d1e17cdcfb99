package dev.threatcards.web.pages;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

import dev.threatcards.ThreatCards;
import dev.threatcards.card.CardDate.Precision;
import dev.threatcards.card.CveId;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Operation;
import dev.threatcards.card.OperationFacet;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.Filters;
import dev.threatcards.query.Filters.Mode;
import dev.threatcards.query.Limits;
import dev.threatcards.query.OperationQuery;
import dev.threatcards.query.OperationQuery.Sort;
import dev.threatcards.result.FacetValue;
import dev.threatcards.result.FacetValues;
import dev.threatcards.result.Highlight;
import dev.threatcards.result.OperationResult;
import dev.threatcards.text.Numbers;
import dev.threatcards.text.Prose;
import dev.threatcards.text.WebLink;
import dev.threatcards.text.WellFormedText;
import dev.threatcards.web.http.Addresses;
import dev.threatcards.web.http.OperationParameters;
import dev.threatcards.web.http.QueryParameters;
import dev.threatcards.web.http.QueryString;
import dev.threatcards.web.http.RequestSnapshot;
import dev.threatcards.web.http.Routing;

/** The page of operations, and its feed. */
final class OperationPages {

    /**
     * A page of operations.
     *
     * @param typed the text that is searched for
     * @param months the months of the chosen years or period; without bars if none is chosen
     * @param from the ends of the chosen period in the form; empty if it is open
     * @param hidden the parameters that the form for the text keeps
     * @param withoutPeriod those that the form for the period keeps
     * @param help how the query was read, and what else can be typed
     * @param ignored words that no operation has
     * @param unread parts of the query that were not searched for, a sentence each
     * @param ways searches without one part of the query, if nothing matches it
     */
    record Page(Site site, String typed, String count, FacetPanel.Years years, Months months, String from, String to,
            List<ResultsFrame.Hidden> hidden, List<ResultsFrame.Hidden> withoutPeriod, List<FacetPanel> panels,
            List<FilterChip> chips, String clear, QueryHelp help, List<Link> sorts, List<String> ignored,
            List<String> unread, List<Link.Noted> ways, List<Group> groups, ResultsFrame.Pager pager, String feed) {
    }

    /** Operations of one month, or of one longer date. */
    record Group(String label, List<Entry> entries) {
    }

    /** An operation; its date links to its place on the card. */
    record Entry(Link date, Link actor, boolean counter, List<Highlight> passages, List<WebLink> sources,
            List<Link> cves) {
    }

    /** Months as bars; each chooses its month, or nothing if it is chosen alone. */
    record Months(String label, String first, String last, int width, List<Bar> bars) {
        static final int STEP = 8;
        static final int HEIGHT = 40;
        static final Months NONE = new Months("", "", "", 0, List.of());
    }

    /** A month. */
    record Bar(String label, int count, int x, int height, boolean selected, String link) {
    }

    /** The feed; its texts have no characters that XML does not allow. */
    record Feed(String id, String self, String page, String title, String updated, String author, String rights,
            List<FeedEntry> entries) {
    }

    /** An operation in the feed. */
    record FeedEntry(String id, String title, String published, String updated, String page, List<String> sources,
            List<String> categories, String text) {
    }

    /** The most months that are shown as bars: more are too narrow to click. */
    private static final int MOST_MONTHS = 36;

    /** The least height of a bar that one can see and click. */
    private static final int LOWEST = 2;

    private static final int MORE_VALUES = 100;
    private static final int FEED_SIZE = 50;
    private static final int TITLE = 120;

    private final OpenSearch site;

    /** @param site knows the address that users see */
    OperationPages(OpenSearch site) {
        this.site = site;
    }

    void addTo(RoutesConfig routes) {
        Routing.get(routes, OperationParameters.PAGE, OperationPages::list);
        Routing.get(routes, OperationParameters.FEED, this::feed);
    }

    /** Marks the words that the parameter {@code q} of the request asks for; leaves texts as they are if there is none. */
    static UnaryOperator<List<Link>> marks(ThreatCards cards, Context request) {
        String text = QueryParameters.text(QueryParameters.TEXT, "",
                QueryString.known(Set.of(QueryParameters.TEXT), request));
        if (text.isEmpty()) {
            return UnaryOperator.identity();
        }
        return pieces -> {
            List<Highlight> marked = cards.mark(text, pieces.stream().map(Link::text).toList());
            List<Link> links = new ArrayList<>();
            for (int i = 0; i < pieces.size(); i++) {
                String href = pieces.get(i).href();
                marked.get(i).runs().forEach(run -> links.add(new Link(run.text(), href, run.marked())));
            }
            return links;
        };
    }

    /** The date as the card writes it. */
    static String date(Operation operation) {
        return operation.date().text().isEmpty() ? "no date" : operation.date().text();
    }

    /** The sources that can be followed, one of each publisher. */
    static List<WebLink> sources(Operation operation) {
        Map<String, WebLink> byHost = new TreeMap<>();
        operation.activity().links().stream().map(WebLink::of).filter(WebLink::isLink)
                .forEach(link -> byHost.putIfAbsent(link.host(), link));
        return List.copyOf(byHost.values());
    }

    private static void list(Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        OperationQuery asked = OperationParameters.ofPage(request);
        OperationQuery query = asked.facets(asked.facets(), Math.min(asked.facetSize(), Addresses.MOST_VALUES));
        // The years are drawn as bars, all of them.
        OperationResult years = cards
                .operations(query.page(1, 0).facets(Set.of(OperationFacet.YEAR.parameter()), Limits.FACET_SIZE));
        OperationResult found = cards.operations(query);
        Templates.html("operations.jte",
                page(query, found, years.facets().get(OperationFacet.YEAR.parameter()),
                        found.total() == 0 ? ways(query, cards) : List.of(), Addresses.home(cards.provenance())),
                request);
    }

    private static Page page(OperationQuery asked, OperationResult found, FacetValues years, List<Link.Noted> ways,
            String home) {
        // Links add and remove values as cards have them.
        OperationQuery query = asked.actors(found.guidance().understoodFilters());
        String[] period = query.active().contains("..")
                ? query.active().split("\\.\\.", -1)
                : new String[]{query.active(), query.active()};
        String title = query.text().isBlank() ? "Operations" : query.text() + " · Operations";
        Function<CardQuery, String> address = other -> OperationParameters
                .page(first(query.text(other.text()).actors(other.filters())));
        CardQuery ofActors = CardQuery.of(query.text()).with(query.actors());
        OperationQuery none = OperationQuery.of(FilterChip.withoutFilters(ofActors, found.guidance().reading()).text());
        return new Page(Site.of(title, Site.Section.OPERATIONS, found.provenance()), query.text(),
                count(query, found.total()),
                FacetPanel.Years.of(OperationFacet.YEAR.parameter(), OperationFacet.YEAR.label(), years,
                        value -> toggled(query, found, OperationFacet.YEAR, value), ""),
                months(query, found), month(period[0], "-01"), month(period[1], "-12"),
                hidden(query, QueryParameters.TEXT), hidden(query, OperationParameters.ACTIVE), panels(query, found),
                chips(query, ofActors, found, address), OperationParameters.page(none.orderedBy(query.sort())),
                QueryHelp.ofOperations(ofActors, found, address,
                        (value, nearest) -> OperationParameters
                                .page(first(query.without(value.facet(), value.value()).with(value.facet(), nearest)))),
                sorts(query), found.ignored(), ResultsFrame.unread(found.guidance()), ways, groups(query, found, home),
                pager(query, found.pages()), OperationParameters.feed(query));
    }

    private static String count(OperationQuery query, int total) {
        if (query.isWhole()) {
            return Numbers.counted(total, "operation");
        }
        return total == 0
                ? "No operation matches"
                : Numbers.counted(total, "operation") + (total == 1 ? " matches" : " match");
    }

    private static OperationQuery first(OperationQuery query) {
        return query.page(1, query.size());
    }

    private static String toggled(OperationQuery query, OperationResult found, OperationFacet facet, FacetValue value) {
        return OperationParameters.page(first(value.selected()
                ? found.without(facet, value.value()).actors(query.actors())
                : query.with(facet, value.value())));
    }

    private static List<ResultsFrame.Hidden> hidden(OperationQuery query, String without) {
        List<ResultsFrame.Hidden> hidden = new ArrayList<>();
        OperationParameters.map(first(query)).forEach((name, values) -> {
            if (!name.equals(without)) {
                values.forEach(value -> hidden.add(new ResultsFrame.Hidden(name, value)));
            }
        });
        return hidden;
    }

    private static List<FacetPanel> panels(OperationQuery query, OperationResult found) {
        List<FacetPanel> panels = new ArrayList<>();
        for (OperationFacet facet : OperationFacet.values()) {
            FacetValues values = found.facets().get(facet.parameter());
            if (facet != OperationFacet.YEAR && values != null) {
                add(facet.parameter(), facet.label(), values, query, value -> toggled(query, found, facet, value),
                        value -> "", panels);
            }
        }
        for (Facet facet : OperationFacet.ofActors()) {
            FacetValues values = found.facets().get(facet.parameter());
            boolean isChoice = facet != Facet.COLLECTION || (values != null && values.total() > 1);
            if (values != null && isChoice && !facet.hasYears()) {
                Filters filters = query.actors();
                add(facet.parameter(), facet.label(), values, query, value -> {
                    Filters without = filters.without(facet, value.value());
                    return OperationParameters.page(first(
                            query.actors(value.selected() ? without : without.with(facet, Mode.ANY, value.value()))));
                }, value -> filters.choice(facet).not().contains(value.value())
                        ? ""
                        : OperationParameters.page(first(query
                                .actors(filters.without(facet, value.value()).with(facet, Mode.NOT, value.value())))),
                        panels);
            }
        }
        return panels;
    }

    private static void add(String id, String label, FacetValues values, OperationQuery query,
            Function<FacetValue, String> toggle, Function<FacetValue, String> exclude, List<FacetPanel> panels) {
        List<FacetValue> all = values.values().stream().filter(value -> !FacetPanel.isNone(value)).toList();
        int most = all.stream().mapToInt(FacetValue::count).max().orElse(0);
        List<FacetPanel.Value> listed = all.stream()
                .map(value -> new FacetPanel.Value(value.value(), value.count(),
                        most == 0 ? 0 : Math.ceilDiv(100 * value.count(), most), value.selected(), toggle.apply(value),
                        exclude.apply(value)))
                .toList();
        Optional<FacetPanel.Value> none = FacetPanel.none(values, toggle,
                exclude.apply(new FacetValue(Filters.NO_VALUE, 0, false)));
        if (!listed.isEmpty()) {
            String more = PageText.more(values.total() - listed.size());
            int size = query.facetSize() < MORE_VALUES ? MORE_VALUES : Addresses.MOST_VALUES;
            boolean isMore = !more.isEmpty() && query.facetSize() < size;
            panels.add(new FacetPanel(id, label, new FacetPanel.Values(listed, more, none),
                    isMore ? OperationParameters.page(first(query).facets(query.facets(), size)) + "#" + id : "", ""));
        }
    }

    private static List<FilterChip> chips(OperationQuery query, CardQuery ofActors, OperationResult found,
            Function<CardQuery, String> address) {
        List<FilterChip> chips = new ArrayList<>();
        found.values()
                .forEach(read -> chips.add(new FilterChip(read.facet().label(),
                        read.understood().isEmpty() ? read.value() : read.understood(), false,
                        OperationParameters.page(first(query.without(read.facet(), read.value()))))));
        chips.addAll(FilterChip.of(ofActors, found.guidance().reading(), address));
        if (!query.active().isBlank()) {
            chips.add(new FilterChip("Time", query.active(), false, OperationParameters.page(first(query.active("")))));
        }
        return chips;
    }

    private static List<Link> sorts(OperationQuery query) {
        return Stream
                .of(Map.entry("Newest", Sort.NEWEST), Map.entry("Oldest", Sort.OLDEST),
                        Map.entry("Relevance", Sort.RELEVANCE))
                .map(sort -> new Link(sort.getKey(),
                        query.sort() == sort.getValue()
                                ? ""
                                : OperationParameters.page(first(query.orderedBy(sort.getValue())))))
                .toList();
    }

    private static ResultsFrame.Pager pager(OperationQuery query, int pages) {
        return new ResultsFrame.Pager(query.page(), pages,
                query.page() > 1 ? OperationParameters.page(query.page(query.page() - 1, query.size())) : "",
                query.page() < pages ? OperationParameters.page(query.page(query.page() + 1, query.size())) : "");
    }

    /** A year, a month or a day as a field for a month takes it. */
    private static String month(String end, String ofYear) {
        String date = end.strip();
        return switch (date.length()) {
            case 4 -> date + ofYear;
            case 10 -> date.substring(0, 7);
            default -> date;
        };
    }

    /** The months of the chosen years, or of the years of the chosen period. */
    private static Months months(OperationQuery query, OperationResult found) {
        List<YearMonth> chosen = chosen(query, found);
        if (chosen.isEmpty() || found.months().isEmpty()) {
            return Months.NONE;
        }
        YearMonth first = YearMonth.of(chosen.getFirst().getYear(), 1);
        YearMonth end = YearMonth.of(chosen.getLast().getYear() + 1, 1);
        if (first.plusMonths(MOST_MONTHS).isBefore(end)) {
            return Months.NONE;
        }
        List<OperationResult.Month> shown = found.months().stream()
                .filter(month -> !month.month().isBefore(first) && month.month().isBefore(end)).toList();
        int most = shown.stream().mapToInt(OperationResult.Month::count).max().orElse(1);
        List<Bar> bars = new ArrayList<>();
        for (OperationResult.Month month : shown) {
            int place = 12 * (month.month().getYear() - first.getYear()) + month.month().getMonthValue() - 1;
            boolean isSelected = !query.active().isBlank() && !month.month().isBefore(chosen.getFirst())
                    && !month.month().isAfter(chosen.getLast());
            String toggled = month.month().toString().equals(query.active()) ? "" : month.month().toString();
            bars.add(new Bar(label(month.month()), month.count(), place * Months.STEP,
                    Math.max(LOWEST, Months.HEIGHT * month.count() / most), isSelected,
                    OperationParameters.page(first(query.active(toggled)))));
        }
        return new Months("Month", label(first), label(end.minusMonths(1)),
                Months.STEP * 12 * (end.getYear() - first.getYear()), bars);
    }

    /** The first and the last of the chosen months; empty if neither years nor a period with both ends are chosen. */
    private static List<YearMonth> chosen(OperationQuery query, OperationResult found) {
        String[] ends = query.active().strip().split("\\.\\.", -1);
        if (Stream.of(ends).allMatch(end -> end.matches("\\d{4}(-\\d{2}){0,2}"))) {
            List<YearMonth> months = Stream.of(ends)
                    .flatMap(end -> end.length() == 4
                            ? Stream.of(YearMonth.of(Integer.parseInt(end), 1), YearMonth.of(Integer.parseInt(end), 12))
                            : Stream.of(YearMonth.parse(end.substring(0, 7))))
                    .sorted().toList();
            return List.of(months.getFirst(), months.getLast());
        }
        List<YearMonth> years = found.values().stream().filter(read -> read.facet() == OperationFacet.YEAR)
                .flatMap(read -> read.values().stream()).map(year -> YearMonth.of(Integer.parseInt(year), 1)).sorted()
                .toList();
        return years.isEmpty() || !query.active().isBlank()
                ? List.of()
                : List.of(years.getFirst(), years.getLast().plusMonths(11));
    }

    private static String label(YearMonth month) {
        return month.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH) + " " + month.getYear();
    }

    private static List<Group> groups(OperationQuery query, OperationResult found, String home) {
        List<Group> groups = new ArrayList<>();
        for (OperationResult.Found each : found.hits()) {
            String label = query.sort() == Sort.RELEVANCE ? "The best match first" : group(each.operation());
            if (groups.isEmpty() || !groups.getLast().label().equals(label)) {
                groups.add(new Group(label, new ArrayList<>()));
            }
            groups.getLast().entries().add(entry(each, query.text(), home));
        }
        return groups;
    }

    private static String group(Operation operation) {
        if (!operation.date().isKnown()) {
            return "No date";
        }
        Precision precision = operation.date().precision();
        YearMonth month = YearMonth.from(operation.date().from());
        return precision == Precision.DAY || precision == Precision.MONTH
                ? month.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH) + " " + month.getYear()
                : operation.date().text();
    }

    private static Entry entry(OperationResult.Found found, String text, String home) {
        Operation operation = found.operation();
        return new Entry(
                new Link(date(operation), OperationParameters.place(found.actor(), operation.anchor(), text, home)),
                Link.to(found.actor(), home), operation.kind() == Operation.Kind.COUNTER_OPERATION, found.passages(),
                sources(operation),
                operation.cves().stream().flatMap(id -> CveId.parse(id).stream()).map(Link::to).toList());
    }

    /** Searches without one part of the query that find something, those that find the most first. */
    private static List<Link.Noted> ways(OperationQuery query, ThreatCards cards) {
        Map<String, OperationQuery> without = new TreeMap<>();
        if (!query.text().isBlank()) {
            without.put(query.text(), query.text(""));
        }
        query.values().forEach((facet, values) -> without.put(facet.label() + ": " + String.join(", ", values),
                withoutAll(query, facet)));
        query.actors().choices().keySet().forEach(facet -> {
            Filters fewer = query.actors();
            Set<String> values = fewer.choice(facet).values();
            for (String value : values) {
                fewer = fewer.without(facet, value);
            }
            without.put(facet.label() + ": " + String.join(", ", values), query.actors(fewer));
        });
        if (!query.active().isBlank()) {
            without.put("Time: " + query.active(), query.active(""));
        }
        record Way(String dropped, OperationQuery query, int total) {
        }
        return without.entrySet().stream()
                .map(way -> new Way(way.getKey(), way.getValue(),
                        cards.operations(way.getValue().page(1, 0).facets(Set.of(), 0)).total()))
                .filter(way -> way.total() > 0).sorted(Comparator.comparingInt(Way::total).reversed())
                .map(way -> new Link.Noted(new Link(way.dropped(), OperationParameters.page(first(way.query()))),
                        Numbers.counted(way.total(), "operation")))
                .toList();
    }

    private static OperationQuery withoutAll(OperationQuery query, OperationFacet facet) {
        OperationQuery fewer = query;
        for (String value : query.values(facet)) {
            fewer = fewer.without(facet, value);
        }
        return fewer;
    }

    private void feed(Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        OperationQuery asked = OperationParameters.ofPage(request);
        OperationQuery query = asked.page(1, FEED_SIZE).facets(Set.of(), 0);
        OperationResult found = cards.operations(query);
        String origin = site.origin(request);
        List<FeedEntry> entries = found.hits().stream().filter(each -> each.operation().date().isKnown())
                .map(each -> entry(each, origin)).toList();
        String date = found.provenance().date();
        String updated = entries.stream().map(FeedEntry::published).max(Comparator.naturalOrder())
                .orElse(instant(date.isEmpty() ? LocalDate.EPOCH : LocalDate.parse(date)));
        Set<String> sources = new LinkedHashSet<>();
        found.provenance().decks().forEach(deck -> sources.add(deck.deck().source()));
        // The id stays, whatever the address of the server is.
        Feed feed = new Feed("urn:uuid:" + id(OperationParameters.feed(asked)),
                origin + OperationParameters.feed(asked), origin + OperationParameters.page(asked),
                allowed(title(found)), updated,
                allowed(sources.isEmpty() ? "Threat Cards" : String.join("; ", sources)),
                allowed(found.provenance().license()), entries);
        Templates.html("operationfeed.jte", feed, request);
        request.contentType("application/atom+xml; charset=utf-8");
    }

    /** What the feed is about: its text, and its filters as they were understood. */
    private static String title(OperationResult found) {
        OperationQuery query = found.query();
        List<String> parts = new ArrayList<>();
        if (!query.text().isBlank()) {
            parts.add(query.text().strip());
        }
        found.values().forEach(read -> parts
                .add(read.facet().label() + ": " + (read.understood().isEmpty() ? read.value() : read.understood())));
        found.guidance().filters().forEach(filter -> parts.add(FilterChip.words(filter.facet(), filter.mode(),
                filter.understood().isEmpty() ? filter.value() : filter.understood())));
        if (!query.active().isBlank()) {
            parts.add("Time: " + query.active().strip());
        }
        return parts.isEmpty() ? "Operations of threat actors" : "Operations: " + String.join("; ", parts);
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private static FeedEntry entry(OperationResult.Found found, String origin) {
        Operation operation = found.operation();
        String text = allowed(Prose.plain(operation.activity().story()));
        String beginning = text.lines().findFirst().orElse("");
        String title = beginning.length() > TITLE ? WellFormedText.cut(beginning, TITLE) + "…" : beginning;
        String published = instant(operation.date().from());
        return new FeedEntry("urn:uuid:" + id(found.actor().uuid() + "#" + operation.anchor()),
                allowed(found.actor().name()) + ", " + allowed(date(operation)) + ": " + title, published, published,
                origin + Addresses.uuid(found.actor().kind(), found.actor().uuid()) + "#" + operation.anchor(),
                sources(operation).stream().map(WebLink::href).toList(),
                Stream.concat(Stream.of(operation.kind().key()), operation.cves().stream()).toList(), text);
    }

    private static String instant(LocalDate day) {
        return day + "T00:00:00Z";
    }

    /** The text without the characters that XML does not allow. */
    private static String allowed(String text) {
        return text.replaceAll("[^\\t\\n\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "");
    }
}
