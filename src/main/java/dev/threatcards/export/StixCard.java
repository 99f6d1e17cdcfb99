package dev.threatcards.export;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardDate;
import dev.threatcards.card.Deck;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Name;
import dev.threatcards.card.ToolCard;
import dev.threatcards.json.JsonOutput;
import dev.threatcards.text.Prose;

/**
 * A card as one STIX object: an actor is an {@code intrusion-set}; a tool is {@code malware} where ETDA calls it malware or an exploit,
 * which is malicious code too, else {@code tool}. Links are {@code external_references} under {@code source_name}s that say which list of
 * the card they are from; the host's name is that of a report. What is no address stands as a description.
 */
final class StixCard {

    private static final String OWN_PAGE = "https://apt.etda.or.th/cgi-bin/showcard.cgi?u=";

    private StixCard() {
    }

    /** The type of the card's object. */
    static String type(Card card) {
        return switch (card) {
            case ActorCard actor -> "intrusion-set";
            case ToolCard tool ->
                tool.category().equals("Malware") || tool.category().equals("Exploits") ? "malware" : "tool";
        };
    }

    static String id(Card card) {
        return StixIds.of(type(card), card.uuid());
    }

    /**
     * The object.
     *
     * @param creator id of the identity whose card it is
     * @param marking id of the marking with source and licence
     */
    static ObjectNode object(MergedCard merged, String creator, String marking) {
        Card card = merged.card();
        ObjectNode object = JsonNodeFactory.instance.objectNode().put("type", type(card)).put("spec_version", "2.1")
                .put("id", id(card)).put("created_by_ref", creator).put("created", StixIds.CREATED)
                .put("modified", modified(merged)).put("name", card.name());
        String description = Prose.plain(card.description());
        if (!description.isEmpty()) {
            object.put("description", description);
        }
        put("aliases",
                card.names().stream().map(Name::name).filter(name -> !name.equals(card.name())).distinct().toList(),
                object);
        switch (card) {
            case ActorCard actor -> actor(actor, object);
            case ToolCard tool -> tool(tool, object);
        }
        ArrayNode references = references(card);
        if (!references.isEmpty()) {
            object.set("external_references", references);
        }
        object.putArray("object_marking_refs").add(marking);
        StixExtensionWriter.add(card, object);
        return object;
    }

    static String modified(MergedCard card) {
        return StixIds.modified(card.card().lastChange(), card.sources().getFirst().deck().date());
    }

    private static void actor(ActorCard card, ObjectNode object) {
        CardDate first = card.firstSeen();
        CardDate last = card.lastActive();
        if (StixIds.isPlain(first)) {
            object.put("first_seen", StixIds.moment(first));
        }
        if (StixIds.isPlain(last) && !last.from().isBefore(first.from())) {
            object.put("last_seen", StixIds.moment(last));
        }
        put("goals", card.motivation().stream().distinct().toList(), object);
        StixVocabulary.motivation(card.motivation())
                .ifPresent(motivation -> object.put("primary_motivation", motivation));
    }

    private static void tool(ToolCard card, ObjectNode object) {
        if (type(card).equals("malware")) {
            object.put("is_family", true);
            put("malware_types", card.type().stream().map(StixVocabulary::malwareType).distinct().toList(), object);
        } else {
            put("tool_types", card.type().stream().map(StixVocabulary::toolType).distinct().toList(), object);
        }
    }

    private static ArrayNode references(Card card) {
        ArrayNode references = JsonNodeFactory.instance.arrayNode();
        if (card.collection().equals(Deck.ETDA)) {
            references.addObject().put("source_name", Deck.ETDA).put("url", OWN_PAGE + card.uuid()).put("external_id",
                    card.uuid().toString());
        }
        card.information().forEach(link -> reference(host(link).orElse("report"), link, references));
        if (card instanceof ToolCard tool) {
            tool.malpedia().forEach(link -> reference("malpedia", link, references));
        }
        card.mitreAttack().forEach(link -> {
            ObjectNode reference = reference("mitre-attack", link, references);
            Matcher id = Card.ATTACK_ID.matcher(link);
            if (id.matches()) {
                reference.put("external_id", id.group(1));
            }
        });
        card.playbook().forEach(link -> reference("playbook", link, references));
        card.alienVaultOtx().forEach(link -> reference("alienvault-otx", link, references));
        return references;
    }

    private static ObjectNode reference(String source, String link, ArrayNode references) {
        return references.addObject().put("source_name", source).put(address(link).isPresent() ? "url" : "description",
                link);
    }

    /** The host of an address, if its name has a dot: "www.example.org"; names without one mean something here. */
    private static Optional<String> host(String link) {
        return address(link).map(URI::getHost).filter(host -> host.indexOf('.') > 0);
    }

    /** The address, if the link is one that RFC 3986 takes. */
    private static Optional<URI> address(String link) {
        try {
            URI address = new URI(link);
            boolean ascii = link.chars().allMatch(letter -> letter < 0x80);
            return ascii && address.isAbsolute() && address.getHost() != null ? Optional.of(address) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static void put(String key, List<String> texts, ObjectNode object) {
        if (!texts.isEmpty()) {
            object.set(key, JsonOutput.texts(texts));
        }
    }
}
