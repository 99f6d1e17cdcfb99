package dev.threatcards.export;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.threatcards.text.NameKeys;

/**
 * ETDA's labels in the words of STIX's vocabularies, where one of them means the same. Elsewhere the label stays as it is: the
 * vocabularies are open, and a word that nearly fits says something else.
 */
final class StixVocabulary {

    /** industry-sector-ov. */
    private static final Map<String, String> SECTORS = Map.ofEntries(Map.entry("Aerospace", "aerospace"),
            Map.entry("Automotive", "automotive"), Map.entry("Chemical", "chemical"),
            Map.entry("Construction", "construction"), Map.entry("Defense", "defense"),
            Map.entry("Education", "education"), Map.entry("Energy", "energy"),
            Map.entry("Entertainment", "entertainment"), Map.entry("Financial", "financial-services"),
            Map.entry("Food and Agriculture", "agriculture"), Map.entry("Government", "government"),
            Map.entry("Healthcare", "healthcare"), Map.entry("Hospitality", "hospitality-leisure"),
            Map.entry("Manufacturing", "manufacturing"), Map.entry("Mining", "mining"), Map.entry("NGOs", "non-profit"),
            Map.entry("Non-profit organizations", "non-profit"), Map.entry("Pharmaceutical", "pharmaceuticals"),
            Map.entry("Retail", "retail"), Map.entry("Technology", "technology"), Map.entry("High-Tech", "technology"),
            Map.entry("Telecommunications", "telecommunications"), Map.entry("Transportation", "transportation"),
            Map.entry("Utilities", "utilities"));

    /** malware-type-ov. */
    private static final Map<String, String> MALWARE = Map.of("Backdoor", "backdoor", "Banking trojan", "trojan",
            "Botnet", "bot", "DDoS", "ddos", "Miner", "resource-exploitation");

    /** tool-type-ov. */
    private static final Map<String, String> TOOLS = Map.of("Credential stealer", "credential-exploitation", "DDoS",
            "denial-of-service", "Reconnaissance", "information-gathering", "Remote command", "remote-access",
            "Vulnerability scanner", "vulnerability-scanning");

    /** region-ov. */
    private static final Map<String, String> REGIONS = Map.of("East Asia", "eastern-asia", "South Asia",
            "southern-asia", "Southeast Asia", "south-eastern-asia", "North Africa", "northern-africa", "Latin America",
            "latin-america-caribbean");

    private static final Set<String> MONEY = Set.of("Financial gain", "Financial crime");

    private StixVocabulary() {
    }

    static Optional<String> sector(String label) {
        return Optional.ofNullable(SECTORS.get(label));
    }

    static String malwareType(String label) {
        return MALWARE.getOrDefault(label, word(label));
    }

    static String toolType(String label) {
        return TOOLS.getOrDefault(label, word(label));
    }

    static String region(String label) {
        return REGIONS.getOrDefault(label, word(label));
    }

    /** The motivation behind all that the actor does; empty where it is none of the vocabulary's, or not the only one. */
    static Optional<String> motivation(List<String> labels) {
        return !labels.isEmpty() && MONEY.containsAll(labels) ? Optional.of("personal-gain") : Optional.empty();
    }

    /** The label as such vocabularies spell words. */
    private static String word(String label) {
        String word = NameKeys.slug(label);
        return word.isEmpty() ? label : word;
    }
}
