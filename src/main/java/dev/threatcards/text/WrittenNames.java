package dev.threatcards.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads a name as people and programs write it. A written name has readings, which are alternatives: they are tried in order until one is
 * known. A reading is one name, or several names of which the writer says that they are one actor's or one tool's:
 * <ol>
 * <li>the text as it is,
 * <li>without quotes, emphasis and punctuation around it: {@code **Fancy Bear**,},
 * <li>the value of a tag: {@code misp-galaxy:mitre-intrusion-set="APT28 - G0007"},
 * <li>the last part of an id or an address: {@code MITRE:G0007}, {@code attack.g0007}, {@code win.emotet},
 * <li>several names: {@code APT28 / Fancy Bear}, {@code UNC2452; Nobelium}, {@code Fancy Bear (APT28)}, {@code formerly Strontium},
 * <li>the name behind a head noun: {@code APT S0367},
 * <li>words before a number by their initials: "TG-3390" for {@code Threat Group-3390},
 * <li>a name without the version behind it: {@code LockBit 3.0}.
 * </ol>
 * A form that {@link NameKeys} does not tell apart, such as another case or separator, is no reading of its own.
 */
public final class WrittenNames {

    private static final String QUOTES = "\"'`\u2018\u2019\u201A\u201B\u201C\u201D\u201E\u201F\u00AB\u00BB\u2039\u203A\u300C\u300D";
    private static final Pattern AROUND = Pattern.compile(
            "^[\\s*_~#>" + QUOTES + "]++|[\\s*_~/.,;:!?\u2026\u3002\uFF0C\u2122\u00AE\u00A9" + QUOTES + "]++$");

    // The number of an item in a list: "1. APT28", "2) APT28".
    private static final Pattern ITEM = Pattern.compile("^\\s*\\p{Nd}{1,3}[.)]\\s+");

    // namespace:predicate="value", as MISP writes tags; the quotes may be missing.
    private static final Pattern TAG = Pattern
            .compile("[\\w-]+:[\\w-]+=[\"\u201C\u201D]?([^\"\u201C\u201D]+)[\"\u201C\u201D]?");

