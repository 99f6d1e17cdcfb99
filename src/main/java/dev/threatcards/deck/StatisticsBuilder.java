package dev.threatcards.deck;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Facet;
import dev.threatcards.result.CardProfile.UsedTool;
import dev.threatcards.result.DeckStatistics;
import dev.threatcards.result.DeckStatistics.Count;
import dev.threatcards.result.DeckStatistics.Grid;
import dev.threatcards.result.DeckStatistics.Pair;
import dev.threatcards.result.DeckStatistics.Rarity;
import dev.threatcards.result.DeckStatistics.Row;
import dev.threatcards.result.DeckStatistics.Totals;

/**
 * Computes the statistics of a set of actors from their facet values. It takes time proportional to the number of values, because grids
 * are bounded and a rare tool makes at most six pairs of actors.
 */
public final class StatisticsBuilder {

    /** The fewest users of a tool in each class of rarity; a class ends where the next begins. */
    private static final List<Integer> CLASSES = List.of(1, 2, 3, 4, 5, 10, 20);

    private static final Comparator<Count> MOST_FIRST = Comparator.comparingInt(Count::cards).reversed()
            .thenComparing(Count::value);

    private static final Comparator<Count> RAREST_FIRST = Comparator.comparingInt(Count::cards)
            .thenComparing(Count::value);

    /** The pairs that share the most tools first; of these, those with the rarest tools. */
    private static final Comparator<Map.Entry<Actors, List<Count>>> CLOSEST_FIRST = Comparator
            .comparingInt((Map.Entry<Actors, List<Count>> pair) -> -pair.getValue().size())
            .thenComparingInt(pair -> pair.getValue().stream().mapToInt(Count::cards).sum())
            .thenComparing(pair -> pair.getKey().one, CardReference.BY_NAME)
            .thenComparing(pair -> pair.getKey().other, CardReference.BY_NAME);

    private record Actors(CardReference one, CardReference other) {
    }

    private final List<ActorCard> actors;
    private final Map<String, Integer> users;
    private final Runnable deadline;

    /**
     * @param actors the actors by title
     * @param users the number of actors of the searched collections that list each tool
     * @param deadline called at least once for each card; throws once the deadline has passed
     */
    public StatisticsBuilder(List<ActorCard> actors, Map<String, Integer> users, Runnable deadline) {
        this.actors = actors;
        this.users = users;
        this.deadline = deadline;
    }

    /** The statistics of the actors of these collections. */
    public DeckStatistics of(Set<String> collections) {
        List<Count> tools = counts(Facet.TOOL);
        List<Map.Entry<Actors, List<Count>>> pairs = pairs();
        return new DeckStatistics(collections, totals(tools.size()), grid(Facet.COUNTRY, Facet.TARGET),
                grid(Facet.SECTOR, Facet.ACTIVE), first(DeckStatistics.MOST_TOOLS, tools),
                tools.size() - first(DeckStatistics.MOST_TOOLS, tools).size(), rarity(tools),
                first(DeckStatistics.MOST_PAIRS, pairs).stream().map(StatisticsBuilder::pair).toList(),
                pairs.size() - first(DeckStatistics.MOST_PAIRS, pairs).size());
    }

    private static <T> List<T> first(int most, List<T> all) {
        return all.subList(0, Math.min(most, all.size()));
    }

    private Totals totals(int tools) {
        return new Totals(actors.size(), sum(card -> card.names().size()),
                (int) counts(Facet.GIVER).stream().map(giver -> Givers.key(giver.value())).distinct().count(),
                counts(Facet.COUNTRY).size(), counts(Facet.SECTOR).size(), counts(Facet.TARGET).size(), tools,
                sum(card -> card.operations().size()), sum(card -> card.counterOperations().size()));
    }

    private int sum(ToIntFunction<ActorCard> number) {
        return actors.stream().mapToInt(number).sum();
    }

    private List<Count> counts(Facet facet) {
        Map<String, Integer> counts = new HashMap<>();
        for (ActorCard card : actors) {
            deadline.run();
            facet.values(card).forEach(value -> counts.merge(value, 1, Integer::sum));
        }
        return sorted(counts);
    }

    private static List<Count> sorted(Map<String, Integer> counts) {
        return counts.entrySet().stream().map(count -> new Count(count.getKey(), count.getValue())).sorted(MOST_FIRST)
                .toList();
    }

