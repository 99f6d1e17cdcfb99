package dev.threatcards.card;

import java.time.LocalDate;
import java.time.Year;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A date as a card writes it, and the days that it may mean: "2014 Early" is the interval from the 1st of January to the 30th of April
 * 2014.
 *
 * @param text what the card says, unchanged
 * @param from the first day it may mean; {@link LocalDate#MIN} where nothing is known
 * @param to the last day it may mean, inclusive; {@link LocalDate#MAX} where nothing is known
 * @param precision how exact the text is
 */
public record CardDate(String text, LocalDate from, LocalDate to, Precision precision) {

    /** How exact a date is, from the most exact to not known at all. */
    public enum Precision {
        DAY, MONTH, SEASON, THIRD_OF_YEAR, YEAR, YEARS, SPAN, UNKNOWN
    }

    /** No date. */
    public static final CardDate NONE = unknown("");

    public CardDate {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(precision, "precision");
        if (from.isAfter(to)) {
            throw new IllegalArgumentException("date '" + text + "' ends before it begins");
        }
    }

    /**
     * Parses a date as cards write it: a day ("2014-04-14", "14 April 2014"), a month ("2014-04", "Apr 2014"), a part of a year ("2014
     * Early", "Summer 2014"), a year, years ("2011/2012"), or a span of two such dates ("2018-Jun 2022"). Months are English.
     *
     * @return the date; one that is {@linkplain #unknown not known} if the text is none
     */
    public static CardDate parse(String text) {
        return CardDates.parse(Objects.requireNonNull(text, "text"));
    }

    /** A text that is kept although it is no date that can be parsed. */
    public static CardDate unknown(String text) {
        Objects.requireNonNull(text, "text");
        return new CardDate(text, LocalDate.MIN, LocalDate.MAX, Precision.UNKNOWN);
    }

    /** Whether the text names a day, month, season or year. */
    public boolean isKnown() {
        return precision != Precision.UNKNOWN;
    }

    /** The years that the interval touches, first to last; empty if the date is not known. */
    public List<Year> years() {
        return isKnown() ? IntStream.rangeClosed(from.getYear(), to.getYear()).mapToObj(Year::of).toList() : List.of();
    }

    /** The date as {@code yyyy-MM-dd} of the first day, empty if not known; for machines and for sorting. */
    public String isoFrom() {
        return isKnown() ? DateTimeFormatter.ISO_LOCAL_DATE.format(from) : "";
    }

    /** As {@link #isoFrom()}, for the last day. */
    public String isoTo() {
        return isKnown() ? DateTimeFormatter.ISO_LOCAL_DATE.format(to) : "";
    }
}
