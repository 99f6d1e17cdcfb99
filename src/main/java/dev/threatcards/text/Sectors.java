package dev.threatcards.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.threatcards.text.Table.Row;

/**
 * Sectors in the spellings that sources use, and the one label that cards use: "Financial" for "financial-services", "Finance" and "Bank".
 * Read from {@code sectors.txt}. Pure functions.
 */
public final class Sectors {

    // Between the sectors of a list in one text.
    private static final Pattern SEPARATOR = Pattern.compile("\\s*[,;/、，；\\n]\\s*");

    private static final Map<String, String> BY_KEY;
    private static final Map<String, String> STIX;
    private static final Map<String, List<String>> MISP;

    static {
        Map<String, String> byKey = new HashMap<>();
        Map<String, String> stix = new HashMap<>();
        Map<String, List<String>> misp = new HashMap<>();
        List<Row> rows = Table.read("sectors.txt");
        rows.forEach(row -> byKey.put(NameKeys.folded(row.text(0)), row.text(0)));
        for (Row row : rows) {
            String label = row.text(0);
            List<String> names = new ArrayList<>(row.values(2));
            names.addAll(row.values(3));
            String value = row.text(1).replace("=", "");
            if (!value.isEmpty()) {
                stix.put(label, value);
            }
            if (row.text(1).startsWith("=")) {
                names.add(value);
            }
            misp.put(label, row.values(2));
            names.forEach(name -> byKey.putIfAbsent(NameKeys.folded(name), label));
        }
        BY_KEY = Map.copyOf(byKey);
        STIX = Map.copyOf(stix);
        MISP = Map.copyOf(misp);
    }

    private Sectors() {
    }

    /** The label of a sector in any spelling; empty for a text that is none. */
    public static Optional<String> label(String written) {
        return Optional.ofNullable(BY_KEY.get(NameKeys.folded(written)));
    }

    /** The labels of one sector or of a list of them in one text; empty unless every part is a sector. */
    public static List<String> labels(String written) {
        Optional<String> one = label(written);
        if (one.isPresent()) {
            return List.of(one.get());
        }
        List<String> labels = new ArrayList<>();
        for (String part : SEPARATOR.split(written.strip(), -1)) {
            Optional<String> label = label(part);
            if (label.isEmpty()) {
                return List.of();
            }
            labels.add(label.get());
        }
        return labels.stream().distinct().toList();
    }

    /** The value of STIX's industry-sector-ov for a label; empty if there is none. */
    public static Optional<String> stix(String label) {
        return Optional.ofNullable(STIX.get(label));
    }

    /** The values of MISP's sector galaxy for a label, the one with the widest meaning first; none if it has none. */
    public static List<String> misp(String label) {
        return MISP.getOrDefault(label, List.of());
    }
}
