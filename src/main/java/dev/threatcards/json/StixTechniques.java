package dev.threatcards.json;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;

import dev.threatcards.card.Deck;
import dev.threatcards.card.Technique;
import dev.threatcards.card.TechniqueId;

/** The techniques of a STIX bundle: its attack patterns, which of them replaced others, and which of them campaigns use. */
public final class StixTechniques {

    /** The ids of attack patterns by the ids of those that they replaced. */
    private final Map<String, String> successors = new HashMap<>();
    /** The ids of attack patterns by the ids of the campaigns that use them. */
    private final Map<String, List<String>> ofCampaigns = new HashMap<>();

    /** Keeps a relationship from an attack pattern or from a campaign, if it is about techniques. */
    public void add(JsonNode relationship) {
        String source = relationship.path("source_ref").asText("");
        String target = relationship.path("target_ref").asText("");
        String type = relationship.path("relationship_type").asText("");
        if (target.startsWith("attack-pattern--")) {
            if (type.equals("revoked-by")) {
                successors.put(source, target);
            } else if (type.equals("uses") && source.startsWith("campaign--")) {
                ofCampaigns.computeIfAbsent(source, first -> new ArrayList<>()).add(target);
            }
        }
    }

    /**
     * The technique of an attack pattern, or the one that replaced it.
     *
     * @param source who states the use
     * @param objects the objects of the bundle by id; a missing node for an unknown id
     */
    public Technique of(JsonNode pattern, String source, Function<String, JsonNode> objects) {
        JsonNode current = current(pattern, objects);
        String id = "";
        for (JsonNode reference : current.path("external_references")) {
            String external = reference.path("external_id").asText("");
            if (id.isEmpty() && TechniqueId.parse(external).isPresent()) {
                id = external;
            }
        }
        if (id.isEmpty()) {
            // OpenCTI writes the id of ATT&CK into a property of its own.
            String own = current.path("x_mitre_id").asText("");
            id = TechniqueId.parse(own).isPresent() ? own : "";
        }
        List<String> tactics = new ArrayList<>();
        current.path("kill_chain_phases").forEach(phase -> {
            if (phase.path("kill_chain_name").asText("").startsWith("mitre-")) {
                tactics.add(Technique.tactic(phase.path("phase_name").asText("")));
            }
        });
        boolean withdrawn = current.path("revoked").asBoolean(false)
                || current.path("x_mitre_deprecated").asBoolean(false);
        return Technique.of(id, current.path("name").asText(""), tactics, source, withdrawn);
    }

    /** The technique that replaced the pattern, and perhaps was replaced itself; a circle ends where it began. */
    private JsonNode current(JsonNode pattern, Function<String, JsonNode> objects) {
        Set<String> passed = new HashSet<>();
        JsonNode current = pattern;
        String id = current.path("id").asText("");
        while (passed.add(id) && successors.containsKey(id)) {
            JsonNode next = objects.apply(successors.get(id));
            if (next.isMissingNode()) {
                return current;
            }
            current = next;
            id = current.path("id").asText("");
        }
        return current;
    }

    /** The techniques that a campaign uses; the source names the campaign. */
    public List<Technique> ofCampaign(JsonNode campaign, Deck deck, Function<String, JsonNode> objects) {
        String source = deck.source() + ", campaign " + campaign.path("name").asText("");
        return ofCampaigns.getOrDefault(campaign.path("id").asText(""), List.of()).stream().map(objects)
                .filter(pattern -> !pattern.isMissingNode()).map(pattern -> of(pattern, source, objects)).toList();
    }
}
