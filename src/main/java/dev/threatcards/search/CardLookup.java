package dev.threatcards.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
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
     * The cards that {@code id} means, by the first of these that means any: an actor's uuid, slug, or name; a tool's; a
     * name spelt otherwise, of an actor, of a tool. More than one if cards share the name.
     */
    public List<StoredCard> cards(String id) throws IOException {
        for (String kind : List.of(CardFields.ACTOR, CardFields.TOOL)) {
            for (Term term : List.of(new Term(CardFields.UUID, uuid(id)), new Term(CardFields.SLUG, id),
                    new Term(CardFields.NAME_EXACT, NameKeys.exact(id)))) {
                List<StoredCard> found = find(term, kind);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        List<StoredCard> actors = find(new Term(CardFields.NAME_FOLDED, NameKeys.folded(id)), CardFields.ACTOR);
        return actors.isEmpty() ? find(new Term(CardFields.NAME_FOLDED, NameKeys.folded(id)), CardFields.TOOL) : actors;
    }

    /** A uuid as the index writes it, whatever its case; anything else as it is, which no card has. */
    private static String uuid(String id) {
        try {
            return UUID.fromString(id).toString();
        } catch (IllegalArgumentException e) {
            return id;
        }
    }

    private List<StoredCard> find(Term term, String kind) throws IOException {
        if (term.text().isEmpty()) {
            return List.of();
        }
        Query query = new BooleanQuery.Builder().add(new TermQuery(term), Occur.FILTER)
                .add(new TermQuery(new Term(CardFields.KIND, kind)), Occur.FILTER).build();
        List<StoredCard> found = new ArrayList<>();
        for (ScoreDoc doc : searcher.search(query, MOST, BY_NAME).scoreDocs) {
            found.add(StoredCards.card(searcher.getIndexReader(), doc.doc));
        }
        return found;
    }
}
