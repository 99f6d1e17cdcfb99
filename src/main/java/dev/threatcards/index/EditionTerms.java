package dev.threatcards.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.lucene.index.IndexReader;
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

import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.CardDate;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Deck;
import dev.threatcards.card.EditionStatus;
import dev.threatcards.card.Editions;
import dev.threatcards.card.Facet;

/** The terms of {@link CardFields#EDITIONS}: kind, day and deck of each edition from which a card has a source. */
final class EditionTerms {

    private static final String SEPARATOR = "\n";

    private EditionTerms() {
    }

    /** The term of an edition. */
    static String of(Deck edition, Kind kind) {
        return String.join(SEPARATOR, kind.key(), edition.date().isoFrom(), edition.id());
    }

    /**
     * The cards that were dropped, or that may be: those that are in an older edition and not in the newest one. Few cards match, since most
     * of an older edition are in the newest one too.
     *
     * @param decks the decks of the index by id
     */
    static Query droppedOrOlder(Editions editions, Map<String, Deck> decks, IndexReader reader) throws IOException {
        List<BytesRef> newest = new ArrayList<>();
        List<BytesRef> older = new ArrayList<>();
        Terms terms = MultiTerms.getTerms(reader, CardFields.EDITIONS);
        TermsEnum each = terms == null ? TermsEnum.EMPTY : terms.iterator();
        for (BytesRef term = each.next(); term != null; term = each.next()) {
            (isNewest(term.utf8ToString(), editions, decks) ? newest : older).add(BytesRef.deepCopyOf(term));
        }
        Query outdated = new BooleanQuery.Builder().add(new TermInSetQuery(CardFields.EDITIONS, older), Occur.FILTER)
                .add(new TermInSetQuery(CardFields.EDITIONS, newest), Occur.MUST_NOT).build();
        Query dropped = new TermQuery(new Term(CardFields.facet(Facet.EDITION), EditionStatus.DROPPED.key()));
        return new BooleanQuery.Builder().add(outdated, Occur.SHOULD).add(dropped, Occur.SHOULD).build();
    }

    private static boolean isNewest(String term, Editions editions, Map<String, Deck> decks) {
        String[] parts = term.split(SEPARATOR, 3);
        Deck deck = decks.get(parts[2]);
        return deck != null && editions.isNewest(deck.at(CardDate.parse(parts[1])), Kind.named(parts[0]).orElseThrow());
    }
}
