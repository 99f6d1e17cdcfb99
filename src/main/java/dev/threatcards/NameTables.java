package dev.threatcards;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Name;
import dev.threatcards.deck.CardIds;
import dev.threatcards.deck.Givers;
import dev.threatcards.deck.MappedNames;
import dev.threatcards.deck.ToolGraph;
import dev.threatcards.export.CsvTable;
import dev.threatcards.index.FacetColumn;
import dev.threatcards.names.NamesByGiver;
import dev.threatcards.query.CardQuery;
import dev.threatcards.result.Crosswalk;
import dev.threatcards.result.FacetValue;
import dev.threatcards.result.NameTable;
import dev.threatcards.result.NameTable.GivenName;
import dev.threatcards.result.NameTable.Row;

/** The table of names by giver, and the crosswalk of ids, of one commit. Rows are read one by one. */
final class NameTables {

    private static final String SHARED = "shared";

    private final Commit commit;

    NameTables(Commit commit) {
        this.commit = commit;
    }

    /**
     * What a table is about: the givers of its columns, and the documents of its rows.
     *
     * @param query the query with the filter on the givers that were asked for
     * @param collections those that the documents are of
     */
    private record Selection(CardQuery query, List<String> givers, List<Integer> documents, Set<String> collections) {
    }

    NameTable page(CardQuery query, List<String> givers) throws IOException {
        Selection selection = select(query, givers);
        NamesByGiver names = new NamesByGiver(commit.reader(), commit.linked(), commit.mappedNames());
        List<Row> rows = new ArrayList<>();
        for (int document : page(selection.documents, query)) {
            rows.add(names.row(document, selection.givers, selection.collections));
        }
        return new NameTable(selection.query, selection.givers, rows, selection.documents.size(),
                commit.reader().provenance(selection.collections));
    }

    /** Writes the whole table as CSV, and returns the number of its rows. */
    int write(CardQuery query, List<String> givers, OutputStream out) throws IOException {
        Selection selection = select(query, givers);
        NamesByGiver names = new NamesByGiver(commit.reader(), commit.linked(), commit.mappedNames());
        List<String> header = Stream.of(List.of("uuid", "actor", "collection", "country"), selection.givers,
                List.of("unattributed", SHARED)).flatMap(List::stream).toList();
        CsvTable table = new CsvTable(out, header);
        for (int document : selection.documents) {
            Row row = names.row(document, selection.givers, selection.collections);
            List<String> cells = new ArrayList<>(List.of(row.card().uuid().toString(), row.card().name(),
                    row.card().collection(), CsvTable.cell(row.country())));
            selection.givers.forEach(giver -> cells.add(cell(row.names().getOrDefault(giver, List.of()))));
            cells.add(cell(row.unattributed()));
            cells.add(CsvTable.cell(shared(row)));
            table.row(cells);
        }
        table.finish();
        return selection.documents.size();
    }

    private static String cell(List<GivenName> names) {
        return CsvTable.cell(names.stream().map(GivenName::name).toList());
    }

    /** The names that other actors have too: "APT 9: Nightshade Panda". */
    private static List<String> shared(Row row) {
        return Stream.concat(row.names().values().stream().flatMap(List::stream), row.unattributed().stream())
                .flatMap(name -> name.sharing().stream().map(other -> name.name() + ": " + other.name())).distinct()
                .toList();
    }

    private Selection select(CardQuery query, List<String> asked) throws IOException {
        Givers known = commit.givers();
        Set<String> givers = new LinkedHashSet<>();
        CardQuery filtered = query;
        for (String giver : asked) {
            // "?" is a column too: the names whose giver the encyclopedia does not know.
            boolean isOpen = giver.equals(Name.UNKNOWN_GIVER);
            givers.add(isOpen ? giver : known.require(giver, Facet.GIVER.parameter()));
            for (String spelling : isOpen ? List.of(giver) : known.spellings(giver)) {
                filtered = filtered.with(Facet.GIVER, spelling);
            }
        }
        List<Integer> documents = asked.isEmpty()
                ? documents(Kind.ACTOR, filtered)
                : withMapped(documents(Kind.ACTOR, filtered), query, givers);
        if (givers.isEmpty()) {
            givers.addAll(usual(filtered, known));
        }
        return new Selection(filtered, List.copyOf(givers), documents, collections(documents));
    }

