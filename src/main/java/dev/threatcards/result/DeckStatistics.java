package dev.threatcards.result;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.threatcards.card.CardReference;
import dev.threatcards.card.Facet;
import dev.threatcards.text.DefensiveCopies;

/**
 * What some actors look like, all of them together. Each number of cards is the total of a search for the same cards with the
 * values named beside it. Every list is bounded, the most frequent come first, and what is left out is counted. Immutable.
 *
 * @param collections the collections that were searched; none for all
 * @param totals how much there is of everything
 * @param origins attributed countries, and whom their actors go after: {@link Facet#COUNTRY} by {@link Facet#TARGET}
 * @param sectors observed sectors, and the years in which their actors were active: {@link Facet#SECTOR} by {@link Facet#ACTIVE}
 * @param tools tools with how many of the actors use each, most used first, at most {@link #MOST_TOOLS}
 * @param moreTools how many tools are left out
 * @param rarity the same tools by how few use them, the rarest class first; no class is empty
 * @param pairs actors that share rare tools, those that share most first, at most {@link #MOST_PAIRS}
 * @param morePairs how many pairs are left out
 */
public record DeckStatistics(Set<String> collections, Totals totals, Grid origins, Grid sectors, List<Count> tools,
        int moreTools, List<Rarity> rarity, List<Pair> pairs, int morePairs) {

    /** The most rows of a grid: real decks have some eighty sectors and forty countries. */
    public static final int MOST_ROWS = 200;

    /** The most columns of a grid: there are some two hundred countries. */
    public static final int MOST_COLUMNS = 250;

    /** The most tools: more than twice as many as a deck of all known ones has. */
    public static final int MOST_TOOLS = 5_000;

    /** The most pairs of actors. */
    public static final int MOST_PAIRS = 1_000;

    /** The most tools of a pair: nobody has been seen to share more than ten rare ones. */
    public static final int MOST_SHARED = 20;

    public DeckStatistics {
        collections = DefensiveCopies.set(collections, "collections");
        Objects.requireNonNull(totals, "totals");
        Objects.requireNonNull(origins, "origins");
        Objects.requireNonNull(sectors, "sectors");
        tools = DefensiveCopies.list(tools, "tools");
        rarity = DefensiveCopies.list(rarity, "rarity");
        pairs = DefensiveCopies.list(pairs, "pairs");
    }

    /**
     * How much there is of everything.
     *
     * @param actors how many cards
     * @param names how many names they carry, one that two cards share twice
     * @param givers how many name-givers gave them
     * @param countries how many labels of attributed countries, "[Unknown]" too
     * @param sectors how many labels of observed sectors
     * @param targets how many labels of observed countries
     * @param tools how many labels of tools
     * @param operations how many operations
     * @param counterOperations how many counter operations
     */
    public record Totals(int actors, int names, int givers, int countries, int sectors, int targets, int tools,
            int operations, int counterOperations) {
    }

    /** A value of a facet, and how many of the cards have it. */
    public record Count(String value, int cards) {
        public Count {
            Objects.requireNonNull(value, "value");
        }
    }

    /**
     * Two facets across each other.
     *
     * @param rows the values of {@code row}, the most frequent first, at most {@link #MOST_ROWS}
     * @param columns the values of {@code column}, the most frequent first, at most {@link #MOST_COLUMNS}; of a facet of years the
     *     first year first
     * @param moreRows how many values of {@code row} are left out
     * @param moreColumns how many values of {@code column} are left out
     */
    public record Grid(Facet row, Facet column, List<Row> rows, List<Count> columns, int moreRows, int moreColumns) {
        public Grid {
            Objects.requireNonNull(row, "row");
            Objects.requireNonNull(column, "column");
            rows = DefensiveCopies.list(rows, "rows");
            columns = DefensiveCopies.list(columns, "columns");
        }
    }

    /**
     * A value, how many of the cards have it, and how many of those have each value of the other facet; a value that none of
     * them has, or that is no column, is not in {@code cells}.
     */
    public record Row(String value, int cards, Map<String, Integer> cells) {
        public Row {
            Objects.requireNonNull(value, "value");
            cells = DefensiveCopies.map(cells, "cells");
        }

        /** How many cards have both values. */
        public int with(String other) {
            Objects.requireNonNull(other, "other");
            return cells.getOrDefault(other, 0);
        }
    }

    /**
     * Tools that about as many of the actors use.
     *
     * @param from the fewest users
     * @param to the most users; {@link Integer#MAX_VALUE} in the class without an end
     * @param tools most used first, those of {@link DeckStatistics#tools}
     * @param more how many tools are left out
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
     * Two actors and the rare tools that both use, see {@link UsedTool#isRare(int)}.
     *
     * @param tools the rarest first, each with how many actors of the collections use it, at most {@link #MOST_SHARED}
     * @param moreTools how many tools are left out
     */
    public record Pair(CardReference one, CardReference other, List<Count> tools, int moreTools) {

        /** Two actors of which all shared tools are listed. */
        public Pair(CardReference one, CardReference other, List<Count> tools) {
            this(one, other, tools, 0);
        }

        public Pair {
            Objects.requireNonNull(one, "one");
            Objects.requireNonNull(other, "other");
            tools = DefensiveCopies.list(tools, "tools");
        }
    }
}
