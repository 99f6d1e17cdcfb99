package dev.threatcards.search;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import org.apache.lucene.index.DirectoryReader;

import dev.threatcards.card.Facet;
import dev.threatcards.index.CardReader;
import dev.threatcards.search.BenchmarkQueries.BenchmarkQuery;

/** Something that answers a faceted search: the number of cards, the first twenty, and the most frequent values of each facet. */
interface Engine {

    /** Hits on a page, and values of a facet. */
    int SIZE = 20;

    /**
     * An answer.
     *
     * @param total how many cards match
     * @param first how many hits were given
     * @param facets the counts of each facet, the largest first; empty if they were not asked for
     */
    record Answer(int total, int first, Map<Facet, List<Integer>> facets) {
    }

    /** Which engines there are. */
    enum Kind {
        BARE("bare Lucene, no facets"), STOCK("stock DrillSideways"), COLUMNS("ours"), STOCK_PAGE(
                "stock, stored fields and highlights"), PAGE("ours, with cards and highlights");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /** What it is called in a table. */
        String title() {
            return title;
        }

        /**
         * Such an engine.
         *
         * @param cards the index of this project
         * @param stock the same cards with stock facets
         */
        Engine of(CardReader cards, DirectoryReader stock) throws IOException {
            return switch (this) {
                case BARE, STOCK, STOCK_PAGE -> new StockEngine(this, stock);
                case COLUMNS, PAGE -> new ColumnEngine(this, cards);
            };
        }
    }

    /** Answers. */
    Answer answer(BenchmarkQuery query) throws IOException;
}
