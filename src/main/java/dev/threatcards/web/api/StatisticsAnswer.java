package dev.threatcards.web.api;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonRootName;

import dev.threatcards.json.CardJson.Reference;
import dev.threatcards.result.DeckStatistics;
import dev.threatcards.web.api.DeckAnswer.Deck;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_DEFAULT;

/** Statistics of the actors that a search finds. */
@JsonRootName("Landscape")
record StatisticsAnswer(String query, Totals totals, Grid origins, Grid sectors, List<Count> tools,
        @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("The number of tools that are left out, the least used ones.") int moreTools,
        @JsonPropertyDescription("How many tools are used by that many actors.") List<Rarity> rarity,
        @JsonPropertyDescription("Actors that share rare tools.") List<Pair> pairs,
        @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("The number of pairs that are left out, those that share the fewest tools.") int morePairs,
        Deck deck) {

    static StatisticsAnswer of(DeckStatistics.Result result) {
        DeckStatistics landscape = result.landscape();
        return new StatisticsAnswer(result.query().text(), Totals.of(landscape.totals(), result.provenance().tools()),
                Grid.of(landscape.origins()), Grid.of(landscape.sectors()), Count.of(landscape.tools()),
                landscape.moreTools(), landscape.rarity().stream().map(Rarity::of).toList(),
                landscape.pairs().stream().map(Pair::of).toList(), landscape.morePairs(), Deck.of(result.provenance()));
    }

    record Totals(int cards, int names, int givers, int countries, int sectors, int targets, int tools, int operations,
            int counterOperations, int toolCards) {

        private static Totals of(DeckStatistics.Totals totals, int toolCards) {
            return new Totals(totals.actors(), totals.names(), totals.givers(), totals.countries(), totals.sectors(),
                    totals.targets(), totals.tools(), totals.operations(), totals.counterOperations(), toolCards);
        }
    }

    record Grid(@JsonPropertyDescription("A facet.") String row, @JsonPropertyDescription("A facet.") String column,
            List<GridRow> rows, List<Count> columns,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("The number of rows that are left out, the least frequent ones.") int moreRows,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("The number of columns that are left out, the least frequent ones.") int moreColumns) {

        private static Grid of(DeckStatistics.Grid grid) {
            return new Grid(grid.row().parameter(), grid.column().parameter(),
                    grid.rows().stream().map(row -> new GridRow(row.value(), row.cards(), row.cells())).toList(),
                    Count.of(grid.columns()), grid.moreRows(), grid.moreColumns());
        }
    }

    record GridRow(String value, int count,
            @JsonPropertyDescription("The number of cards by the value of the column.") Map<String, Integer> cells) {
    }

    record Count(String value, int count) {

        private static List<Count> of(List<DeckStatistics.Count> counts) {
            return counts.stream().map(count -> new Count(count.value(), count.cards())).toList();
        }
    }

    /** How many tools are used by {@code from} to {@code to} actors; without {@code to}, by {@code from} or more. */
    record Rarity(int from, @JsonInclude(NON_DEFAULT) int to, int tools) {

        private static Rarity of(DeckStatistics.Rarity rarity) {
            return new Rarity(rarity.from(), rarity.to() == Integer.MAX_VALUE ? 0 : rarity.to(),
                    rarity.tools().size() + rarity.more());
        }
    }

    record Pair(List<Reference> cards, List<Count> tools,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("How many tools are left out.") int moreTools) {

        private static Pair of(DeckStatistics.Pair pair) {
            return new Pair(Reference.of(List.of(pair.one(), pair.other())), Count.of(pair.tools()), pair.moreTools());
        }
    }
}
