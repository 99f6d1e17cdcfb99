package dev.threatcards.web.pages;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.threatcards.card.Activity;
import dev.threatcards.card.CardDate;
import dev.threatcards.card.Operation;
import dev.threatcards.text.Prose;

/**
 * A timeline: operations above an axis of years, counter operations below. A mark is as wide as its date is vague: "2014" takes a year,
 * "2014-10" a month. Overlapping marks are stacked in lanes.
 *
 * @param axis the distance of the axis from the top
 * @param hidden how many activities are not drawn: those without a date, and those beyond the last lane
 */
record Timeline(int width, int height, int axis, List<Mark> marks, List<Tick> ticks, int hidden) {

    /** An activity; {@code anchor} is the id of its entry in the list. */
    record Mark(String anchor, String title, boolean counter, int x, int y, int width) {
    }

    record Tick(int year, int x) {
    }

    private record Dated(CardDate date, String anchor, String title, boolean counter) {
    }

    /** The height of a mark and of a lane, in units of the picture. */
    static final int THICK = 6;
    private static final int LANE = 8;

    private static final int WIDTH = 800;

    /** Space at the sides for the labels of the first and the last year. */
    private static final int MARGIN = 20;

    private static final int YEARS = 18;

    /** The least width of a mark that one can see and click. */
    private static final int NARROWEST = 6;

    private static final int LANES = 12;

    /** The most years that are labelled, so that labels do not touch. */
    private static final int TICKS = 12;

    private static final int TITLE = 120;

    static Timeline of(List<Activity> operations, List<Activity> counterOperations) {
        List<Dated> all = Stream.concat(dated(operations, false), dated(counterOperations, true)).toList();
        if (all.isEmpty()) {
            return new Timeline(WIDTH, 0, 0, List.of(), List.of(), operations.size() + counterOperations.size());
        }
        int first = all.stream().mapToInt(each -> each.date.from().getYear()).min().orElseThrow();
        int last = all.stream().mapToInt(each -> each.date.to().getYear()).max().orElseThrow() + 1;
        Scale scale = new Scale(LocalDate.of(first, 1, 1), LocalDate.of(last, 1, 1));
        List<Mark> above = inLanes(all.stream().filter(each -> !each.counter).toList(), scale);
        List<Mark> below = inLanes(all.stream().filter(Dated::counter).toList(), scale);
        int axis = (lanes(above) + 1) * LANE;
        List<Mark> marks = new ArrayList<>();
        above.forEach(mark -> marks.add(at(axis - LANE - mark.y, mark)));
        below.forEach(mark -> marks.add(at(axis + YEARS + mark.y, mark)));
        int height = axis + YEARS + (below.isEmpty() ? 0 : lanes(below) * LANE);
        return new Timeline(WIDTH, height, axis, List.copyOf(marks), ticks(first, last, scale),
                operations.size() + counterOperations.size() - marks.size());
    }

    boolean isEmpty() {
        return marks.isEmpty();
    }

    private record Scale(LocalDate from, LocalDate to) {
        int x(LocalDate day) {
            long days = ChronoUnit.DAYS.between(from, day);
            return MARGIN + (int) (days * (WIDTH - 2 * MARGIN) / ChronoUnit.DAYS.between(from, to));
        }
    }

    private static Stream<Dated> dated(List<Activity> activities, boolean counter) {
        return Operation.of(counter ? Operation.Kind.COUNTER_OPERATION : Operation.Kind.OPERATION, activities).stream()
                .filter(operation -> operation.date().isKnown()).map(operation -> new Dated(operation.date(),
                        operation.anchor(), title(operation.activity()), counter));
    }

    private static String title(Activity activity) {
        String story = Prose.plain(activity.story()).lines().findFirst().orElse("");
        String beginning = story.codePoints().limit(TITLE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
        return activity.date().text() + ": " + beginning + (beginning.length() < story.length() ? "…" : "");
    }

    /** Marks in lanes: {@code y} is the distance from the first lane. Each mark takes the first free lane. */
    private static List<Mark> inLanes(List<Dated> activities, Scale scale) {
        List<Integer> ends = new ArrayList<>();
        List<Mark> marks = new ArrayList<>();
        List<Dated> inTime = activities.stream().sorted((one, other) -> one.date.from().compareTo(other.date.from()))
                .toList();
        for (Dated each : inTime) {
            int x = scale.x(each.date.from());
            int width = Math.max(NARROWEST, scale.x(each.date.to()) - x - 1);
            int lane = 0;
            while (lane < ends.size() && ends.get(lane) > x) {
                lane++;
            }
            if (lane < LANES) {
                int end = x + width + 1;
                if (lane == ends.size()) {
                    ends.add(end);
                } else {
                    ends.set(lane, end);
                }
                marks.add(new Mark(each.anchor, each.title, each.counter, x, lane * LANE, width));
            }
        }
        return marks;
    }

    private static int lanes(List<Mark> marks) {
        return marks.stream().mapToInt(mark -> mark.y / LANE + 1).max().orElse(0);
    }

    private static Mark at(int y, Mark mark) {
        return new Mark(mark.anchor, mark.title, mark.counter, mark.x, y, mark.width);
    }

    private static List<Tick> ticks(int first, int last, Scale scale) {
        int step = Math.ceilDiv(last - first, TICKS);
        List<Tick> ticks = new ArrayList<>();
        for (int year = first; year <= last; year += step) {
            ticks.add(new Tick(year, scale.x(LocalDate.of(year, 1, 1))));
        }
        return ticks;
    }
}
