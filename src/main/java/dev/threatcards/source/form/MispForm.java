package dev.threatcards.source.form;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.threatcards.card.Card;
import dev.threatcards.card.CardDate;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Deck;
import dev.threatcards.card.DeckCard;
import dev.threatcards.card.EditionStatus;
import dev.threatcards.card.Field;
import dev.threatcards.card.Relation;
import dev.threatcards.card.Technique;
import dev.threatcards.json.Encyclopedia;
import dev.threatcards.json.EtdaKeys;
import dev.threatcards.text.ColonSeparated;
import dev.threatcards.text.Countries;
import dev.threatcards.text.Markdown;
import dev.threatcards.text.Places;
import dev.threatcards.text.WebLink;

/**
 * A cluster of the MISP galaxy: ETDA's own exports ({@code getmisp.cgi}, types {@code tgc-actors} and {@code tgc-tools}), the galaxy's
 * {@code threat-actor} and others of category "actor" or "tool", and {@code producer}, the name-givers. The format is the draft "MISP
 * galaxy format".
 *
 * <p>An actor's names are {@code value} and {@code meta.synonyms}; their name-givers are in {@code meta.name-attribution} as "name:uuid of
 * a producer", or under {@code origin:NAME}. Several givers of one name are all kept. Of a title such as "海莲花 - APT-C-00" the parts are names
 * too. Links in descriptions become references. Meta keys without a field become unknown keys.
 * A value that is {@code revoked} is marked so. ETDA's export writes a link <code>{{Name}}</code> as 'Name', like a
 * quotation, so that links are lost.
 */
public final class MispForm implements CardForm {

    public static final String FORM = "MISP cluster";

    /** The most values of a cluster. The galaxy's largest have some thousands. */
    private static final int MOST_VALUES = 100_000;

    private static final String ETDA_TYPES = "tgc-";
    private static final String PRODUCERS = "producer";

    /** The meta key of "name:giver" in exports of Threat Cards. */
    private static final String GIVERS = "name-giver";

    /** The meta key of techniques in exports of Threat Cards. */
    private static final String TECHNIQUES = "techniques";

    private static final Pattern VALUE = Pattern.compile("\"value\"\\s*:");
    private static final Pattern VALUES = Pattern.compile("\"values\"\\s*:");

    // The machine tag with the likelihood of a relation.
    private static final Pattern LIKELIHOOD = Pattern
            .compile("estimative-language:likelihood-probability=\"([^\"]*)\"");

    // ETDA's page of the card, the first reference in its export.
    private static final Pattern OWN_PAGE = Pattern.compile("https?://apt\\.(thaicert|etda)\\.or\\.th/.*[?&]u=.*");

    /** The categories of clusters of actors and of tools, in lower case. */
    private static final Map<String, Kind> KINDS = Map.ofEntries(Map.entry("actor", Kind.ACTOR),
            Map.entry("threat actor", Kind.ACTOR), Map.entry("threat group", Kind.ACTOR),
            Map.entry("intrusion set", Kind.ACTOR), Map.entry("tool", Kind.TOOL), Map.entry("software", Kind.TOOL),
            Map.entry("malware", Kind.TOOL), Map.entry("ransomware", Kind.TOOL), Map.entry("cryptominer", Kind.TOOL));

    /** The beginning of the meta key of a name's giver: "origin:APT-C-06". */
    private static final String ORIGIN = "origin:";

    // "海莲花 - APT-C-00", "APT28 - G0007": a name and an id.
    private static final Pattern NAME_AND_ID = Pattern.compile("(?<name>\\S.*) - (?<id>\\S*\\d\\S*)");
    private static final Pattern ATTACK_ID = Pattern.compile("[GS]\\d{4}");

    private static final String FINANCIAL_MOTIVE = "Financially motivated";

    /** Meta keys of lists. */
    private static final Map<String, Field> LISTS = Map.ofEntries(Map.entry("motivation", Field.MOTIVATION),
            Map.entry("motive", Field.MOTIVATION), Map.entry("observed_motivations", Field.MOTIVATION),
            Map.entry("cfr-target-category", Field.SECTORS), Map.entry("targeted-sector", Field.SECTORS),
            Map.entry("target-category", Field.SECTORS), Map.entry("target_categories", Field.SECTORS),
            Map.entry("cfr-suspected-victims", Field.TARGETS), Map.entry("suspected-victims", Field.TARGETS),
            Map.entry("observed_countries", Field.TARGETS), Map.entry("type", Field.TYPE),
            Map.entry("tools", Field.TOOLS));

