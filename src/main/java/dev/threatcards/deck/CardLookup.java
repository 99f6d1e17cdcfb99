package dev.threatcards.deck;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.Relation;
import dev.threatcards.index.CardReader;
import dev.threatcards.text.DefensiveCopies;
import dev.threatcards.text.NameKeys;
import dev.threatcards.text.WrittenNames;

/** Looks up cards by uuid, slug or name. */
public final class CardLookup {

    /** The most cards of one name that an answer about something else lists. On the real deck at most two cards share a name. */
    public static final int FIRST = 20;

    /** The most cards of one name that are read when that name is looked up. */
    private static final int MOST = 1_000;

    /**
     * The documents that match a query.
     *
     * @param first the first of them by title
     * @param total how many match
     */
    public record Documents(List<Integer> first, int total) {

        public Documents {
            first = DefensiveCopies.list(first, "first");
        }
    }

    /** By title, then by uuid. */
    public static final Sort BY_NAME = new Sort(new SortField(CardFields.SORT_NAME, SortField.Type.STRING),
            new SortField(CardFields.UUID, SortField.Type.STRING));

    private final CardReader searcher;

    /** A lookup in one commit. */
    public CardLookup(CardReader searcher) {
        this.searcher = searcher;
    }

    /**
     * The cards that an id means: the card with that uuid; otherwise the actors with that name in any spelling, slug or id; otherwise the
     * actors with that name but for its head nouns; otherwise the tools. If current cards match, the others are left out; if cards of ETDA
     * match, those of other collections are.
     * Cards may share a name: there are an "APT9" and an "APT 9".
     *
     * @param id a uuid, or a name in any form, see {@link WrittenNames}
     */
    public Documents documents(String id) throws IOException {
        Documents identified = any(SearchScope.allCards(), MOST, List.of(new Term(CardFields.UUID, uuid(id))));
        return identified.total > 0 ? identified : named(id, List.of(CardFields.ACTOR, CardFields.TOOL));
    }

    /** The tools that an id means, see {@link #documents(String)}. */
    public Documents tools(String id) throws IOException {
        Documents identified = any(new SearchScope(CardFields.TOOL, Set.of()).query(), MOST,
                List.of(new Term(CardFields.UUID, uuid(id))));
        return identified.total > 0 ? identified : named(id, List.of(CardFields.TOOL));
    }

    /** The cards of the scope that an id means; its names are read as those of {@link #documents(String)}. */
    Documents in(SearchScope scope, String id) throws IOException {
        Documents identified = any(scope.query(), MOST, List.of(new Term(CardFields.UUID, uuid(id))));
        if (identified.total > 0) {
            return identified;
        }
        for (List<String> names : WrittenNames.readings(id)) {
            Documents found = named(names, scope);
            if (found.total > 0) {
                return found;
            }
        }
        return new Documents(List.of(), 0);
    }

    private Documents named(String id, List<String> kinds) throws IOException {
        for (List<String> names : WrittenNames.readings(id)) {
            for (String kind : kinds) {
                for (SearchScope scope : SearchScope.preferred(kind, Set.of())) {
                    Documents found = named(names, scope);
                    if (found.total > 0) {
                        return found;
                    }
                }
            }
        }
        return new Documents(List.of(), 0);
    }

    private Documents named(List<String> names, SearchScope scope) throws IOException {
        Documents spelt = any(scope.query(), MOST, names.stream().flatMap(CardLookup::spellings).toList());
        return spelt.total > 0 ? spelt : any(scope.query(), MOST, names.stream().map(CardLookup::core).toList());
    }

    private static Term core(String name) {
        return new Term(CardFields.NAME_CORE, NameKeys.core(name));
    }

    private static Stream<Term> spellings(String name) {
        return Stream.of(new Term(CardFields.SLUG, name), new Term(CardFields.NAME_EXACT, NameKeys.exact(name)),
                new Term(CardFields.NAME_FOLDED, NameKeys.folded(name)));
    }

    /**
     * The cards of the scope with that name in any spelling.
     *
     * @param most the most documents that are listed
     */
    Documents named(String name, SearchScope scope, int most) throws IOException {
        return any(scope.query(), most, spellings(name).toList());
    }

    /** The card with that uuid. */
    Documents identified(UUID uuid) throws IOException {
        return any(SearchScope.allCards(), FIRST, List.of(new Term(CardFields.UUID, uuid.toString())));
    }

    /** Normalizes the case of a uuid. A text that is no uuid is returned as it is, and matches no card. */
    private static String uuid(String id) {
        return Relation.isUuid(id) ? UUID.fromString(id).toString() : id;
    }

    /** The cards that match the filter and have any of the terms. */
    private Documents any(Query filter, int most, List<Term> terms) throws IOException {
        BooleanQuery.Builder any = new BooleanQuery.Builder().setMinimumNumberShouldMatch(1).add(filter, Occur.FILTER);
        for (Term term : terms) {
            // A name without letters and digits has an empty key.
            if (!term.text().isEmpty()) {
                any.add(new TermQuery(term), Occur.SHOULD);
            }
        }
        return find(any.build(), most, searcher);
    }

    /** The documents that match the query by title, at most {@code most} of them, and how many match. */
    public static Documents find(Query query, int most, CardReader searcher) throws IOException {
        // Counted first: most names match no card or one, and a search allocates for as many hits as it may have.
        int total = searcher.count(query);
        return new Documents(total == 0
                ? List.of()
                : Stream.of(searcher.search(query, Math.min(most, total), BY_NAME).scoreDocs).map(hit -> hit.doc)
                        .toList(),
                total);
    }

    /** All documents that match the query, by title. */
    static List<Integer> all(Query query, CardReader searcher) throws IOException {
        return find(query, Math.max(1, searcher.getIndexReader().maxDoc()), searcher).first;
    }
}
