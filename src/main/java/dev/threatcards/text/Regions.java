package dev.threatcards.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The regions of the world that countries lie in, read from {@code regions.txt}. */
public final class Regions {

    /** The region of labels that lie in no single region, such as "Worldwide" and "NATO". */
    public static final String ELSEWHERE = "No one region";

    private static final Map<String, String> BY_LABEL = read();

    private Regions() {
    }

    /** The region of a country, in ETDA's spelling, or of a part of the world. */
    public static String of(String label) {
        return BY_LABEL.getOrDefault(label, ELSEWHERE);
    }

    /**
     * Groups labels by region.
     *
     * @return the region with the most labels first, {@link #ELSEWHERE} last; each with its labels in the order given
     */
    public static Map<String, List<String>> group(Collection<String> labels) {
        Map<String, List<String>> byRegion = new LinkedHashMap<>();
        for (String label : labels) {
            byRegion.computeIfAbsent(of(label), first -> new ArrayList<>()).add(label);
        }
        Map<String, List<String>> inOrder = new LinkedHashMap<>();
        byRegion.entrySet().stream().filter(region -> !region.getKey().equals(ELSEWHERE))
                .sorted((one, other) -> other.getValue().size() - one.getValue().size())
                .forEach(region -> inOrder.put(region.getKey(), List.copyOf(region.getValue())));
        if (byRegion.containsKey(ELSEWHERE)) {
            inOrder.put(ELSEWHERE, List.copyOf(byRegion.get(ELSEWHERE)));
        }
        return Collections.unmodifiableMap(inOrder);
    }

    private static Map<String, String> read() {
        try (BufferedReader file = new BufferedReader(
                new InputStreamReader(Regions.class.getResourceAsStream("regions.txt"), StandardCharsets.UTF_8))) {
            Map<String, String> byLabel = new LinkedHashMap<>();
            for (String line : file.lines().filter(each -> !each.isBlank() && !each.startsWith("#")).toList()) {
                int colon = line.indexOf(':');
                for (String label : line.substring(colon + 1).split(",", -1)) {
                    byLabel.put(label.strip(), line.substring(0, colon));
                }
            }
            return Map.copyOf(byLabel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
