package dev.threatcards.parse;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.threatcards.parse.QueryTree.Clause;
import dev.threatcards.parse.QueryTree.Days;

/**
 * A range of days in a query: {@code 2015}, {@code 2015-06..}, {@code ..2015}, {@code 2010..2015-06-30}. A year or a month stands for all of
 * its days; if the ends are in the wrong order, they are swapped.
 */
final class DayRange {

    private static final Pattern DATE = Pattern.compile("(\\d{4})(?:-(\\d{2})(?:-(\\d{2}))?)?");
    private static final String TO = "..";

    private DayRange() {
    }

    /** The range as a filter of the field; empty if the text is none. */
    static Optional<Clause> parse(DateField field, String text) {
        int dots = text.indexOf(TO);
        try {
            if (dots < 0) {
                return Optional.of(new Days(field, first(text), last(text), text));
            }
            String from = text.substring(0, dots);
            String to = text.substring(dots + TO.length());
            if (from.isEmpty() && to.isEmpty()) {
                return Optional.empty();
            }
            boolean swapped = !from.isEmpty() && !to.isEmpty() && first(from).isAfter(last(to));
            return Optional.of(new Days(field, first(swapped ? to : from), last(swapped ? from : to), text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static LocalDate first(String date) {
        if (date.isEmpty()) {
            return LocalDate.MIN;
        }
        Matcher parts = parts(date);
        return parts.group(3) == null ? month(parts, 1).atDay(1) : LocalDate.parse(date);
    }

    private static LocalDate last(String date) {
        if (date.isEmpty()) {
            return LocalDate.MAX;
        }
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
}
