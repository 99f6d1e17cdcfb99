package dev.threatcards.source.form;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.threatcards.card.Card;
import dev.threatcards.card.CardDate;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Deck;
import dev.threatcards.card.DeckCard;
import dev.threatcards.card.Field;
import dev.threatcards.json.StixTechniques;
import dev.threatcards.text.Countries;

/**
 * A STIX 2.1 bundle, or a TAXII response: {@code intrusion-set} and {@code threat-actor} are actors, {@code malware} and {@code tool} are
 * tools, with the uuids of their ids. Relationships give an actor's tools, targets and origin. A {@code campaign} that is attributed to
 * an actor is an operation. Other relationships between cards become relations.
 *
 * <p>An {@code attack-pattern} that a card uses is a technique, with the ids and tactics of ATT&amp;CK. One that was revoked is replaced by
 * the one that it was revoked by. Techniques of a campaign are those of its actors too, with the campaign in the source.
 *
 * <p>In MITRE ATT&amp;CK's bundles, the id of a group or a piece of software is another name, given by MITRE. Citations are removed from
 * texts, because the references have them too; Markdown links are replaced by their text.
 *
 * <p>Objects that Threat Cards exported are read from their {@link StixExtension}.
 *
 * @see <a href="https://docs.oasis-open.org/cti/stix/v2.1/os/stix-v2.1-os.html">STIX 2.1</a>
 */
public final class StixForm implements CardForm {

    public static final String FORM = "STIX 2.1";

    private static final String MITRE = "The MITRE Corporation";

    // A bundle has a type; in a TAXII response, only the objects have a version.
    private static final Pattern BUNDLE = Pattern.compile("\"type\"\\s*:\\s*\"bundle\"|\"spec_version\"\\s*:\\s*\"2");
    private static final Pattern OBJECTS = Pattern.compile("\"objects\"\\s*:\\s*\\[");

    private static final Set<String> ACTORS = Set.of("intrusion-set", "threat-actor");
    private static final Set<String> TOOLS = Set.of("malware", "tool");
    private static final Set<String> OTHERS = Set.of("campaign", "identity", "location", "marking-definition",
            "x-mitre-collection", "attack-pattern");

    // "[Dragonfly](https://attack.mitre.org/groups/G0035)"
    private static final Pattern MARKDOWN_LINK = Pattern
            .compile("\\[([^\\[\\]]{1,300})\\]\\(https?://[^)\\s]{1,1000}\\)");
    private static final Pattern CITATION = Pattern.compile("\\(Citation: [^()]{1,300}\\)");

    /** Properties that are read into fields, and STIX's metadata. */
    private static final Set<String> READ = Set.of("type", "spec_version", "id", "created", "modified",
            "created_by_ref", "object_marking_refs", "external_references", "name", "description", "aliases",
            "x_mitre_aliases", "first_seen", "primary_motivation", "secondary_motivations", "malware_types",
            "tool_types");

    @Override
    public boolean recognises(String head) {
        String json = JsonEnvelope.object(head);
        return OBJECTS.matcher(json).find() && BUNDLE.matcher(json).find();
    }

    @Override
    public void read(InputStream content, String location, CardSink sink) throws IOException {
        JsonEnvelope json = new JsonEnvelope("objects", location, sink);
        Bundle bundle = new Bundle();
        json.readHeld(content, bundle::add);
        Deck bundled = bundle.deck(json.fields(), location);
        bundle.cards.forEach((pointer, object) -> {
            try {
                Deck deck = bundle.marking(object).map(marking -> StixExtension.deck(marking, location))
                        .orElse(bundled);
                sink.card(DeckCard.identified(bundle.card(object, deck), deck));
            } catch (BadCard e) {
                json.reject(pointer, e.getMessage());
            }
        });
        if (bundle.cards.isEmpty() && !json.isBroken()) {
            json.reject("", "This bundle has no intrusion sets, threat actors, malware or tools.");
        }
    }

    /** The objects of a bundle that are needed for cards. */
    private static final class Bundle {
        private final Map<String, JsonNode> cards = new LinkedHashMap<>();
        private final Map<String, JsonNode> objects = new LinkedHashMap<>();
        private final Map<String, List<JsonNode>> relationships = new LinkedHashMap<>();
        private final StixTechniques techniques = new StixTechniques();

