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
import org.apache.lucene.search.ScoreDoc;
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
import dev.threatcards.text.NameKeys;
import dev.threatcards.text.Numbers;

/**
 * The relations between cards of one commit: typed relations that decks state, links in texts, and names that cards of different
 * collections share. Both ends count: a card's list includes what other cards state of it. At most 2,000 cards are read for
 * each kind of relation, and the others are counted, so that the time is bounded by the size of that many cards. For use by one thread.
 */
public final class Relations {

    /** The most cards of a kind of relation; on real decks every second actor uses the most common tool. */
    private static final int MOST = 2_000;

    /** The shortest folded name that is compared between collections; shorter ones coincide by chance. */
    private static final int SHORTEST_NAME = 3;

    /** Shared names that a reason lists. */
    private static final int NAMES_TOLD = 100;

    /** For a type the type of the same relation as the other card states it; the types that ETDA and MISP use both ways. */
    private static final Map<String, String> OPPOSITES = Map.of("used-by", "uses", "uses", "used-by", "similar",
            "similar", "overlaps", "overlaps", "related-to", "related-to", "same-as", "same-as", "business-relations",
            "business-relations");

    private final CardReader searcher;
    private final CardLookup lookup;
    private final StoredCards stored;
    private final Map<Integer, CardReference> read = new HashMap<>();
    private final Map<List<String>, Meant> meant = new HashMap<>();
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
        List<Related> relations = folded(outgoing(card), pointing(card.card()));
        relations.addAll(sameNames(card.card()));
        return relations;
    }

    /** The same without those that other cards state. */
    List<Related> fromCard(MergedCard card) throws IOException {
        unread = 0;
        List<Related> relations = outgoing(card);
        relations.addAll(sameNames(card.card()));
        return relations;
    }

    /** How many further cards and references the last answer leaves out. */
    public int unread() {
        return unread;
    }

    /** A type and the cards that are meant. */
    private record Reference(String type, List<CardReference> cards) {
    }

    /** Merges relations that both cards state, each in its own direction, into one with the decks of both. */
    private static List<Related> folded(List<Related> outgoing, List<Related> pointing) {
        List<Related> relations = new ArrayList<>(outgoing);
        Map<Reference, Integer> places = new HashMap<>();
        for (int place = 0; place < outgoing.size(); place++) {
            places.putIfAbsent(new Reference(outgoing.get(place).type(), outgoing.get(place).cards()), place);
        }
        for (Related in : pointing) {
            Integer same = places.get(new Reference(OPPOSITES.getOrDefault(in.type(), ""), in.cards()));
            if (same == null) {
                relations.add(in);
            } else {
                relations.set(same, alsoSaidBy(in.decks(), relations.get(same)));
            }
        }
        return relations;
    }

    private static Related alsoSaidBy(List<String> decks, Related related) {
        List<String> all = Stream.concat(related.decks().stream(), decks.stream()).distinct().toList();
        return new Related(related.type(), related.direction(), related.name(), related.cards(), related.total(),
                related.likelihood(), all, related.reason(), related.ambiguous());
    }

    /** What the card states of others: relations of decks, then links in its text. */
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
        for (List<Relation> said : statements.values().stream().limit(MOST).toList()) {
            Relation first = said.getFirst();
            Meant targets = targets(first, card);
            List<String> decks = said.stream().map(Relation::deck).distinct().toList();
            // Two forms have a word each for the relation to the parent.
            Integer same = first.isToParent() && !targets.cards.isEmpty()
                    ? parents.putIfAbsent(targets.cards, related.size())
                    : null;
            if (same != null) {
                related.set(same, alsoSaidBy(decks, related.get(same)));
            } else {
                related.add(new Related(first.type(), Direction.OUT,
                        targets.total == 1 ? targets.cards.getFirst().name() : first.target(), targets.cards,
                        targets.total, first.likelihood(), decks, "", targets.total > 1));
            }
        }
        return related;
    }

    private Meant targets(Relation relation, Card from) throws IOException {
        return relation.uuid().isPresent()
                ? references(lookup.identified(relation.uuid().get()))
                : named(relation.target(), CardFields.ACTOR, from);
    }

    /** The cards of that name among those of the kind in the card's collection. */
    private Meant named(String name, String kind, Card from) throws IOException {
        List<String> asked = List.of(from.collection(), kind, name);
        Meant known = meant.get(asked);
        if (known == null) {
            known = references(lookup.named(name, new SearchScope(kind, Set.of(from.collection())), CardLookup.FIRST));
            meant.put(asked, known);
        }
        return known;
    }

    /** The links in the card's text, one for each name. */
    private List<Related> mentions(MergedCard card) throws IOException {
        Map<String, List<Field>> places = new LinkedHashMap<>();
        CardLinks.byField(card.card()).forEach((field, names) -> names
                .forEach(name -> places.computeIfAbsent(name, first -> new ArrayList<>()).add(field)));
        List<Related> related = new ArrayList<>();
        unread += Math.max(0, places.size() - MOST);
        for (Map.Entry<String, List<Field>> link : places.entrySet().stream().limit(MOST).toList()) {
            Meant targets = mentioned(link.getKey(), card.card());
            List<String> decks = link.getValue().stream().flatMap(field -> card.origin(field).stream()).map(Deck::id)
                    .distinct().toList();
            related.add(new Related(Related.MENTIONS, Direction.OUT, link.getKey(), targets.cards, targets.total, "",
                    decks, in(link.getValue()), targets.total > 1));
        }
        return related;
    }

    /** The cards that a link means: actors of the collection, or else its tools. */
    private Meant mentioned(String name, Card from) throws IOException {
        for (String kind : List.of(CardFields.ACTOR, CardFields.TOOL)) {
            Meant found = named(name, kind, from);
            if (found.total > 0) {
                return found;
            }
        }
        return new Meant(List.of(), 0);
    }

    /** What other cards state of this one. */
    private List<Related> pointing(Card card) throws IOException {
        Set<String> keys = new TreeSet<>(foldedNames(card));
        keys.add(NameKeys.folded(card.name()));
        Set<String> related = new TreeSet<>(keys);
        related.add(card.uuid().toString());
        List<Related> pointing = new ArrayList<>(relatedInOrder(documents(terms(CardFields.RELATED, related)),
                document -> saidBy(document, card, keys)));
        pointing.sort(Comparator.comparing(said -> said.cards().getFirst(), CardReference.BY_NAME));
        Query sameCollection = new TermInSetQuery(CardFields.COLLECTION, List.of(new BytesRef(card.collection())));
        pointing.addAll(relatedInOrder(documents(sameCollection, terms(CardFields.MENTIONED, keys)), document -> {
            StoredCards.WithOrigins other = stored.withOrigins(document);
            return other.card().uuid().equals(card.uuid()) ? List.of() : List.of(mentionedBy(other, keys));
        }));
        return pointing;
    }

    private interface OfDocument {
        List<Related> of(int document) throws IOException;
    }

    /** The relations of the documents in their order; cards are read in the order in which they are stored, which is quicker. */
    private static List<Related> relatedInOrder(List<Integer> documents, OfDocument said) throws IOException {
        Map<Integer, List<Related>> byDocument = new HashMap<>();
        for (int document : documents.stream().sorted().toList()) {
            byDocument.put(document, said.of(document));
        }
        return documents.stream().map(byDocument::get).flatMap(List::stream).toList();
    }

    /** The relations of the document's card to this one, each type once. */
    private List<Related> saidBy(int document, Card card, Set<String> keys) throws IOException {
        Card other = stored.card(document);
        boolean byName = other.collection().equals(card.collection()) && card instanceof ActorCard;
        Predicate<Relation> isHere = relation -> relation.uuid().map(card.uuid()::equals)
                .orElseGet(() -> byName && keys.contains(NameKeys.folded(relation.target())));
        Map<String, List<Relation>> byType = other.relations().stream().filter(isHere)
                .collect(Collectors.groupingBy(Relation::type, LinkedHashMap::new, Collectors.toList()));
        List<Related> related = new ArrayList<>();
        byType.forEach((type,
                said) -> related.add(new Related(type, Direction.IN, other.name(), List.of(CardReference.of(other)), 1,
                        said.getFirst().likelihood(), said.stream().map(Relation::deck).distinct().toList(), "",
                        false)));
        return related;
    }

    private static Related mentionedBy(StoredCards.WithOrigins stored, Set<String> keys) {
        Card other = stored.card();
        List<Field> places = new ArrayList<>();
        CardLinks.byField(other).forEach((field, names) -> {
            if (names.stream().map(NameKeys::folded).anyMatch(keys::contains)) {
                places.add(field);
            }
        });
        List<String> decks = places.stream().filter(stored.origins()::containsKey).map(stored.origins()::get).distinct()
                .toList();
        return new Related(Related.MENTIONS, Direction.IN, other.name(), List.of(CardReference.of(other)), 1, "", decks,
                in(places), false);
    }

    private static String in(List<Field> places) {
        return places.stream().map(Field::key).collect(Collectors.joining(", ", "in ", ""));
    }

    /** Cards of other collections with a name of this one, the one with the most names first. */
    private List<Related> sameNames(Card card) throws IOException {
        Set<String> names = foldedNames(card);
        if (names.isEmpty() || SearchScope.allCollections(searcher).size() < 2) {
            return List.of();
        }
        String kind = card instanceof ActorCard ? CardFields.ACTOR : CardFields.TOOL;
        List<Meeting> meeting = new ArrayList<>();
        Map<String, Integer> inCollection = new HashMap<>();
        for (int document : documents(new SearchScope(kind, Set.of()).query(), terms(CardFields.NAME_FOLDED, names))
                .stream().sorted().toList()) {
            Card other = stored.card(document);
            // A part of a title finds a card too, and is no name of it.
            Set<String> shared = foldedNames(other);
            shared.retainAll(names);
            if (!other.uuid().equals(card.uuid()) && !shared.isEmpty()) {
                inCollection.merge(other.collection(), 1, Integer::sum);
                if (!other.collection().equals(card.collection())) {
                    meeting.add(new Meeting(CardReference.of(other), shared));
                }
            }
        }
        Map<String, String> spelt = spelt(card);
        int beside = inCollection.getOrDefault(card.collection(), 0);
        return meeting.stream()
                .sorted(Comparator.comparingInt((Meeting other) -> -other.shared.size()).thenComparing(Meeting::card,
                        CardReference.BY_NAME))
                .map(other -> sameName(other, spelt, beside + inCollection.get(other.card.collection()) > 1)).toList();
    }

    /** A card of another collection, and the folded names that it shares with this one. */
    private record Meeting(CardReference card, Set<String> shared) {
    }

    /**
     * @param spelt the names of this card
     * @param ambiguous whether a third card of either collection has one of its names
     */
    private static Related sameName(Meeting other, Map<String, String> spelt, boolean ambiguous) {
        String names = spelt.entrySet().stream().filter(name -> other.shared.contains(name.getKey())).limit(NAMES_TOLD)
                .map(Map.Entry::getValue).collect(Collectors.joining(", "));
        int more = other.shared.size() - NAMES_TOLD;
        return new Related(Related.SAME_NAME, Direction.OUT, other.card.name(), List.of(other.card), 1, "", List.of(),
                "both are called " + names + (more > 0 ? " and " + Numbers.grouped(more) + " other names" : ""),
                ambiguous);
    }

    private static Set<String> foldedNames(Card card) {
        return new LinkedHashSet<>(spelt(card).keySet());
    }

    /** The card's names and ATT&amp;CK ids, folded, each as the card spells it. */
    static Map<String, String> spelt(Card card) {
        Map<String, String> spelt = new LinkedHashMap<>();
        card.names().stream().map(Name::name).forEach(name -> spelt.putIfAbsent(NameKeys.folded(name), name));
        card.attackIds().forEach(id -> spelt.putIfAbsent(NameKeys.folded(id), id));
        spelt.keySet().removeIf(name -> name.length() < SHORTEST_NAME);
        return spelt;
    }

    private static Query terms(String field, Set<String> terms) {
        return new TermInSetQuery(field, terms.stream().map(BytesRef::new).toList());
    }

    /** The first of the cards that a reference means, and how many there are. */
    private record Meant(List<CardReference> cards, int total) {
    }

    private Meant references(CardLookup.Documents documents) throws IOException {
        List<CardReference> references = new ArrayList<>();
        for (int document : documents.first()) {
            CardReference known = read.get(document);
            if (known == null) {
                known = CardReference.of(stored.card(document));
                read.put(document, known);
            }
            references.add(known);
        }
        return new Meant(List.copyOf(references), documents.total());
    }

    /** The documents that are in all of the queries, in the order of their names. */
    private List<Integer> documents(Query... all) throws IOException {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        for (Query each : all) {
            query.add(each, Occur.FILTER);
        }
        List<Integer> documents = new ArrayList<>();
        BooleanQuery cards = query.build();
        ScoreDoc[] found = searcher.search(cards, MOST, CardLookup.BY_NAME).scoreDocs;
        unread += found.length < MOST ? 0 : searcher.count(cards) - found.length;
        for (ScoreDoc doc : found) {
            documents.add(doc.doc);
        }
        return documents;
    }
}
