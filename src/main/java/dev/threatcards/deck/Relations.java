package dev.threatcards.deck;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.util.BytesRef;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardLinks;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Deck;
import dev.threatcards.card.Field;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Name;
import dev.threatcards.card.Relation;
import dev.threatcards.index.CardReader;
import dev.threatcards.index.StoredCards;
import dev.threatcards.result.Related;
import dev.threatcards.result.Related.Direction;
import dev.threatcards.text.FirstOf;
import dev.threatcards.text.NameKeys;
import dev.threatcards.text.Numbers;

/**
 * The relations between cards of one commit: typed relations that decks state, links in texts, and names that cards of different
 * collections share. A card's relations include those that other cards state. At most 2,000 cards are read for each kind of relation and
 * the others are only counted, which bounds the time. For use by one thread.
 */
public final class Relations {

    /** The most cards that are read for a kind of relation; on real decks every second actor uses the most common tool. */
    private static final int MOST = 2_000;

    /** The shortest folded name that is compared between collections; shorter ones coincide by chance. */
    private static final int SHORTEST_NAME = 3;

    /** The most shared names that a reason lists. */
    private static final int MOST_NAMES = 100;

    /** The inverse of each relation type that ETDA and MISP state on both cards. */
    private static final Map<String, String> INVERSES = Map.of("used-by", "uses", "uses", "used-by", "similar",
            "similar", "overlaps", "overlaps", "related-to", "related-to", "same-as", "same-as", "business-relations",
            "business-relations");

    private final CardReader searcher;
    private final CardLookup lookup;
    private final StoredCards stored;
    private final Map<Integer, CardReference> references = new HashMap<>();
    private final Map<List<String>, FirstOf<CardReference>> named = new HashMap<>();
    private int unread;

    /** The relations of a commit. */
    public Relations(CardReader searcher) {
        this.searcher = searcher;
        this.lookup = new CardLookup(searcher);
        this.stored = new StoredCards(searcher.getIndexReader());
    }

    /** All relations of the card: those that decks state first, then links, then shared names. */
    public List<Related> of(MergedCard card) throws IOException {
        unread = 0;
        List<Related> relations = merged(outgoing(card), incoming(card.card()));
        relations.addAll(sameNames(card.card()));
        return relations;
    }

    /** The relations that the card states and the shared names, without what other cards state. */
    List<Related> fromCard(MergedCard card) throws IOException {
        unread = 0;
        List<Related> relations = outgoing(card);
        relations.addAll(sameNames(card.card()));
        return relations;
    }

    /** The number of cards and references that the last result left out. */
    public int unread() {
        return unread;
    }

    private record Reference(String type, List<CardReference> cards) {
    }

    /** Merges relations that both cards state, each in its own direction, into one with the decks of both. */
    private static List<Related> merged(List<Related> outgoing, List<Related> incoming) {
        List<Related> relations = new ArrayList<>(outgoing);
        Map<Reference, Integer> places = new HashMap<>();
        for (int place = 0; place < outgoing.size(); place++) {
            places.putIfAbsent(new Reference(outgoing.get(place).type(), outgoing.get(place).cards()), place);
        }
        for (Related in : incoming) {
            Integer same = places.get(new Reference(INVERSES.getOrDefault(in.type(), ""), in.cards()));
            if (same == null) {
                relations.add(in);
            } else {
                relations.set(same, withDecks(in.decks(), relations.get(same)));
            }
        }
        return relations;
    }

    private static Related withDecks(List<String> decks, Related related) {
        List<String> all = Stream.concat(related.decks().stream(), decks.stream()).distinct().toList();
        return new Related(related.type(), related.direction(), related.name(), related.cards(), related.total(),
                related.likelihood(), all, related.reason(), related.ambiguous());
    }

    /** What the card states: the relations of its decks, then the links in its text. */
    List<Related> outgoing(MergedCard card) throws IOException {
        List<Related> relations = new ArrayList<>(stated(card.card()));
        relations.addAll(mentions(card));
        return relations;
    }

    /** A relation that several decks may state. */
    private record Statement(String type, String target) {
    }

    private List<Related> stated(Card card) throws IOException {
        Map<Statement, List<Relation>> statements = card.relations().stream()
                .collect(Collectors.groupingBy(relation -> new Statement(relation.type(), relation.target()),
                        LinkedHashMap::new, Collectors.toList()));
        unread += Math.max(0, statements.size() - MOST);
        List<Related> related = new ArrayList<>();
        Map<List<CardReference>, Integer> parents = new HashMap<>();
        for (List<Relation> stated : statements.values().stream().limit(MOST).toList()) {
            Relation first = stated.getFirst();
            FirstOf<CardReference> targets = targets(first, card);
            List<String> decks = stated.stream().map(Relation::deck).distinct().toList();
            // ETDA and MISP have different types for the relation to the parent.
            Integer same = first.isToParent() && !targets.first().isEmpty()
                    ? parents.putIfAbsent(targets.first(), related.size())
                    : null;
            if (same != null) {
                related.set(same, withDecks(decks, related.get(same)));
            } else {
                related.add(new Related(first.type(), Direction.OUT,
                        targets.total() == 1 ? targets.first().getFirst().name() : first.target(), targets.first(),
                        targets.total(), first.likelihood(), decks, "", targets.total() > 1));
            }
        }
        return related;
    }

