package dev.threatcards.text;

import java.time.DateTimeException;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The dates of timestamps such as "2024-01-08T20:40:31.822Z". Platforms that cannot store an unknown time write the first or the last moment
 * that they know, such as 1970-01-01T00:00:00Z and 5138-11-16T09:46:40Z; these are no dates. Pure functions.
 */
public final class Timestamps {

    private static final int DAY = "2024-01-08".length();
    private static final int MONTH = "2024-01".length();

    /** The first moments of the epochs of Unix, Windows and .NET. */
    private static final String EPOCHS = "(1970|1601|0001)-01-01(T00:00:00(\\.0+)?(Z|\\+00:00)?)?";

    /** No actor is seen as late as this year; clocks that run out are. */
    private static final String FIRST_FUTURE_YEAR = "2200";

    private static final DateTimeFormatter MONTH_AND_YEAR = DateTimeFormatter.ofPattern("MMM uuuu", Locale.ENGLISH);

    private Timestamps() {
    }

    /** The day, "2024-01-08"; empty if there is none. */
    public static String day(String timestamp) {
        return timestamp.length() < DAY || isUnknown(timestamp) ? "" : timestamp.substring(0, DAY);
    }

    /** The month, "2024-01"; empty if there is none. */
    public static String month(String timestamp) {
        return timestamp.length() < MONTH || isUnknown(timestamp) ? "" : timestamp.substring(0, MONTH);
    }

    /**
     * The months from one moment to another as cards write a span, "May 2021-Sep 2022"; the one month if it is the same, if the other is
     * unknown, or if the end is before the beginning.
     */
    public static String span(String first, String last) {
        String from = month(first);
        String to = month(last);
        if (from.isEmpty() || to.isEmpty() || from.compareTo(to) >= 0) {
            return from.isEmpty() ? to : from;
        }
        try {
            return MONTH_AND_YEAR.format(YearMonth.parse(from)) + "-" + MONTH_AND_YEAR.format(YearMonth.parse(to));
        } catch (DateTimeException e) {
            return from;
        }
    }

    private static boolean isUnknown(String timestamp) {
        return timestamp.matches(EPOCHS) || timestamp.compareTo(FIRST_FUTURE_YEAR) >= 0;
    }
}
