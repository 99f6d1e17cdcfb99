package dev.threatcards.source;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.threatcards.card.CardDate;
import dev.threatcards.card.Countries;
import dev.threatcards.card.Deck;
import dev.threatcards.card.DeckCard;
import dev.threatcards.card.Relation;

/**
 * A cluster of the MISP galaxy: ETDA's own exports ({@code getmisp.cgi}, types {@code tgc-actors} and {@code tgc-tools}, with
 * the uuids of its JSON), the galaxy's {@code threat-actor} and others of category "actor" or "tool", and {@code producer},
 * the name-givers. The format is the draft "MISP galaxy format": {@code value}, {@code uuid}, {@code description},
 * {@code meta}, {@code related} with {@code dest-uuid}, {@code type} and {@code tags}.
 *
 * <p>An actor's names are {@code value} and {@code meta.synonyms}; who gave them is in {@code meta.name-attribution} as
 * "name:uuid of a producer". Meta keys that a card has no place for are kept under their own name.
 */
final class MispCluster implements Form {

    static final String FORM = "MISP cluster";

    /** The galaxy's largest clusters have some thousands. */
    private static final int MOST_VALUES = 100_000;

    private static final String ETDA_TYPES = "tgc-";
    private static final String PRODUCERS = "producer";

    /** The names with their givers, as "name:giver", where Threat Cards exported them. */
    private static final String GIVERS = "name-giver";

    // Entries have a "value"; a cluster has "values".
    private static final Pattern VALUE = Pattern.compile("\"value\"\\s*:");
    private static final Pattern VALUES = Pattern.compile("\"values\"\\s*:");

    // The machine tag for how likely a relation is said to be.
    private static final Pattern LIKELIHOOD = Pattern
            .compile("estimative-language:likelihood-probability=\"([^\"]*)\"");

    // "{{Name}}" is 'Name' in ETDA's export: quoted, and no longer told from a quotation. Its first reference is the card.
    private static final Pattern OWN_PAGE = Pattern.compile("https?://apt\\.(thaicert|etda)\\.or\\.th/.*[?&]u=.*");

    /** Meta keys to the keys of ETDA's JSON; several may lead to the same list. */
    private static final Map<String, String> LISTS = Map.ofEntries(Map.entry("motivation", "motivation"),
            Map.entry("motive", "motivation"), Map.entry("cfr-target-category", "observed-sectors"),
            Map.entry("targeted-sector", "observed-sectors"), Map.entry("sector", "observed-sectors"),
            Map.entry("cfr-suspected-victims", "observed-countries"),
            Map.entry("suspected-victims", "observed-countries"), Map.entry("type", "type"),
            Map.entry("tools", "tools"));

    private static final Map<String, String> TEXTS = Map.of("cfr-suspected-state-sponsor", "sponsor", "date",
            "first-seen", "since", "first-seen", "category", "category", "last-card-change", "last-card-change");

    /** What a value says of itself where Threat Cards exported it; it stays on values of others. */
    private static final Set<String> OF_EXPORTS = Set.of("collection", "source", "source-date", "license", GIVERS);

    /** Whose pages are whose, by the beginning of their address. */
    private static final Map<String, String> LINKS = Map.of("https://attack.mitre.org/", "mitre-attack",
            "https://malpedia.caad.fkie.fraunhofer.de/", "malpedia", "https://otx.alienvault.com/", "alienvault-otx",
            "https://pan-unit42.github.io/playbook_viewer/", "playbook");

    @Override
    public boolean recognises(String head) {
        String json = JsonEnvelope.object(head);
        return VALUE.matcher(json).find() && VALUES.matcher(json).find();
    }

    @Override
    public boolean isUtf8() {
        return true;
    }

