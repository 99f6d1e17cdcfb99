package dev.threatcards.card;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id of a vulnerability in the CVE list: {@code CVE-2017-11882}. Ids are ordered by year, then by number. Immutable.
 *
 * <p>People write an id in many ways: {@code cve-2017-11882}, {@code CVE 2017 11882}, {@code CVE2017-11882}, with other dashes
 * than a hyphen, or broken over two lines. {@link #parse} and {@link #mentions} accept all of them; {@link #toString} is the normal form.
 *
 * @param year the year in which the id was reserved, 1999 to 2099
 * @param number the number within the year, 0 to 9,999,999
 */
public record CveId(int year, int number) implements Comparable<CveId> {

    private static final Comparator<CveId> BY_YEAR = Comparator.comparingInt(CveId::year)
            .thenComparingInt(CveId::number);

    /** The year of the first ids. */
    private static final int FIRST_YEAR = 1999;
    private static final int LAST_YEAR = 2099;
    private static final int MOST = 9_999_999;

    /** The fewest digits of a number. Shorter numbers have zeros in front. */
    private static final int DIGITS = 4;

    // Hyphens and dashes of all lengths, the minus sign, the soft hyphen and the underscore.
    private static final String DASH = "[\\p{Pd}\\u2212\\u00AD_]";
    private static final String SPACE = "[\\s\\h]{0,2}";
    private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}+");
    private static final String YEAR = "(?<year>(?:19|20)[0-9]{2})";
    private static final String NUMBER = "(?<number>[0-9]{4,7})(?![0-9])";

    // CVE, year and number, with a dash, white space, or nothing between them; "CVE:2017-0199" and "cve,2017-0199" occur in rules of IDS.
    private static final Pattern ID = Pattern.compile("(?i:CVEs?)" + SPACE + "(?:" + DASH + "{0,2}|[:,])" + SPACE + YEAR
            + SPACE + DASH + "{0,2}" + SPACE + NUMBER);

    // What stands between the ids of a list: "CVE-2017-0199, 2017-8570 and -8759".
    private static final String AND = SPACE + "(?:[,;/&+]|,?[\\s\\h]{1,2}(?:and|or)[\\s\\h])" + SPACE;

    // A further id in a list: a year with a number; a dash and a number, of the year before; or, right after a slash, a number alone.
    private static final Pattern NEXT = Pattern
            .compile("(?:" + AND + "(?:" + YEAR + DASH + "|" + DASH + ")|/)" + NUMBER + "(?!" + DASH + "?[\\p{L}0-9])");

    // The beginning of an id: "CVE-2017", "cve 2017-118".
    private static final Pattern BEGINNING = Pattern.compile("(?i:CVE)" + SPACE + DASH + "?" + SPACE + YEAR + "(?:"
            + SPACE + DASH + "?" + SPACE + "(?<number>[0-9]{0,7}))?");

    /** A place in a text that names a vulnerability. */
    public record Mention(CveId id, int start, int end) {
        public Mention {
            Objects.requireNonNull(id, "id");
        }
    }

    /**
     * @throws IllegalArgumentException if year or number is out of range
     */
    public CveId {
        if (year < FIRST_YEAR || year > LAST_YEAR || number < 0 || number > MOST) {
            throw new IllegalArgumentException("A CVE id has a year from " + FIRST_YEAR + " to " + LAST_YEAR
                    + " and a number from 0 to " + MOST + "; " + year + " and " + number + " are none.");
        }
    }

    /** The id that the whole text is, in any spelling; empty if it is none. */
    public static Optional<CveId> parse(String text) {
        Objects.requireNonNull(text, "text");
        String id = INVISIBLE.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("").strip();
        Matcher matcher = ID.matcher(id);
        return matcher.matches() ? of(matcher, 0) : Optional.empty();
    }

    /** The normal form of the beginning of an id that has its year, {@code CVE-2017-118}; empty if the text is none. */
    public static Optional<String> beginning(String text) {
        Objects.requireNonNull(text, "text");
        Matcher matcher = BEGINNING.matcher(text.strip());
        return matcher.matches()
                ? Optional.of(
                        "CVE-" + matcher.group("year") + "-" + Objects.requireNonNullElse(matcher.group("number"), ""))
                : Optional.empty();
    }

    /** The text with every id in its normal form, the ids of a list separated by spaces. Web addresses stay as they are. */
    public static String normalized(String text) {
        Objects.requireNonNull(text, "text");
        StringBuilder normalized = new StringBuilder();
        int at = 0;
        for (Mention mention : mentions(text)) {
            if (isInAddress(text, mention.start)) {
                continue;
            }
            boolean isFirst = isCve(text, mention.start);
            normalized.append(isFirst ? text.substring(at, mention.start) : " ").append(mention.id);
            at = mention.end;
        }
        return at == 0 ? text : normalized.append(text, at, text.length()).toString();
    }

    /**
     * The places in a text that name a vulnerability, in order.
     *
     * <p>Further ids of a list may leave out "CVE", and the year if it is the same: {@code CVE-2017-0199/8570},
     * {@code CVEs 2017-0199 and 2017-8570}. Where a number can also be a year ({@code CVE-2017-0199/2018}), or stands in a web address, it is
     * no id. A mention of such an id covers what is written of it.
     */
    public static List<Mention> mentions(String text) {
        Objects.requireNonNull(text, "text");
        List<Mention> mentions = new ArrayList<>();
        Matcher id = null;
        int length = text.length();
        for (int at = 0; at + 2 < length; at++) {
            if (isCve(text, at) && (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)))) {
                id = id == null ? ID.matcher(text) : id;
                Optional<CveId> found = id.region(at, length).lookingAt() ? of(id, 0) : Optional.empty();
                if (found.isPresent()) {
                    mentions.add(new Mention(found.get(), at, id.end()));
                    at = rest(text, found.get(), id.end(), mentions) - 1;
                }
            }
        }
        return mentions;
    }

    private static boolean isCve(String text, int at) {
        return (text.charAt(at) | 0x20) == 'c' && (text.charAt(at + 1) | 0x20) == 'v'
                && (text.charAt(at + 2) | 0x20) == 'e';
    }

    /** Adds the further ids of a list, and returns where it ends. */
    private static int rest(String text, CveId first, int from, List<Mention> mentions) {
        CveId before = first;
        int end = from;
        Matcher next = NEXT.matcher(text);
        while (next.region(end, text.length()).lookingAt()) {
            Optional<CveId> id = isYear(next.group("number")) ? Optional.empty() : of(next, before.year);
            if (id.isEmpty() || isInAddress(text, from)) {
                return end;
            }
            int start = next.group("year") == null ? next.start("number") : next.start("year");
            mentions.add(new Mention(id.get(), start, next.end()));
            before = id.get();
            end = next.end();
        }
        return end;
    }

    private static boolean isYear(String number) {
        return number.length() == DIGITS && (number.startsWith("19") || number.startsWith("20"));
    }

    /** Whether the place belongs to a web address: a run without white space that has "://" before the place. */
    private static boolean isInAddress(String text, int at) {
        int start = at;
        while (start > 0 && !Character.isWhitespace(text.charAt(start - 1))) {
            start--;
        }
        return text.substring(start, at).contains("://");
    }

    /** The id in the groups of a match; empty if year or number are not those of an id. */
    private static Optional<CveId> of(Matcher match, int sameYear) {
        String digits = match.group("number");
        int year = match.group("year") == null ? sameYear : Integer.parseInt(match.group("year"));
        boolean isPadded = digits.length() > DIGITS && digits.startsWith("0");
        return year < FIRST_YEAR || isPadded
                ? Optional.empty()
                : Optional.of(new CveId(year, Integer.parseInt(digits)));
    }

    @Override
    public int compareTo(CveId other) {
        return BY_YEAR.compare(this, other);
    }

    /** The id in its normal form: {@code CVE-2017-11882}, {@code CVE-2017-0199}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "CVE-%d-%04d", year, number);
    }
}
