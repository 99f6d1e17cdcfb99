package dev.threatcards.export;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import dev.threatcards.text.NameKeys;
import dev.threatcards.text.Places;
import dev.threatcards.text.Sectors;

/**
 * Maps ETDA's labels to values of STIX's open vocabularies with the same meaning. Other labels are kept.
 */
enum StixVocabulary {

    /** industry-sector-ov. */
    SECTOR(Sectors::stix),
    /** malware-type-ov. */
    MALWARE(Map.of("Backdoor", "backdoor", "Banking trojan", "trojan", "Botnet", "bot", "DDoS", "ddos", "Miner",
            "resource-exploitation")),
    /** tool-type-ov. */
    TOOL(Map.of("Credential stealer", "credential-exploitation", "DDoS", "denial-of-service", "Reconnaissance",
            "information-gathering", "Remote command", "remote-access", "Vulnerability scanner",
            "vulnerability-scanning")),
    /** region-ov. */
    REGION(Places::stixRegion);

    private static final Set<String> MONEY = Set.of("Financial gain", "Financial crime");

    // Empty for a label without a value.
    private final Function<String, Optional<String>> values;

    StixVocabulary(Function<String, Optional<String>> values) {
        this.values = values;
    }

    StixVocabulary(Map<String, String> values) {
        this(label -> Optional.ofNullable(values.get(label)));
    }

    /** The value with the label's meaning; empty if there is none. */
    Optional<String> value(String label) {
        return values.apply(label);
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
