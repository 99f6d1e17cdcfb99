package dev.threatcards.query;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.threatcards.card.CardDate;
import dev.threatcards.text.NullChecks;

/**
 * A range of days to filter by, both ends inclusive: {@code 2015}, {@code 2015-06..}, {@code ..2015}, {@code 2010..2015-06-30}. A year or a
 * month stands for all of its days. Immutable.
 *
 * @param from the first day; {@link LocalDate#MIN} for an open beginning
 * @param to the last day; {@link LocalDate#MAX} for an open end
 */
public record DateRange(LocalDate from, LocalDate to) {

    private static final Pattern DATE = Pattern.compile("(\\d{4})(?:-(\\d{2})(?:-(\\d{2}))?)?");
    private static final String TO = "..";
    private static final int LAST_YEAR = 9999;

    /**
     * @throws IllegalArgumentException if the range ends before it begins, or an end is not open and not in the years 0 to 9999
     */
    public DateRange {
        NullChecks.requireNonNull("from", from, "to", to);
        if (from.isAfter(to)) {
            throw new IllegalArgumentException("the range from " + from + " to " + to + " has no day");
        }
        if ((!from.equals(LocalDate.MIN) && from.getYear() < 0)
                || (!to.equals(LocalDate.MAX) && to.getYear() > LAST_YEAR)) {
            throw new IllegalArgumentException("the years of a range are 0 to " + LAST_YEAR);
        }
    }

    /** Reads a range; ends in the wrong order are swapped. Empty if the text is none. */
    public static Optional<DateRange> parse(String text) {
        String stripped = Objects.requireNonNull(text, "text").strip();
        int dots = stripped.indexOf(TO);
        try {
            if (dots < 0) {
                return Optional.of(new DateRange(first(stripped), last(stripped)));
            }
            String from = stripped.substring(0, dots).strip();
            String to = stripped.substring(dots + TO.length()).strip();
            if (from.isEmpty() && to.isEmpty()) {
                return Optional.empty();
            }
            boolean swapped = !from.isEmpty() && !to.isEmpty() && first(from).isAfter(last(to));
            return Optional.of(new DateRange(from.isEmpty() ? LocalDate.MIN : first(swapped ? to : from),
                    to.isEmpty() ? LocalDate.MAX : last(swapped ? from : to)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static LocalDate first(String date) {
        Matcher parts = parts(date);
        return parts.group(3) == null ? month(parts, 1).atDay(1) : LocalDate.parse(date);
    }

    private static LocalDate last(String date) {
        Matcher parts = parts(date);
        return parts.group(3) == null ? month(parts, 12).atEndOfMonth() : LocalDate.parse(date);
    }

    private static YearMonth month(Matcher parts, int defaultMonth) {
        int month = parts.group(2) == null ? defaultMonth : Integer.parseInt(parts.group(2));
        return YearMonth.of(Integer.parseInt(parts.group(1)), month);
    }

    private static Matcher parts(String date) {
        Matcher parts = DATE.matcher(date);
        if (!parts.matches()) {
            throw new DateTimeException(date);
        }
        return parts;
    }

    /** Whether the date may be one of the days. */
    public boolean touches(CardDate date) {
        Objects.requireNonNull(date, "date");
        return date.isKnown() && !date.to().isBefore(from) && !date.from().isAfter(to);
    }

    /** Whether each end is open or the end of a year, so that every year is in the range as a whole or not at all. */
    public boolean hasWholeYears() {
        return (isOpenBefore() || from.getDayOfYear() == 1)
                && (isOpenAfter() || to.getDayOfYear() == to.lengthOfYear());
    }

    /** Whether the beginning is open. */
    public boolean isOpenBefore() {
        return from.equals(LocalDate.MIN);
    }

    /** Whether the end is open. */
    public boolean isOpenAfter() {
        return to.equals(LocalDate.MAX);
    }

    /** The range in words: "2010 to 2015", "from 2022-03-01", "up to 2015", "2014". */
    public String words() {
        if (isOpenBefore() && isOpenAfter()) {
            return "any date";
        }
        if (isOpenBefore()) {
            return "up to " + end();
        }
        if (isOpenAfter()) {
            return "from " + beginning();
        }
        return beginning().equals(end()) ? beginning() : beginning() + " to " + end();
    }

    /** The range as it can be typed, {@link #parse} reads it; ".." if both ends are open, which is no range of a query. */
    @Override
    public String toString() {
        String beginning = isOpenBefore() ? "" : beginning();
        String end = isOpenAfter() ? "" : end();
        return beginning.equals(end) && !end.isEmpty() ? end : beginning + TO + end;
    }

    private String beginning() {
        return hasWholeYears() ? year(from) : from.toString();
    }

    private String end() {
        return hasWholeYears() ? year(to) : to.toString();
    }

    private static String year(LocalDate day) {
        return day.toString().substring(0, 4);
    }
}
