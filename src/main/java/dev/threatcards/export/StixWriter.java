package dev.threatcards.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Relation;
import dev.threatcards.card.Technique;
import dev.threatcards.card.TechniqueId;
import dev.threatcards.json.JsonOutput;
import dev.threatcards.text.Countries;

/**
 * Writes a STIX 2.1 bundle: the identities and markings of the collections, a {@link StixCard} for each card, an {@code attack-pattern} for
 * each technique, and relationships. Objects
 * precede the relationships to them. Relationships to cards that are not in the bundle are omitted; the {@link StixExtensionWriter} keeps
 * them.
 */
final class StixWriter implements CardWriter {

    /** Countries and regions that are not places. They are omitted. */
    private static final Set<String> NO_PLACES = Set.of("Unknown", "Various", "ISIS");

    /** Types of relations with the same meaning in STIX. Other types become "related-to". */
    private static final Set<String> STIX_TYPES = Set.of("uses", "variant-of", "downloads", "drops");

    private final JsonGenerator json;
    private final Map<String, Attribution> attributions = new HashMap<>();
    private final Set<String> written = new HashSet<>();
    private final Map<UUID, String> cards = new HashMap<>();
    private final List<Relationship> waiting = new ArrayList<>();

    /** A relation between two cards, which is written after all cards. */
    private record Relationship(String type, String word, UUID from, UUID to, String modified, String collection) {
    }

    StixWriter(OutputStream out, ExportContents contents) throws IOException {
        json = JsonOutput.to(out);
        json.writeStartObject();
        json.writeStringField("type", "bundle");
        json.writeStringField("id", StixIds.of("bundle", contents.statement() + contents.key()));
        json.writeArrayFieldStart("objects");
        String maker = StixIds.of("identity", "Threat Cards");
        write(begin("identity", maker).put("name", "Threat Cards").put("identity_class", "system"));
        write(StixExtensionWriter.definition(maker));
        for (Attribution attribution : contents.attributions()) {
            attributions.put(attribution.collection(), attribution);
            write(begin("identity", creator(attribution.collection())).put("name", attribution.collection())
                    .put("identity_class", "organization"));
            write(marking(attribution));
        }
    }

    private static ObjectNode begin(String type, String id) {
        return JsonNodeFactory.instance.objectNode().put("type", type).put("spec_version", "2.1").put("id", id)
                .put("created", StixIds.CREATED).put("modified", StixIds.CREATED);
    }

    private static ObjectNode marking(Attribution attribution) {
        ObjectNode marking = JsonNodeFactory.instance.objectNode().put("type", "marking-definition")
                .put("spec_version", "2.1").put("id", markingId(attribution)).put("created", StixIds.CREATED)
                .put("created_by_ref", creator(attribution.collection())).put("definition_type", "statement");
        marking.putObject("definition").put("statement", attribution.statement());
        StixExtensionWriter.add(attribution, marking);
        return marking;
    }

    private static String creator(String collection) {
        return StixIds.of("identity", "collection " + collection);
    }

    private static String markingId(Attribution attribution) {
        return StixIds.of("marking-definition", attribution.collection() + " " + attribution.statement());
    }

    private String marking(String collection) {
        return markingId(attributions.get(collection));
    }

    @Override
    public void write(MergedCard merged, List<UUID> tools) throws IOException {
        Card card = merged.card();
        String modified = StixCard.modified(merged);
        write(StixCard.object(merged, creator(card.collection()), marking(card.collection())));
        cards.put(card.uuid(), StixCard.id(card));
        if (card instanceof ActorCard actor) {
            for (String country : actor.country()) {
                relate("originates-from", actor, place(country), modified);
            }
            for (String target : actor.targets().labels()) {
                relate("targets", actor, place(target), modified);
            }
            for (String sector : actor.sectors().labels()) {
                relate("targets", actor, Optional.of(sector(sector)), modified);
            }
        }
        for (Technique technique : card.techniques()) {
            ObjectNode pattern = pattern(technique);
            write(pattern);
            String source = technique.source().isEmpty() ? "" : "Stated by " + technique.source();
            relationship("uses", source, StixCard.id(card), pattern.path("id").textValue(), modified,
                    card.collection());
        }
        for (UUID tool : tools) {
            waiting.add(new Relationship("uses", "", card.uuid(), tool, modified, card.collection()));
        }
        for (Relation relation : card.relations()) {
            relation.uuid().ifPresent(other -> waiting.add(relationship(relation, card, other, modified)));
        }
    }