        void add(JsonNode object, String pointer) {
            String type = object.path("type").asText("");
            if (ACTORS.contains(type) || TOOLS.contains(type)) {
                cards.put(pointer, object);
                objects.put(id(object), object);
            } else if (OTHERS.contains(type)) {
                objects.put(id(object), object);
            } else if (type.equals("relationship") && !object.path("revoked").asBoolean(false)) {
                String source = object.path("source_ref").asText("");
                if (type(source).equals("attack-pattern") || type(source).equals("campaign")) {
                    techniques.add(object);
                }
                // A campaign's attribution is read from the actor's side.
                boolean campaign = source.startsWith("campaign--");
                String from = campaign ? object.path("target_ref").asText("") : source;
                if (isCard(from)) {
                    relationships.computeIfAbsent(from, id -> new ArrayList<>()).add(object);
                }
            }
        }

        private static boolean isCard(String id) {
            return ACTORS.contains(type(id)) || TOOLS.contains(type(id));
        }

        private static String id(JsonNode object) {
            return object.path("id").asText("");
        }

        private static String type(String id) {
            int dashes = id.indexOf("--");
            return dashes < 0 ? "" : id.substring(0, dashes);
        }

        private static String uuid(String id) {
            int dashes = id.indexOf("--");
            return dashes < 0 ? "" : id.substring(dashes + 2);
        }

        Deck deck(ObjectNode envelope, String location) {
            JsonNode collection = first(object -> type(id(object)).equals("x-mitre-collection"));
            String creator = cards.values().stream().map(card -> card.path("created_by_ref").asText(""))
                    .map(ref -> object(ref).path("name").asText("")).filter(name -> !name.isEmpty()).findFirst()
                    .orElse("");
            String source = collection.isMissingNode()
                    ? creator.isEmpty() ? FORM : creator
                    : collection.path("name").asText("") + " " + collection.path("x_mitre_version").asText("");
            String id = collection.isMissingNode()
                    ? creator.isEmpty() ? envelope.path("id").asText("") : creator
                    : id(collection);
            String statement = first(object -> object.has("definition")).path("definition").path("statement")
                    .asText("");
            return Decks.of(FORM, id, creator.equals(MITRE) ? "MITRE ATT&CK" : source.strip(), source.strip(),
                    date(collection), Deck.Extent.EDITION, statement.replaceAll("\\.$", ""), location, "");
        }

        private JsonNode first(Predicate<JsonNode> wanted) {
            return objects.values().stream().filter(wanted).findFirst().orElse(MissingNode.getInstance());
        }

        private JsonNode object(String id) {
            return objects.getOrDefault(id, MissingNode.getInstance());
        }

        /** The day of the collection's last change, or else the newest one of a card. */
        private CardDate date(JsonNode collection) {
            String newest = cards.values().stream().map(card -> card.path("modified").asText(""))
                    .max(Comparator.naturalOrder()).orElse("");
            return CardDate.parse(day(collection.path("modified").asText(newest)));
        }

        /** The marking, with the collection, of a card that Threat Cards exported. */
        Optional<JsonNode> marking(JsonNode card) {
            List<JsonNode> markings = new ArrayList<>();
            if (StixExtension.isOn(card)) {
                card.path("object_marking_refs").forEach(ref -> markings.add(object(ref.asText(""))));
            }
            return markings.stream().filter(StixExtension::isOn).findFirst();
        }

        Card card(JsonNode object, Deck deck) throws BadCard {
            String id = id(object);
            boolean actor = ACTORS.contains(type(id));
            CardBuilder card = new CardBuilder(actor ? Kind.ACTOR : Kind.TOOL, deck).uuid(uuid(id));
            if (StixExtension.isOn(object)) {
                StixExtension.read(object, card);
                return card.build();
            }
            card.title(object.path("name").asText(""));
            card.text(Field.DESCRIPTION, plain(object.path("description").asText("")));
            card.text(Field.LAST_CHANGE, day(object.path("modified").asText("")));
            object.path("external_references").forEach(reference -> add(reference.path("url"),
                    isAttack(reference) ? Field.MITRE_ATTACK : Field.INFORMATION, card));
            names(object, card);
            if (actor) {
                card.text(Field.FIRST_SEEN, month(object.path("first_seen").asText("")));
                add(object.path("primary_motivation"), Field.MOTIVATION, card);
                object.path("secondary_motivations").forEach(each -> add(each, Field.MOTIVATION, card));
            } else {
                card.text(Field.CATEGORY, type(id).equals("malware") ? "Malware" : "Tools");
                object.path("malware_types").forEach(each -> add(each, Field.TYPE, card));
                object.path("tool_types").forEach(each -> add(each, Field.TYPE, card));
            }
            List<JsonNode> ofCard = relationships.getOrDefault(id, List.of());
            ofCard.forEach(relationship -> relate(relationship, card));
            // After the actor's own, which a campaign's do not replace.
            ofCard.stream()
                    .filter(relationship -> relationship.path("relationship_type").asText("").equals("attributed-to"))
                    .map(relationship -> object(relationship.path("source_ref").asText("")))
                    .flatMap(campaign -> techniques.ofCampaign(campaign, deck, this::object).stream())
                    .forEach(card::technique);
            object.properties().stream().filter(field -> !READ.contains(field.getKey()))
                    .filter(field -> !field.getValue().isBoolean() || field.getValue().booleanValue())
                    .forEach(field -> card.unknown(field.getKey(), field.getValue()));
            return card.build();
        }

