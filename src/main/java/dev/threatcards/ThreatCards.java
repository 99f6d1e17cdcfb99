package dev.threatcards;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import dev.threatcards.card.DeckCard;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Provenance;
import dev.threatcards.index.CardIndex;
import dev.threatcards.index.IndexException;
import dev.threatcards.search.CardLookup;
import dev.threatcards.search.CardSearch;
import dev.threatcards.search.FacetValue;
import dev.threatcards.search.Hits;
import dev.threatcards.search.InvalidQueryException;

/**
 * An index of threat-actor cards, open for search. What another process or thread commits to the index is seen within half a
 * second; each call sees one commit from its beginning to its end.
 *
 * <p>Safe for use by several threads, and meant to be: open one and share it. Close it when it is no longer needed; values
 * that it gave stay good.
 */
public final class ThreatCards implements AutoCloseable {

    private final CardIndex index;

    private ThreatCards(CardIndex index) {
        this.index = index;
    }

    /**
     * Opens an index.
     *
     * @param path the folder that the index is in
     * @throws IndexException if there is none, if it was written by another version, or if it is damaged
     */
    public static ThreatCards open(Path path) {
        return new ThreatCards(CardIndex.open(Objects.requireNonNull(path, "path")));
    }

    /** Whether the folder holds an index. */
    public static boolean exists(Path path) {
        return CardIndex.exists(path);
    }

    /** Begins to make the index in the folder, or to bring it up to date. */
    public static IndexBuild build(Path path) {
        return new IndexBuild(Objects.requireNonNull(path, "path"));
    }

    /**
     * Searches the actors' cards.
     *
     * @throws InvalidQueryException if the text is longer than a query may be
     */
    public SearchResult search(CardQuery query) {
        return read(snapshot -> {
            Hits hits = new CardSearch(snapshot.searcher()).search(query.text(), query.filters(), query.window(),
                    query.facets());
            return new SearchResult(query, hits.total(), hits.hits(), hits.facets(), snapshot.provenance());
        });
    }

    /**
     * The values of one facet, under the text and filters of {@code query}.
     *
     * @param prefix the beginning that a word of a value has to have, in any case; empty for all
     * @return the most frequent first, as many as the query's facet size, selected ones on top of that
     * @throws InvalidQueryException if the text is longer than a query may be
     */
    public List<FacetValue> facet(Facet facet, String prefix, CardQuery query) {
        return read(snapshot -> new CardSearch(snapshot.searcher()).values(facet, query.text(), query.filters(), prefix,
                query.facets().size()));
    }

    /**
     * The cards that are meant by a uuid, a slug or any name, however it is spelt. Actors come before tools: a tool is given
     * only if no actor is meant.
     *
     * @return empty if there is none; more than one if cards share the name, which is shown and never settled
     */
    public List<DeckCard> cards(String id) {
        return read(snapshot -> {
            Provenance provenance = snapshot.provenance();
            return new CardLookup(snapshot.searcher()).cards(id).stream()
                    .map(stored -> new DeckCard(stored.card(), provenance.deck(stored.deck()))).toList();
        });
    }

    /** Where the cards come from: decks, dates, licences, and what the last run set aside. */
    public Provenance provenance() {
        return read(CardIndex.Snapshot::provenance);
    }

    private interface Reading<T> {
        T from(CardIndex.Snapshot snapshot) throws IOException;
    }

    private <T> T read(Reading<T> reading) {
        try (CardIndex.Snapshot snapshot = index.snapshot()) {
            return reading.from(snapshot);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        index.close();
    }
}
