package dev.threatcards.deck;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.Deck;
import dev.threatcards.card.Relation;
import dev.threatcards.index.CardReader;
import dev.threatcards.text.DefensiveCopies;
import dev.threatcards.text.NameKeys;

/** Cards by what they are called: uuid, place in an address, or any name. */
public final class CardLookup {

    /** Cards of one name that an answer about something else lists; on the real deck at most two share one. */
    public static final int FIRST = 20;

    /** Cards of one name that are listed where the name is asked for: more than a person reads, and few enough to be held. */
    private static final int MOST = 1_000;

    /**
     * The documents of cards.
     *
     * @param first the first of them, by title
     * @param total how many there are
     */
    public record Documents(List<Integer> first, int total) {

        static final Documents NONE = new Documents(List.of(), 0);

        public Documents {
            first = DefensiveCopies.list(first, "first");
        }
    }

    /** By title, then by uuid. */
    public static final Sort BY_NAME = new Sort(new SortField(CardFields.SORT_NAME, SortField.Type.STRING),
            new SortField(CardFields.UUID, SortField.Type.STRING));

    private final CardReader searcher;

    /** A lookup in one commit. */
    public CardLookup(CardReader searcher) {
        this.searcher = searcher;
    }

    /**
     * The documents of the cards that {@code id} means: the card of that uuid; else every actor with that name, however it is
     * spelt, or with that slug or ATT&amp;CK id; else the tools likewise. More than one if cards share the name: "APT9" is one
     * card's and "APT 9" another's. ETDA's are meant where any of them is.
     */
    public Documents documents(String id) throws IOException {
        Documents identified = find(MatchAllDocsQuery.INSTANCE, MOST, new Term(CardFields.UUID, uuid(id)));
        if (identified.total > 0) {
            return identified;
        }
        Documents actors = named(id, CardFields.ACTOR);
        return actors.total == 0 ? named(id, CardFields.TOOL) : actors;
    }

    /** The same for tools alone. */
    public Documents tools(String id) throws IOException {
        Documents identified = find(new SearchScope(CardFields.TOOL, Set.of()).query(), MOST,
                new Term(CardFields.UUID, uuid(id)));
        return identified.total == 0 ? named(id, CardFields.TOOL) : identified;
    }

    private Documents named(String id, String kind) throws IOException {
        Documents etda = named(id, new SearchScope(kind, Set.of(Deck.ETDA)), MOST);
        return etda.total == 0 ? named(id, new SearchScope(kind, Set.of()), MOST) : etda;
    }

    /**
     * The documents of the scope's cards of that name, however it is spelt.
     *
     * @param most how many of them are listed
     */
    Documents named(String name, SearchScope scope, int most) throws IOException {
        return find(scope.query(), most, new Term(CardFields.SLUG, name),
                new Term(CardFields.NAME_EXACT, NameKeys.exact(name)),
                new Term(CardFields.NAME_FOLDED, NameKeys.folded(name)));
    }

    /** The document of the card of that uuid. */
    Documents identified(UUID uuid) throws IOException {
        return find(MatchAllDocsQuery.INSTANCE, FIRST, new Term(CardFields.UUID, uuid.toString()));
    }

    /** A uuid as the index writes it, whatever its case; anything else as it is, which no card has. */
    private static String uuid(String id) {
        return Relation.isUuid(id) ? UUID.fromString(id).toString() : id;
    }

    private Documents find(Query filter, int most, Term... terms) throws IOException {
        BooleanQuery.Builder any = new BooleanQuery.Builder().setMinimumNumberShouldMatch(1).add(filter, Occur.FILTER);
        for (Term term : terms) {
            // A name of signs alone has no letters to be found by.
            if (!term.text().isEmpty()) {
                any.add(new TermQuery(term), Occur.SHOULD);
            }
        }
        Query query = any.build();
        List<Integer> found = new ArrayList<>();
        for (ScoreDoc doc : searcher.search(query, most, BY_NAME).scoreDocs) {
            found.add(doc.doc);
        }
        return new Documents(found, found.size() < most ? found.size() : searcher.count(query));
    }
}
