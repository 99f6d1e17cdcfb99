package dev.threatcards.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Deck;
import dev.threatcards.card.EditionStatus;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Name;
import dev.threatcards.card.Relation;
import dev.threatcards.card.Technique;
import dev.threatcards.card.ToolCard;
import dev.threatcards.json.EtdaKeys;
import dev.threatcards.json.JsonOutput;
import dev.threatcards.text.ColonSeparated;
import dev.threatcards.text.Countries;
import dev.threatcards.text.Prose;

/**
 * Writes a cluster of the MISP galaxy: {@code tgc-actors} or {@code tgc-tools} with the meta keys of ETDA's own export for ETDA's cards,
 * otherwise {@code threat-actor} or {@code tool}. {@code name-attribution} has the names whose giver is a producer with a uuid;
 * {@code name-giver} has every giver as "name:giver", with a backslash before a colon or backslash of the name; {@code techniques} has id, name,
 * source, "withdrawn" or nothing, and tactics of each technique in the same way. Source, date and licence
 * are on each value, because clusters have no keys for them.
 */
final class MispWriter implements CardWriter {

    private final JsonGenerator json;
    private final Map<String, UUID> producers = new HashMap<>();

    MispWriter(OutputStream out, ExportContents contents) throws IOException {
        contents.givers().forEach((uuid, name) -> producers.put(name, uuid));
        boolean actors = contents.kinds().contains(Kind.ACTOR);
        boolean etda = contents.collection().equals(Deck.ETDA);
        json = JsonOutput.to(out);
        json.writeStartObject();
        json.writePOJOField("authors", contents.attributions().stream().map(Attribution::collection).toList());
        json.writeStringField("category", actors ? "actor" : "tool");
        json.writeStringField("description", "Exported by Threat Cards from " + contents.statement());
        json.writeStringField("name", "Threat Cards - " + (actors ? "Actors" : "Tools"));
        json.writeStringField("source", contents.source());
        json.writeStringField("type", actors ? etda ? "tgc-actors" : "threat-actor" : etda ? "tgc-tools" : "tool");
        json.writeStringField("uuid", NamedUuid.of("misp " + actors + " " + contents.collection()).toString());
        // The version precedes the values, so that a streaming reader knows the date.
        String day = contents.provenance().date().replace("-", "");
        json.writeNumberField("version", day.isEmpty() ? 1 : Integer.parseInt(day));
        json.writeArrayFieldStart("values");
    }

    @Override
    public void write(MergedCard merged, List<UUID> tools) throws IOException {
        Card card = merged.card();
        ObjectNode value = JsonNodeFactory.instance.objectNode();
        JsonOutput.put("description", Prose.plain(card.description()), value);
        ObjectNode meta = value.putObject("meta");
        meta(card, meta);
        Deck deck = merged.sources().getFirst().deck();
        JsonOutput.put("collection", card.collection(), meta);
        JsonOutput.put("source", deck.source(), meta);
        JsonOutput.put("source-date", deck.date().isoFrom(), meta);
        JsonOutput.put("license", deck.license(), meta);
        if (!card.edition().isCurrent()) {
            meta.put(EtdaKeys.EDITION, card.edition().key());
        }
        if (card.edition() == EditionStatus.REVOKED) {
            value.put("revoked", true);
        }
        related(card, tools, value);
        value.put("uuid", card.uuid().toString()).put("value", card.name());
        json.writeTree(value);
    }

    private void meta(Card card, ObjectNode meta) {
        switch (card) {
            case ActorCard actor -> actor(actor, meta);
            case ToolCard tool -> {
                JsonOutput.put("category", tool.category(), meta);
                JsonOutput.put("type", unique(tool.type()), meta);
            }
        }
        JsonOutput.put("synonyms",
                unique(card.names().stream().map(Name::name).filter(name -> !name.equals(card.name())).toList()), meta);
        JsonOutput.put("name-attribution", card.names().stream().filter(name -> producers.containsKey(name.giver()))
                .map(name -> name.name() + ":" + producers.get(name.giver())).toList(), meta);
        JsonOutput.put("name-giver", card.names().stream().map(MispWriter::given).toList(), meta);
        JsonOutput.put("techniques", unique(card.techniques().stream().map(MispWriter::technique).toList()), meta);
        JsonOutput.put("last-card-change", card.lastChange().text(), meta);
        JsonOutput.put("refs", unique(refs(card)), meta);
    }

    private static void actor(ActorCard card, ObjectNode meta) {
        JsonOutput.put("category", card.category(), meta);
        JsonOutput.put("country", card.country().stream().flatMap(country -> Countries.code(country).stream())
                .distinct().collect(Collectors.joining(",")), meta);
        JsonOutput.put("cfr-suspected-state-sponsor", card.sponsor(), meta);
        JsonOutput.put("motivation", card.motivation(), meta);
        JsonOutput.put("date", card.firstSeen().text(), meta);
        JsonOutput.put("cfr-target-category", card.sectors().texts(), meta);
        JsonOutput.put("cfr-suspected-victims", card.targets().texts(), meta);
        JsonOutput.put("tools", card.tools().texts(), meta);
    }

    private static String given(Name name) {
        return name.name().replace("\\", "\\\\").replace(":", "\\:") + ":" + name.giver();
    }

    private static String technique(Technique technique) {
        return ColonSeparated.join(Stream.concat(Stream.of(technique.id(), technique.name(), technique.source(),
                technique.withdrawn() ? "withdrawn" : ""), technique.tactics().stream()).toList());
    }

    private static List<String> refs(Card card) {
        Stream<String> own = card.collection().equals(Deck.ETDA)
                ? Stream.of(StixCard.ETDA_PAGE + card.uuid())
                : Stream.of();
        List<String> malpedia = card instanceof ToolCard tool ? tool.malpedia() : List.of();
        return Stream.of(own, card.information().stream(), malpedia.stream(), card.mitreAttack().stream(),
                card.playbook().stream(), card.alienVaultOtx().stream()).flatMap(links -> links).toList();
    }

    /** Adds the relations whose target is a uuid, and the tools that an actor uses without a relation. */
    private static void related(Card card, List<UUID> tools, ObjectNode value) {
        ArrayNode related = JsonNodeFactory.instance.arrayNode();
        Set<UUID> used = new LinkedHashSet<>(tools);
        for (Relation relation : card.relations()) {
            relation.uuid().ifPresent(uuid -> {
                if (relation.isUse()) {
                    used.remove(uuid);
                }
                ObjectNode entry = related.addObject().put("dest-uuid", uuid.toString());
                if (!relation.likelihood().isEmpty()) {
                    entry.putArray("tags")
                            .add("estimative-language:likelihood-probability=\"" + relation.likelihood() + "\"");
                }
                entry.put("type", relation.type());
            });
        }
        used.forEach(uuid -> related.addObject().put("dest-uuid", uuid.toString()).put("type", "uses"));
        if (!related.isEmpty()) {
            value.set("related", related);
        }
    }

    /** The galaxy's schema forbids duplicates. */
    private static List<String> unique(List<String> texts) {
        return texts.stream().distinct().toList();
    }

    @Override
    public void close() throws IOException {
        JsonOutput.closeEnvelope(json);
    }
}
