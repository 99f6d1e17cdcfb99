package dev.threatcards.source.form;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Deck;
import dev.threatcards.card.DeckCard;
import dev.threatcards.card.EditionStatus;
import dev.threatcards.card.Field;
import dev.threatcards.card.Reject;
import dev.threatcards.json.JsonShape;
import dev.threatcards.json.StixTechniques;
import dev.threatcards.text.Markdown;
import dev.threatcards.text.Places;
import dev.threatcards.text.Sectors;
import dev.threatcards.text.Timestamps;

/**
 * STIX 2.0 or 2.1: a bundle, a TAXII envelope, an object, or an array of these. {@code intrusion-set} and {@code threat-actor} are actors, {@code malware} and {@code tool} are
 * tools, with the uuids of their ids. Relationships give an actor's tools, targets and origin. Other relationships between cards become
 * relations. From an actor's first to its last sighting it was observed, and so was active.
 *
 * <p>A targeted {@code identity} is a sector only if it is a class. An organisation or a person is a victim, with its references; its
 * sectors and its country count as the actor's targets. A {@code campaign} that is attributed to an actor is an operation from its first
 * to its last sighting; its tools and targets are the actor's too. Campaigns of nobody in the bundle are reported to the sink.
 *
 * <p>An {@code attack-pattern} that a card uses is a technique, with the ids and tactics of ATT&amp;CK. One that was revoked is replaced by
 * the one that it was revoked by. Techniques of a campaign are those of its actors too, with the campaign in the source.
 *
 * <p>A card that is {@code revoked}, or deprecated by ATT&amp;CK, is marked so; its relation {@code revoked-by} leads to what replaced it.
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

    // "intrusion-set--5b6a7c1e-…"
    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,60}--.{1,60}");

    // A bundle has a type; in a TAXII response, only the objects have a version.
    private static final Pattern BUNDLE = Pattern.compile("\"type\"\\s*:\\s*\"bundle\"|\"spec_version\"\\s*:\\s*\"2");
    private static final Pattern OBJECTS = Pattern.compile("\"objects\"\\s*:\\s*\\[");

    private static final String ATTRIBUTED = "attributed-to";

    private static final Set<String> ACTORS = Set.of("intrusion-set", "threat-actor");
    private static final Set<String> TOOLS = Set.of("malware", "tool");
    /** Other objects of which relationships tell something about cards. */
    private static final Set<String> RELATING = Set.of("campaign", "identity", "attack-pattern");
    private static final Set<String> OTHERS = Set.of("campaign", "identity", "location", "marking-definition",
            "x-mitre-collection", "attack-pattern", "report", "grouping", "note");

    /** Properties that are read into fields, and STIX's metadata. */
    private static final Set<String> READ = Set.of("type", "spec_version", "id", "created", "modified",
            "created_by_ref", "object_marking_refs", "external_references", "name", "description", "aliases",
            "x_mitre_aliases", "first_seen", "last_seen", "primary_motivation", "secondary_motivations",
            "malware_types", "tool_types", "revoked", "x_mitre_deprecated");

    @Override
    public boolean recognises(String head) {
        return isStix(head);
    }

    /** Whether a file that begins so is a bundle, a TAXII envelope, an object, or an array of bundles or objects. */
    static boolean isStix(String head) {
        JsonShape shape = JsonShape.of(head);
        String json = JsonEnvelope.object(head);
        return hasId(shape.members()) || shape.entries("objects").stream().anyMatch(StixForm::hasId)
                || shape.entries(JsonShape.ROOT).stream().anyMatch(StixForm::hasId)
                || (OBJECTS.matcher(json).find() && BUNDLE.matcher(json).find());
    }

    private static boolean hasId(Map<String, String> members) {
        return ID.matcher(members.getOrDefault("id", "")).matches();
    }

    static boolean isObject(JsonNode json) {
        return ID.matcher(id(json)).matches();
    }

    /** Whether an object becomes a card. */
    static boolean isCard(JsonNode object) {
        String type = object.path("type").asText("");
        return ACTORS.contains(type) || TOOLS.contains(type);
    }

    /** Whether a bundle holds the object in memory. */
    static boolean isHeld(JsonNode object) {
        String type = object.path("type").asText("");
        return isCard(object) || OTHERS.contains(type) || type.equals("relationship");
    }

    static String id(JsonNode object) {
        return object.path("id").asText("");
    }

    @Override
    public void read(InputStream content, String location, CardSink sink) throws IOException {
        StixFiles files = new StixFiles();
        files.read(content, location, sink);
        files.finish(sink);
    }

    @Override
    public CardForm together() {
        return new StixFiles();
    }

    /** The objects of a bundle that are needed for cards. */
    static final class Bundle {
        final String location;
        final ObjectNode fields;
        final Map<String, JsonNode> cards = new LinkedHashMap<>();
        final Map<String, JsonNode> objects = new LinkedHashMap<>();
        final Map<String, List<JsonNode>> relationships = new LinkedHashMap<>();
        private final StixTechniques techniques = new StixTechniques(this::object, this::relationships);
        /** The number of objects in the file, also of those that are not held. */
        int count;
        /** Whether the file was not read to its end. */
        boolean isBroken;
        /** Whether it is made of files with one object each. */
        boolean isJoined;
        private final StixFiles files;

        /**
         * @param location the file or address
         * @param fields the members of the bundle without its objects
         * @param files the other files that are read together with this one
         */
        Bundle(String location, ObjectNode fields, StixFiles files) {
            this.location = location;
            this.fields = fields;
            this.files = files;
        }

        String key() {
            return new BundleDeck(this).key();
        }

        /** The objects and relationships, each once. */
        Stream<JsonNode> everything() {
            return Stream.concat(objects.values().stream(), relationships.values().stream().flatMap(List::stream))
                    .distinct();
        }

        /** Passes the cards to the sink. */
        void emit(CardSink sink) {
            BundleDeck naming = new BundleDeck(this);
            Deck bundled = naming.deck();
            cards.forEach((pointer, object) -> {
                try {
                    Deck deck = marking(object).map(marking -> StixExtension.deck(marking, location))
                            .orElseGet(() -> naming.deck(object, bundled));
                    sink.card(DeckCard.identified(card(object, deck), deck));
                } catch (BadCard e) {
                    sink.reject(new Reject(location, pointer, e.getMessage()));
                }
            });
            unattributed().forEach(campaign -> sink.unattributed(campaign, location));
        }

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
                boolean attributes = type(source).equals("campaign")
                        && object.path("relationship_type").asText("").equals(ATTRIBUTED);
                String from = attributes ? object.path("target_ref").asText("") : source;
                if (isCard(from) || RELATING.contains(type(from))) {
                    relationships.computeIfAbsent(from, id -> new ArrayList<>()).add(object);
                }
            }
        }

        /** The names of the campaigns that are attributed to no actor of this bundle. */
        List<String> unattributed() {
            Set<String> attributed = new HashSet<>();
            relationships.forEach((id, all) -> {
                if (ACTORS.contains(type(id)) && objects.containsKey(id)) {
                    all.forEach(each -> attributed.add(each.path("source_ref").asText("")));
                }
            });
            return objects.values().stream()
                    .filter(object -> type(id(object)).equals("campaign") && !attributed.contains(id(object)))
                    .map(Bundle::label).toList();
        }

        private static boolean isCard(String id) {
            return ACTORS.contains(type(id)) || TOOLS.contains(type(id));
        }

        private static String type(String id) {
            int dashes = id.indexOf("--");
            return dashes < 0 ? "" : id.substring(0, dashes);
        }

        private static String uuid(String id) {
            int dashes = id.indexOf("--");
            return dashes < 0 ? "" : id.substring(dashes + 2);
        }

        /** The object in this bundle, or else in another file. */
        JsonNode object(String id) {
            JsonNode own = objects.get(id);
            return own == null ? files.object(id) : own;
        }

        /** The relationships of an object of this bundle, or else of another file. */
        private List<JsonNode> relationships(String id) {
            return objects.containsKey(id) ? relationships.getOrDefault(id, List.of()) : files.relationships(id);
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
            card.text(Field.DESCRIPTION, Markdown.plain(object.path("description").asText("")));
            card.text(Field.LAST_CHANGE, Timestamps.day(object.path("modified").asText("")));
            object.path("external_references").forEach(reference -> add(reference.path("url"),
                    isAttack(reference) ? Field.MITRE_ATTACK : Field.INFORMATION, card));
            names(object, card);
            card.edition(edition(object));
            if (actor) {
                String first = object.path("first_seen").asText("");
                String last = object.path("last_seen").asText("");
                card.text(Field.FIRST_SEEN, Timestamps.month(first));
                if (!Timestamps.month(last).isEmpty()) {
                    card.text(Field.OBSERVED, Timestamps.span(first, last));
                }
                add(object.path("primary_motivation"), Field.MOTIVATION, card);
                object.path("secondary_motivations").forEach(each -> add(each, Field.MOTIVATION, card));
            } else {
                card.text(Field.CATEGORY, type(id).equals("malware") ? "Malware" : "Tools");
                object.path("malware_types").forEach(each -> add(each, Field.TYPE, card));
                object.path("tool_types").forEach(each -> add(each, Field.TYPE, card));
                if (isStix20(object)) {
                    // ATT&CK's labels are the type of the object itself.
                    object.path("labels").forEach(label -> {
                        if (!label.asText("").equals(type(id))) {
                            add(label, Field.TYPE, card);
                        }
                    });
                }
            }
            relationships(id).forEach(relationship -> relate(relationship, card));
            if (actor) {
                addTools(id, card);
            }
            // After the actor's own, which a campaign's do not replace.
            relationships(id).stream().filter(each -> each.path("relationship_type").asText("").equals(ATTRIBUTED))
                    .map(each -> object(each.path("source_ref").asText("")))
                    .flatMap(campaign -> techniques.ofCampaign(campaign, deck).stream()).forEach(card::technique);
            object.properties().stream().filter(field -> !READ.contains(field.getKey()))
                    .filter(field -> actor || !isStix20(object) || !field.getKey().equals("labels"))
                    .filter(field -> !field.getValue().isBoolean() || field.getValue().booleanValue())
                    .forEach(field -> card.unknown(field.getKey(), field.getValue()));
            return card.build();
        }

        private static EditionStatus edition(JsonNode object) {
            return object.path("revoked").asBoolean(false)
                    ? EditionStatus.REVOKED
                    : object.path("x_mitre_deprecated").asBoolean(false)
                            ? EditionStatus.DEPRECATED
                            : EditionStatus.CURRENT;
        }

        /** Objects of STIX 2.0 have no version; labels of its tools and malware are their types. */
        private static boolean isStix20(JsonNode object) {
            return !object.has("spec_version");
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
                if (actor && !campaign.isMissingNode()) {
                    operation(campaign, card);
                }
            } else if (type.equals("uses") && type(target).equals("attack-pattern") && !other.isMissingNode()) {
                card.technique(techniques.of(other, card.deck().source()));
            } else if (isCard(target)) {
                card.relation(type, uuid(target), "", "");
            } else if (actor && (type.equals("originates-from") || type.equals("located-at"))) {
                card.add(Field.COUNTRY, place(other));
            } else if (actor && type.equals("targets")
                    && (type(target).equals("location") || type(target).equals("identity"))) {
                target(other, card);
            } else if (!other.isMissingNode()) {
                card.unknownEntry(type + " " + type(target), label(other));
            }
        }

        /** Adds the tools that the actor uses, and those of its campaigns, each once. */
        private void addTools(String actor, CardBuilder card) {
            Set<String> used = new LinkedHashSet<>(targets(actor, "uses"));
            for (JsonNode relationship : relationships(actor)) {
                String source = relationship.path("source_ref").asText("");
                if (type(source).equals("campaign")) {
                    List<String> ofCampaign = targets(source, "uses");
                    ofCampaign.stream().filter(tool -> TOOLS.contains(type(tool)) && used.add(tool))
                            .forEach(tool -> card.relation("uses", uuid(tool), "", ""));
                }
            }
            used.stream().filter(tool -> TOOLS.contains(type(tool)))
                    .forEach(tool -> add(object(tool).path("name"), Field.TOOLS, card));
        }

        /** The ids of what an object is related to in that way. */
        private List<String> targets(String id, String type) {
            return relationships(id).stream()
                    .filter(relationship -> relationship.path("relationship_type").asText("").equals(type))
                    .map(relationship -> relationship.path("target_ref").asText("")).distinct().toList();
        }

        /** Adds a place, a sector or a victim that is targeted. */
        private void target(JsonNode target, CardBuilder card) {
            String name = target.path("name").asText("");
            if (type(id(target)).equals("location")) {
                card.add(Field.TARGETS, place(target));
                return;
            }
            boolean named = isSector(target);
            if (named) {
                card.add(Field.SECTORS, name);
            } else {
                card.victim(name);
                target.path("external_references").forEach(each -> add(each.path("url"), Field.INFORMATION, card));
                for (String place : targets(id(target), "located-at")) {
                    card.add(Field.TARGETS, place(object(place)));
                }
            }
            if (!named || Sectors.label(name).isEmpty()) {
                target.path("sectors").forEach(each -> add(each, Field.SECTORS, card));
            }
        }

        /** Whether an identity is a class, or does not say what it is and has the name of a sector. */
        private static boolean isSector(JsonNode identity) {
            String kind = identity.path("identity_class").asText("");
            return kind.equals("class") || ((kind.isEmpty() || kind.equals("unknown") || kind.equals("unspecified"))
                    && Sectors.label(identity.path("name").asText("")).isPresent());
        }

        /** Adds a campaign as an operation, whose text names its aliases, tools and targets, and its targets to the actor's. */
        private void operation(JsonNode campaign, CardBuilder card) {
            String id = id(campaign);
            String name = campaign.path("name").asText("");
            List<String> aliases = new ArrayList<>();
            campaign.path("aliases").forEach(alias -> aliases.add(alias.asText("")));
            aliases.removeIf(alias -> alias.isBlank() || alias.equals(name));
            List<String> lines = new ArrayList<>(
                    List.of(aliases.isEmpty() ? name : name + ", also called " + String.join(", ", aliases),
                            Markdown.plain(campaign.path("description").asText("")),
                            names("Tools", targets(id, "uses").stream().filter(tool -> TOOLS.contains(type(tool)))),
                            names("Targets", targets(id, "targets").stream())));
            campaign.path("external_references").forEach(reference -> lines.add(reference.path("url").asText("")));
            card.activity(Field.OPERATIONS,
                    Timestamps.span(campaign.path("first_seen").asText(""), campaign.path("last_seen").asText("")),
                    lines.stream().filter(line -> !line.isBlank()).collect(Collectors.joining("\n")));
            targets(id, "targets").stream().map(this::object)
                    .filter(target -> type(id(target)).equals("location") || type(id(target)).equals("identity"))
                    .forEach(target -> target(target, card));
        }

        private String names(String what, Stream<String> ids) {
            String names = ids.map(this::object)
                    .map(object -> type(id(object)).equals("location") ? place(object) : object.path("name").asText(""))
                    .filter(name -> !name.isBlank()).distinct().collect(Collectors.joining(", "));
            return names.isEmpty() ? "" : what + ": " + names + ".";
        }

        /** The country of a location in the location's own words, if its name means the country too; or else its region or its name. */
        private static String place(JsonNode location) {
            String country = location.path("country").asText("");
            String name = location.path("name").asText("");
            String region = location.path("region").asText("");
            String wider = country.isBlank() ? region : country;
            boolean same = !name.isBlank() && Places.read(name).equals(Places.read(wider));
            return same || wider.isBlank() ? name : Places.read(wider).map(Places.Place::label).orElse(wider);
        }

        private static String label(JsonNode object) {
            for (JsonNode reference : object.path("external_references")) {
                if (isAttack(reference)) {
                    return reference.path("external_id").asText("") + " " + object.path("name").asText("");
                }
            }
            return object.path("name").asText("");
        }
    }
}
