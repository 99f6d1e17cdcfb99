package dev.threatcards.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;

import dev.threatcards.card.NameKeys;
import dev.threatcards.index.CardFields;
import dev.threatcards.index.StoredCard;
import dev.threatcards.index.StoredCards;

/** Cards by what they are called: uuid, place in an address, or any name. */
public final class CardLookup {

    /** Cards that may share one name; on the real deck at most two do. */
    private static final int MOST = 20;

    private static final Sort BY_NAME = new Sort(new SortField(CardFields.SORT_NAME, SortField.Type.STRING));

    private final IndexSearcher searcher;

    public CardLookup(IndexSearcher searcher) {
        this.searcher = searcher;
    }

    /**
     * The cards that {@code id} means: the actor of that uuid; else every actor with that name, however it is spelt, or with
     * that slug; else the tools likewise. More than one if cards share the name: "APT9" is one card's and "APT 9" another's.
     */
    public List<StoredCard> cards(String id) throws IOException {
        for (String kind : List.of(CardFields.ACTOR, CardFields.TOOL)) {
            List<StoredCard> identified = find(kind, new Term(CardFields.UUID, uuid(id)));
            if (!identified.isEmpty()) {
                return identified;
            }
        }
        for (String kind : List.of(CardFields.ACTOR, CardFields.TOOL)) {
            List<StoredCard> named = find(kind, new Term(CardFields.SLUG, id),
                    new Term(CardFields.NAME_EXACT, NameKeys.exact(id)),
                    new Term(CardFields.NAME_FOLDED, NameKeys.folded(id)));
            if (!named.isEmpty()) {
                return named;
            }
        }
        return List.of();
    }

    /** A uuid as the index writes it, whatever its case; anything else as it is, which no card has. */
    private static String uuid(String id) {
        try {
            return UUID.fromString(id).toString();
        } catch (IllegalArgumentException e) {
            return id;
        }
    }

    private List<StoredCard> find(String kind, Term... terms) throws IOException {
        BooleanQuery.Builder any = new BooleanQuery.Builder().setMinimumNumberShouldMatch(1)
                .add(new TermQuery(new Term(CardFields.KIND, kind)), Occur.FILTER);
        for (Term term : terms) {
            // A name of signs alone has no letters to be found by.
            if (!term.text().isEmpty()) {
                any.add(new TermQuery(term), Occur.SHOULD);
            }
        }
        List<StoredCard> found = new ArrayList<>();
        for (ScoreDoc doc : searcher.search(any.build(), MOST, BY_NAME).scoreDocs) {
            found.add(StoredCards.card(searcher.getIndexReader(), doc.doc));
        }
        return found;
    }
}