    private Grid grid(Facet row, Facet column) {
        List<Count> allRows = counts(row);
        List<Count> allColumns = counts(column);
        List<Count> rows = first(DeckStatistics.MOST_ROWS, allRows);
        List<Count> columns = first(DeckStatistics.MOST_COLUMNS, allColumns);
        int[][] cells = cells(row, places(rows), column, places(columns));
        List<Row> counted = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Map<String, Integer> some = new HashMap<>();
            for (int j = 0; j < columns.size(); j++) {
                if (cells[i][j] > 0) {
                    some.put(columns.get(j).value(), cells[i][j]);
                }
            }
            Map<String, Integer> inOrder = new LinkedHashMap<>();
            sorted(some).forEach(cell -> inOrder.put(cell.value(), cell.cards()));
            counted.add(new Row(rows.get(i).value(), rows.get(i).cards(), inOrder));
        }
        return new Grid(row, column, counted,
                column == Facet.ACTIVE ? columns.stream().sorted(Comparator.comparing(Count::value)).toList() : columns,
                allRows.size() - rows.size(), allColumns.size() - columns.size());
    }

    private int[][] cells(Facet row, Map<String, Integer> rows, Facet column, Map<String, Integer> columns) {
        int[][] cells = new int[rows.size()][columns.size()];
        for (ActorCard card : actors) {
            deadline.run();
            int[] across = places(column, card, columns);
            for (int i : places(row, card, rows)) {
                for (int j : across) {
                    cells[i][j]++;
                }
            }
        }
        return cells;
    }

    private static int[] places(Facet facet, ActorCard card, Map<String, Integer> places) {
        return facet.values(card).stream().filter(places::containsKey).mapToInt(places::get).toArray();
    }

    private static Map<String, Integer> places(List<Count> values) {
        Map<String, Integer> places = new HashMap<>();
        values.forEach(value -> places.put(value.value(), places.size()));
        return places;
    }

    private static List<Rarity> rarity(List<Count> tools) {
        Set<Count> listedTools = Set.copyOf(first(DeckStatistics.MOST_TOOLS, tools));
        List<Rarity> rarity = new ArrayList<>();
        for (int i = 0; i < CLASSES.size(); i++) {
            int from = CLASSES.get(i);
            int to = i + 1 < CLASSES.size() ? CLASSES.get(i + 1) - 1 : Integer.MAX_VALUE;
            List<Count> some = tools.stream().filter(tool -> tool.cards() >= from && tool.cards() <= to).toList();
            if (!some.isEmpty()) {
                List<Count> listed = some.stream().filter(listedTools::contains).toList();
                rarity.add(new Rarity(from, to, listed, some.size() - listed.size()));
            }
        }
        return rarity;
    }

    /** All pairs of actors that share rare tools, with these tools; the closest first. */
    private List<Map.Entry<Actors, List<Count>>> pairs() {
        Map<Actors, List<Count>> shared = new LinkedHashMap<>();
        rareTools().forEach((tool, cards) -> {
            deadline.run();
            for (int i = 0; i < cards.size(); i++) {
                for (int j = i + 1; j < cards.size(); j++) {
                    shared.computeIfAbsent(new Actors(cards.get(i), cards.get(j)), first -> new ArrayList<>())
                            .add(new Count(tool, users.get(tool)));
                }
            }
        });
        return shared.entrySet().stream().sorted(CLOSEST_FIRST).toList();
    }

    private static Pair pair(Map.Entry<Actors, List<Count>> shared) {
        List<Count> tools = shared.getValue().stream().sorted(RAREST_FIRST).limit(DeckStatistics.MOST_SHARED).toList();
        return new Pair(shared.getKey().one, shared.getKey().other, tools, shared.getValue().size() - tools.size());
    }

    /** The actors that list each rare tool, in a stable order. */
    private Map<String, List<CardReference>> rareTools() {
        Map<String, List<CardReference>> usedBy = new LinkedHashMap<>();
        for (ActorCard card : actors) {
            for (String tool : Facet.TOOL.values(card)) {
                // The index cuts a very long label, which is therefore not found here.
                if (UsedTool.isRare(users.getOrDefault(tool, Integer.MAX_VALUE))) {
                    usedBy.computeIfAbsent(tool, first -> new ArrayList<>()).add(CardReference.of(card));
                }
            }
        }
        return usedBy;
    }
}
