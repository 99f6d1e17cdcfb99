package dev.threatcards.search;

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
import dev.threatcards.search.Landscape.Count;
import dev.threatcards.search.Landscape.Grid;
import dev.threatcards.search.Landscape.Pair;
import dev.threatcards.search.Landscape.Rarity;
import dev.threatcards.search.Landscape.Row;
import dev.threatcards.search.Landscape.Totals;

/** Works out what some actors look like, from the values by which one drills down to them. */
final class Landscapes {

    /** The fewest users of a tool in each class; a class ends where the next begins. */
    private static final List<Integer> CLASSES = List.of(1, 2, 3, 4, 5, 10, 20);

    private static final Comparator<Count> MOST_FIRST = Comparator.comparingInt(Count::cards).reversed()
            .thenComparing(Count::value);

    private static final Comparator<Count> RAREST_FIRST = Comparator.comparingInt(Count::cards)
            .thenComparing(Count::value);

    /** Those that share most; of those that share as much, those whose tools the fewest use. */
    private static final Comparator<Pair> CLOSEST_FIRST = Comparator.comparingInt((Pair pair) -> -pair.tools().size())
            .thenComparingInt(pair -> pair.tools().stream().mapToInt(Count::cards).sum())
            .thenComparing(Pair::one, CardReference.BY_NAME).thenComparing(Pair::other, CardReference.BY_NAME);

    private record Ends(CardReference one, CardReference other) {
    }

    private final List<ActorCard> actors;
    private final Map<String, Integer> users;

    /**
     * @param actors the actors, by name
     * @param users how many actors of the collections use each tool, these and others
     */
    Landscapes(List<ActorCard> actors, Map<String, Integer> users) {
        this.actors = actors;
        this.users = users;
    }

    Landscape of(Set<String> collections) {
        List<Count> tools = counts(Facet.TOOL);
        return new Landscape(collections, totals(tools.size()), grid(Facet.COUNTRY, Facet.TARGET),
                grid(Facet.SECTOR, Facet.ACTIVE), tools, rarity(tools), pairs());
    }

    private Totals totals(int tools) {
        return new Totals(actors.size(), sum(card -> card.names().size()), counts(Facet.GIVER).size(),
                counts(Facet.COUNTRY).size(), counts(Facet.SECTOR).size(), counts(Facet.TARGET).size(), tools,
                sum(card -> card.operations().size()), sum(card -> card.counterOperations().size()));
    }

    private int sum(ToIntFunction<ActorCard> number) {
        return actors.stream().mapToInt(number).sum();
    }

    private List<Count> counts(Facet facet) {
        Map<String, Integer> counts = new HashMap<>();
        actors.forEach(card -> facet.values(card).forEach(value -> counts.merge(value, 1, Integer::sum)));
        return sorted(counts);
    }

    private static List<Count> sorted(Map<String, Integer> counts) {
        return counts.entrySet().stream().map(count -> new Count(count.getKey(), count.getValue())).sorted(MOST_FIRST)
                .toList();
    }

    private Grid grid(Facet row, Facet column) {
        Map<String, Map<String, Integer>> cells = new HashMap<>();
        for (ActorCard card : actors) {
            for (String value : row.values(card)) {
                Map<String, Integer> cell = cells.computeIfAbsent(value, first -> new HashMap<>());
                column.values(card).forEach(other -> cell.merge(other, 1, Integer::sum));
            }
        }
        List<Row> rows = new ArrayList<>();
        for (Count count : counts(row)) {
            Map<String, Integer> inOrder = new LinkedHashMap<>();
            sorted(cells.get(count.value())).forEach(cell -> inOrder.put(cell.value(), cell.cards()));
            rows.add(new Row(count.value(), count.cards(), inOrder));
        }
        List<Count> columns = counts(column);
        return new Grid(row, column, rows,
                column == Facet.ACTIVE
                        ? columns.stream().sorted(Comparator.comparing(Count::value)).toList()
                        : columns);
    }

    private static List<Rarity> rarity(List<Count> tools) {
        List<Rarity> rarity = new ArrayList<>();
        for (int i = 0; i < CLASSES.size(); i++) {
            int from = CLASSES.get(i);
            int to = i + 1 < CLASSES.size() ? CLASSES.get(i + 1) - 1 : Integer.MAX_VALUE;
            List<Count> some = tools.stream().filter(tool -> tool.cards() >= from && tool.cards() <= to).toList();
            if (!some.isEmpty()) {
                rarity.add(new Rarity(from, to, some));
            }
        }
        return rarity;
    }

    private List<Pair> pairs() {
        Map<Ends, List<Count>> shared = new LinkedHashMap<>();
        rareTools().forEach((tool, cards) -> {
            for (int i = 0; i < cards.size(); i++) {
                for (int j = i + 1; j < cards.size(); j++) {
                    shared.computeIfAbsent(new Ends(cards.get(i), cards.get(j)), first -> new ArrayList<>())
                            .add(new Count(tool, users.get(tool)));
                }
            }
        });
        return shared.entrySet().stream().map(pair -> new Pair(pair.getKey().one, pair.getKey().other,
                pair.getValue().stream().sorted(RAREST_FIRST).toList())).sorted(CLOSEST_FIRST).toList();
    }

    /** Which of the actors use each rare tool, in one order throughout. */
    private Map<String, List<CardReference>> rareTools() {
        Map<String, List<CardReference>> usedBy = new LinkedHashMap<>();
        for (ActorCard card : actors) {
            for (String tool : Facet.TOOL.values(card)) {
                if (users.getOrDefault(tool, 0) <= Landscape.RARE) {
                    usedBy.computeIfAbsent(tool, first -> new ArrayList<>()).add(CardReference.of(card));
                }
            }
        }
        return usedBy;
    }
}
