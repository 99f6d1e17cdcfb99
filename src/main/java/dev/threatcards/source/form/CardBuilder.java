package dev.threatcards.source.form;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
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
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.threatcards.card.Activity;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardDate;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Deck;
import dev.threatcards.card.EditionStatus;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Field;
import dev.threatcards.card.Listing;
import dev.threatcards.card.Name;
import dev.threatcards.card.Relation;
import dev.threatcards.card.Technique;
import dev.threatcards.card.ToolCard;
import dev.threatcards.json.EtdaKeys;
import dev.threatcards.text.NameKeys;

/**
 * Builds a card from the values of a source. {@link #build} applies the rules that hold for every form: it strips texts, removes stray
 * markup, parses dates, classifies list entries as labels or prose, and checks lengths. Countries, observed countries and sectors get the
 * encyclopedia's labels, see {@link Labels}; a source's own words that differ are kept under keys that end in {@link EtdaKeys#AS_WRITTEN}.
 * The encyclopedia's own cards keep theirs.
 *
 * <p>A value for a field that this kind of card does not have, such as the country of a tool, becomes an unknown key: the field's key in
 * ETDA's JSON.
 *
 * <p>Not thread-safe. A builder builds one card.
 */
final class CardBuilder {

    // A line break left in plain text, with the misspellings of the real deck: "<br >", "<nr />".
    private static final Pattern STRAY_BREAK = Pattern.compile("<[bn]r\\s*/?>");

    // A word that ends in ">", the end of the markup that an address was cut from. Whole words are matched and then searched for
    // an address: a search that starts at each address within a long word takes quadratic time.
    private static final Pattern TRAILING_BRACKET = Pattern.compile("(?<!\\S)(\\S+)>(?=\\s|$)");
    private static final Pattern ADDRESS = Pattern.compile("https?://.");

    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

    /** Forms with labels of their own for countries, regions and sectors. */
    private static final Set<String> OTHER_LABELS = Set.of(StixForm.FORM, MispForm.FORM, MispEventForm.FORM);

    private final Kind kind;
    private final Deck deck;
    private String title = "";
    private String uuid = "";
    private final List<Name> names = new ArrayList<>();
    private final Map<Field, String> texts = new EnumMap<>(Field.class);
    private final Map<Field, List<String>> lists = new EnumMap<>(Field.class);
    private final Map<Field, List<Activity>> activities = new EnumMap<>(Field.class);
    private final List<Relation> relations = new ArrayList<>();
    private final List<Technique> techniques = new ArrayList<>();
    private final List<String> victims = new ArrayList<>();
    private EditionStatus edition = EditionStatus.CURRENT;
    private final ObjectNode unknown = JsonNodeFactory.instance.objectNode();

    /**
     * @param deck the deck from which the card is read
     */
    CardBuilder(Kind kind, Deck deck) {
        this.kind = kind;
        this.deck = deck;
    }

    Kind kind() {
        return kind;
    }

    Deck deck() {
        return deck;
    }

    /** Sets the title. Required. */
    CardBuilder title(String text) {
        title = text;
        return this;
    }

    /** Sets the uuid. Required. White space in it is removed. */
    CardBuilder uuid(String text) {
        uuid = text;
        return this;
    }

    /** Derives the uuid from kind and title, for sources without uuids. It is the same in every form. */
    CardBuilder uuidFromTitle() {
        String key = kind.key() + ": " + NameKeys.title(title);
        return uuid(UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString());
    }

    /** Adds a name. Default: the title is the only name. Blank names are ignored. */
    CardBuilder name(String name, String giver) {
        names.add(new Name(name, giver));
        return this;
    }

    /** Sets a field with one value: the category, the sponsor, the description, or a date in the source's words. */
    CardBuilder text(Field field, String text) {
        if (field.isOf(kind)) {
            texts.put(field, text);
        } else {
            unknown.put(EtdaKeys.key(field, kind), text);
        }
        return this;
    }

    /** Adds values to a field with a list of texts: labels, or links to web pages. */
    CardBuilder list(Field field, List<String> values) {
        if (field.isOf(kind)) {
            lists.computeIfAbsent(field, first -> new ArrayList<>()).addAll(values);
        } else {
            values.forEach(unknown.withArrayProperty(EtdaKeys.key(field, kind))::add);
        }
        return this;
    }

    /** Adds one value to a list, see {@link #list}. */
    CardBuilder add(Field field, String value) {
        return list(field, List.of(value));
    }

