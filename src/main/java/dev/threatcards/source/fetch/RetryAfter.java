package dev.threatcards.source.fetch;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The header {@code Retry-After}: seconds, or a date in any of HTTP's three forms (RFC 9110, 10.2.3 and 5.6.7). */
final class RetryAfter {

    /** Longer times are reduced to this. */
    private static final Duration LONGEST = Duration.ofDays(3650);

    private static final List<DateTimeFormatter> DATES = List.of(DateTimeFormatter.RFC_1123_DATE_TIME,
            new DateTimeFormatterBuilder().parseCaseInsensitive().appendPattern("EEEE, dd-MMM-")
                    .appendValueReduced(ChronoField.YEAR, 2, 2, 1970).appendPattern(" HH:mm:ss 'GMT'")
                    .toFormatter(Locale.ENGLISH),
            new DateTimeFormatterBuilder().parseCaseInsensitive().appendPattern("EEE MMM ppd HH:mm:ss uuuu")
                    .toFormatter(Locale.ENGLISH));

    private RetryAfter() {
    }

    /** The time to wait from {@code now} on; zero if the value is invalid or in the past. */
    static Duration of(String value, Instant now) {
        String after = value.strip();
        if (after.matches("\\d+")) {
            return after.length() > 10 ? LONGEST : within(Duration.ofSeconds(Long.parseLong(after)));
        }
        return DATES.stream().flatMap(form -> date(after, form).stream()).findFirst()
                .map(when -> within(Duration.between(now, when))).orElse(Duration.ZERO);
    }

    private static Optional<Instant> date(String text, DateTimeFormatter form) {
        try {
            return Optional.of(LocalDateTime.parse(text, form).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Duration within(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
    }

    /** The duration in words, rounded up: "12 minutes", "3 days". */
    static String words(Duration duration) {
        long seconds = Math.max(1, duration.plusMillis(999).toSeconds());
        if (seconds < 120) {
            return counted(seconds, "second");
        }
        long minutes = Math.ceilDiv(seconds, 60);
        if (minutes < 120) {
            return counted(minutes, "minute");
        }
        long hours = Math.ceilDiv(minutes, 60);
        return hours < 48 ? counted(hours, "hour") : counted(Math.ceilDiv(hours, 24), "day");
    }

    private static String counted(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