    /** Microsoft's meta keys for where an actor comes from or what it is after: countries, "Financially motivated", or a sector. */
    private static final Set<String> ORIGIN_OR_SECTOR = Set.of("sector", "microsoft-origin-threat");

    private static final Map<String, Field> TEXTS = Map.of("cfr-suspected-state-sponsor", Field.SPONSOR, "date",
            Field.FIRST_SEEN, "since", Field.FIRST_SEEN, "category", Field.CATEGORY, "last-card-change",
            Field.LAST_CHANGE);

    /** Meta keys that describe the source of a value that Threat Cards exported. On other values they are unknown keys. */
    private static final Set<String> OF_EXPORTS = Set.of("collection", "source", "source-date", "license", GIVERS,
            TECHNIQUES, EtdaKeys.EDITION);

    /** The meta key of addresses of reports, and other keys that clusters use for it. */
    private static final String REFERENCES = "refs";
    private static final Set<String> ALSO_REFERENCES = Set.of("references", "sources");

    private static final String ATTACK_PAGES = "https://attack.mitre.org/";

    /** The fields of links, by site. */
    private static final Map<String, Field> LINKS = Map.of(ATTACK_PAGES, Field.MITRE_ATTACK,
            "https://malpedia.caad.fkie.fraunhofer.de/", Field.MALPEDIA, "https://otx.alienvault.com/",
            Field.ALIENVAULT_OTX, "https://pan-unit42.github.io/playbook_viewer/", Field.PLAYBOOK);

    private static final Set<String> VALUE_KEYS = Set.of("value", "uuid", "description", "meta", "related", "revoked");

    @Override
    public boolean recognises(String head) {
        String json = JsonEnvelope.object(head);
        return VALUE.matcher(json).find() && VALUES.matcher(json).find();
    }

