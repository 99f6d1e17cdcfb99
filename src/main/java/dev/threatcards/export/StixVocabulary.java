package dev.threatcards.export;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.threatcards.text.NameKeys;

/**
 * Maps ETDA's labels to values of STIX's open vocabularies with the same meaning. Other labels are kept.
 */
enum StixVocabulary {

    /** industry-sector-ov. */
    SECTOR(Map.ofEntries(Map.entry("Aerospace", "aerospace"), Map.entry("Automotive", "automotive"),
            Map.entry("Chemical", "chemical"), Map.entry("Construction", "construction"),
            Map.entry("Defense", "defense"), Map.entry("Education", "education"), Map.entry("Energy", "energy"),
            Map.entry("Entertainment", "entertainment"), Map.entry("Financial", "financial-services"),
            Map.entry("Food and Agriculture", "agriculture"), Map.entry("Government", "government"),
            Map.entry("Healthcare", "healthcare"), Map.entry("Hospitality", "hospitality-leisure"),
            Map.entry("Manufacturing", "manufacturing"), Map.entry("Mining", "mining"), Map.entry("NGOs", "non-profit"),
            Map.entry("Non-profit organizations", "non-profit"), Map.entry("Pharmaceutical", "pharmaceuticals"),
            Map.entry("Retail", "retail"), Map.entry("Technology", "technology"), Map.entry("High-Tech", "technology"),
            Map.entry("Telecommunications", "telecommunications"), Map.entry("Transportation", "transportation"),
            Map.entry("Utilities", "utilities"))),
    /** malware-type-ov. */
    MALWARE(Map.of("Backdoor", "backdoor", "Banking trojan", "trojan", "Botnet", "bot", "DDoS", "ddos", "Miner",
            "resource-exploitation")),
    /** tool-type-ov. */
    TOOL(Map.of("Credential stealer", "credential-exploitation", "DDoS", "denial-of-service", "Reconnaissance",
            "information-gathering", "Remote command", "remote-access", "Vulnerability scanner",
            "vulnerability-scanning")),
    /** region-ov. */
    REGION(Map.of("East Asia", "eastern-asia", "South Asia", "southern-asia", "Southeast Asia", "south-eastern-asia",
            "North Africa", "northern-africa", "Latin America", "latin-america-caribbean"));

    private static final Set<String> MONEY = Set.of("Financial gain", "Financial crime");

    private final Map<String, String> values;

    StixVocabulary(Map<String, String> values) {
        this.values = values;
    }

    /** The value with the label's meaning; empty if there is none. */
    Optional<String> value(String label) {
        return Optional.ofNullable(values.get(label));
    }

    /** The value with the label's meaning, or else the label in the spelling of the vocabularies. */
    String valueOrLabel(String label) {
        String slug = NameKeys.slug(label);
        return value(label).orElse(slug.isEmpty() ? label : slug);
    }

    /** The actor's primary motivation, if all its motivations have the same value in the vocabulary. */
    static Optional<String> motivation(List<String> labels) {
        return !labels.isEmpty() && MONEY.containsAll(labels) ? Optional.of("personal-gain") : Optional.empty();
    }
}
