package dev.threatcards.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.util.BytesRef;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardLinks;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Deck;
import dev.threatcards.card.Field;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Name;
import dev.threatcards.card.NameKeys;
import dev.threatcards.card.Relation;
import dev.threatcards.index.CardFields;
import dev.threatcards.index.CardSearcher;
import dev.threatcards.index.StoredCards;
import dev.threatcards.search.Related.Direction;

/**
 * What cards have to do with each other: typed relations that decks state, links in texts, and names that cards of different
 * collections share. From both ends: a card's list has what others say of it too.
 */
public final class Relations {

    /** The most cards that point at one; every second actor uses the most common tool. */
    private static final int MOST = 2_000;

    /** Names shorter than this, folded, say nothing when another collection has them. */
    private static final int SHORTEST_NAME = 3;

    /** What the other card says of this one to what this one says of it; the types that ETDA and MISP use both ways. */
    private static final Map<String, String> OPPOSITES = Map.of("used-by", "uses", "uses", "used-by", "similar",
            "similar", "overlaps", "overlaps", "related-to", "related-to", "same-as", "same-as", "business-relations",
            "business-relations");

    private final CardSearcher searcher;
    private final CardLookup lookup;
    private int unread;

    /** Relations as one commit has them. */
    public Relations(CardSearcher searcher) {
        this.searcher = searcher;
        this.lookup = new CardLookup(searcher);
    }

    /** Everything the card has to do with others: what decks state first, then links, then shared names. */
    public List<Related> of(MergedCard card) throws IOException {
        unread = 0;
        List<Related> relations = folded(outgoing(card), pointing(card.card()));
        relations.addAll(sameNames(card.card()));
        return relations;
    }

    /** How many cards have to do with the one that was asked for last and were not read, since there are too many. */
    public int unread() {
        return unread;
    }

    /** What both cards say in the same way or the opposite one, once, with all who say it. */
    private static List<Related> folded(List<Related> outgoing, List<Related> pointing) {
        List<Related> relations = new ArrayList<>(outgoing);
        for (Related in : pointing) {
            int same = 0;
            while (same < relations.size() && !isSame(relations.get(same), in)) {
                same++;
            }
            if (same == relations.size()) {
                relations.add(in);
            } else {
                relations.set(same, relations.get(same).alsoSaidBy(in.decks()));
            }
        }
        return relations;
    }

    private static boolean isSame(Related out, Related in) {
        return out.direction() == Direction.OUT && out.cards().equals(in.cards())
                && OPPOSITES.getOrDefault(in.type(), "").equals(out.type());
    }

    /** What the card says of others: what decks state, then links in its text. */
    List<Related> outgoing(MergedCard card) throws IOException {
        List<Related> relations = new ArrayList<>(stated(card.card()));
        relations.addAll(mentions(card));
        return relations;
    }

    /** A relation as several decks may say it. */
    private record Statement(String type, String target) {
    }

    private List<Related> stated(Card card) throws IOException {
        Map<Statement, List<Relation>> statements = card.relations().stream()
                .collect(Collectors.groupingBy(relation -> new Statement(relation.type(), relation.target()),
                        LinkedHashMap::new, Collectors.toList()));
        List<Related> related = new ArrayList<>();
        for (List<Relation> said : statements.values()) {
            Relation first = said.getFirst();
            Meant targets = targets(first, card);
            List<String> decks = said.stream().map(Relation::deck).distinct().toList();
            int same = 0;
            while (same < related.size() && !isSameParent(related.get(same), first, targets.cards)) {
                same++;
            }
            if (same < related.size()) {
                related.set(same, related.get(same).alsoSaidBy(decks));
            } else {
                related.add(new Related(first.type(), Direction.OUT,
                        targets.total == 1 ? targets.cards.getFirst().name() : first.target(), targets.cards,
                        targets.total, first.likelihood(), decks, "", targets.total > 1));
            }
        }
        return related;
    }

    /** Whether two forms call the same card the one above, each in its own word. */
    private static boolean isSameParent(Related known, Relation said, List<CardReference> targets) {
        return said.isToParent() && Relation.isToParent(known.type()) && !targets.isEmpty()
                && known.cards().equals(targets);
    }

    private Meant targets(Relation relation, Card from) throws IOException {
        return references(relation.uuid().isPresent()
                ? lookup.identified(relation.uuid().get())
                : lookup.named(relation.target(), new Scope(CardFields.ACTOR, Set.of(from.collection())),
                        CardLookup.FIRST));
    }

    /** The links in the card's text, one for each card that it leads to. */
    private List<Related> mentions(MergedCard card) throws IOException {
        Map<String, List<Field>> places = new LinkedHashMap<>();
        CardLinks.byField(card.card()).forEach((field, names) -> names
                .forEach(name -> places.computeIfAbsent(name, first -> new ArrayList<>()).add(field)));
        List<Related> related = new ArrayList<>();
        for (Map.Entry<String, List<Field>> link : places.entrySet()) {
            Meant targets = mentioned(link.getKey(), card.card());
            List<String> decks = link.getValue().stream().flatMap(field -> card.origin(field).stream()).map(Deck::id)
                    .distinct().toList();
            related.add(new Related(Related.MENTIONS, Direction.OUT, link.getKey(), targets.cards, targets.total, "",
                    decks, in(link.getValue()), targets.total > 1));
        }
        return related;
    }