    // The last part of the path of an address.
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z]+://\\S*?([^\\s/?#]+)(?:[?#]\\S*)?");

    // An id behind the names of its source, kind or platform.
    private static final Pattern ID = Pattern.compile("(?:[\\w-]++[:.])+([\\w-]+)");

    private static final Pattern BRACKETS = Pattern.compile("[(\\[{\uFF08]([^()\\[\\]{}\uFF08\uFF09]*)[)\\]}\uFF09]");

    // "also known as", "formerly", "tracked by Microsoft as".
    private static final String ALIAS = "(?:aka|a\\.k\\.a\\.?|(?:(?:also|formerly|previously|otherwise)\\s+)?(?:known|tracked|referred to)"
            + "\\s+(?:by\\s+\\S+\\s+)?as|formerly|previously)";
    private static final Pattern BETWEEN_NAMES = Pattern.compile(
            "[;,|/\uFF0C\u3001\n]|:\\s|\\s[-\u2013\u2014=]\\s|(?<![\\p{L}\\p{N}])" + ALIAS + "(?![\\p{L}\\p{N}])",
            Pattern.CASE_INSENSITIVE);

    // Words that join names, and other things as well.
    private static final Pattern JOINED = Pattern.compile("\\s+(?:and|or|&|\\+)\\s+", Pattern.CASE_INSENSITIVE);

    // "LockBit 3.0", "Conti v2".
    private static final Pattern VERSION = Pattern.compile("(.*\\p{L}\\S*)\\s+(?:v?\\p{Nd}+(?:\\.\\p{Nd}+)+|v\\p{Nd}+)",
            Pattern.CASE_INSENSITIVE);

    // Letters before the only number of a name.
    private static final Pattern NUMBERED = Pattern.compile("(\\p{L}{2}[\\p{L}\\s._-]*?)0*([1-9]\\p{Nd}{0,3})");
    private static final int MOST_DIGITS = 4;

    // A name that begins with one letter or a digit may be the rest of another, so that its key keeps a noun before it: "APT S0367".
    private static final Pattern BEHIND_NOUN = Pattern.compile("(\\p{L}+)\\s+(?=.*\\p{L})(\\S.*)");

    // Two words or more before a number.
    private static final Pattern BEFORE_NUMBER = Pattern.compile("((?:\\p{L}{2,}[\\s-]+)+\\p{L}{2,})[\\s-]*(\\p{N}+)");

    // A word; one ends where a digit meets a letter and where a small letter meets a capital, too: "Apt28FancyBear" has three.
    private static final Pattern WORD = Pattern
            .compile("(?:\\p{Lu}+(?!\\p{Ll})|\\p{Lu}?[\\p{L}\\p{M}&&[^\\p{Lu}]]+)\\p{N}*|\\p{N}+");

    /** A longer text is no name, and has no reading but itself. */
    private static final int LONGEST = 500;

    /** More names than that are a list rather than one actor's names. */
    private static final int MOST = 20;

    /** With more words, a text is a sentence rather than names. */
    private static final int MOST_WORDS = 10;

    private WrittenNames() {
    }

    /**
     * The readings of a written name, each with the names in it.
     *
     * @return distinct readings, the text itself first; no reading is without names
     */
    public static List<List<String>> readings(String written) {
        Set<List<String>> readings = new LinkedHashSet<>();
        readings.add(List.of(written.strip()));
        if (written.length() > LONGEST) {
            return List.copyOf(readings);
        }
        String bare = bare(written);
        add(List.of(bare), readings);
        Matcher tag = TAG.matcher(bare);
        Matcher address = ADDRESS.matcher(bare);
        if (tag.matches()) {
            String value = tag.group(1).strip();
            add(List.of(value), readings);
            add(several(value), readings);
        } else if (address.matches()) {
            readings(address.group(1)).forEach(reading -> add(reading, readings));
        } else {
            Matcher id = ID.matcher(bare);
            if (id.matches()) {
                add(List.of(id.group(1)), readings);
            }
            add(several(bare), readings);
            Matcher noun = BEHIND_NOUN.matcher(bare);
            if (noun.matches() && HeadNouns.before(noun.group(1)) != null) {
                add(List.of(noun.group(2)), readings);
            }
            Matcher words = BEFORE_NUMBER.matcher(bare);
            if (words.matches()) {
                add(List.of(initials(words.group(1)) + "-" + words.group(2)), readings);
            }
            Matcher version = VERSION.matcher(HeadNouns.removed(bare));
            if (version.matches()) {
                add(List.of(version.group(1)), readings);
            }
        }
        return List.copyOf(readings);
    }

    /**
     * Further readings, which count only if all of their names are known: names that "and" or "or" joins, and a number with other zeros
     * before it, as in {@code Storm-558} for "Storm-0558".
     *
     * @return distinct readings; often none
     */
    public static List<List<String>> looseReadings(String written) {
        if (written.length() > LONGEST) {
            return List.of();
        }
        Set<List<String>> readings = new LinkedHashSet<>();
        String bare = bare(written);
        List<String> joined = JOINED.splitAsStream(bare)
                .flatMap(part -> (BETWEEN_NAMES.matcher(part).find() ? several(part).stream() : Stream.of(bare(part))))
                .filter(part -> !NameKeys.folded(part).isEmpty()).distinct().toList();
        if (joined.size() > 1 && joined.size() <= MOST) {
            readings.add(joined);
        }
        Matcher number = NUMBERED.matcher(bare);
        if (number.matches()) {
            String digits = number.group(2);
            for (int length = digits.length(); length <= MOST_DIGITS; length++) {
                readings.add(List.of(number.group(1) + "0".repeat(length - digits.length()) + digits));
            }
            readings.remove(List.of(bare));
        }
        return List.copyOf(readings);
    }

    /**
     * The words of a text in which names may follow each other without a separator, as {@code APT28 Fancy Bear} or
     * {@code APT28FancyBear}.
     *
     * @return the words with their places in the text; empty if the text has one word or too many
     */
    public static List<MatchResult> words(String written) {
        List<MatchResult> words = written.length() > LONGEST ? List.of() : WORD.matcher(written).results().toList();
        return words.size() < 2 || words.size() > MOST_WORDS ? List.of() : words;
    }

    private static void add(List<String> names, Set<List<String>> readings) {
        if (!names.isEmpty() && !names.getFirst().isEmpty()) {
            readings.add(names);
        }
    }

    /** The text with straight apostrophes, and without quotes, emphasis, punctuation and the number of an item around it. */
    private static String bare(String text) {
        return AROUND.matcher(ITEM.matcher(text.replace('\u2019', '\'')).replaceFirst("")).replaceAll("");
    }

    /** The names between separators, and those in brackets apart from the text around them; empty if there is only one name. */
    private static List<String> several(String text) {
        List<String> parts = new ArrayList<>();
        Matcher brackets = BRACKETS.matcher(text);
        List<String> inBrackets = brackets.results().map(inside -> inside.group(1)).toList();
        Stream.concat(Stream.of(brackets.replaceAll(" ")), inBrackets.stream()).flatMap(BETWEEN_NAMES::splitAsStream)
                .map(WrittenNames::bare).filter(part -> !NameKeys.folded(part).isEmpty()).distinct()
                .forEach(parts::add);
        boolean isOne = parts.size() == 1 && parts.getFirst().equals(text);
        return isOne || parts.size() > MOST ? List.of() : List.copyOf(parts);
    }

    private static String initials(String words) {
        return Pattern.compile("[\\s-]+").splitAsStream(words)
                .map(word -> word.substring(0, word.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT))
                .collect(Collectors.joining());
    }
}
