package dev.threatcards.export;

import java.net.URI;
import java.net.URISyntaxException;
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
 * Converts a card to a STIX object: an actor is an {@code intrusion-set}; a tool is {@code malware} if its category is malware or exploits,
 * otherwise {@code tool}. Links are {@code external_references}, whose {@code source_name} is the card's list, or the host of a report.
 * Links that are not URLs become descriptions.
 */
final class StixCard {

    /** The beginning of the address of a card's page on ETDA's site. */
    static final String ETDA_PAGE = "https://apt.etda.or.th/cgi-bin/showcard.cgi?u=";

    private StixCard() {
    }

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
     * @param creator the id of the collection's identity
     * @param marking the id of the marking with source and licence
     */
    static ObjectNode object(MergedCard merged, String creator, String marking) {
        Card card = merged.card();
        ObjectNode object = JsonNodeFactory.instance.objectNode().put("type", type(card)).put("spec_version", "2.1")
                .put("id", id(card)).put("created_by_ref", creator).put("created", StixIds.CREATED)
                .put("modified", modified(merged)).put("name", card.name());
        JsonOutput.put("description", Prose.plain(card.description()), object);
        JsonOutput.put("aliases",
                card.names().stream().map(Name::name).filter(name -> !name.equals(card.name())).distinct().toList(),
                object);
        switch (card) {
            case ActorCard actor -> actor(actor, object);
            case ToolCard tool -> tool(tool, object);
        }
        switch (card.edition()) {
            case REVOKED -> object.put("revoked", true);
            case DEPRECATED -> object.put("x_mitre_deprecated", true);
            default -> {
                // STIX has no word for cards that a newer edition lacks.
            }
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
        JsonOutput.put("goals", card.motivation().stream().distinct().toList(), object);
        StixVocabulary.motivation(card.motivation())
                .ifPresent(motivation -> object.put("primary_motivation", motivation));
    }

    private static void tool(ToolCard card, ObjectNode object) {
        if (type(card).equals("malware")) {
            object.put("is_family", true);
            JsonOutput.put("malware_types",
                    card.type().stream().map(StixVocabulary.MALWARE::valueOrLabel).distinct().toList(), object);
        } else {
            JsonOutput.put("tool_types",
                    card.type().stream().map(StixVocabulary.TOOL::valueOrLabel).distinct().toList(), object);
        }
    }

    private static ArrayNode references(Card card) {
        ArrayNode references = JsonNodeFactory.instance.arrayNode();
        if (card.collection().equals(Deck.ETDA)) {
            references.addObject().put("source_name", Deck.ETDA).put("url", ETDA_PAGE + card.uuid()).put("external_id",
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

    /** The host of a URL, if it has a dot. Other source names have a meaning of their own. */
    private static Optional<String> host(String link) {
        return address(link).map(URI::getHost).filter(host -> host.indexOf('.') > 0);
    }

    /** The link as a URL, if it conforms to RFC 3986. */
    private static Optional<URI> address(String link) {
        try {
            URI address = new URI(link);
            boolean ascii = link.chars().allMatch(letter -> letter < 0x80);
            return ascii && address.isAbsolute() && address.getHost() != null ? Optional.of(address) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
