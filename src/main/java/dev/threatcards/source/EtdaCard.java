package dev.threatcards.source;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import dev.threatcards.card.Activity;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.Deck;
import dev.threatcards.card.Listing;
import dev.threatcards.card.Name;
import dev.threatcards.card.NameKeys;
import dev.threatcards.card.Relation;
import dev.threatcards.card.ToolCard;

/**
 * A card in the shape of ETDA's JSON to a {@link Card}. Every form is brought into this shape, so that fields are checked,
 * text is cleaned and labels are judged here and nowhere else.
 *
 * <p>The shape: keys are absent, never null; an actor has {@code actor}, a tool has {@code tool}; lists hold text,
 * {@code names} objects with {@code name} and {@code name-giver}, {@code operations} and {@code counter-operations} objects
 * with {@code date} and {@code activity}. What ETDA's JSON cannot say has keys of ours: {@code observed} as the list page
 * writes it, {@code related} with objects of {@code type}, {@code likelihood} and {@code dest-uuid} or {@code dest-name},
 * {@code collection}.
 */
final class EtdaCard {

    // A tag in text that is no HTML: line breaks, and their misspellings on the real deck ("<br >", "<nr />").
    private static final Pattern STRAY_BREAK = Pattern.compile("<[bn]r\\s*/?>");

    /** The longest name or label, in characters: the longest that can be filtered by. */
    private static final int LONGEST_TERM = 200;

    // An address that trails the ">" of the markup that it was cut from. Sought among whole words that end so, since
    // seeking it from every address in a long word on takes forever.
    private static final Pattern TRAILING_BRACKET = Pattern.compile("(?<!\\S)(\\S+)>(?=\\s|$)");
    private static final Pattern ADDRESS = Pattern.compile("https?://.");

    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

    /** Whose card it is, in a deck with cards of several collections; which deck it is then of is the reader's to know. */
    static final String COLLECTION = "collection";

    private static final Set<String> ACTOR_KEYS = Set.of("actor", "names", "country", "sponsor", "motivation",
            "first-seen", "description", "observed-sectors", "observed-countries", "tools", "operations",
            "counter-operations", "information", "mitre-attack", "playbook", "alienvault-otx", "uuid",
            "last-card-change", "category", "observed", "related", COLLECTION);

    /** What tells the kind of a card. */
    private static final Set<String> KIND_KEYS = Set.of("actor", "tool");
    private static final Set<String> TOOL_KEYS = Set.of("tool", "names", "description", "category", "type",
            "information", "malpedia", "mitre-attack", "playbook", "alienvault-otx", "uuid", "last-card-change",
            "related", COLLECTION);

    private final JsonNode json;
    private final Deck deck;

    private EtdaCard(JsonNode json, Deck deck) {
        this.json = json;
        this.deck = deck;
    }

    /** The card, as that deck says it. */
    static Card of(JsonNode json, Deck deck) throws BadCard {
        if (!json.isObject()) {
            throw new BadCard("A card is a JSON object, and this is not.");
        }
        EtdaCard card = new EtdaCard(json, deck);
        if (json.has("actor")) {
            return card.actor();
        }
        if (json.has("tool")) {
            return card.tool();
        }
        throw new BadCard("The card has neither \"actor\" nor \"tool\", so it is of no kind that is known.");
    }

    private ActorCard actor() throws BadCard {
        String name = title("actor");
        return new ActorCard(uuid(name), deck.collection(), name, names(name), term(text("category"), "category"),
                terms("country"), text("sponsor"), terms("motivation"), CardDates.parse(text("first-seen")),
                CardDates.parse(text("observed")), prose("description"), listing("observed-sectors"),
                listing("observed-countries"), listing("tools"), activities("operations"),
                activities("counter-operations"), relations(), links("information"), links("mitre-attack"),
                links("playbook"), links("alienvault-otx"), CardDates.parse(text("last-card-change")),
                unknown(ACTOR_KEYS));
    }

    private ToolCard tool() throws BadCard {
        String name = title("tool");
        return new ToolCard(uuid(name), deck.collection(), name, names(name), text("category"), texts("type"),
                prose("description"), relations(), links("information"), links("malpedia"), links("mitre-attack"),
                links("playbook"), links("alienvault-otx"), CardDates.parse(text("last-card-change")),
                unknown(TOOL_KEYS));
    }

    /** A value that is a term of an index; a longer one is no name, country or motivation, but a mistake. */
    private static String term(String value, String key) throws BadCard {
        if (value.length() > LONGEST_TERM) {
            throw new BadCard("A value of \"" + key + "\" has " + value.length() + " characters; at most "
                    + LONGEST_TERM + " are a name or a label.");
        }
        return value;
    }

    private List<String> terms(String key) throws BadCard {
        List<String> values = texts(key);
        for (String value : values) {
            term(value, key);
        }
        return values;
    }

    private String title(String key) throws BadCard {
        String title = term(text(key), key);
        if (title.isEmpty()) {
            throw new BadCard("The card's \"" + key + "\" is empty, so it has no title.");
        }
        return title;
    }

