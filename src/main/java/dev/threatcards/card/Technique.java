package dev.threatcards.card;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.threatcards.text.DefensiveCopies;
import dev.threatcards.text.NullChecks;

/**
 * A technique that an actor or a tool uses, as a source states it. Immutable.
 *
 * @param id the id in MITRE ATT&amp;CK in its normal form, "T1566.001"; empty if the source gives none
 * @param name its name, "Spearphishing Attachment"; empty if the source gives none
 * @param tactics what it serves, in ATT&amp;CK's words: "Initial Access"
 * @param source who states the use: the title of a deck, "Enterprise ATT&amp;CK 18.1"; may be empty
 * @param withdrawn whether ATT&amp;CK revoked or deprecated the technique without another in its place
 */
public record Technique(String id, String name, List<String> tactics, String source, boolean withdrawn) {

    // Words that ATT&CK writes small in the name of a tactic: "Command and Control".
    private static final String AND = "and";

    public Technique {
        NullChecks.requireNonNull("id", id, "name", name, "source", source);
        tactics = DefensiveCopies.list(tactics, "tactics");
    }

    /** A technique that is not withdrawn. */
    public Technique(String id, String name, List<String> tactics, String source) {
        this(id, name, tactics, source, false);
    }

    /** Id and name: "T1566.001 Spearphishing Attachment". This is the value of {@link Facet#TECHNIQUE}. */
    public String label() {
        return id.isEmpty() || name.isEmpty() ? id + name : id + " " + name;
    }

    /** A technique as a source writes it: the id in any spelling; any other id becomes a part of the name. */
    public static Technique of(String id, String name, List<String> tactics, String source, boolean withdrawn) {
        NullChecks.requireNonNull("id", id, "name", name, "source", source);
        Optional<TechniqueId> known = TechniqueId.parse(id);
        String all = known.isPresent() ? name : id.strip() + " " + name;
        return new Technique(
                known.map(TechniqueId::toString).orElse(""), all.strip(), DefensiveCopies.list(tactics, "tactics")
                        .stream().map(String::strip).filter(tactic -> !tactic.isEmpty()).distinct().toList(),
                source.strip(), withdrawn);
    }

    /** The technique of a {@link #label}, without tactics and source. */
    public static Technique ofLabel(String label) {
        String[] parts = Objects.requireNonNull(label, "label").strip().split(" ", 2);
        return parts.length == 1
                ? of(parts[0], "", List.of(), "", false)
                : of(parts[0], parts[1], List.of(), "", false);
    }

    /** The name of a tactic from its short name: "Command and Control" for "command-and-control". */
    public static String tactic(String shortName) {
        return Arrays.stream(Objects.requireNonNull(shortName, "shortName").strip().split("[-_\\s]+"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.equals(AND)
                        ? word
                        : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining(" "));
    }

    /** The short name of a tactic from its name: "command-and-control" for "Command and Control". */
    public static String shortName(String tactic) {
        return Objects.requireNonNull(tactic, "tactic").strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", "-");
    }

    /** The techniques, of each id or name the first, in the order of their labels. */
    public static List<Technique> distinct(List<Technique> techniques) {
        Map<String, Technique> distinct = new LinkedHashMap<>();
        DefensiveCopies.list(techniques, "techniques").forEach(each -> distinct.putIfAbsent(each.key(), each));
        List<Technique> sorted = new ArrayList<>(distinct.values());
        sorted.sort((one, other) -> one.label().compareTo(other.label()));
        return List.copyOf(sorted);
    }

    private String key() {
        return id.isEmpty() ? name.toLowerCase(Locale.ROOT) : id;
    }
}