    /** What a link in a text means: an actor of the collection, or else a tool of it. */
    private Meant mentioned(String name, Card from) throws IOException {
        for (String kind : List.of(CardFields.ACTOR, CardFields.TOOL)) {
            Meant found = references(lookup.named(name, new Scope(kind, Set.of(from.collection())), CardLookup.FIRST));
            if (found.total > 0) {
                return found;
            }
        }
        return new Meant(List.of(), 0);
    }

    /** What other cards say of this one. */
    private List<Related> pointing(Card card) throws IOException {
        Set<String> keys = new TreeSet<>(foldedNames(card));
        keys.add(NameKeys.folded(card.name()));
        Set<String> related = new TreeSet<>(keys);
        related.add(card.uuid().toString());
        List<Related> pointing = new ArrayList<>();
        for (Card other : cards(terms(CardFields.RELATED, related))) {
            Predicate<Relation> isHere = relation -> relation.uuid().map(card.uuid()::equals)
                    .orElseGet(() -> other.collection().equals(card.collection()) && card instanceof ActorCard
                            && keys.contains(NameKeys.folded(relation.target())));
            other.relations().stream().filter(isHere).map(Relation::type).distinct().forEach(type -> {
                List<Relation> said = other.relations().stream().filter(isHere)
                        .filter(relation -> relation.type().equals(type)).toList();
                pointing.add(new Related(type, Direction.IN, other.name(), List.of(CardReference.of(other)), 1,
                        said.getFirst().likelihood(), said.stream().map(Relation::deck).distinct().toList(), "",
                        false));
            });
        }
        Query sameCollection = new TermInSetQuery(CardFields.COLLECTION, List.of(new BytesRef(card.collection())));
        for (int document : documents(sameCollection, terms(CardFields.MENTIONED, keys))) {
            Card other = StoredCards.card(searcher.getIndexReader(), document);
            if (!other.uuid().equals(card.uuid())) {
                pointing.add(mentionedBy(other, document, keys));
            }
        }
        return pointing;
    }

    private Related mentionedBy(Card other, int document, Set<String> keys) throws IOException {
        List<Field> places = new ArrayList<>();
        CardLinks.byField(other).forEach((field, names) -> {
            if (names.stream().map(NameKeys::folded).anyMatch(keys::contains)) {
                places.add(field);
            }
        });
        Map<Field, String> origins = StoredCards.origins(searcher.getIndexReader(), document);
        List<String> decks = places.stream().filter(origins::containsKey).map(origins::get).distinct().toList();
        return new Related(Related.MENTIONS, Direction.IN, other.name(), List.of(CardReference.of(other)), 1, "", decks,
                in(places), false);
    }

    private static String in(List<Field> places) {
        return places.stream().map(Field::key).collect(Collectors.joining(", ", "in ", ""));
    }

    /** Cards of other collections with a name of this one, the one with the most names first. */
    private List<Related> sameNames(Card card) throws IOException {
        Set<String> names = foldedNames(card);
        if (names.isEmpty() || Scope.allCollections(searcher).size() < 2) {
            return List.of();
        }
        String kind = card instanceof ActorCard ? CardFields.ACTOR : CardFields.TOOL;
        List<Card> meeting = cards(new Scope(kind, Set.of()).query(), terms(CardFields.NAME_FOLDED, names));
        Map<Card, Set<String>> sharing = new LinkedHashMap<>();
        for (Card other : meeting) {
            // A part of a title finds a card too, and is no name of it.
            Set<String> shared = foldedNames(other);
            shared.retainAll(names);
            if (!other.collection().equals(card.collection()) && !shared.isEmpty()) {
                sharing.put(other, shared);
            }
        }
        return sharing.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.comparingInt(shared -> -shared.size())))
                .map(other -> sameName(card, other.getKey(), other.getValue(), meeting)).toList();
    }

    private Related sameName(Card card, Card other, Set<String> shared, List<Card> meeting) {
        String reason = spelt(card).entrySet().stream().filter(name -> shared.contains(name.getKey()))
                .map(Map.Entry::getValue).collect(Collectors.joining(", ", "both are called ", ""));
        boolean ambiguous = meeting.stream()
                .filter(third -> !third.uuid().equals(card.uuid()) && !third.uuid().equals(other.uuid()))
                .filter(third -> third.collection().equals(card.collection())
                        || third.collection().equals(other.collection()))
                .anyMatch(third -> foldedNames(third).stream().anyMatch(foldedNames(card)::contains));
        return new Related(Related.SAME_NAME, Direction.OUT, other.name(), List.of(CardReference.of(other)), 1, "",
                List.of(), reason, ambiguous);
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
            references.add(CardReference.of(StoredCards.card(searcher.getIndexReader(), document)));
        }
        return new Meant(references, documents.total());
    }

    private List<Card> cards(Query... all) throws IOException {
        List<Card> cards = new ArrayList<>();
        for (int document : documents(all)) {
            cards.add(StoredCards.card(searcher.getIndexReader(), document));
        }
        cards.sort(Comparator.comparing(CardReference::of, CardReference.BY_NAME));
        return cards;
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
