package dev.threatcards.names;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Deck;
import dev.threatcards.card.Name;
import dev.threatcards.card.Relation;
import dev.threatcards.deck.CardLookup;
import dev.threatcards.deck.SearchScope;
import dev.threatcards.index.CardNames;
import dev.threatcards.index.CardReader;
import dev.threatcards.index.StoredCards;
import dev.threatcards.query.Limits;
import dev.threatcards.result.Resolution;
import dev.threatcards.result.Resolution.Degree;
import dev.threatcards.result.Resolution.Meaning;
import dev.threatcards.search.FuzzyNames;
import dev.threatcards.text.NameKeys;

/** Resolves names to the cards of one commit that they may mean. For use by one thread. */
public final class NameResolver {

    /** The most cards of one kind that are read for a name. On the real deck at most two share one. */
    private static final int MOST = 1_000;

    private static final Comparator<Meaning> ORDER = Comparator.comparing((Meaning meaning) -> meaning.card().kind())
            .thenComparing(Meaning::degree).thenComparing(Meaning::card, CardReference.BY_NAME);

    private final CardReader searcher;
    private final Set<String> collections;
    private final Limits limits;
    private int unread;

    /**
     * @param collections the collections whose cards are considered; empty for all, of which others than ETDA's are considered only
     *     if no card of ETDA of that kind has the name
     * @param limits the longest name
     */
    public NameResolver(CardReader searcher, Set<String> collections, Limits limits) {
        this.limits = limits;
        this.searcher = searcher;
        this.collections = Set.copyOf(collections);
    }

    /** Resolves each of the names, in their order. */
    public List<Resolution> of(List<String> names) throws IOException {
        List<Resolution> resolutions = new ArrayList<>();
        for (String name : names) {
            resolutions.add(of(name));
        }
        return List.copyOf(resolutions);
    }

    private Resolution of(String name) throws IOException {
        if (name.isBlank() || name.length() > limits.nameLength()) {
            return new Resolution(name, List.of());
        }
        unread = 0;
        List<Meaning> meanings = identified(name.strip());
        if (meanings.isEmpty()) {
            meanings = named(name);
        }
        if (meanings.isEmpty()) {
            meanings = near(NameKeys.folded(name));
        }
        return new Resolution(name, meanings.stream().sorted(ORDER).toList(), meanings.size() + unread);
    }

    private List<Meaning> identified(String name) throws IOException {
        if (!Relation.isUuid(name)) {
            return List.of();
        }
        String uuid = UUID.fromString(name).toString();
        List<Meaning> meanings = new ArrayList<>();
        for (String kind : List.of(CardFields.ACTOR, CardFields.TOOL)) {
            for (Card card : cards(new SearchScope(kind, collections),
                    new TermQuery(new Term(CardFields.UUID, uuid)))) {
                meanings.add(new Meaning(CardReference.of(card), uuid, "", Degree.EXACT));
            }
        }
        return meanings;
    }

    private List<Meaning> named(String name) throws IOException {
        String exact = NameKeys.exact(name);
        String folded = NameKeys.folded(name);
        BooleanQuery.Builder called = new BooleanQuery.Builder()
                .add(new TermQuery(new Term(CardFields.NAME_EXACT, exact)), Occur.SHOULD);
        // A name without letters and digits has an empty key.
        if (!folded.isEmpty()) {
            called.add(new TermQuery(new Term(CardFields.NAME_FOLDED, folded)), Occur.SHOULD);
        }
        List<Meaning> meanings = new ArrayList<>();
        for (String kind : List.of(CardFields.ACTOR, CardFields.TOOL)) {
            for (Card card : preferred(kind, called.build())) {
                meaning(card, exact, folded).ifPresent(meanings::add);
            }
        }
        return meanings;
    }

    private static Optional<Meaning> meaning(Card card, String exact, String folded) {
        List<Name> names = CardNames.of(card);
        return meaning(card, names.stream().filter(name -> NameKeys.exact(name.name()).equals(exact)).toList(),
                Degree.EXACT)
                .or(() -> meaning(card, names.stream()
                        .filter(name -> !folded.isEmpty() && NameKeys.folded(name.name()).equals(folded)).toList(),
                        Degree.FOLDED));
    }

    /** The card under the first matching name, with all givers of that name. */
    private static Optional<Meaning> meaning(Card card, List<Name> matching, Degree degree) {
        return matching.stream().findFirst().map(first -> {
            String givers = matching.stream().filter(name -> name.name().equals(first.name())).map(Name::giver)
                    .filter(giver -> !giver.isEmpty()).distinct().collect(Collectors.joining(", "));
            return new Meaning(CardReference.of(card), first.name(), givers, degree);
        });
    }

    /** The actors and tools with the nearest names. */
    private List<Meaning> near(String folded) throws IOException {
        for (Set<String> among : collections.isEmpty()
                ? List.of(Set.of(Deck.ETDA), collections)
                : List.of(collections)) {
            SearchScope actors = new SearchScope(CardFields.ACTOR, among);
            SearchScope tools = actors.of(CardFields.TOOL);
            Query both = new BooleanQuery.Builder().add(actors.query(), Occur.SHOULD).add(tools.query(), Occur.SHOULD)
                    .build();
            List<BytesRef> nearest = FuzzyNames.of(folded, CardFields.NAME_FOLDED, both, searcher);
            Set<String> keys = nearest.stream().map(BytesRef::utf8ToString).collect(Collectors.toSet());
            Query called = new TermInSetQuery(CardFields.NAME_FOLDED, nearest);
            Map<UUID, Meaning> meanings = new LinkedHashMap<>();
            for (SearchScope scope : nearest.isEmpty() ? List.<SearchScope>of() : List.of(actors, tools)) {
                for (Card card : cards(scope, called)) {
                    meaning(card, CardNames.of(card).stream()
                            .filter(name -> keys.contains(NameKeys.folded(name.name()))).toList(), Degree.NEAR)
                            .ifPresent(meaning -> meanings.put(card.uuid(), meaning));
                }
            }
            if (!meanings.isEmpty()) {
                return List.copyOf(meanings.values());
            }
        }
        return List.of();
    }

    /** The cards of the kind that match; only ETDA's if any of them does and no collection is selected. */
    private List<Card> preferred(String kind, Query called) throws IOException {
        List<Card> etda = collections.isEmpty() ? cards(new SearchScope(kind, Set.of(Deck.ETDA)), called) : List.of();
        return etda.isEmpty() ? cards(new SearchScope(kind, collections), called) : etda;
    }

    private List<Card> cards(SearchScope scope, Query called) throws IOException {
        CardLookup.Documents found = CardLookup.find(scope.filtered(called), MOST, searcher);
        unread += found.total() - found.first().size();
        StoredCards stored = new StoredCards(searcher.getIndexReader());
        List<Card> cards = new ArrayList<>();
        for (int document : found.first().stream().sorted().toList()) {
            cards.add(stored.card(document));
        }
        return cards;
    }
}