    /** Adds an organisation or a person that the actor targeted, as prose of the observed countries. */
    CardBuilder victim(String name) {
        if (!name.isBlank() && !victims.contains(name.strip())) {
            victims.add(name.strip());
        }
        return this;
    }

    /**
     * Adds an operation or a counter operation.
     *
     * @param date its date in the source's words; may be empty
     * @param text what happened; links to sources are lines of their own
     */
    CardBuilder activity(Field field, String date, String text) {
        if (field.isOf(kind)) {
            activities.computeIfAbsent(field, first -> new ArrayList<>())
                    .add(new Activity(CardDate.parse(date.strip()), clean(text)));
        } else {
            unknown.withArrayProperty(EtdaKeys.key(field, kind)).addObject().put("date", date).put("activity", text);
        }
        return this;
    }

    /**
     * Adds a relation to another card, identified by its uuid or, if that is invalid, by its title. Ignored if it has neither.
     *
     * @param likelihood in the words of estimative language; may be empty
     */
    CardBuilder relation(String type, String otherUuid, String otherTitle, String likelihood) {
        String bare = WHITE_SPACE.matcher(otherUuid).replaceAll("");
        String target = Relation.isUuid(bare) ? bare.toLowerCase(Locale.ROOT) : otherTitle.strip();
        if (!target.isEmpty()) {
            relations.add(new Relation(type.strip(), target, likelihood.strip(), deck.id()));
        }
        return this;
    }

    /** Sets whether the publisher still keeps the card. Default: it does. */
    CardBuilder edition(EditionStatus status) {
        edition = status;
        return this;
    }

    /** Adds a technique. Ignored if it has neither id nor name. */
    CardBuilder technique(Technique technique) {
        if (!technique.label().isBlank()) {
            techniques.add(technique);
        }
        return this;
    }

    /** Adds a value that has no field. A key that has another meaning in ETDA's JSON gets the prefix "also". */
    CardBuilder unknown(String key, JsonNode value) {
        unknown.set(EtdaKeys.isKnown(key, kind) ? "also " + key : key, value);
        return this;
    }

    /** Adds an entry to a list that has no field. */
    CardBuilder unknownEntry(String key, String value) {
        unknown.withArrayProperty(key).add(value);
        return this;
    }

    /**
     * Builds the card.
     *
     * @throws BadCard if it lacks a title or a valid uuid, or if a name or a label is too long
     */
    Card build() throws BadCard {
        String name = term(title.strip(), kind.key());
        if (name.isEmpty()) {
            throw new BadCard("The card's \"" + kind.key() + "\" is empty, so it has no title.");
        }
        return kind == Kind.ACTOR ? actor(name) : tool(name);
    }

    private ActorCard actor(String name) throws BadCard {
        return new ActorCard(checkedUuid(name), deck.collection(), name, checkedNames(name),
                term(text(Field.CATEGORY), "category"), checked(normal(Field.COUNTRY).entries().texts(), Field.COUNTRY),
                text(Field.SPONSOR), terms(Field.MOTIVATION), date(Field.FIRST_SEEN), date(Field.OBSERVED),
                clean(text(Field.DESCRIPTION)), normal(Field.SECTORS).entries(), targets(), listing(Field.TOOLS),
                activities.getOrDefault(Field.OPERATIONS, List.of()),
                activities.getOrDefault(Field.COUNTER_OPERATIONS, List.of()), checkedRelations(),
                links(Field.INFORMATION), links(Field.MITRE_ATTACK), checkedTechniques(), links(Field.PLAYBOOK),
                links(Field.ALIENVAULT_OTX), date(Field.LAST_CHANGE), unknownKeys(), edition);
    }

    private ToolCard tool(String name) throws BadCard {
        return new ToolCard(checkedUuid(name), deck.collection(), name, checkedNames(name), text(Field.CATEGORY),
                texts(Field.TYPE), clean(text(Field.DESCRIPTION)), checkedRelations(), links(Field.INFORMATION),
                links(Field.MALPEDIA), links(Field.MITRE_ATTACK), checkedTechniques(), links(Field.PLAYBOOK),
                links(Field.ALIENVAULT_OTX), date(Field.LAST_CHANGE), unknownKeys(), edition);
    }

    private UUID checkedUuid(String name) throws BadCard {
        // One uuid of the real deck has a space in it.
        String bare = WHITE_SPACE.matcher(uuid).replaceAll("");
        if (bare.isEmpty()) {
            throw new BadCard("The card \"" + name + "\" has no uuid, and would not be known again.");
        }
        if (!Relation.isUuid(bare)) {
            throw new BadCard("The uuid of \"" + name + "\" is no uuid: \"" + bare + "\".");
        }
        return UUID.fromString(bare);
    }

