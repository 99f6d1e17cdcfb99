package dev.threatcards.source;

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
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.threatcards.card.CardDate;
import dev.threatcards.card.Countries;
import dev.threatcards.card.Deck;
import dev.threatcards.card.DeckCard;

/**
 * A STIX 2.1 bundle, or the objects of one: {@code intrusion-set} and {@code threat-actor} are actors, {@code malware} and
 * {@code tool} are tools, under the uuids of their ids. Relationships say the rest: what is used, the locations and identities
 * that are targeted, where an actor originates from; a {@code campaign} that is attributed to an actor is an operation of it.
 * Other relationships between cards are kept as relations in STIX's own words.
 *
 * <p>MITRE ATT&amp;CK's bundles have a name's page in {@code external_references}, its id as one more name given by MITRE,
 * citations in brackets, which are left out of texts since the references have them, and links in Markdown.
 *
 * <p>A bundle that Threat Cards exported has all that its cards say in a {@link StixExtension}.
 *
 * @see <a href="https://docs.oasis-open.org/cti/stix/v2.1/os/stix-v2.1-os.html">STIX 2.1</a>
 */
final class StixBundle implements Form {

    static final String FORM = "STIX 2.1";

    private static final String MITRE = "The MITRE Corporation";

    // A bundle says so; a TAXII answer has the objects alone, each with its version.
    private static final Pattern BUNDLE = Pattern.compile("\"type\"\\s*:\\s*\"bundle\"|\"spec_version\"\\s*:\\s*\"2");
    private static final Pattern OBJECTS = Pattern.compile("\"objects\"\\s*:\\s*\\[");

    private static final Set<String> ACTORS = Set.of("intrusion-set", "threat-actor");
    private static final Set<String> TOOLS = Set.of("malware", "tool");
    private static final Set<String> OTHERS = Set.of("campaign", "identity", "location", "marking-definition",
            "x-mitre-collection", "attack-pattern");

    // "[Dragonfly](https://attack.mitre.org/groups/G0035)": the words stay.
    private static final Pattern MARKDOWN_LINK = Pattern
            .compile("\\[([^\\[\\]]{1,300})\\]\\(https?://[^)\\s]{1,1000}\\)");
    private static final Pattern CITATION = Pattern.compile("\\(Citation: [^()]{1,300}\\)");