    private FirstOf<CardReference> targets(Relation relation, Card from) throws IOException {
        return relation.uuid().isPresent()
                ? references(lookup.identified(relation.uuid().get()))
                : named(relation.target(), CardFields.ACTOR, from);
    }

    /** The cards of the kind with that name in the collection of {@code from}. */
    private FirstOf<CardReference> named(String name, String kind, Card from) throws IOException {
        List<String> key = List.of(from.collection(), kind, name);
        FirstOf<CardReference> known = named.get(key);
        if (known == null) {
            known = references(lookup.named(name, new SearchScope(kind, Set.of(from.collection())), CardLookup.FIRST));
            named.put(key, known);
        }
        return known;
    }

    /** The links in the card's texts, one for each name. */
    private List<Related> mentions(MergedCard card) throws IOException {
        Map<String, List<Field>> places = new LinkedHashMap<>();
        CardLinks.byField(card.card()).forEach((field, names) -> names
                .forEach(name -> places.computeIfAbsent(name, first -> new ArrayList<>()).add(field)));
        List<Related> related = new ArrayList<>();
        unread += Math.max(0, places.size() - MOST);
        for (Map.Entry<String, List<Field>> link : places.entrySet().stream().limit(MOST).toList()) {
            FirstOf<CardReference> targets = mentioned(link.getKey(), card.card());
            related.add(new Related(Related.MENTIONS, Direction.OUT, link.getKey(), targets.first(), targets.total(),
                    "", decks(card, link.getValue()), in(link.getValue()), targets.total() > 1));
        }
        return related;
    }

    /** The cards that a link means: the actors of the collection with that name, or else its tools. */
    private FirstOf<CardReference> mentioned(String name, Card from) throws IOException {
        FirstOf<CardReference> actors = named(name, CardFields.ACTOR, from);
        return actors.total() > 0 ? actors : named(name, CardFields.TOOL, from);
    }

    /** What other cards state of this one. */
    private List<Related> incoming(Card card) throws IOException {
        Set<String> keys = new TreeSet<>(foldedNames(card));
        keys.add(NameKeys.folded(card.name()));
        Set<String> related = new TreeSet<>(keys);
        related.add(card.uuid().toString());
        List<Related> incoming = new ArrayList<>(relatedInOrder(documents(terms(CardFields.RELATED, related)),
                document -> statedBy(document, card, keys)));
        incoming.sort(Comparator.comparing(stated -> stated.cards().getFirst(), CardReference.BY_NAME));
        Query sameCollection = new TermInSetQuery(CardFields.COLLECTION, List.of(new BytesRef(card.collection())));
        incoming.addAll(relatedInOrder(documents(sameCollection, terms(CardFields.MENTIONED, keys)), document -> {
            MergedCard other = stored.merged(document, searcher.provenance()::deck);
            return other.uuid().equals(card.uuid()) ? List.of() : List.of(mentionedBy(other, keys));
        }));
        return incoming;
    }

    private interface RelationsOf {
        List<Related> of(int document) throws IOException;
    }

    /** The relations of the documents in the order given. Cards are read in document order, which is the fastest. */
    private static List<Related> relatedInOrder(List<Integer> documents, RelationsOf relations) throws IOException {
        Map<Integer, List<Related>> byDocument = new HashMap<>();
        for (int document : documents.stream().sorted().toList()) {
            byDocument.put(document, relations.of(document));
        }
        return documents.stream().map(byDocument::get).flatMap(List::stream).toList();
    }

    /** The relations of a document's card to this one, each type once. */
    private List<Related> statedBy(int document, Card card, Set<String> keys) throws IOException {
        Card other = stored.card(document);
        boolean byName = other.collection().equals(card.collection()) && card instanceof ActorCard;
        Predicate<Relation> isHere = relation -> relation.uuid().map(card.uuid()::equals)
                .orElseGet(() -> byName && keys.contains(NameKeys.folded(relation.target())));
        Map<String, List<Relation>> byType = other.relations().stream().filter(isHere)
                .collect(Collectors.groupingBy(Relation::type, LinkedHashMap::new, Collectors.toList()));
        List<Related> related = new ArrayList<>();
        byType.forEach((type,
                stated) -> related.add(new Related(type, Direction.IN, other.name(), List.of(CardReference.of(other)),
                        1, stated.getFirst().likelihood(), stated.stream().map(Relation::deck).distinct().toList(), "",
                        false)));
        return related;
    }