    @Override
    public void read(InputStream content, String location, CardSink sink) throws IOException {
        JsonEnvelope json = new JsonEnvelope("values", location, sink);
        Map<String, JsonNode> values = new LinkedHashMap<>();
        // The version, by which editions are told apart, stands after the values in most clusters.
        json.readHeld(content, (value, pointer) -> {
            if (values.size() < MOST_VALUES) {
                values.put(pointer, value);
            } else if (values.size() == MOST_VALUES) {
                values.put(pointer, MissingNode.getInstance());
                json.reject(pointer, "A cluster has at most " + MOST_VALUES + " values; the others were not read.");
            }
        });
        String type = json.fields().path("type").asText("");
        String category = json.fields().path("category").asText("");
        if (type.equals(PRODUCERS)) {
            values.values().forEach(value -> producer(value, sink));
        } else if (!category.equals("actor") && !category.equals("tool")) {
            if (!json.isBroken()) {
                json.reject("", "This JSON holds no cards: its \"category\" is neither \"actor\" nor \"tool\".");
            }
        } else {
            Deck deck = deck(json.fields(), type, location);
            values.forEach((pointer, value) -> {
                try {
                    Deck own = isExported(value) ? deck(value.path("meta"), deck) : deck;
                    sink.card(DeckCard.identified(EtdaCard.of(card(value, category), own), own));
                } catch (BadCard e) {
                    json.reject(pointer, e.getMessage());
                }
            });
        }
    }

    private static boolean isExported(JsonNode value) {
        return value.path("meta").has(GIVERS) && value.path("meta").has("collection");
    }

    /** The deck of a value that Threat Cards exported. */
    private static Deck deck(JsonNode meta, Deck cluster) {
        String collection = meta.path("collection").asText("");
        return Decks.of(FORM, "Threat Cards " + collection, collection, meta.path("source").asText(collection),
                CardDates.parse(meta.path("source-date").asText("")), Deck.Extent.PAGES,
                meta.path("license").asText(""), cluster.location(), "");
    }

    private static void producer(JsonNode value, CardSink sink) {
        String uuid = value.path("uuid").asText("");
        String name = value.path("value").asText("");
        if (Relation.isUuid(uuid) && !name.isBlank()) {
            sink.giver(UUID.fromString(uuid), name.strip());
        }
    }

    private static Deck deck(ObjectNode fields, String type, String location) {
        boolean etda = type.startsWith(ETDA_TYPES);
        String name = fields.path("name").asText(type);
        String source = fields.path("source").asText(name);
        boolean misp = source.equals("MISP Project");
        String collection = etda ? Deck.ETDA : misp ? "MISP galaxy" : source;
        String license = Licenses
                .shortName(fields.path("license").asText(etda ? Encyclopedia.LICENSE : misp ? Licenses.MISP : ""));
        return Decks.of(FORM, fields.path("uuid").asText(type), collection,
                etda || source.equals(name) ? source : source + ": " + name, version(fields), Deck.Extent.EDITION,
                license, location, "");
    }

    /** ETDA's version is the day, 20201020; the galaxy's is a number that says nothing of one. */
    private static CardDate version(ObjectNode fields) {
        String version = fields.path("version").asText("");
        try {
            return CardDates.parse(LocalDate.parse(version, DateTimeFormatter.BASIC_ISO_DATE).toString());
        } catch (DateTimeParseException e) {
            return CardDates.parse(fields.path("last-db-change").asText(""));
        }
    }

