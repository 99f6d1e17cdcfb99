package dev.threatcards.card;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalQuery;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.threatcards.card.CardDate.Precision;

/** Parses the spellings of dates that {@link CardDate#parse} lists. */
final class CardDates {

    // "2014 Early", "2016 Summer", and on the list page "Late 2022".
    private static final Pattern PART_OF_YEAR = Pattern
            .compile("(?<year>\\d{4}) (?<part>{part})|(?<partFirst>{part}) (?<yearLast>\\d{4})".replace("{part}",
                    "Early|Mid|Late|Spring|Summer|Autumn|Fall|Winter"), Pattern.CASE_INSENSITIVE);
    // "2011/2012" or "2011-2012": a span of years.
    private static final Pattern YEARS = Pattern.compile("(\\d{4})\\s*[/–-]\\s*(\\d{4})");

    /** The longest span, in years. Each year of a span becomes a facet value, so it must be bounded. */
    private static final int LONGEST = 200;

    // "2018-Jun 2022": from one date to another.
    private static final Pattern SPAN = Pattern.compile("([^–-]+)[–-]([^–-]+)");

    /** First month and number of months. Early, mid and late are thirds of a year; a winter ends in the next year. */
    private record Months(int first, int count, Precision precision) {
    }

    private static final Map<String, Months> PARTS = Map.of("early", new Months(1, 4, Precision.THIRD_OF_YEAR), "mid",
            new Months(5, 4, Precision.THIRD_OF_YEAR), "late", new Months(9, 4, Precision.THIRD_OF_YEAR), "spring",
            new Months(3, 3, Precision.SEASON), "summer", new Months(6, 3, Precision.SEASON), "autumn",
            new Months(9, 3, Precision.SEASON), "fall", new Months(9, 3, Precision.SEASON), "winter",
            new Months(12, 3, Precision.SEASON));

    private static final DateTimeFormatter DAY = format("[uuuu-MM-dd][d MMMM uuuu][d MMM uuuu]");
    private static final DateTimeFormatter MONTH = format("[uuuu-MM][MMMM uuuu][MMM uuuu]");
    private static final DateTimeFormatter YEAR = format("uuuu");

    private CardDates() {
    }

    /** Parses the text. A date outside the years 1 to 9999, which not every export format can represent, is unknown. */
    static CardDate parse(String text) {
        CardDate date = interval(text);
        return date.from().getYear() >= 1 && date.to().getYear() <= 9999 ? date : CardDate.unknown(text);
    }

    /** The second date of a span. */
    static CardDate end(String span) {
        return parse(span.replaceFirst("^[^/–-]*[/–-]", "").strip());
    }

    private static CardDate interval(String text) {
        String bare = text.strip();
        Matcher part = PART_OF_YEAR.matcher(bare);
        if (part.matches()) {
            boolean yearFirst = part.group("year") != null;
            Months months = PARTS.get(part.group(yearFirst ? "part" : "partFirst").toLowerCase(Locale.ROOT));
            YearMonth first = YearMonth.of(Integer.parseInt(part.group(yearFirst ? "year" : "yearLast")),
                    months.first());
            return new CardDate(text, first.atDay(1), first.plusMonths(months.count() - 1L).atEndOfMonth(),
                    months.precision());
        }
        Matcher years = YEARS.matcher(bare);
        if (years.matches() && years.group(1).compareTo(years.group(2)) <= 0
                && Integer.parseInt(years.group(2)) - Integer.parseInt(years.group(1)) <= LONGEST) {
            return new CardDate(text, Year.parse(years.group(1)).atDay(1),
                    Year.parse(years.group(2)).atMonth(12).atEndOfMonth(), Precision.YEARS);
        }
        CardDate exact = exact(text, bare);
        return exact.isKnown() ? exact : span(text, bare);
    }

    private static CardDate span(String text, String bare) {
        Matcher span = SPAN.matcher(bare);
        if (!span.matches()) {
            return CardDate.unknown(text);
        }
        CardDate first = parse(span.group(1));
        CardDate last = parse(span.group(2));
        return first.isKnown() && last.isKnown() && !first.from().isAfter(last.to())
                && last.to().getYear() - first.from().getYear() <= LONGEST
                        ? new CardDate(text, first.from(), last.to(), Precision.SPAN)
                        : CardDate.unknown(text);
    }

    private static CardDate exact(String text, String bare) {
        return tryParse(bare, DAY, LocalDate::from).map(day -> new CardDate(text, day, day, Precision.DAY))
                .or(() -> tryParse(bare, MONTH, YearMonth::from)
                        .map(month -> new CardDate(text, month.atDay(1), month.atEndOfMonth(), Precision.MONTH)))
                .or(() -> tryParse(bare, YEAR, Year::from).map(
                        year -> new CardDate(text, year.atDay(1), year.atMonth(12).atEndOfMonth(), Precision.YEAR)))
                .orElseGet(() -> CardDate.unknown(text));
    }

    private static <T> Optional<T> tryParse(String text, DateTimeFormatter format, TemporalQuery<T> query) {
        // Checked without exceptions first, because most texts match only one of the three formats and exceptions are slow.
        ParsePosition end = new ParsePosition(0);
        if (format.parseUnresolved(text, end) == null || end.getIndex() < text.length()) {
            return Optional.empty();
        }
        try {
            return Optional.of(format.parse(text, query));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
    }
}
