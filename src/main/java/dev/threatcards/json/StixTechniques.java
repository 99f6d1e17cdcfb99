package dev.threatcards.json;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import dev.threatcards.card.Deck;
import dev.threatcards.card.Technique;
import dev.threatcards.card.TechniqueId;

/**
 * The techniques of STIX objects: attack patterns, which of them replaced others, and which of them campaigns use.
 *
 * @param objects the objects by id; a missing node for an unknown id
 * @param relationships the relationships from an object by its id
 */
public record StixTechniques(Function<String, JsonNode> objects, Function<String, List<JsonNode>> relationships) {

    /**
     * The technique of an attack pattern, or the one that replaced it.
     *
     * @param source who states the use
     */
    public Technique of(JsonNode pattern, String source) {
        JsonNode current = current(pattern);
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
    private JsonNode current(JsonNode pattern) {
        Set<String> passed = new HashSet<>();
        JsonNode current = pattern;
        while (passed.add(id(current))) {
            Optional<JsonNode> next = related(current, "revoked-by").findFirst();
            if (next.isEmpty()) {
                return current;
            }
            current = next.get();
        }
        return current;
    }

    /** The techniques that a campaign uses; the source names the campaign. */
    public List<Technique> ofCampaign(JsonNode campaign, Deck deck) {
        String source = deck.source() + ", campaign " + campaign.path("name").asText("");
        return related(campaign, "uses").map(pattern -> of(pattern, source)).toList();
    }

    private Stream<JsonNode> related(JsonNode object, String type) {
        return relationships.apply(id(object)).stream()
                .filter(each -> each.path("relationship_type").asText("").equals(type))
                .map(each -> each.path("target_ref").asText("")).filter(target -> target.startsWith("attack-pattern--"))
                .map(objects).filter(pattern -> !pattern.isMissingNode());
    }

    private static String id(JsonNode object) {
        return object.path("id").asText("");
    }
}
