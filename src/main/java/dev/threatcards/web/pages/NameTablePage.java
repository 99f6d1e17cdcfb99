package dev.threatcards.web.pages;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.threatcards.ThreatCards;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Provenance;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.Filters;
import dev.threatcards.result.FacetValue;
import dev.threatcards.result.NameTable;
import dev.threatcards.result.NameTable.GivenName;
import dev.threatcards.result.Translation;
import dev.threatcards.result.Translation.Translated;
import dev.threatcards.web.http.Addresses;
import dev.threatcards.web.http.NameTableRequest;
import dev.threatcards.web.http.QueryParameters;
import dev.threatcards.web.http.SearchKind;

/**
 * The view model of the page of names by giver: a choice of givers and filters, and the table or the translation of one name. If no giver is
 * chosen, those that named most of the actors are.
 *
 * @param text the text of the search
 * @param givers the givers to choose from, those of the table first
 * @param selects the facets that have a list to choose from
 * @param hidden the other parameters of the search, which the form keeps
 * @param search the same search as hits
 * @param unattributed whether any row has names whose giver is not known
 */
record NameTablePage(Site site, Ask ask, Optional<Answer> answer, String text, List<Choice> givers,
        List<Select> selects, List<ResultsFrame.Hidden> hidden, List<FilterChip> chips, String clear, String count,
        List<String> columns, List<Row> rows, boolean unattributed, String csv, String search,
        ResultsFrame.Pager pager) {

    /** The form of a translation: the name and the giver as they were asked for, and all givers. */
    record Ask(String name, String to, List<String> givers) {
    }

    /** A translation, or why there is none. */
    record Answer(String sentence, List<Meant> meant) {
    }

    /** An actor that the name means. */
    record Meant(Link card, String note, List<Named> names) {
    }

    record Choice(String value, String label, boolean chosen) {
    }

    record Select(String parameter, String label, List<Choice> choices) {
    }

    /** An actor; a cell for each column, then the names whose giver is not known. */
    record Row(Link card, String country, List<Cell> cells, Cell unattributed) {
    }

    record Cell(List<Named> names) {
    }

    /** A name; {@code shared} are other actors that have it. */
    record Named(String name, String source, List<Link> shared) {
    }

    /** The actors of a page. */
    private static final int SIZE = 50;

    /** The most givers to choose from; the address may name any. */
    private static final int GIVERS = 500;

    private static final Set<Facet> SELECTS = new LinkedHashSet<>(
            List.of(Facet.COUNTRY, Facet.MOTIVATION, Facet.SECTOR, Facet.TARGET, Facet.COLLECTION));

    /**
     * @param name the name to translate; empty for none
     * @param to the giver whose name is wanted; empty for none
     */
    static NameTablePage of(NameTableRequest asked, String name, String to, ThreatCards cards) {
        Provenance provenance = cards.provenance();
        String home = Addresses.home(provenance);
        CardQuery query = asked.query().page(asked.query().window().page(), SIZE);
        Optional<Answer> answer = answer(name, to, cards, home);
        List<String> columns = asked.givers().isEmpty()
                ? cards.nameTable(query.page(1, 0), List.of()).givers()
                : asked.givers();
        NameTable table = cards.nameTable(answer.isPresent() ? query.page(1, 0) : query, columns);
        List<String> known = cards.givers();
        List<Select> selects = selects(query, cards);
        List<Row> rows = table.rows().stream().map(row -> row(row, table.givers(), home)).toList();
        return new NameTablePage(Site.of("Names by vendor", Site.Section.NAMES, provenance),
                new Ask(name, to, known.stream().limit(GIVERS).sorted(String.CASE_INSENSITIVE_ORDER).toList()), answer,
                query.text(), givers(table.givers(), known), selects, hidden(query, selects),
                chips(query, asked.givers()), Addresses.namesTable(filtered(query, Filters.NONE), asked.givers(), 1),
                count(table), table.givers(), rows, rows.stream().anyMatch(row -> !row.unattributed.names.isEmpty()),
                Addresses.namesCsv(query, table.givers()), Addresses.search(query.page(1, CardQuery.DEFAULT_SIZE)),
                pager(query, asked.givers(), table));
    }

    private static Optional<Answer> answer(String name, String to, ThreatCards cards, String home) {
        if (name.isEmpty() || to.isEmpty()) {
            return name.isEmpty() ? Optional.empty() : Optional.of(new Answer("Choose a vendor.", List.of()));
        }
        Translation translation = cards.translate(name, to);
        String giver = translation.giver();
        String sentence = switch (translation.outcome()) {
            case TRANSLATED -> translation.ambiguous()
                    ? "“" + name + "” may mean " + SearchKind.ACTORS.count(translation.cards().size()) + "."
                    : "";
            case NO_NAME ->
                "No card has a name by " + giver + " for it. " + giver + " may have one that the cards lack.";
            case UNKNOWN_NAME -> "No card has the name “" + name + "”.";
        };
        return Optional.of(new Answer(sentence, translation.cards().stream().map(card -> meant(card, home)).toList()));
    }

    private static Meant meant(Translated card, String home) {
        String giver = PageText.knownGiver(card.asGiver());
        return new Meant(Link.to(card.card(), home), switch (card.degree()) {
            case EXACT -> card.as() + (giver.isEmpty() ? "" : ", named by " + giver);
            case FOLDED, CORE -> "on the card as " + card.as() + (giver.isEmpty() ? "" : ", named by " + giver);
            case NEAR -> "a similar name, " + card.as() + ": a typo?";
        }, card.names().stream().map(each -> named(each, home)).toList());
    }

    private static Named named(GivenName name, String home) {
        return new Named(name.name(), name.source(),
                name.sharing().stream().map(other -> Link.to(other, home)).toList());
    }

    private static Row row(NameTable.Row row, List<String> givers, String home) {
        return new Row(Link.to(row.card(), home), String.join(", ", row.country()),
                givers.stream().map(giver -> cell(row.names().getOrDefault(giver, List.of()), home)).toList(),
                cell(row.unattributed(), home));
    }

    private static Cell cell(List<GivenName> names, String home) {
        return new Cell(names.stream().map(name -> named(name, home)).toList());
    }

    private static String count(NameTable table) {
        return SearchKind.ACTORS.count(table.total()) + (table.total() == 1 ? " has a name by " : " have a name by ")
                + (table.givers().size() == 1 ? table.givers().getFirst() : "any of these vendors");
    }

    private static List<Choice> givers(List<String> chosen, List<String> known) {
        return Stream.concat(chosen.stream(), known.stream().filter(giver -> !chosen.contains(giver)).limit(GIVERS))
                .map(giver -> new Choice(giver, PageText.giver(giver), chosen.contains(giver))).toList();
    }

    private static List<Select> selects(CardQuery query, ThreatCards cards) {
        List<Select> selects = new ArrayList<>();
        for (Facet facet : SELECTS) {
            Set<String> chosen = query.filters().choice(facet).any();
            List<FacetValue> values = cards.facet(facet, "", query.facets(Set.of(facet), Addresses.MOST_VALUES));
            boolean isChoice = facet != Facet.COLLECTION || values.size() > 1;
            if (chosen.size() <= 1 && isChoice && !values.isEmpty()) {
                selects.add(new Select(facet.parameter(), facet.label(),
                        values.stream().map(FacetValue::value).sorted(String.CASE_INSENSITIVE_ORDER)
                                .map(value -> new Choice(value, value, chosen.contains(value))).toList()));
            }
        }
        return selects;
    }

    /** The parameters that no field of the form has. */
    private static List<ResultsFrame.Hidden> hidden(CardQuery query, List<Select> selects) {
        Set<String> fields = Stream.concat(selects.stream().map(Select::parameter),
                Stream.of(QueryParameters.TEXT, QueryParameters.PAGE, "size")).collect(Collectors.toSet());
        List<ResultsFrame.Hidden> hidden = new ArrayList<>();
        Addresses.parameterMap(query).forEach((name, values) -> {
            if (!fields.contains(name)) {
                values.forEach(value -> hidden.add(new ResultsFrame.Hidden(name, value)));
            }
        });
        return hidden;
    }

    private static List<FilterChip> chips(CardQuery query, List<String> givers) {
        return FilterChip.of(query, filters -> Addresses.namesTable(filtered(query, filters), givers, 1));
    }

    private static CardQuery filtered(CardQuery query, Filters filters) {
        return new CardQuery(query.text(), filters, query.window(), query.facets());
    }

    private static ResultsFrame.Pager pager(CardQuery query, List<String> givers, NameTable table) {
        int page = query.window().page();
        int pages = table.pages();
        return new ResultsFrame.Pager(page, pages, page > 1 ? Addresses.namesTable(query, givers, page - 1) : "",
                page < pages ? Addresses.namesTable(query, givers, page + 1) : "");
    }
}