    /** What a card says elsewhere, or what is STIX's own bookkeeping. */
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
    public boolean isUtf8() {
        return true;
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
                sink.card(DeckCard.identified(EtdaCard.of(bundle.card(object), deck), deck));
            } catch (BadCard e) {
                json.reject(pointer, e.getMessage());
            }
        });
        if (bundle.cards.isEmpty() && !json.isBroken()) {
            json.reject("", "This bundle has no intrusion sets, threat actors, malware or tools.");
        }
    }

    /** The objects that cards are made of, and how they are related. */
    private static final class Bundle {
        private final Map<String, JsonNode> cards = new LinkedHashMap<>();
        private final Map<String, JsonNode> objects = new LinkedHashMap<>();
        private final Map<String, List<JsonNode>> relationships = new LinkedHashMap<>();

        void add(JsonNode object, String pointer) {
            String type = object.path("type").asText("");
            if (ACTORS.contains(type) || TOOLS.contains(type)) {
                cards.put(pointer, object);
                objects.put(id(object), object);
            } else if (OTHERS.contains(type)) {
                objects.put(id(object), object);
            } else if (type.equals("relationship") && !object.path("revoked").asBoolean(false)) {
                String source = object.path("source_ref").asText("");
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
            String creator = cards
                    .values().stream().map(card -> card.path("created_by_ref").asText("")).map(ref -> objects
                            .getOrDefault(ref, JsonNodeFactory.instance.missingNode()).path("name").asText(""))
                    .filter(name -> !name.isEmpty()).findFirst().orElse("");
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
            return objects.values().stream().filter(wanted).findFirst().orElse(JsonNodeFactory.instance.missingNode());
        }

        /** The collection's day; without a collection that of the card changed last. */
        private CardDate date(JsonNode collection) {
            String newest = cards.values().stream().map(card -> card.path("modified").asText(""))
                    .max(Comparator.naturalOrder()).orElse("");
            return CardDates.parse(day(collection.path("modified").asText(newest)));
        }

        /** The marking that says whose the card is, of a card that Threat Cards exported. */
        Optional<JsonNode> marking(JsonNode card) {
            List<JsonNode> markings = new ArrayList<>();
            if (StixExtension.isOn(card)) {
                card.path("object_marking_refs").forEach(ref -> markings
                        .add(objects.getOrDefault(ref.asText(""), JsonNodeFactory.instance.missingNode())));
            }
            return markings.stream().filter(StixExtension::isOn).findFirst();
        }

        ObjectNode card(JsonNode object) throws BadCard {
            String id = id(object);
            boolean actor = ACTORS.contains(type(id));
            if (StixExtension.isOn(object)) {
                return StixExtension.card(object, actor ? "actor" : "tool", uuid(id));
            }
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.put(actor ? "actor" : "tool", object.path("name").asText(""));
            json.put("uuid", uuid(id)).put("description", plain(object.path("description").asText("")));
            json.put("last-card-change", day(object.path("modified").asText("")));
            links(object, json);
            names(object, json);
            if (actor) {
                json.put("first-seen", month(object.path("first_seen").asText("")));
                ArrayNode motivation = json.putArray("motivation");
                add(object.path("primary_motivation"), motivation);
                object.path("secondary_motivations").forEach(each -> add(each, motivation));
            } else {
                json.put("category", type(id).equals("malware") ? "Malware" : "Tools");
                ArrayNode types = json.putArray("type");
                object.path("malware_types").forEach(each -> add(each, types));
                object.path("tool_types").forEach(each -> add(each, types));
            }
            relationships.getOrDefault(id, List.of()).forEach(relationship -> relate(relationship, actor, json));
            object.properties().stream().filter(field -> !READ.contains(field.getKey()))
                    .filter(field -> !field.getValue().isBoolean() || field.getValue().booleanValue())
                    .forEach(field -> json.set(EtdaCard.unknownKey(field.getKey(), json), field.getValue()));
            return json;
        }

        private static void add(JsonNode text, ArrayNode array) {
            if (text.isTextual()) {
                array.add(text);
            }
        }

        /** The name, the aliases, and ATT&amp;CK's id, which people use as a name. */
        private static void names(JsonNode object, ObjectNode json) {
            Map<String, String> givers = new LinkedHashMap<>();
            givers.put(object.path("name").asText(""), "");
            object.path("aliases").forEach(alias -> givers.putIfAbsent(alias.asText(""), ""));
            object.path("x_mitre_aliases").forEach(alias -> givers.putIfAbsent(alias.asText(""), ""));
            for (JsonNode reference : object.path("external_references")) {
                if (isAttack(reference) && reference.has("external_id")) {
                    givers.put(reference.path("external_id").asText(""), "MITRE");
                }
            }
            ArrayNode names = json.putArray("names");
            givers.forEach((name, giver) -> names.addObject().put("name", name).put("name-giver", giver));
        }

        private static void links(JsonNode object, ObjectNode json) {
            ArrayNode information = json.putArray("information");
            ArrayNode attack = json.putArray("mitre-attack");
            for (JsonNode reference : object.path("external_references")) {
                add(reference.path("url"), isAttack(reference) ? attack : information);
            }
        }

        private static boolean isAttack(JsonNode reference) {
            return reference.path("source_name").asText("").startsWith("mitre-");
        }

        private void relate(JsonNode relationship, boolean actor, ObjectNode json) {
            String type = relationship.path("relationship_type").asText("");
            String source = relationship.path("source_ref").asText("");
            String target = relationship.path("target_ref").asText("");
            JsonNode other = objects.getOrDefault(target, JsonNodeFactory.instance.missingNode());
            if (type(source).equals("campaign")) {
                JsonNode campaign = objects.getOrDefault(source, JsonNodeFactory.instance.missingNode());
                if (actor && type.equals("attributed-to") && !campaign.isMissingNode()) {
                    operation(campaign, json);
                }
            } else if (isCard(target)) {
                json.withArrayProperty("related").addObject().put("type", type).put("dest-uuid", uuid(target));
                if (actor && type.equals("uses") && TOOLS.contains(type(target)) && !other.isMissingNode()) {
                    add(other.path("name"), json.withArrayProperty("tools"));
                }
            } else if (actor && (type.equals("originates-from") || type.equals("located-at"))) {
                json.withArrayProperty("country").add(place(other));
            } else if (actor && type.equals("targets") && type(target).equals("location")) {
                json.withArrayProperty("observed-countries").add(place(other));
            } else if (actor && type.equals("targets") && type(target).equals("identity")) {
                add(other.path("name"), json.withArrayProperty("observed-sectors"));
            } else if (!other.isMissingNode()) {
                json.withArrayProperty(type + " " + type(target)).add(label(other));
            }
        }

        private static void operation(JsonNode campaign, ObjectNode json) {
            ObjectNode operation = json.withArrayProperty("operations").addObject();
            operation.put("date", month(campaign.path("first_seen").asText("")));
            StringBuilder activity = new StringBuilder(campaign.path("name").asText(""));
            activity.append('\n').append(plain(campaign.path("description").asText("")));
            campaign.path("external_references")
                    .forEach(reference -> activity.append('\n').append(reference.path("url").asText("")));
            operation.put("activity", activity.toString().replaceAll("\\n{2,}", "\n").strip());
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
