package dev.threatcards.deck;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.CardText;
import dev.threatcards.card.CveId;
import dev.threatcards.card.Deck;
import dev.threatcards.card.Facet;
import dev.threatcards.deck.CardLookup.Documents;
import dev.threatcards.index.CardReader;
import dev.threatcards.index.StoredCards;
import dev.threatcards.result.CveCards;
import dev.threatcards.result.CveCards.Mentioning;
import dev.threatcards.result.CveCards.Place;
import dev.threatcards.text.Prose;
import dev.threatcards.text.Sentences;

/** Looks up the cards that mention a vulnerability. */
public final class CveLookup {

    /** The most cards of a kind that are read. On the real deck a vulnerability is on at most a dozen. */
    private static final int MOST = 1_000;

    private final CardReader reader;

    /** A lookup in one commit. */
    public CveLookup(CardReader reader) {
        this.reader = reader;
    }

    /**
     * The cards that mention it.
     *
     * @param collections the collections of the cards; empty for ETDA's, or for all where ETDA has none that mentions it
     * @return without cards if none mentions it
     */
    public CveCards of(CveId id, Set<String> collections) throws IOException {
        Set<String> among = collections.isEmpty() && count(id, Set.of(Deck.ETDA)) > 0 ? Set.of(Deck.ETDA) : collections;
        Documents actors = documents(id, Kind.ACTOR, among);
        Documents tools = documents(id, Kind.TOOL, among);
        return new CveCards(id, mentioning(id, actors), actors.total(), mentioning(id, tools), tools.total(),
                elsewhere(id, among), reader.provenance());
    }

    private Documents documents(CveId id, Kind kind, Set<String> collections) throws IOException {
        return CardLookup.find(SearchScope.current(CardFields.kind(kind), collections).filtered(query(id)), MOST,
                reader);
    }

    private static Query query(CveId id) {
        return new TermQuery(new Term(CardFields.facet(Facet.CVE), id.toString()));
    }

    private int count(CveId id, Set<String> collections) throws IOException {
        int count = 0;
        for (Kind kind : Kind.values()) {
            count += reader.count(query(id), SearchScope.current(CardFields.kind(kind), collections).cards(reader));
        }
        return count;
    }

    private Map<String, Integer> elsewhere(CveId id, Set<String> among) throws IOException {
        Map<String, Integer> elsewhere = new TreeMap<>();
        if (!among.isEmpty()) {
            for (String collection : SearchScope.allCollections(reader)) {
                int count = among.contains(collection) ? 0 : count(id, Set.of(collection));
                if (count > 0) {
                    elsewhere.put(collection, count);
                }
            }
        }
        return elsewhere;
    }

    private List<Mentioning> mentioning(CveId id, Documents documents) throws IOException {
        StoredCards stored = new StoredCards(reader.getIndexReader());
        List<Mentioning> cards = new ArrayList<>();
        for (int document : documents.first()) {
            Card card = stored.card(document);
            cards.add(new Mentioning(CardReference.of(card), places(id, card)));
        }
        return cards;
    }

    /** The texts of the card that mention it, each with the sentence of the first mention. */
    private static List<Place> places(CveId id, Card card) {
        List<Place> places = new ArrayList<>();
        for (CardText text : CardText.of(card)) {
            CveId.mentions(text.text()).stream().filter(mention -> mention.id().equals(id)).findFirst()
                    .map(mention -> new Place(text.field(), text.date(), text.place(),
                            sentence(text.text(), mention.start())))
                    .filter(place -> !places.contains(place)).ifPresent(places::add);
        }
        return places;
    }

    private static String sentence(String text, int offset) {
        Sentences sentences = new Sentences(text);
        return Prose.plain(text.substring(sentences.start(offset), sentences.end(offset)).strip());
    }
}