    private static ObjectNode card(JsonNode value, String category) throws BadCard {
        if (!value.isObject()) {
            throw new BadCard("An entry of a cluster is a JSON object, and this is not.");
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set(category, value.path("value"));
        json.set("uuid", value.path("uuid"));
        json.set("description", value.path("description"));
        JsonNode meta = value.path("meta");
        String ownUuid = value.path("uuid").asText("");
        if (isExported(value)) {
            givenNames(meta, json);
        } else {
            names(value.path("value").asText(""), meta, json);
        }
        meta.properties().stream().filter(field -> !isExported(value) || !OF_EXPORTS.contains(field.getKey()))
                .forEach(field -> meta(field.getKey(), field.getValue(), ownUuid, json));
        relations(value.path("related"), json);
        value.properties().stream()
                .filter(field -> !List.of("value", "uuid", "description", "meta", "related").contains(field.getKey()))
                .forEach(field -> json.set(EtdaCard.unknownKey(field.getKey(), json), field.getValue()));
        return json;
    }

    /** The names with the uuids of their givers: those of the list, and those that only the attribution knows. */
    private static void names(String title, JsonNode meta, ObjectNode json) {
        Map<String, String> givers = new LinkedHashMap<>();
        givers.put(title, "");
        texts(meta.path("synonyms")).forEach(synonym -> givers.put(synonym, ""));
        for (String text : texts(meta.path("name-attribution"))) {
            int colon = text.lastIndexOf(':');
            if (colon > 0 && Relation.isUuid(text.substring(colon + 1))) {
                givers.merge(text.substring(0, colon), text.substring(colon + 1).toLowerCase(Locale.ROOT),
                        (known, giver) -> known.isEmpty() ? giver : known);
            }
        }
        ArrayNode names = json.putArray("names");
        givers.forEach((name, giver) -> names.addObject().put("name", name).put("name-giver", giver));
    }

    private static void givenNames(JsonNode meta, ObjectNode json) {
        ArrayNode names = json.putArray("names");
        texts(meta.path(GIVERS)).forEach(given -> givenName(given, names.addObject()));
    }

    /** "name:giver" up to the first colon that has no backslash before it; a backslash in a name has one too. */
    private static void givenName(String given, ObjectNode entry) {
        StringBuilder name = new StringBuilder();
        int at = 0;
        while (at < given.length() && given.charAt(at) != ':') {
            at += given.charAt(at) == '\\' ? 1 : 0;
            name.append(given, Math.min(at, given.length()), Math.min(at + 1, given.length()));
            at++;
        }
        entry.put("name", name.toString()).put("name-giver", at < given.length() ? given.substring(at + 1) : "");
    }

    private static void meta(String key, JsonNode value, String ownUuid, ObjectNode json) {
        if (LISTS.containsKey(key)) {
            texts(value).forEach(json.withArrayProperty(LISTS.get(key))::add);
        } else if (TEXTS.containsKey(key) && value.isTextual()) {
            json.set(TEXTS.get(key), value);
        } else if (key.equals("country") && value.isTextual()) {
            Countries.ofCodes(value.textValue()).forEach(json.withArrayProperty("country")::add);
        } else if (key.equals("refs")) {
            texts(value).stream().filter(link -> !(OWN_PAGE.matcher(link).matches() && link.endsWith(ownUuid)))
                    .forEach(link -> json.withArrayProperty(listOf(link, json)).add(link));
        } else if (!key.equals("synonyms") && !key.equals("name-attribution")) {
            json.set(EtdaCard.unknownKey(key, json), value);
        }
    }

    /** Which list of a card a link belongs to; an actor's card has none for Malpedia. */
    private static String listOf(String link, ObjectNode card) {
        return LINKS.entrySet().stream().filter(site -> link.startsWith(site.getKey())).map(Map.Entry::getValue)
                .filter(list -> card.has("tool") || !list.equals("malpedia")).findFirst().orElse("information");
    }

    /** The texts of a list; a text alone is a list of one. */
    private static List<String> texts(JsonNode value) {
        List<String> texts = new ArrayList<>();
        if (value.isTextual()) {
            texts.add(value.textValue());
        }
        value.forEach(entry -> texts.add(entry.asText("")));
        return texts;
    }

    private static void relations(JsonNode related, ObjectNode json) {
        ArrayNode relations = json.putArray("related");
        for (JsonNode relation : related) {
            ObjectNode entry = relations.addObject();
            entry.put("type", relation.path("type").asText("")).put("dest-uuid", relation.path("dest-uuid").asText(""));
            for (JsonNode tag : relation.path("tags")) {
                Matcher likelihood = LIKELIHOOD.matcher(tag.asText(""));
                if (likelihood.matches()) {
                    entry.put("likelihood", likelihood.group(1));
                }
            }
        }
    }
}