    /** The documents that the query finds, and those that mapping files give a name by one of the givers, in the order of the query. */
    private List<Integer> withMapped(List<Integer> found, CardQuery query, Set<String> givers) throws IOException {
        MappedNames mapped = commit.mappedNames();
        Set<String> keys = givers.stream().map(Givers::key).collect(Collectors.toSet());
        if (mapped.isEmpty()) {
            return found;
        }
        Set<Integer> all = new HashSet<>(found);
        return documents(Kind.ACTOR, query).stream()
                .filter(document -> all.contains(document) || mapped.hasNameBy(keys, document)).toList();
    }

    /** The givers that named the most actors of the result. */
    private List<String> usual(CardQuery query, Givers known) throws IOException {
        Set<String> givers = new LinkedHashSet<>();
        for (FacetValue value : commit.search()
                .values(Kind.ACTOR, Facet.GIVER, query.text(), query.filters(), "", 10 * NameTable.USUAL_GIVERS)
                .values()) {
            known.named(value.value()).filter(giver -> givers.size() < NameTable.USUAL_GIVERS).ifPresent(givers::add);
        }
        return List.copyOf(givers);
    }

    Crosswalk crosswalk(CardQuery query, Set<Kind> kinds) throws IOException {
        List<Integer> documents = documents(kinds, query);
        CardIds ids = commit.ids();
        List<Crosswalk.Row> rows = new ArrayList<>();
        for (int document : page(documents, query)) {
            rows.add(ids.row(document));
        }
        return new Crosswalk(query.window(), rows, documents.size(),
                commit.reader().provenance(collections(documents)));
    }

    /** Writes the ids of all cards as CSV, and returns the number of rows. */
    int writeCrosswalk(CardQuery query, Set<Kind> kinds, OutputStream out) throws IOException {
        List<Integer> documents = documents(kinds, query);
        CardIds ids = commit.ids();
        CsvTable table = new CsvTable(out, List.of("uuid", "name", "kind", "collection", "etda", "misp", "mispTag",
                "attack", "malpedia", "microsoft", "conflicts"));
        for (int document : documents) {
            Crosswalk.Row row = ids.row(document);
            table.row(List.of(row.card().uuid().toString(), row.card().name(), row.card().kind().key(),
                    row.card().collection(), CsvTable.cell(row.ids().etda().stream().map(Object::toString).toList()),
                    CsvTable.cell(row.ids().misp().stream().map(each -> each.uuid().toString()).toList()),
                    CsvTable.cell(row.ids().misp().stream().map(Crosswalk.Cluster::tag).toList()),
                    CsvTable.cell(row.ids().attack()), CsvTable.cell(row.ids().malpedia()),
                    CsvTable.cell(row.ids().microsoft()), CsvTable.cell(row.ids().conflicts().stream()
                            .map(card -> card.collection() + ": " + card.name()).toList())));
        }
        table.finish();
        return documents.size();
    }

    /** The documents of actors, then of tools. */
    private List<Integer> documents(Set<Kind> kinds, CardQuery query) throws IOException {
        List<Integer> documents = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            if (kinds.contains(kind)) {
                documents.addAll(documents(kind, query));
            }
        }
        return documents;
    }

    private List<Integer> documents(Kind kind, CardQuery query) throws IOException {
        return commit.search().documents(kind, query.text(), query.filters(), query.window().order(),
                kind == Kind.TOOL ? commit.tools() : ToolGraph.NONE);
    }

    private static List<Integer> page(List<Integer> documents, CardQuery query) {
        int from = Math.min(query.window().from(), documents.size());
        return documents.subList(from, Math.min(from + query.window().size(), documents.size()));
    }

    private Set<String> collections(List<Integer> documents) throws IOException {
        FacetColumn column = commit.reader().column(Facet.COLLECTION);
        Set<String> collections = new LinkedHashSet<>();
        documents.stream().map(column::firstOrdinal).distinct().filter(ordinal -> ordinal >= 0).map(column::value)
                .forEach(collections::add);
        return collections;
    }
}
