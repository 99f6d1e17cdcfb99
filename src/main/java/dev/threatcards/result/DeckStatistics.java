package dev.threatcards.result;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.threatcards.card.CardReference;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Provenance;
import dev.threatcards.query.CardQuery;
import dev.threatcards.text.DefensiveCopies;
import dev.threatcards.text.NullChecks;

/**
 * Statistics of the actors that match a query. Each number of cards is the total of a search for the same cards with the value as a
 * filter. Every list is bounded, has the most frequent entries first, and the omitted ones are counted.
 *
 * @param collections the collections that were searched; empty for all
 * @param totals the number of cards, names and values
 * @param origins {@link Facet#COUNTRY} by {@link Facet#TARGET}
 * @param sectors {@link Facet#SECTOR} by {@link Facet#ACTIVE}
 * @param tools tools with their numbers of users, most used first, at most {@link #MOST_TOOLS}
 * @param moreTools the number of omitted tools
 * @param rarity the same tools in classes by their number of users, the rarest first; no class is empty
 * @param pairs actors that share rare tools, those that share most first, at most {@link #MOST_PAIRS}
 * @param morePairs the number of omitted pairs
 */
public record DeckStatistics(Set<String> collections, Totals totals, Grid origins, Grid sectors, List<Count> tools,
        int moreTools, List<Rarity> rarity, List<Pair> pairs, int morePairs) {

    /** The most rows of a grid. Real decks have some 80 sectors and 40 countries. */
    public static final int MOST_ROWS = 200;

    /** The most columns of a grid. There are some 200 countries. */
    public static final int MOST_COLUMNS = 250;

    /** The most tools, more than twice as many as real decks have. */
    public static final int MOST_TOOLS = 5_000;

    /** The most pairs of actors. */
    public static final int MOST_PAIRS = 1_000;

    /** The most tools of a pair. No real actors share more than ten rare ones. */
    public static final int MOST_SHARED = 20;

    /** The statistics of the actors that match a query, with the sources of the cards, which every response has to name. */
    public record Result(CardQuery query, DeckStatistics landscape, Provenance provenance) {
        public Result {
            NullChecks.requireNonNull("query", query, "landscape", landscape, "provenance", provenance);
        }
    }

    public DeckStatistics {
        NullChecks.requireNonNull("totals", totals, "origins", origins, "sectors", sectors);
        collections = DefensiveCopies.set(collections, "collections");
        tools = DefensiveCopies.list(tools, "tools");
        rarity = DefensiveCopies.list(rarity, "rarity");
        pairs = DefensiveCopies.list(pairs, "pairs");
    }

    /**
     * Totals. Names are counted for each card that has them; name-givers, countries (with "[Unknown]"), sectors, targets and tools are
     * numbers of distinct labels.
     */
    public record Totals(int actors, int names, int givers, int countries, int sectors, int targets, int tools,
            int operations, int counterOperations) {
    }

    /** A value of a facet, and the number of cards that have it. */
    public record Count(String value, int cards) {
        public Count {
            Objects.requireNonNull(value, "value");
        }
    }

    /**
     * A cross-tabulation of two facets.
     *
     * @param rows the values of {@code row}, the most frequent first, at most {@link #MOST_ROWS}
     * @param columns the values of {@code column}, the most frequent first, at most {@link #MOST_COLUMNS}; of a facet of years the
     *     first year first
     * @param moreRows the number of omitted values of {@code row}
     * @param moreColumns the number of omitted values of {@code column}
     */
    public record Grid(Facet row, Facet column, List<Row> rows, List<Count> columns, int moreRows, int moreColumns) {
        public Grid {
            NullChecks.requireNonNull("row", row, "column", column);
            rows = DefensiveCopies.list(rows, "rows");
            columns = DefensiveCopies.list(columns, "columns");
        }
    }

    /**
     * A row of a grid: a value, the number of cards that have it, and by value of the other facet the number of cards that have both. A
     * value that no card has, or that has no column, is not in {@code cells}.
     */
    public record Row(String value, int cards, Map<String, Integer> cells) {
        public Row {
            Objects.requireNonNull(value, "value");
            cells = DefensiveCopies.map(cells, "cells");
        }

        /** The number of cards with both values. */
        public int with(String other) {
            Objects.requireNonNull(other, "other");
            return cells.getOrDefault(other, 0);
        }
    }

    /**
     * A class of tools with similar numbers of users.
     *
     * @param from the fewest users
     * @param to the most users; {@link Integer#MAX_VALUE} in the last class
     * @param tools those of {@link DeckStatistics#tools}, most used first
     * @param more the number of omitted tools
     */
    public record Rarity(int from, int to, List<Count> tools, int more) {

        /** A class whose tools are all listed. */
        public Rarity(int from, int to, List<Count> tools) {
            this(from, to, tools, 0);
        }

        public Rarity {
            tools = DefensiveCopies.list(tools, "tools");
        }
    }

    /**
     * Two actors and the rare tools that both use, see {@link CardProfile.UsedTool#isRare(int)}.
     *
     * @param tools the rarest first, each with its number of users in the collections, at most {@link #MOST_SHARED}
     * @param moreTools the number of omitted tools
     */
    public record Pair(CardReference one, CardReference other, List<Count> tools, int moreTools) {

        /** A pair whose shared tools are all listed. */
        public Pair(CardReference one, CardReference other, List<Count> tools) {
            this(one, other, tools, 0);
        }

        public Pair {
            NullChecks.requireNonNull("one", one, "other", other);
            tools = DefensiveCopies.list(tools, "tools");
        }
    }
}
