package dev.threatcards.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Technique;
import dev.threatcards.card.TechniqueId;
import dev.threatcards.json.JsonOutput;
import dev.threatcards.text.Numbers;

/**
 * Writes a layer of format 4.5 for MITRE's ATT&amp;CK Navigator. A layer has the techniques of one matrix: that for enterprises, or that for
 * industrial control systems. The score of a technique is the number of actors that use it, and the comment names them; tools count only
 * where no actors are exported. Techniques of the other matrix, and those without an id of ATT&amp;CK, are left out; the description says how
 * many.
 *
 * @see <a href="https://github.com/mitre-attack/attack-navigator/blob/master/layers/spec/v4.5/layerformat.md">the format</a>
 */
final class NavigatorWriter implements CardWriter {

    /** The most cards that a comment names. */
    private static final int NAMED = 20;

    private static final List<String> COLORS = List.of("#ffffff", "#ffe766", "#ff6666");

    /** The matrices, by the names that layers have for them. */
    private enum Matrix {
        ENTERPRISE("enterprise-attack", "enterprise"), ICS("ics-attack", "ICS");

        private final String domain;
        private final String label;

        Matrix(String domain, String label) {
            this.domain = domain;
            this.label = label;
        }

        boolean has(TechniqueId technique) {
            return technique.isIndustrial() == (this == ICS);
        }
    }

    private final Matrix matrix;
    private final OutputStream out;
    private final ExportContents contents;
    private final Kind counted;
    private final Map<TechniqueId, Set<String>> tactics = new TreeMap<>();
    private final Map<TechniqueId, Users> users = new TreeMap<>();
    private final Set<String> others = new TreeSet<>();
    private final Set<String> sources = new TreeSet<>();
    private String last = "";
    private int cards;
    private int without;

    /** The cards that use a technique: their number, and the titles of the first. */
    private static final class Users {
        private final List<String> first = new ArrayList<>();
        private int count;

        void add(String title) {
            count++;
            if (first.size() < NAMED) {
                first.add(title);
            }
        }

        @Override
        public String toString() {
            // Titles have commas in them.
            String names = String.join("; ", first);
            return count > NAMED ? names + "; and " + Numbers.grouped(count - NAMED) + " more" : names;
        }
    }

    private NavigatorWriter(Matrix matrix, OutputStream out, ExportContents contents) {
        this.matrix = matrix;
        this.out = out;
        this.contents = contents;
        this.counted = contents.kinds().contains(Kind.ACTOR) ? Kind.ACTOR : Kind.TOOL;
    }

    /** Opens a layer of the matrix for enterprises. */
    static CardWriter ofEnterprises(OutputStream out, ExportContents contents) {
        return new NavigatorWriter(Matrix.ENTERPRISE, out, contents);
    }

    /** Opens a layer of the matrix for industrial control systems. */
    static CardWriter ofIndustry(OutputStream out, ExportContents contents) {
        return new NavigatorWriter(Matrix.ICS, out, contents);
    }

    @Override
    public void write(MergedCard merged, List<UUID> tools) {
        Card card = merged.card();
        if (CardReference.of(card).kind() != counted) {
            return;
        }
        cards++;
        last = card.name();
        without += card.techniques().isEmpty() ? 1 : 0;
        for (Technique technique : card.techniques()) {
            Optional<TechniqueId> id = TechniqueId.parse(technique.id()).filter(matrix::has);
            if (id.isEmpty()) {
                others.add(technique.label());
            } else {
                Set<String> served = tactics.computeIfAbsent(id.get(), first -> new TreeSet<>());
                technique.tactics().stream().map(Technique::shortName).forEach(served::add);
                sources.add(technique.source());
                users.computeIfAbsent(id.get(), first -> new Users()).add(card.name());
            }
        }
    }

    @Override
    public void close() throws IOException {
        ObjectNode layer = JsonNodeFactory.instance.objectNode();
        layer.put("name", cards == 1 ? last : "Threat Cards: " + Numbers.counted(cards, counted.key()));
        layer.putObject("versions").put("layer", "4.5");
        layer.put("domain", matrix.domain);
        layer.put("description", description());
        // The techniques with the highest scores first.
        layer.put("sorting", 3);
        ArrayNode techniques = layer.putArray("techniques");
        users.forEach((id, using) -> {
            Set<String> served = tactics.get(id);
            if (served.isEmpty()) {
                techniques.add(technique(id, "", using));
            }
            served.forEach(tactic -> techniques.add(technique(id, tactic, using)));
        });
        ObjectNode gradient = layer.putObject("gradient");
        COLORS.forEach(gradient.putArray("colors")::add);
        gradient.put("minValue", 0).put("maxValue",
                users.values().stream().mapToInt(using -> using.count).max().orElse(1));
        try (JsonGenerator json = JsonOutput.to(out)) {
            json.writeTree(layer);
            json.writeRaw('\n');
        }
    }

    private ObjectNode technique(TechniqueId id, String tactic, Users using) {
        ObjectNode technique = JsonNodeFactory.instance.objectNode().put("techniqueID", id.toString());
        JsonOutput.put("tactic", tactic, technique);
        technique.put("score", using.count).put("comment", using.toString()).put("enabled", true);
        if (!id.isSub()) {
            technique.put("showSubtechniques",
                    users.keySet().stream().anyMatch(other -> other.isSub() && other.parent().equals(id)));
        }
        return technique;
    }

    private String description() {
        StringBuilder description = new StringBuilder("The score is how many of ")
                .append(Numbers.counted(cards, counted.key())).append(" use the technique.");
        if (without > 0) {
            description.append(' ').append(Numbers.counted(without, counted.key()))
                    .append(without == 1 ? " has" : " have").append(" no techniques.");
        }
        if (!others.isEmpty()) {
            description.append(' ').append(Numbers.counted(others.size(), "technique")).append(" not of the ")
                    .append(matrix.label).append(" matrix left out.");
        }
        String stated = sources.stream().filter(source -> !source.isEmpty()).limit(NAMED)
                .collect(Collectors.joining("; "));
        if (!stated.isEmpty()) {
            description.append(" Stated by ").append(stated).append('.');
        }
        return description.append(" From ").append(contents.statement()).append('.').toString();
    }
}