    @Override
    public void read(InputStream content, String location, CardSink sink) throws IOException {
        JsonEnvelope json = new JsonEnvelope("values", location, sink);
        Map<String, JsonNode> values = new LinkedHashMap<>();
        // The version of the deck follows the values in most clusters, so all values are held in memory.
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
        } else if (kind(category).isEmpty()) {
            if (!json.isBroken()) {
                json.reject("",
                        "This JSON holds no cards: its \"category\" is neither \"actor\" nor \"tool\", nor another word for them.");
            }
        } else {
            Deck deck = deck(json.fields(), type, values.size(), location);
            Kind kind = kind(category).get();
            values.forEach((pointer, value) -> {
                try {
                    Deck own = isExported(value) ? deck(value.path("meta"), deck) : deck;
                    sink.card(DeckCard.identified(card(value, new CardBuilder(kind, own)), own));
                } catch (BadCard e) {
                    json.reject(pointer, e.getMessage());
                }
            });
        }
    }

    /** The kind of cards of a category such as "Threat Groups"; empty if it has none. */
    private static Optional<Kind> kind(String category) {
        String name = category.strip().toLowerCase(Locale.ROOT).replace('-', ' ');
        return Optional.ofNullable(KINDS.getOrDefault(name, KINDS.get(name.replaceAll("s$", ""))));
    }

    private static boolean isExported(JsonNode value) {
        return value.path("meta").has(GIVERS) && value.path("meta").has("collection");
    }

    /** The deck of a value that Threat Cards exported. */
    private static Deck deck(JsonNode meta, Deck cluster) {
        String collection = meta.path("collection").asText("");
        return Decks.of(FORM, "Threat Cards " + collection, collection, meta.path("source").asText(collection),
                CardDate.parse(meta.path("source-date").asText("")), Deck.Extent.PAGES, meta.path("license").asText(""),
                cluster.location(), "");
    }

    private static void producer(JsonNode value, CardSink sink) {
        String uuid = value.path("uuid").asText("");
        String name = value.path("value").asText("");
        if (Relation.isUuid(uuid) && !name.isBlank()) {
            sink.giver(UUID.fromString(uuid), name.strip());
        }
    }

    private static Deck deck(ObjectNode fields, String type, int values, String location) {
        boolean etda = type.startsWith(ETDA_TYPES);
        String name = fields.path("name").asText(type);
        String source = fields.path("source").asText(name);
        boolean misp = source.equals("MISP Project");
        String collection = etda ? Deck.ETDA : misp ? Deck.MISP_GALAXY : source;
        String license = fields.path("license").asText(etda ? Encyclopedia.LICENSE : misp ? Decks.MISP_LICENSE : "");
        return Decks.of(FORM, fields.path("uuid").asText(type), collection,
                etda || source.equals(name) ? source : source + ": " + name, version(fields), Decks.ofCluster(values),
                license, location, "");
    }

    /** ETDA's version is a day, 20201020. The galaxy's version is a counter. */
    private static CardDate version(ObjectNode fields) {
        String version = fields.path("version").asText("");
        try {
            return CardDate.parse(LocalDate.parse(version, DateTimeFormatter.BASIC_ISO_DATE).toString());
        } catch (DateTimeParseException e) {
            return CardDate.parse(fields.path("last-db-change").asText(""));
        }
    }

    /** A card from a value of a cluster. */
    static Card card(JsonNode value, CardBuilder card) throws BadCard {
        if (!value.isObject()) {
            throw new BadCard("An entry of a cluster is a JSON object, and this is not.");
        }
        EtdaFields.put(Field.NAME, value.path("value"), card);
        EtdaFields.put(EtdaKeys.UUID, value.path("uuid"), card);
        description(value, card);
        JsonNode meta = value.path("meta");
        String uuid = value.path("uuid").asText("");
        boolean exported = isExported(value);
        if (exported) {
            texts(meta.path(GIVERS)).forEach(given -> givenName(given, card));
            texts(meta.path(TECHNIQUES)).forEach(technique -> technique(ColonSeparated.split(technique), card));
        } else {
            names(value.path("value").asText(""), meta, card);
        }
        meta.properties().stream().filter(field -> !exported || !OF_EXPORTS.contains(field.getKey()))
                .forEach(field -> meta(field.getKey(), field.getValue(), uuid, card));
        if (value.path("revoked").asBoolean(false)) {
            card.edition(EditionStatus.REVOKED);
        }
        if (exported) {
            EditionStatus.named(meta.path(EtdaKeys.EDITION).asText("")).ifPresent(card::edition);
        }
        value.path("related").forEach(relation -> card.relation(relation.path("type").asText(""),
                relation.path("dest-uuid").asText(""), "", likelihood(relation.path("tags"))));
        value.properties().stream().filter(field -> !VALUE_KEYS.contains(field.getKey()))
                .forEach(field -> card.unknown(field.getKey(), field.getValue()));
        return card.build();
    }

    /** Adds the description. Markdown is replaced by its text, and links to reports become references. */
    private static void description(JsonNode value, CardBuilder card) throws BadCard {
        JsonNode description = value.path("description");
        if (!description.isTextual()) {
            EtdaFields.put(Field.DESCRIPTION, description, card);
            return;
        }
        card.text(Field.DESCRIPTION, Markdown.plain(description.textValue()));
        List<String> refs = texts(value.path("meta").path(REFERENCES));
        Markdown.links(description.textValue()).stream()
                .filter(link -> !refs.contains(link) && !link.startsWith(ATTACK_PAGES))
                .forEach(link -> card.add(listOf(link, card.kind()), link));
    }

    /** Adds the title, the synonyms and the attributed names, with each giver, or the uuid of each giver. */
    private static void names(String title, JsonNode meta, CardBuilder card) {
        Map<String, Set<String>> givers = new LinkedHashMap<>();
        givers.put(title, new LinkedHashSet<>());
        Matcher parts = NAME_AND_ID.matcher(title);
        if (parts.matches()) {
            givers.put(parts.group("name").strip(), new LinkedHashSet<>());
            givers.put(parts.group("id"),
                    new LinkedHashSet<>(ATTACK_ID.matcher(parts.group("id")).matches() ? Set.of("MITRE") : Set.of()));
        }
        texts(meta.path("synonyms")).forEach(synonym -> givers.putIfAbsent(synonym, new LinkedHashSet<>()));
        for (String text : texts(meta.path("name-attribution"))) {
            int colon = text.lastIndexOf(':');
            if (colon > 0 && Relation.isUuid(text.substring(colon + 1))) {
                givers.computeIfAbsent(text.substring(0, colon), name -> new LinkedHashSet<>())
                        .add(text.substring(colon + 1).toLowerCase(Locale.ROOT));
            }
        }
        meta.properties().stream().filter(field -> field.getKey().startsWith(ORIGIN))
                .forEach(field -> texts(field.getValue()).forEach(giver -> givers
                        .computeIfAbsent(field.getKey().substring(ORIGIN.length()), name -> new LinkedHashSet<>())
                        .add(giver.strip())));
        givers.forEach((name, all) -> {
            if (all.isEmpty()) {
                card.name(name, "");
            }
            all.forEach(giver -> card.name(name, giver));
        });
    }

    /** Adds "name:giver", separated by the first colon without a backslash. A backslash escapes the next character. */
    private static void givenName(String given, CardBuilder card) {
        StringBuilder name = new StringBuilder();
        int at = 0;
        while (at < given.length() && given.charAt(at) != ':') {
            at += given.charAt(at) == '\\' ? 1 : 0;
            name.append(given, Math.min(at, given.length()), Math.min(at + 1, given.length()));
            at++;
        }
        card.name(name.toString(), at < given.length() ? given.substring(at + 1) : "");
    }

    /** Adds a technique from its id, name, source, "withdrawn" or nothing, and tactics. */
    private static void technique(List<String> parts, CardBuilder card) {
        int known = 4;
        if (parts.size() >= known) {
            card.technique(Technique.of(parts.get(0), parts.get(1), parts.subList(known, parts.size()), parts.get(2),
                    parts.get(3).equals("withdrawn")));
        }
    }

    private static void meta(String key, JsonNode value, String uuid, CardBuilder card) {
        if (LISTS.containsKey(key)) {
            card.list(LISTS.get(key), texts(value));
        } else if (TEXTS.containsKey(key) && value.isTextual()) {
            card.text(TEXTS.get(key), value.textValue());
        } else if (key.equals("country") && !texts(value).isEmpty()) {
            texts(value).forEach(country -> country(country, card));
        } else if (ORIGIN_OR_SECTOR.contains(key) && card.kind() == Kind.ACTOR && !texts(value).isEmpty()) {
            texts(value).forEach(text -> originOrSector(key, text, card));
        } else if (key.startsWith(ORIGIN) && !texts(value).isEmpty()) {
            // Read with the names.
            return;
        } else if (key.equals(REFERENCES) || (ALSO_REFERENCES.contains(key) && areAddresses(texts(value)))) {
            texts(value).stream().filter(link -> !(OWN_PAGE.matcher(link).matches() && link.endsWith(uuid)))
                    .forEach(link -> card.add(listOf(link, card.kind()), link));
        } else if (!key.equals("synonyms") && !key.equals("name-attribution")) {
            card.unknown(key, value);
        }
    }

    /** Adds a country, or of codes such as "US,IL" each. */
    private static void country(String text, CardBuilder card) {
        card.list(Field.COUNTRY, Places.isCode(text) ? Countries.ofCodes(text) : List.of(text));
    }

    private static void originOrSector(String key, String texts, CardBuilder card) {
        for (String text : texts.split(",", -1)) {
            if (text.strip().equalsIgnoreCase(FINANCIAL_MOTIVE)) {
                card.add(Field.MOTIVATION, "Financial gain");
            } else if (Places.read(text).isPresent()) {
                card.add(Field.COUNTRY, text);
            } else if (key.equals("sector")) {
                card.add(Field.SECTORS, text);
            } else {
                card.unknownEntry(key, text.strip());
            }
        }
    }

    private static boolean areAddresses(List<String> texts) {
        return texts.stream().allMatch(text -> WebLink.of(text).isLink());
    }

    private static Field listOf(String link, Kind kind) {
        return LINKS.entrySet().stream().filter(site -> link.startsWith(site.getKey())).map(Map.Entry::getValue)
                .filter(field -> field.isOf(kind)).findFirst().orElse(Field.INFORMATION);
    }

    /** The texts of a list. A single text is a list of one. */
    private static List<String> texts(JsonNode value) {
        List<String> texts = new ArrayList<>();
        if (value.isTextual()) {
            texts.add(value.textValue());
        }
        value.forEach(entry -> texts.add(entry.asText("")));
        return texts;
    }

    /** The likelihood in the last tag that has one; may be empty. */
    private static String likelihood(JsonNode tags) {
        String likelihood = "";
        for (JsonNode tag : tags) {
            Matcher matcher = LIKELIHOOD.matcher(tag.asText(""));
            likelihood = matcher.matches() ? matcher.group(1) : likelihood;
        }
        return likelihood;
    }
}