    private static Related mentionedBy(MergedCard other, Set<String> keys) {
        List<Field> places = new ArrayList<>();
        CardLinks.byField(other.card()).forEach((field, names) -> {
            if (names.stream().map(NameKeys::folded).anyMatch(keys::contains)) {
                places.add(field);
            }
        });
        return new Related(Related.MENTIONS, Direction.IN, other.card().name(), List.of(CardReference.of(other.card())),
                1, "", decks(other, places), in(places), false);
    }

    /** The ids of the decks that the card's fields come from. */
    private static List<String> decks(MergedCard card, List<Field> fields) {
        return fields.stream().flatMap(field -> card.origin(field).stream()).map(Deck::id).distinct().toList();
    }

    private static String in(List<Field> places) {
        return places.stream().map(Field::key).collect(Collectors.joining(", ", "in ", ""));
    }

    /** The cards of other collections that share names with this one, those that share the most first. */
    private List<Related> sameNames(Card card) throws IOException {
        Set<String> names = foldedNames(card);
        if (names.isEmpty() || SearchScope.allCollections(searcher).size() < 2) {
            return List.of();
        }
        String kind = card instanceof ActorCard ? CardFields.ACTOR : CardFields.TOOL;
        List<SharedNames> sharing = new ArrayList<>();
        Map<String, Integer> inCollection = new HashMap<>();
        for (int document : documents(new SearchScope(kind, Set.of()).query(), terms(CardFields.NAME_FOLDED, names))
                .stream().sorted().toList()) {
            Card other = stored.card(document);
            // The index has parts of titles in this field too, which are no names.
            Set<String> shared = foldedNames(other);
            shared.retainAll(names);
            if (!other.uuid().equals(card.uuid()) && !shared.isEmpty()) {
                inCollection.merge(other.collection(), other.edition().isCurrent() ? 1 : 0, Integer::sum);
                if (!other.collection().equals(card.collection())) {
                    sharing.add(new SharedNames(CardReference.of(other), shared));
                }
            }
        }
        Map<String, String> spellings = spellings(card);
        int beside = inCollection.getOrDefault(card.collection(), 0);
        return sharing.stream()
                .sorted(Comparator.comparing(SharedNames::card, CardReference.CURRENT_FIRST)
                        .thenComparingInt(other -> -other.shared.size())
                        .thenComparing(SharedNames::card, CardReference.BY_NAME))
                .map(other -> sameName(other, spellings, beside + inCollection.get(other.card.collection()) > 1))
                .toList();
    }

    /** A card of another collection, and the folded names that it shares with this one. */
    private record SharedNames(CardReference card, Set<String> shared) {
    }

    /**
     * @param spellings the names of this card
     * @param ambiguous whether a third card of either collection has one of its names
     */
    private static Related sameName(SharedNames other, Map<String, String> spellings, boolean ambiguous) {
        String names = spellings.entrySet().stream().filter(name -> other.shared.contains(name.getKey()))
                .limit(MOST_NAMES).map(Map.Entry::getValue).collect(Collectors.joining(", "));
        int more = other.shared.size() - MOST_NAMES;
        return new Related(Related.SAME_NAME, Direction.OUT, other.card.name(), List.of(other.card), 1, "", List.of(),
                "both are called " + names + (more > 0 ? " and " + Numbers.grouped(more) + " other names" : ""),
                ambiguous);
    }

    private static Set<String> foldedNames(Card card) {
        return new LinkedHashSet<>(spellings(card).keySet());
    }

    /** The card's names and ATT&amp;CK ids by their folded form. */
    static Map<String, String> spellings(Card card) {
        Map<String, String> spellings = new LinkedHashMap<>();
        card.names().stream().map(Name::name).forEach(name -> spellings.putIfAbsent(NameKeys.folded(name), name));
        card.attackIds().forEach(id -> spellings.putIfAbsent(NameKeys.folded(id), id));
        spellings.keySet().removeIf(name -> name.length() < SHORTEST_NAME);
        return spellings;
    }

    private static Query terms(String field, Set<String> terms) {
        return new TermInSetQuery(field, terms.stream().map(BytesRef::new).toList());
    }

    private FirstOf<CardReference> references(CardLookup.Documents documents) throws IOException {
        List<CardReference> found = new ArrayList<>();
        for (int document : documents.first()) {
            CardReference known = references.get(document);
            if (known == null) {
                known = CardReference.of(stored.card(document));
                references.put(document, known);
            }
            found.add(known);
        }
        return new FirstOf<>(List.copyOf(found), documents.total());
    }

    /** The documents that match all of the queries, by title. */
    private List<Integer> documents(Query... all) throws IOException {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        for (Query each : all) {
            query.add(each, Occur.FILTER);
        }
        CardLookup.Documents found = CardLookup.find(query.build(), MOST, searcher);
        unread += found.total() - found.first().size();
        return found.first();
    }
}
