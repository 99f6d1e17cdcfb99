package dev.threatcards.web.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.threatcards.card.Activity;
import dev.threatcards.card.ActorCard;

/** Bar charts of operations by year, one for each actor, with one axis and one scale. */
record ActivityStrips(int first, int last, int width, List<Strip> strips) {

    static final int STEP = 8;

    static final int HEIGHT = 24;

    /** The fewest years on the axis, so that bars stay narrow. */
    private static final int FEWEST = 12;

    /** An actor's operations; {@code summary} says the same in words. */
    record Strip(String actor, String summary, List<Bar> bars) {
    }

    record Bar(int year, int count, int x, int height) {
    }

    static ActivityStrips of(List<ActorCard> actors) {
        List<Map<Integer, Integer>> counts = actors.stream().map(ActivityStrips::byYear).toList();
        List<Integer> years = counts.stream().flatMap(each -> each.keySet().stream()).sorted().toList();
        if (years.isEmpty()) {
            return new ActivityStrips(0, 0, 0, List.of());
        }
        int last = years.getLast();
        int first = Math.min(years.getFirst(), last - FEWEST + 1);
        int most = counts.stream().flatMap(each -> each.values().stream()).mapToInt(Integer::intValue).max().orElse(1);
        List<Strip> strips = new ArrayList<>();
        for (int i = 0; i < actors.size(); i++) {
            List<Bar> bars = new ArrayList<>();
            counts.get(i).forEach((year, count) -> bars
                    .add(new Bar(year, count, (year - first) * STEP, Math.ceilDiv(HEIGHT * count, most))));
            strips.add(new Strip(actors.get(i).name(), summary(counts.get(i)), bars));
        }
        return new ActivityStrips(first, last, (last - first + 1) * STEP, strips);
    }

    private static Map<Integer, Integer> byYear(ActorCard actor) {
        Map<Integer, Integer> counts = new TreeMap<>();
        actor.operations().stream().map(Activity::date).filter(date -> date.isKnown())
                .forEach(date -> counts.merge(date.from().getYear(), 1, Integer::sum));
        return counts;
    }

    private static String summary(Map<Integer, Integer> counts) {
        if (counts.isEmpty()) {
            return "no dated operation";
        }
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        List<Integer> years = List.copyOf(counts.keySet());
        String span = years.size() == 1 ? "in " + years.getFirst() : years.getFirst() + " to " + years.getLast();
        return all + (all == 1 ? " operation, " : " operations, ") + span;
    }
}