    /**
     * A uuid for a card that its deck knows by title alone: the same each time, and in every form.
     *
     * @param kind the title's key, "actor" or "tool"
     */
    static String madeUuid(String kind, String title) {
        return UUID.nameUUIDFromBytes((kind + ": " + NameKeys.title(title)).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /**
     * The key under which a reader keeps what has no place on a card: its own, unless a card of that kind has the key for something
     * else.
     *
     * @param card the card as far as it was read, in this shape
     */
    static String unknownKey(String key, JsonNode card) {
        boolean isKnown = KIND_KEYS.contains(key) || (card.has("tool") ? TOOL_KEYS : ACTOR_KEYS).contains(key);
        return isKnown ? "also " + key : key;
    }

    private UUID uuid(String name) throws BadCard {
        // One uuid of the real deck has a space in it.
        String uuid = WHITE_SPACE.matcher(text("uuid")).replaceAll("");
        if (uuid.isEmpty()) {
            throw new BadCard("The card \"" + name + "\" has no uuid, and would not be known again.");
        }
        if (!Relation.isUuid(uuid)) {
            throw new BadCard("The uuid of \"" + name + "\" is no uuid: \"" + uuid + "\".");
        }
        return UUID.fromString(uuid);
    }

    private List<Name> names(String title) throws BadCard {
        List<Name> names = new ArrayList<>();
        for (JsonNode entry : list("names")) {
            String name = entry.isTextual() ? entry.textValue().strip() : text(object(entry, "names"), "name");
            if (!name.isEmpty()) {
                names.add(new Name(term(name, "names"), term(text(entry, "name-giver"), "name-giver")));
            }
        }
        return names.isEmpty() ? List.of(new Name(title, "")) : names;
    }

    private List<Activity> activities(String key) throws BadCard {
        List<Activity> activities = new ArrayList<>();
        for (JsonNode entry : list(key)) {
            JsonNode activity = object(entry, key);
            activities.add(new Activity(CardDates.parse(text(activity, "date")), clean(text(activity, "activity"))));
        }
        return activities;
    }

    private List<Relation> relations() throws BadCard {
        List<Relation> relations = new ArrayList<>();
        for (JsonNode entry : list("related")) {
            String uuid = WHITE_SPACE.matcher(text(entry, "dest-uuid")).replaceAll("");
            String target = Relation.isUuid(uuid) ? uuid.toLowerCase(Locale.ROOT) : text(entry, "dest-name");
            if (!target.isEmpty()) {
                relations.add(new Relation(term(text(entry, "type"), "related"), term(target, "related"),
                        term(text(entry, "likelihood"), "related"), deck.id()));
            }
        }
        return relations;
    }

    private static JsonNode object(JsonNode entry, String key) throws BadCard {
        if (!entry.isObject()) {
            throw new BadCard("\"" + key + "\" holds something that is no object: " + entry + ".");
        }
        return entry;
    }

    private Listing listing(String key) throws BadCard {
        return Labels.listing(texts(key));
    }

    /** Addresses; seven on the real deck trail the ">" of the markup that they were cut from. */
    private List<String> links(String key) throws BadCard {
        return texts(key).stream().map(link -> link.endsWith(">") ? link.substring(0, link.length() - 1) : link)
                .toList();
    }

    private List<String> texts(String key) throws BadCard {
        List<String> texts = new ArrayList<>();
        for (JsonNode entry : list(key)) {
            if (!entry.isTextual()) {
                throw new BadCard("\"" + key + "\" holds something that is no text: " + entry + ".");
            }
            String text = entry.textValue().strip();
            if (!text.isEmpty()) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** A list; a text alone is a list of one. */
    private Iterable<JsonNode> list(String key) throws BadCard {
        JsonNode value = json.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return List.of();
        }
        if (value.isTextual()) {
            return List.of(value);
        }
        if (!value.isArray()) {
            throw new BadCard("\"" + key + "\" is no list.");
        }
        return value;
    }

    private String prose(String key) throws BadCard {
        return clean(text(key));
    }

    private static String clean(String text) {
        String broken = text.indexOf('<') < 0 ? text : STRAY_BREAK.matcher(text).replaceAll("\n");
        String bare = broken.indexOf('>') < 0
                ? broken
                : TRAILING_BRACKET.matcher(broken).replaceAll(EtdaCard::withoutBracket);
        return bare.strip();
    }

    private static String withoutBracket(MatchResult word) {
        boolean address = ADDRESS.matcher(word.group(1)).find();
        return Matcher.quoteReplacement(address ? word.group(1) : word.group());
    }

    private String text(String key) throws BadCard {
        return text(json, key);
    }

    private static String text(JsonNode node, String key) throws BadCard {
        JsonNode value = node.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (!value.isTextual()) {
            throw new BadCard("\"" + key + "\" is no text: " + value + ".");
        }
        return value.textValue().strip();
    }

    private Map<String, String> unknown(Set<String> known) {
        Map<String, String> unknown = new HashMap<>();
        json.properties().stream().filter(field -> !known.contains(field.getKey()))
                .forEach(field -> unknown.put(field.getKey(), field.getValue().toString()));
        return unknown;
    }
}