    /** The relation in STIX's terms: "used-by" is reversed, and a type that STIX does not have becomes a description. */
    private static Relationship relationship(Relation relation, Card card, UUID other, String modified) {
        String type = relation.type();
        if (type.equals("used-by")) {
            return new Relationship("uses", "", other, card.uuid(), modified, card.collection());
        }
        boolean known = STIX_TYPES.contains(type);
        return new Relationship(known ? type : "related-to", known ? "" : type, card.uuid(), other, modified,
                card.collection());
    }

    /** A country with its code, or else a region; empty for a label that is not a place. */
    private static Optional<ObjectNode> place(String label) {
        String name = label.startsWith("[") && label.endsWith("]") ? label.substring(1, label.length() - 1) : label;
        if (NO_PLACES.contains(name) || name.isBlank()) {
            return Optional.empty();
        }
        ObjectNode place = begin("location", StixIds.of("location", name)).put("name", name);
        return Optional.of(Countries.code(name).map(code -> place.put("country", code))
                .orElseGet(() -> place.put("region", StixVocabulary.REGION.valueOrLabel(name))));
    }

    private static ObjectNode pattern(Technique technique) {
        ObjectNode pattern = begin("attack-pattern", StixIds.of("attack-pattern", technique.label())).put("name",
                technique.name().isEmpty() ? technique.id() : technique.name());
        Optional<TechniqueId> id = TechniqueId.parse(technique.id());
        String chain = id.filter(TechniqueId::isIndustrial).isPresent() ? "mitre-ics-attack" : "mitre-attack";
        for (String tactic : technique.tactics()) {
            pattern.withArrayProperty("kill_chain_phases").addObject().put("kill_chain_name", chain).put("phase_name",
                    Technique.shortName(tactic));
        }
        id.ifPresent(known -> pattern.putArray("external_references").addObject().put("source_name", "mitre-attack")
                .put("url", known.page()).put("external_id", known.toString()));
        return pattern;
    }

    private static ObjectNode sector(String label) {
        ObjectNode sector = begin("identity", StixIds.of("identity", "sector " + label)).put("name", label)
                .put("identity_class", "class");
        StixVocabulary.SECTOR.value(label).ifPresent(word -> sector.putArray("sectors").add(word));
        return sector;
    }

    private void relate(String type, ActorCard actor, Optional<ObjectNode> other, String modified) throws IOException {
        if (other.isPresent()) {
            write(other.get());
            relationship(type, "", StixCard.id(actor), other.get().path("id").textValue(), modified,
                    actor.collection());
        }
    }

    private void relationship(String type, String description, String from, String to, String modified,
            String collection) throws IOException {
        ObjectNode relationship = begin("relationship",
                StixIds.of("relationship", String.join(" ", type, description, from, to)));
        relationship.put("modified", modified).put("created_by_ref", creator(collection)).put("relationship_type",
                type);
        if (!description.isEmpty()) {
            relationship.put("description", description);
        }
        relationship.put("source_ref", from).put("target_ref", to);
        relationship.putArray("object_marking_refs").add(marking(collection));
        write(relationship);
    }

    /** Writes an object unless it has been written before. */
    private void write(ObjectNode object) throws IOException {
        if (written.add(object.path("id").textValue())) {
            json.writeTree(object);
        }
    }

    @Override
    public void close() throws IOException {
        for (Relationship relation : waiting) {
            String from = cards.get(relation.from());
            String to = cards.get(relation.to());
            if (from != null && to != null && !from.equals(to)) {
                // In STIX, the target of "uses" is a tool.
                boolean ofActors = relation.type().equals("uses") && to.startsWith("intrusion-set");
                relationship(ofActors ? "related-to" : relation.type(), ofActors ? relation.type() : relation.word(),
                        from, to, relation.modified(), relation.collection());
            }
        }
        JsonOutput.closeEnvelope(json);
    }
}
