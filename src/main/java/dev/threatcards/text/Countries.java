package dev.threatcards.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Countries by ISO 3166 code in ETDA's spelling, so that labels of different formats are equal. */
public final class Countries {

    /** The spellings of ETDA that differ from the JDK's. "UK" is no ISO code, but is used as one. */
    private static final Map<String, String> SPELLINGS = Map.ofEntries(Map.entry("US", "USA"), Map.entry("UK", "UK"),
            Map.entry("GB", "UK"), Map.entry("AE", "UAE"), Map.entry("TR", "Turkey"), Map.entry("PS", "Palestine"),
            Map.entry("MM", "Myanmar"), Map.entry("HK", "Hong Kong"), Map.entry("MO", "Macao"),
            Map.entry("CZ", "Czech"), Map.entry("MK", "Macedonia"), Map.entry("CI", "Cote d'Ivoire"),
            Map.entry("SZ", "Swaziland"), Map.entry("CF", "Central-African Republic"));

    private static final Set<String> CODES = Set.of(Locale.getISOCountries());

    /** The codes of two letters by those of three. */
    private static final Map<String, String> TWO_LETTERS = twoLetters();

    private static final Map<String, String> BY_NAME = byName();

    /** ETDA's spelling by the English name in lower case. */
    private static final Map<String, String> BY_ENGLISH_NAME = byEnglishName();

    private Countries() {
    }

    private static Map<String, String> byEnglishName() {
        Map<String, String> byName = new HashMap<>();
        for (String code : CODES) {
            String spelling = name(code, code);
            byName.put(spelling.toLowerCase(Locale.ROOT), spelling);
            byName.put(Locale.of("", code).getDisplayCountry(Locale.ENGLISH).toLowerCase(Locale.ROOT), spelling);
        }
        return Map.copyOf(byName);
    }

    /** A country in ETDA's spelling by its English name in any case: "USA" for "United States". Empty for a text that is none. */
    public static Optional<String> named(String name) {
        return Optional.ofNullable(BY_ENGLISH_NAME.get(name.strip().toLowerCase(Locale.ROOT)));
    }

    /** A country in ETDA's spelling by its code of two or three letters in any case: "Russia" for "ru". Empty for a text that is no code. */
    public static Optional<String> coded(String code) {
        String letters = code.strip().toUpperCase(Locale.ROOT);
        String two = TWO_LETTERS.getOrDefault(letters, letters);
        String name = name(two, "");
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }

    private static Map<String, String> twoLetters() {
        Map<String, String> codes = new HashMap<>();
        CODES.forEach(code -> codes.put(Locale.of("", code).getISO3Country(), code));
        return Map.copyOf(codes);
    }

    private static Map<String, String> byName() {
        Map<String, String> byName = new HashMap<>();
        CODES.forEach(code -> byName.put(name(code, code), code));
        return Map.copyOf(byName);
    }

    /** The code of a country in ETDA's spelling: "GB" for "UK". Empty for another spelling or no country. */
    public static Optional<String> code(String country) {
        return Optional.ofNullable(BY_NAME.get(country));
    }

    /** The countries of one or more codes, such as "US,IL". A text that is no code is returned as it is. */
    public static List<String> ofCodes(String codes) {
        List<String> countries = new ArrayList<>();
        for (String code : codes.split(",", -1)) {
            String text = code.strip();
            if (!text.isEmpty()) {
                countries.add(name(text.toUpperCase(Locale.ROOT), text));
            }
        }
        return countries;
    }

    private static String name(String code, String otherwise) {
        String name = SPELLINGS.get(code);
        if (name != null) {
            return name;
        }
        return CODES.contains(code)
                ? Locale.of("", code).getDisplayCountry(Locale.ENGLISH).replace("&", "and")
                : otherwise;
    }
}
