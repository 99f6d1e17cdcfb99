package dev.threatcards.deck;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Deck;
import dev.threatcards.card.EditionStatus;
import dev.threatcards.card.Facet;
import dev.threatcards.index.CardReader;
import dev.threatcards.parse.QueryTree;
import dev.threatcards.query.Filters;
import dev.threatcards.query.Filters.Choice;

/**
 * The cards that a query is about: those of one kind in the selected collections. If no collection is selected, ETDA's is, where the index
 * has cards of it, and otherwise all are.
 *
 * @param kind {@link CardFields#ACTOR} or {@link CardFields#TOOL}
 * @param collections empty for all collections
 * @param isCurrent whether only the cards that are {@linkplain EditionStatus#CURRENT current} belong to it
 */
public record SearchScope(String kind, Set<String> collections, boolean isCurrent) {

    /** The cards of collections, whether current or not. */
    public SearchScope(String kind, Set<String> collections) {
        this(kind, collections, false);
    }

    /** The current cards of collections. */
    public static SearchScope current(String kind, Set<String> collections) {
        return new SearchScope(kind, collections, true);
    }

    /**
     * Where the cards of a name are looked for, one scope after the other until any card has it: current cards before others, and ETDA's before
     * those of other collections.
     *
     * @param collections the only collections; empty for ETDA's and then all
     */
    public static List<SearchScope> preferred(String kind, Set<String> collections) {
        List<SearchScope> scopes = new ArrayList<>();
        for (boolean isCurrent : new boolean[]{true, false}) {
            if (collections.isEmpty()) {
                scopes.add(new SearchScope(kind, Set.of(Deck.ETDA), isCurrent));
            }
            scopes.add(new SearchScope(kind, collections, isCurrent));
        }
        return scopes;
    }

    /** The current cards of this scope. */
    public SearchScope current() {
        return current(kind, collections);
    }

    /** The scope of a query: the collections that its filters or its text name, or else the default ones. */
    public static SearchScope of(String kind, QueryTree tree, Filters filters, CardReader searcher) throws IOException {
        boolean isInText = tree.values().stream().anyMatch(value -> value.facet() == Facet.COLLECTION);
        return isInText && filters.choice(Facet.COLLECTION).any().isEmpty()
                ? new SearchScope(kind, Set.of())
                : of(kind, filters, searcher);
    }

    /** The scope of a query without text. */
    public static SearchScope of(String kind, Filters filters, CardReader searcher) throws IOException {
        return new SearchScope(kind, collections(kind, filters, searcher));
    }

    private static Set<String> collections(String kind, Filters filters, CardReader searcher) throws IOException {
        Choice choice = filters.choice(Facet.COLLECTION);
        if (!choice.any().isEmpty()) {
            ValueReader collections = new ValueReader(new SearchScope(kind, Set.of()), searcher);
            Set<String> read = new LinkedHashSet<>();
            for (String written : choice.any()) {
                ReadValue value = collections.read(Facet.COLLECTION, written);
                read.addAll(value.isMeaningless() ? Set.of(written) : value.values());
            }
            return read;
        }
        SearchScope etda = new SearchScope(kind, Set.of(Deck.ETDA));
        return choice.values().isEmpty() && etda.cards(searcher).cardinality() > 0 ? etda.collections : Set.of();
    }

    /** The kind of card. */
    public Kind cards() {
        return kind.equals(CardFields.ACTOR) ? Kind.ACTOR : Kind.TOOL;
    }

    /** Matches the cards of this scope. */
    public Query query() {
        BooleanQuery.Builder cards = new BooleanQuery.Builder().add(new TermQuery(new Term(CardFields.KIND, kind)),
                Occur.FILTER);
        if (!collections.isEmpty()) {
            cards.add(new TermInSetQuery(CardFields.COLLECTION, collections.stream().map(BytesRef::new).toList()),
                    Occur.FILTER);
        }
        if (isCurrent) {
            cards.add(currentCards(), Occur.FILTER);
        }
        return cards.build();
    }

    /** Matches all actors and tools; entries of mapping files are neither. */
    public static Query allCards() {
        return new TermInSetQuery(CardFields.KIND,
                List.of(new BytesRef(CardFields.ACTOR), new BytesRef(CardFields.TOOL)));
    }

    /** The scope of the same collections and another kind. */
    public SearchScope of(String otherKind) {
        return new SearchScope(otherKind, collections, isCurrent);
    }

    /** Matches the cards that are current. */
    public static Query currentCards() {
        return new TermQuery(new Term(CardFields.facet(Facet.EDITION), EditionStatus.CURRENT.key()));
    }

    /** The cards of this scope by document, cached: do not modify the bits. */
    public FixedBitSet cards(CardReader searcher) throws IOException {
        return searcher.kept(query());
    }

    /** Matches the cards of this scope that match the query. */
    public Query filtered(Query query) {
        return new BooleanQuery.Builder().add(query(), Occur.FILTER).add(query, Occur.FILTER).build();
    }

    /** The collections that the index has cards of. */
    public static Set<String> allCollections(CardReader searcher) throws IOException {
        Set<String> all = new TreeSet<>();
        Terms terms = MultiTerms.getTerms(searcher.getIndexReader(), CardFields.COLLECTION);
        if (terms != null) {
            TermsEnum each = terms.iterator();
            for (BytesRef term = each.next(); term != null; term = each.next()) {
                all.add(term.utf8ToString());
            }
        }
        return all;
    }
}
