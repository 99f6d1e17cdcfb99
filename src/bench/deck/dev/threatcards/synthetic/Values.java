package dev.threatcards.synthetic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** The values of a facet, most frequent first, to draw from by their frequency. Thread-safe. */
final class Values {

    private final List<String> values;
    /** The cumulative probability of the values up to each index. */
    private final double[] cumulated;

    private Values(List<String> values, double[] cumulated) {
        this.values = values;
        this.cumulated = cumulated;
    }

    /**
     * Values by rank: those seen on model cards, most frequent first, then invented ones.
     *
     * @param seen the values of the model cards, with repetitions
     * @param invented gives the value of a rank
     */
    static Values of(Shape.Ranks ranks, Collection<String> seen, IntFunction<String> invented) {
        Set<String> values = seen.stream().collect(Collectors.groupingBy(value -> value, Collectors.counting()))
                .entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey).limit(ranks.values()).collect(Collectors.toCollection(LinkedHashSet::new));
        for (int rank = 0; values.size() < ranks.values(); rank++) {
            values.add(invented.apply(rank));
        }
        double[] cumulated = new double[ranks.values()];
        double sum = 0;
        for (int rank = 0; rank < cumulated.length; rank++) {
            sum += Math.pow(rank + 1 + ranks.shift(), -ranks.exponent());
            cumulated[rank] = sum;
        }
        for (int rank = 0; rank < cumulated.length; rank++) {
            cumulated[rank] /= sum;
        }
        return new Values(List.copyOf(values), cumulated);
    }

    String draw(RandomGenerator random) {
        int at = Arrays.binarySearch(cumulated, random.nextDouble());
        return values.get(Math.min(at < 0 ? -at - 1 : at, values.size() - 1));
    }

    /** Up to {@code number} distinct values in alphabetical order, as in the encyclopedia. */
    List<String> draw(int number, RandomGenerator random) {
        Set<String> drawn = new LinkedHashSet<>();
        int wanted = Math.min(number, values.size());
        // Bounded, because the rarest values may take very long to be drawn.
        for (int tries = 0; drawn.size() < wanted && tries < 20 * wanted; tries++) {
            drawn.add(draw(random));
        }
        List<String> sorted = new ArrayList<>(drawn);
        sorted.sort(null);
        return sorted;
    }
}