    private List<Name> checkedNames(String name) throws BadCard {
        List<Name> checked = new ArrayList<>();
        for (Name each : names) {
            if (!each.name().isBlank()) {
                checked.add(new Name(term(each.name().strip(), "names"), term(each.giver().strip(), "name-giver")));
            }
        }
        return checked.isEmpty() ? List.of(new Name(name, "")) : checked;
    }

    private List<Relation> checkedRelations() throws BadCard {
        for (Relation relation : relations) {
            term(relation.type(), "related");
            term(relation.target(), "related");
            term(relation.likelihood(), "related");
        }
        return relations;
    }

    private List<Technique> checkedTechniques() throws BadCard {
        for (Technique technique : techniques) {
            term(technique.label(), "techniques");
            for (String tactic : technique.tactics()) {
                term(tactic, "techniques");
            }
        }
        return Technique.distinct(techniques);
    }

    /** Checks a value that becomes one term of the index. */
    private static String term(String value, String key) throws BadCard {
        if (value.length() > Facet.LONGEST_VALUE) {
            throw new BadCard("A value of \"" + key + "\" has " + value.length() + " characters; at most "
                    + Facet.LONGEST_VALUE + " are a name or a label.");
        }
        return value;
    }

    private List<String> terms(Field field) throws BadCard {
        return checked(texts(field), field);
    }

    private List<String> checked(List<String> values, Field field) throws BadCard {
        for (String value : values) {
            term(value, EtdaKeys.key(field, kind));
        }
        return values;
    }

    private String text(Field field) {
        return texts.getOrDefault(field, "").strip();
    }

    private List<String> texts(Field field) {
        return lists.getOrDefault(field, List.of()).stream().map(String::strip).filter(text -> !text.isEmpty())
                .toList();
    }

    private CardDate date(Field field) {
        return CardDate.parse(text(field));
    }

    private Listing listing(Field field) {
        return Labels.listing(texts(field));
    }

    /** The list in the labels that cards use; in ETDA's own forms, and in exports, labels are as cards use them already. */
    private Labels.Normal normal(Field field) {
        List<String> texts = texts(field);
        if (deck.collection().equals(Deck.ETDA) || !OTHER_LABELS.contains(deck.form())) {
            return new Labels.Normal(field == Field.COUNTRY
                    ? new Listing(texts.stream().map(text -> new Listing.Entry(text, Listing.Kind.LABEL)).toList())
                    : Labels.listing(texts), List.of());
        }
        return switch (field) {
            case COUNTRY -> Labels.countries(texts);
            case TARGETS -> Labels.targets(texts);
            default -> Labels.sectors(texts);
        };
    }

    private Listing targets() {
        List<Listing.Entry> entries = new ArrayList<>(normal(Field.TARGETS).entries().entries());
        victims.stream().map(victim -> new Listing.Entry(victim, Listing.Kind.PROSE))
                .filter(victim -> !entries.contains(victim)).forEach(entries::add);
        return new Listing(entries);
    }

    /** Links without a trailing ">", the end of the markup from which seven links of the real deck were cut. */
    private List<String> links(Field field) {
        return texts(field).stream().map(link -> link.endsWith(">") ? link.substring(0, link.length() - 1) : link)
                .toList();
    }

    private static String clean(String text) {
        String broken = text.indexOf('<') < 0 ? text : STRAY_BREAK.matcher(text).replaceAll("\n");
        String bare = broken.indexOf('>') < 0
                ? broken
                : TRAILING_BRACKET.matcher(broken).replaceAll(CardBuilder::withoutBracket);
        return bare.strip();
    }

    private static String withoutBracket(MatchResult word) {
        boolean address = ADDRESS.matcher(word.group(1)).find();
        return Matcher.quoteReplacement(address ? word.group(1) : word.group());
    }

    private Map<String, String> unknownKeys() {
        Map<String, String> values = new HashMap<>();
        unknown.properties().forEach(field -> values.put(field.getKey(), field.getValue().toString()));
        if (kind == Kind.ACTOR) {
            for (Field field : List.of(Field.COUNTRY, Field.TARGETS, Field.SECTORS)) {
                List<String> written = normal(field).written();
                if (!written.isEmpty()) {
                    ArrayNode texts = JsonNodeFactory.instance.arrayNode();
                    written.forEach(texts::add);
                    values.put(EtdaKeys.key(field, kind) + EtdaKeys.AS_WRITTEN, texts.toString());
                }
            }
        }
        return values;
    }
}
