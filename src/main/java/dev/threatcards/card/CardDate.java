package dev.threatcards.card;

import java.time.LocalDate;
import java.time.Year;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

import dev.threatcards.text.NullChecks;

/**
 * A date as a card writes it, and the interval that it denotes: "2014 Early" is the 1st of January to the 30th of April 2014.
 *
 * @param text the date in the card's words
 * @param from the first day; {@link LocalDate#MIN} if unknown
 * @param to the last day, inclusive; {@link LocalDate#MAX} if unknown
 */
public record CardDate(String text, LocalDate from, LocalDate to, Precision precision) {

    /** How exact a date is, the most exact first. */
    public enum Precision {
        DAY, MONTH, SEASON, THIRD_OF_YEAR, YEAR, YEARS, SPAN, UNKNOWN
    }

    /** No date. */
    public static final CardDate NONE = unknown("");

    public CardDate {
        NullChecks.requireNonNull("text", text, "from", from, "to", to, "precision", precision);
        if (from.isAfter(to)) {
            throw new IllegalArgumentException("date '" + text + "' ends before it begins");
        }
    }

    /**
     * Parses a date as cards write it: a day ("2014-04-14", "14 April 2014"), a month ("2014-04", "Apr 2014"), a part of a year ("2014
     * Early", "Summer 2014"), a year, years ("2011/2012"), or a span of two such dates ("2018-Jun 2022"). Months are English, years
     * from 1 to 9999. Any other text gives an {@linkplain #unknown unknown} date.
     */
    public static CardDate parse(String text) {
        return CardDates.parse(Objects.requireNonNull(text, "text"));
    }

    /** An unknown date: the text is kept, although it cannot be parsed. */
    public static CardDate unknown(String text) {
        Objects.requireNonNull(text, "text");
        return new CardDate(text, LocalDate.MIN, LocalDate.MAX, Precision.UNKNOWN);
    }

    /** Whether the text could be parsed as a date. */
    public boolean isKnown() {
        return precision != Precision.UNKNOWN;
    }

    /** The end of a span as a date of its own: "Jun 2022" of "2018-Jun 2022", "2012" of "2011/2012". Any other date is its own end. */
    public CardDate end() {
        return precision == Precision.SPAN || precision == Precision.YEARS ? CardDates.end(text) : this;
    }

    /** The years of the interval in ascending order; empty if the date is unknown. */
    public List<Year> years() {
        return isKnown() ? IntStream.rangeClosed(from.getYear(), to.getYear()).mapToObj(Year::of).toList() : List.of();
    }

    /** The first day as {@code yyyy-MM-dd}; empty if the date is unknown. */
    public String isoFrom() {
        return isKnown() ? DateTimeFormatter.ISO_LOCAL_DATE.format(from) : "";
    }

    /** The last day as {@code yyyy-MM-dd}; empty if the date is unknown. */
    public String isoTo() {
        return isKnown() ? DateTimeFormatter.ISO_LOCAL_DATE.format(to) : "";
    }
}
