package dev.threatcards.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Countries by ISO 3166 code in ETDA's spelling, so that labels of different formats are equal. Read from {@code countries.txt}. For other
 * spellings see {@link Places}. Pure functions.
 */
public final class Countries {

    /** The labels by code of two letters. */
    private static final Map<String, String> LABELS;

    /** Other names by label, in the order of the codes. */
    private static final Map<String, List<String>> NAMES;

    private static final Map<String, String> BY_LABEL;

    /** The codes of two letters by those of three. "UK" is no ISO code, but is used as one. */
    private static final Map<String, String> CODES;

    static {
        Map<String, String> labels = new HashMap<>();
        Map<String, List<String>> names = new LinkedHashMap<>();
        Map<String, String> byLabel = new HashMap<>();
        Map<String, String> codes = new HashMap<>(Map.of("UK", "GB"));
        for (Table.Row row : Table.read("countries.txt")) {
            String code = row.text(0);
            labels.put(code, row.text(1));
            byLabel.put(row.text(1), code);
            names.put(row.text(1), row.values(2));
            codes.put(Locale.of("", code).getISO3Country(), code);
        }
        LABELS = Map.copyOf(labels);
        NAMES = Collections.unmodifiableMap(names);
        BY_LABEL = Map.copyOf(byLabel);
        CODES = Map.copyOf(codes);
    }

    private Countries() {
    }

    /** The names of countries other than their labels, by label. */
    static Map<String, List<String>> names() {
        return NAMES;
    }

    /** A country in ETDA's spelling by its name: "USA" for "United States". Empty for a text that is none, codes included. */
    public static Optional<String> named(String name) {
        return Places.named(name).filter(place -> !place.iso().isEmpty()).map(Places.Place::label);
    }

    /** A country in ETDA's spelling by its code of two or three letters in any case: "Russia" for "ru". Empty for a text that is no code. */
    public static Optional<String> coded(String code) {
        String letters = code.strip().toUpperCase(Locale.ROOT);
        return Optional.ofNullable(LABELS.get(CODES.getOrDefault(letters, letters)));
    }

    /** The code of a country in ETDA's spelling: "GB" for "UK". Empty for another spelling or no country. */
    public static Optional<String> code(String country) {
        return Optional.ofNullable(BY_LABEL.get(country));
    }

    /** The countries of one or more codes, such as "US,IL". A text that is no code is returned as it is. */
    public static List<String> ofCodes(String codes) {
        List<String> countries = new ArrayList<>();
        for (String code : codes.split(",", -1)) {
            String text = code.strip();
            if (!text.isEmpty()) {
                countries.add(text.length() == 2 ? coded(text).orElse(text) : text);
            }
        }
        return countries;
    }
}
