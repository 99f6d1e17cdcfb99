package dev.threatcards.leads;

import java.io.IOException;
import java.util.UUID;

import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.SmallFloat;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.deck.SearchScope;
import dev.threatcards.index.CardReader;
import dev.threatcards.result.CardProfile.UsedTool;

/** The cards of the actors of one scope, with statistics over these alone. For one text and one thread. */
final class ActorCards {

    // The parameters of BM25: how soon a repeated word counts no more, and how much a long card is held against its words.
    private static final double SATURATION = 1.8;
    private static final double LENGTH = 0.7;

    /** A usual number of words in each part of a card, on the encyclopedia's cards. */
    private static final double DESCRIPTION = 100;
    private static final double OPERATIONS = 80;
    private static final double LISTS = 165;

    /** What one in this many actors has is common. */
    private static final int COMMON = 20;

    private final CardReader reader;
    private final FixedBitSet cards;
    private final int count;
    private final int[] lengths;
    private final double usualLength;

    /** Numbers for the parts of a card: its description, its operations, and its names, lists and links. */
    record Parts(int description, int operations, int lists) {
    }

    ActorCards(CardReader reader, SearchScope scope) throws IOException {
        this.reader = reader;
        this.cards = scope.cards(reader);
        this.count = cards.cardinality();
        this.lengths = new int[cards.length()];
        long total = 0;
        for (LeafReaderContext leaf : reader.getIndexReader().leaves()) {
            NumericDocValues norms = leaf.reader().getNormValues(CardFields.TEXT);
            while (norms != null && norms.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                int card = leaf.docBase + norms.docID();
                if (has(card)) {
                    lengths[card] = SmallFloat.byte4ToInt((byte) norms.longValue());
                    total += lengths[card];
                }
            }
        }
        usualLength = Math.max(1, total / (double) Math.max(1, count));
    }

    CardReader reader() {
        return reader;
    }

    /** The number of actors. */
    int count() {
        return count;
    }

    /** A bound on the documents of the cards. */
    int bound() {
        return lengths.length;
    }

    boolean has(int card) {
        return card < lengths.length && cards.get(card);
    }

    /** The cards of this scope that are in the set. */
    int[] among(FixedBitSet some) {
        FixedBitSet both = some.clone();
        both.and(cards);
        int[] documents = new int[both.cardinality()];
        int at = 0;
        for (int card = 0; at < documents.length; card++) {
            card = both.nextSetBit(card);
            documents[at++] = card;
        }
        return documents;
    }

    /** The cards that have a term, and how often each has it. */
    Postings postings(String field, String term) throws IOException {
        Postings.Builder found = new Postings.Builder();
        Term known = new Term(field, term);
        for (LeafReaderContext leaf : reader.getIndexReader().leaves()) {
            PostingsEnum postings = leaf.reader().postings(known, PostingsEnum.FREQS);
            while (postings != null && postings.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                int card = leaf.docBase + postings.docID();
                if (has(card)) {
                    found.add(card, postings.freq());
                }
            }
        }
        return found.build();
    }

    /** The document of an actor's card; -1 if it is not of this scope. */
    int document(UUID actor) throws IOException {
        int[] found = postings(CardFields.UUID, actor.toString()).cards();
        return found.length == 0 ? -1 : found[0];
    }

    /** Whether so many actors have something that it points to none of them. */
    boolean isCommon(int having) {
        return having > Math.max(UsedTool.RARE, count / COMMON);
    }

    /** How much it tells that an actor has something which that many actors have: the logarithm of how rare it is. */
    double rarity(int actors) {
        return Math.log(1 + (count - actors + 0.5) / (actors + 0.5));
    }

    /** How much a card is about a word that it has that often: from 0 to 1. */
    double share(int card, int frequency) {
        return frequency / (frequency + SATURATION * (1 - LENGTH + LENGTH * lengths[card] / usualLength));
    }

    /**
     * {@link #share} where it is known how often each part of the card has the word. A part is compared with the same part of other cards: a
     * description is short and says what the actor is, so that its words count for much even if the operations are a long list.
     */
    static double share(Parts frequencies, Parts lengths) {
        double frequency = frequencies.description / relative(lengths.description, DESCRIPTION)
                + frequencies.operations / relative(lengths.operations, OPERATIONS)
                + frequencies.lists / relative(lengths.lists, LISTS);
        return frequency / (frequency + SATURATION);
    }

    private static double relative(int length, double usual) {
        return 1 - LENGTH + LENGTH * length / usual;
    }

    /** The number of words on a card, roughly. */
    int length(int card) {
        return lengths[card];
    }
}
