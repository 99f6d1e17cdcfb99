package dev.threatcards.deck;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

import org.apache.lucene.search.Query;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Deck;
import dev.threatcards.deck.CardLookup.Documents;
import dev.threatcards.index.CardReader;
import dev.threatcards.index.StoredCards;
import dev.threatcards.text.DefensiveCopies;
import dev.threatcards.text.Prose;
import dev.threatcards.text.Sentences;

/**
 * Looks up the cards that have to do with a subject, such as a vulnerability: those of some collections that match a query, by kind, and how
 * many other collections have. Immutable.
 */
final class SubjectLookup {

    /** The most cards of a kind that are read. On the real deck a vulnerability is on at most a dozen. */
    private static final int MOST = 1_000;

    /** What was read of the first cards of a kind, by title, and the number of all. */
    record Found<C>(List<C> cards, int total) {
        Found {
            cards = DefensiveCopies.list(cards, "cards");
        }
    }

    private final Query subject;
    private final Set<String> collections;
    private final CardReader reader;

    /**
     * @param subject matches the cards of any collection
     * @param collections the collections; empty for ETDA's, or for all where ETDA has no card that matches
     */
    SubjectLookup(Query subject, Set<String> collections, CardReader reader) throws IOException {
        this.subject = subject;
        this.reader = reader;
        Set<String> etda = Set.of(Deck.ETDA);
        this.collections = collections.isEmpty() && count(subject, etda) > 0 ? etda : Set.copyOf(collections);
    }

    private SubjectLookup(SubjectLookup other, Query subject) {
        this.subject = subject;
        this.reader = other.reader;
        this.collections = other.collections;
    }

    /** The lookup of another subject in the collections of this one. */
    SubjectLookup of(Query other) {
        return new SubjectLookup(this, other);
    }

    /** The number of cards of the kind. */
    int count(Kind kind) throws IOException {
        return count(subject, kind, collections);
    }

    /** The number of cards of any kind. */
    int count() throws IOException {
        return count(subject, collections);
    }

    private int count(Query query, Set<String> among) throws IOException {
        int count = 0;
        for (Kind kind : Kind.values()) {
            count += count(query, kind, among);
        }
        return count;
    }

    private int count(Query query, Kind kind, Set<String> among) throws IOException {
        return reader.count(SearchScope.current(CardFields.kind(kind), among).filtered(query));
    }

    /**
     * The cards of the kind.
     *
     * @param reading what a card says about the subject; empty to leave it out
     */
    <C> Found<C> cards(Kind kind, Function<Card, Optional<C>> reading) throws IOException {
        Documents documents = CardLookup.find(SearchScope.current(CardFields.kind(kind), collections).filtered(subject),
                MOST, reader);
        StoredCards stored = new StoredCards(reader.getIndexReader());
        List<C> cards = new ArrayList<>();
        for (int document : documents.first()) {
            reading.apply(stored.card(document)).ifPresent(cards::add);
        }
        return new Found<>(cards, documents.total());
    }

    /** The numbers of cards of the collections that are not asked, by collection; of those that have any. */
    Map<String, Integer> elsewhere() throws IOException {
        Map<String, Integer> elsewhere = new TreeMap<>();
        if (!collections.isEmpty()) {
            for (String collection : SearchScope.allCollections(reader)) {
                int count = collections.contains(collection) ? 0 : count(subject, Set.of(collection));
                if (count > 0) {
                    elsewhere.put(collection, count);
                }
            }
        }
        return elsewhere;
    }

    /** The sentence of a text that has the offset, as people read it. */
    static String sentence(String text, int offset) {
        Sentences sentences = new Sentences(text);
        return Prose.plain(text.substring(sentences.start(offset), sentences.end(offset)).strip());
    }
}
