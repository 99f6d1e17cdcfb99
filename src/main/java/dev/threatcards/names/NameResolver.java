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
import java.util.stream.Stream;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
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
import dev.threatcards.index.CardReader;
import dev.threatcards.index.StoredCards;
import dev.threatcards.query.Limits;
import dev.threatcards.result.Resolution;
import dev.threatcards.result.Resolution.Degree;
import dev.threatcards.result.Resolution.Meaning;
import dev.threatcards.search.FuzzyNames;
import dev.threatcards.text.NameKeys;

/** Every card that a name may mean, over one commit of an index. Not kept: made anew for each searcher. */
public final class NameResolver {

    /** Cards that may share one name, of one kind; on the real deck at most two do. */
    private static final int MOST = 1_000;

    private static final Comparator<Meaning> ORDER = Comparator.comparing((Meaning meaning) -> meaning.card().kind())
            .thenComparing(Meaning::degree).thenComparing(Meaning::card, CardReference.BY_NAME);

    private final CardReader searcher;
    private final Set<String> collections;
    private final Limits limits;
    private int unread;

    /**
     * @param collections the collections whose cards may be meant; none for all, of which ETDA's come first: others are given
     *     only where no card of ETDA's of that kind is meant
     * @param limits how long a name may be
     */
    public NameResolver(CardReader searcher, Set<String> collections, Limits limits) {
        this.limits = limits;
        this.searcher = searcher;
        this.collections = Set.copyOf(collections);
    }

    /** What each of the names may mean, in their order. */
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
        // A name of signs alone has no letters to be found by.
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

    /** The card under the first of the names that match, with everybody who gave it that name. */
    private static Optional<Meaning> meaning(Card card, List<Name> matching, Degree degree) {
        return matching.stream().findFirst().map(first -> {
            String givers = matching.stream().filter(name -> name.name().equals(first.name())).map(Name::giver)
                    .filter(giver -> !giver.isEmpty()).distinct().collect(Collectors.joining(", "));
            return new Meaning(CardReference.of(card), first.name(), givers, degree);
        });
    }

    /** The cards with the names that are nearest, be they actors' or tools'. */
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

    /** The cards of the kind that match: ETDA's where any of them does and no collection is asked for. */
    private List<Card> preferred(String kind, Query called) throws IOException {
        List<Card> etda = collections.isEmpty() ? cards(new SearchScope(kind, Set.of(Deck.ETDA)), called) : List.of();
        return etda.isEmpty() ? cards(new SearchScope(kind, collections), called) : etda;
    }

    private List<Card> cards(SearchScope scope, Query called) throws IOException {
        Query query = new BooleanQuery.Builder().add(scope.query(), Occur.FILTER).add(called, Occur.FILTER).build();
        List<Card> cards = new ArrayList<>();
        ScoreDoc[] found = searcher.search(query, MOST, CardLookup.BY_NAME).scoreDocs;
        unread += found.length < MOST ? 0 : searcher.count(query) - found.length;
        StoredCards stored = new StoredCards(searcher.getIndexReader());
        for (int document : Stream.of(found).mapToInt(doc -> doc.doc).sorted().toArray()) {
            cards.add(stored.card(document));
        }
        return cards;
    }
}