        private static void add(JsonNode text, Field list, CardBuilder card) {
            if (text.isTextual()) {
                card.add(list, text.textValue());
            }
        }

        /** Adds the name, the aliases, and ATT&amp;CK's id, which is used as a name. */
        private static void names(JsonNode object, CardBuilder card) {
            Map<String, String> givers = new LinkedHashMap<>();
            givers.put(object.path("name").asText(""), "");
            object.path("aliases").forEach(alias -> givers.putIfAbsent(alias.asText(""), ""));
            object.path("x_mitre_aliases").forEach(alias -> givers.putIfAbsent(alias.asText(""), ""));
            for (JsonNode reference : object.path("external_references")) {
                if (isAttack(reference) && reference.has("external_id")) {
                    givers.put(reference.path("external_id").asText(""), "MITRE");
                }
            }
            givers.forEach(card::name);
        }

        private static boolean isAttack(JsonNode reference) {
            return reference.path("source_name").asText("").startsWith("mitre-");
        }

        private void relate(JsonNode relationship, CardBuilder card) {
            boolean actor = card.kind() == Kind.ACTOR;
            String type = relationship.path("relationship_type").asText("");
            String source = relationship.path("source_ref").asText("");
            String target = relationship.path("target_ref").asText("");
            JsonNode other = object(target);
            if (type(source).equals("campaign")) {
                JsonNode campaign = object(source);
                if (actor && type.equals("attributed-to") && !campaign.isMissingNode()) {
                    operation(campaign, card);
                }
            } else if (type.equals("uses") && type(target).equals("attack-pattern") && !other.isMissingNode()) {
                card.technique(techniques.of(other, card.deck().source(), this::object));
            } else if (isCard(target)) {
                card.relation(type, uuid(target), "", "");
                if (actor && type.equals("uses") && TOOLS.contains(type(target))) {
                    add(other.path("name"), Field.TOOLS, card);
                }
            } else if (actor && (type.equals("originates-from") || type.equals("located-at"))) {
                card.add(Field.COUNTRY, place(other));
            } else if (actor && type.equals("targets") && type(target).equals("location")) {
                card.add(Field.TARGETS, place(other));
            } else if (actor && type.equals("targets") && type(target).equals("identity")) {
                add(other.path("name"), Field.SECTORS, card);
            } else if (!other.isMissingNode()) {
                card.unknownEntry(type + " " + type(target), label(other));
            }
        }

        private static void operation(JsonNode campaign, CardBuilder card) {
            StringBuilder activity = new StringBuilder(campaign.path("name").asText(""));
            activity.append('\n').append(plain(campaign.path("description").asText("")));
            campaign.path("external_references")
                    .forEach(reference -> activity.append('\n').append(reference.path("url").asText("")));
            card.activity(Field.OPERATIONS, month(campaign.path("first_seen").asText("")),
                    activity.toString().replaceAll("\\n{2,}", "\n").strip());
        }

        private static String place(JsonNode location) {
            String code = location.path("country").asText("");
            String name = location.path("name").asText("");
            return code.isEmpty() ? name : String.join(", ", Countries.ofCodes(code));
        }

        private static String label(JsonNode object) {
            for (JsonNode reference : object.path("external_references")) {
                if (isAttack(reference)) {
                    return reference.path("external_id").asText("") + " " + object.path("name").asText("");
                }
            }
            return object.path("name").asText("");
        }

        private static String plain(String markdown) {
            return CITATION.matcher(MARKDOWN_LINK.matcher(markdown).replaceAll("$1")).replaceAll("").strip();
        }

        /** The day of a timestamp, "2024-01-08T20:40:31.822Z". */
        private static String day(String timestamp) {
            return timestamp.length() < 10 ? "" : timestamp.substring(0, 10);
        }

        private static String month(String timestamp) {
            return timestamp.length() < 7 ? "" : timestamp.substring(0, 7);
        }
    }
}
