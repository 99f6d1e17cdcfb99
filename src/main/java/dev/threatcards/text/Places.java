package dev.threatcards.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.threatcards.text.Table.Row;

/**
 * Countries and parts of the world in every spelling that sources use, and the one label that cards use: "Russia" for "Russian Federation",
 * "RUS", "russian" and "俄罗斯", "Middle East" for "mideast". Read from {@code countries.txt} and {@code areas.txt}. Pure functions.
 */
public final class Places {

    /**
     * A country or a part of the world.
     *
     * @param label the label that cards use
     * @param iso the code of a country, ISO 3166-1 alpha-2; empty for anything else
     * @param m49 the code of a part of the world in the UN's M49 standard; empty for a country, and for a part that the standard lacks
     */
    public record Place(String label, String iso, String m49) {
        public Place {
            NullChecks.requireNonNull("label", label, "iso", iso, "m49", m49);
        }
    }

    /** The label of an actor's country that is not known. */
    private static final String UNKNOWN = "[Unknown]";

    private static final Pattern CODES = Pattern.compile("\\p{Alpha}{2}(\\s*,\\s*\\p{Alpha}{2})*");
    private static final Pattern ARTICLE = Pattern.compile("(?i)^the\\s+");

    // "印度等国家", "中东地区": words for "countries such as" and "area" after a Chinese name.
    private static final Pattern CHINESE_SUFFIX = Pattern.compile("(?<=\\p{IsHan}{2})(等?国家|等国|等地区?|地区)$");

    // Between the places of a list. "and" is tried after these, because it is part of names.
    private static final Pattern COMMA = Pattern.compile("\\s*[,;/|、，；\\n]\\s*(?:and\\s+)?");
    private static final Pattern AND = Pattern.compile("\\s+(?:and|und|&)\\s+|\\s*(?:及|和|与)\\s*");

    private static final Map<String, Place> BY_LABEL;
    private static final Map<String, Place> BY_KEY;
    private static final Map<String, String> STIX_REGIONS;

    static {
        Map<String, Place> byLabel = new HashMap<>();
        Map<String, Place> byKey = new HashMap<>();
        Map<String, String> regions = new HashMap<>();
        Countries.names().forEach((label, names) -> {
            Place country = new Place(label, Countries.code(label).orElseThrow(), "");
            byLabel.put(label, country);
            add(country, names, byKey);
        });
        for (Row row : Table.read("areas.txt")) {
            Place area = new Place(row.text(0), "", row.text(1));
            byLabel.put(area.label(), area);
            List<String> names = new ArrayList<>(row.values(3));
            if (!row.text(2).isEmpty()) {
                names.add(row.text(2));
                regions.put(area.label(), row.text(2));
            }
            add(area, names, byKey);
        }
        BY_LABEL = Map.copyOf(byLabel);
        BY_KEY = Map.copyOf(byKey);
        STIX_REGIONS = Map.copyOf(regions);
    }

    private Places() {
    }

    /** Of two places with one name the one that stands first in the tables has it. */
    private static void add(Place place, List<String> names, Map<String, Place> byKey) {
        byKey.putIfAbsent(key(place.label()), place);
        names.forEach(name -> byKey.putIfAbsent(key(name), place));
    }

    private static String key(String name) {
        return NameKeys.folded(ARTICLE.matcher(name.strip()).replaceFirst("").replace("&", " and "));
    }

    /** The place with that name in any spelling; empty for a code of ISO 3166, and for a text that names no place or several. */
    public static Optional<Place> named(String name) {
        Place place = BY_KEY.get(key(name));
        if (place == null) {
            Matcher suffix = CHINESE_SUFFIX.matcher(name.strip());
            place = suffix.find() ? BY_KEY.get(key(suffix.replaceFirst(""))) : null;
        }
        return Optional.ofNullable(place);
    }

    /** Whether the text is a list of codes of ISO 3166 with two letters, "RU" or "us,il". */
    public static boolean isCode(String written) {
        return CODES.matcher(written.strip()).matches()
                && Arrays.stream(written.strip().split(",", -1)).allMatch(code -> Countries.coded(code).isPresent());
    }

    /** The place with that name in any spelling, or with that code of ISO 3166; empty for a text that names no place or several. */
    public static Optional<Place> read(String written) {
        return named(written).or(() -> Countries.coded(written).map(BY_LABEL::get));
    }

    /**
     * The places of a list in one text: of "RU,BY", "Iran and Iraq" and "Middle East, Africa". Empty unless every part is a place, so that a
     * sentence stays one.
     */
    public static List<Place> readAll(String written) {
        Optional<Place> one = read(written);
        if (one.isPresent()) {
            return List.of(one.get());
        }
        List<Place> places = readAll(written, COMMA);
        return places.isEmpty() ? readAll(written, AND) : places;
    }

    private static List<Place> readAll(String written, Pattern separator) {
        List<Place> places = new ArrayList<>();
        for (String part : separator.split(written.strip(), -1)) {
            Optional<Place> place = read(part);
            List<Place> inner = place.isPresent() || separator.equals(AND)
                    ? place.stream().toList()
                    : readAll(part, AND);
            if (inner.isEmpty()) {
                return List.of();
            }
            places.addAll(inner);
        }
        return List.copyOf(places);
    }

    /** The place of a label as cards have it, in the brackets of an actor's country or without; empty for any other text. */
    public static Optional<Place> labelled(String label) {
        return Optional.ofNullable(BY_LABEL.get(withoutBrackets(label)));
    }

    /**
     * The labels of an actor's countries, which are in brackets unless they are countries: "Russia", "[Middle East]", "[Unknown]". A text
     * that names no place is the only one of its labels.
     */
    public static List<String> countries(String written) {
        String bare = withoutBrackets(written);
        List<Place> places = readAll(bare);
        if (!places.isEmpty()) {
            return places.stream().map(place -> place.iso().isEmpty() ? "[" + place.label() + "]" : place.label())
                    .distinct().toList();
        }
        return bare.toLowerCase(Locale.ROOT).equals("unknown") ? List.of(UNKNOWN) : List.of(written);
    }

    /** The value of STIX's region-ov for a label; empty for a country, and for a part of the world that the vocabulary lacks. */
    public static Optional<String> stixRegion(String label) {
        return Optional.ofNullable(STIX_REGIONS.get(label));
    }

    private static String withoutBrackets(String label) {
        String bare = label.strip();
        return bare.startsWith("[") && bare.endsWith("]") ? bare.substring(1, bare.length() - 1).strip() : bare;
    }
}
