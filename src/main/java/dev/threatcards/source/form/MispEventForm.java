package dev.threatcards.source.form;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.threatcards.card.CardDate;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Deck;
import dev.threatcards.card.DeckCard;
import dev.threatcards.card.Field;
import dev.threatcards.card.Reject;
import dev.threatcards.card.Relation;
import dev.threatcards.json.JsonShape;

/**
 * An event of MISP, an array or a response with several, or a file of a MISP feed. The clusters of galaxies on the event, its attributes and
 * its objects are cards, whose references are the links of the event too. A tag that names an actor of MISP's or MITRE's galaxy adds the
 * links to the card with that title.
 *
 * <p>An event says nothing of who uses which tool, so that nothing is concluded from two clusters on one event. The manifest of a feed has
 * no cards.
 *
 * @see <a href="https://www.misp-standard.org/rfc/misp-standard-core.html">MISP core format</a>
 */
public final class MispEventForm implements CardForm {

    public static final String FORM = "MISP event";

    private static final String EVENT = "Event";

    /** The types of galaxies whose clusters are actors. */
    private static final Set<String> ACTORS = Set.of("threat-actor", "mitre-intrusion-set",
            "mitre-enterprise-attack-intrusion-set", "microsoft-activity-group", "360net-threat-actor", "tidal-groups");

    /** The types of galaxies whose clusters are tools. */
    private static final Set<String> TOOLS = Set.of("tool", "malpedia", "mitre-malware", "mitre-tool",
            "mitre-enterprise-attack-malware", "mitre-enterprise-attack-tool", "tidal-software", "ransomware", "rat",
            "backdoor", "banker", "botnet", "stealer", "android", "exploit-kit", "cryptominers");

    /** The collections of galaxies whose clusters are named in tags, by type. */
    private static final Map<String, String> TAGGED = Map.of("threat-actor", Deck.MISP_GALAXY, "mitre-intrusion-set",
            "MITRE ATT&CK");

    // misp-galaxy:threat-actor="Sofacy"
    private static final Pattern TAG = Pattern.compile("misp-galaxy:([a-z0-9-]{1,60})=\"([^\"]{1,300})\"");

    // "APT28 - G0007", the value of MITRE's clusters.
    private static final Pattern ATTACK_ID = Pattern.compile(" - [GS]\\d{4}$");

    private final boolean isTogether;
    private boolean hasEvents;
    private String manifest = "";
    private int others;
    private String firstOther = "";

    /** Reads single files. */
    public MispEventForm() {
        this(false);
    }

    private MispEventForm(boolean isTogether) {
        this.isTogether = isTogether;
    }

    @Override
    public boolean recognises(String head) {
        JsonShape shape = JsonShape.of(head);
        return shape.members().containsKey(EVENT)
                || shape.entries(JsonShape.ROOT).stream().anyMatch(MispEventForm::isEvent)
                || shape.entries("response").stream().anyMatch(MispEventForm::isEvent) || isManifest(shape);
    }

    private static boolean isEvent(Map<String, String> entry) {
        return entry.containsKey(EVENT);
    }

    /** Whether the file lists the events of a feed: each member has an event's uuid as its key. */
    private static boolean isManifest(JsonShape shape) {
        Set<String> keys = shape.members().keySet();
        return !keys.isEmpty() && keys.stream().allMatch(Relation::isUuid);
    }

    @Override
    public CardForm together() {
        return new MispEventForm(true);
    }

    @Override
    public void read(InputStream content, String location, CardSink sink) throws IOException {
        JsonEnvelope json = new JsonEnvelope("response", location, sink);
        boolean hadEvents = hasEvents;
        hasEvents = false;
        json.readObjectOrArray(content, (entry, pointer) -> event(entry.path(EVENT), location, pointer, sink));
        if (json.fields().has(EVENT)) {
            event(json.fields().path(EVENT), location, "", sink);
        }
        manifest = hasEvents || json.isBroken() || !manifest.isEmpty() ? manifest : location;
        hasEvents |= hadEvents;
        if (!isTogether) {
            finish(sink);
        }
    }

    /** Rejects the events without cards, in one, and a manifest without its events. */
    @Override
    public void finish(CardSink sink) {
        if (!hasEvents && !manifest.isEmpty()) {
            sink.reject(new Reject(manifest, "",
                    "This JSON of MISP has no events; a manifest is read with the folder of" + " its feed."));
        }
        if (others > 0) {
            sink.reject(new Reject(firstOther, "", "This MISP event has no cluster of an actor or a tool."
                    + (others > 1 ? " The same is true of " + (others - 1) + " of the other events." : "")));
        }
        others = 0;
        manifest = "";
        hasEvents = false;
    }

    private void event(JsonNode event, String location, String pointer, CardSink sink) {
        Map<String, JsonNode> clusters = new LinkedHashMap<>();
        Set<String> tags = new LinkedHashSet<>();
        Set<String> links = new LinkedHashSet<>();
        collect(event, clusters, tags, links);
        hasEvents = true;
        int cards = 0;
        for (JsonNode cluster : clusters.values()) {
            Kind kind = kind(cluster.path("type").asText(""));
            if (kind != null) {
                cards += card(cluster, kind, links, event, location, pointer, sink);
            }
        }
        for (String tag : tags) {
            cards += tagged(tag, clusters, links, event, location, pointer, sink);
        }
        if (cards == 0) {
            firstOther = others == 0 ? location : firstOther;
            others++;
        }
    }

    private static Kind kind(String type) {
        return ACTORS.contains(type) ? Kind.ACTOR : TOOLS.contains(type) ? Kind.TOOL : null;
    }

    /** Collects the clusters by uuid, the names of tags and the links of an event or a part of it. */
    private static void collect(JsonNode part, Map<String, JsonNode> clusters, Set<String> tags, Set<String> links) {
        part.path("Galaxy").forEach(galaxy -> galaxy.path("GalaxyCluster")
                .forEach(cluster -> clusters.putIfAbsent(cluster.path("uuid").asText(""), cluster)));
        part.path("Tag").forEach(tag -> tags.add(tag.path("name").asText("")));
        if (part.path("type").asText("").equals("link") && part.path("value").isTextual()) {
            links.add(part.path("value").textValue());
        }
        part.path("Attribute").forEach(attribute -> collect(attribute, clusters, tags, links));
        part.path("Object").forEach(object -> collect(object, clusters, tags, links));
    }

    private static int card(JsonNode cluster, Kind kind, Set<String> links, JsonNode event, String location,
            String pointer, CardSink sink) {
        String source = cluster.path("source").asText("");
        Deck deck = deck(event, source.isBlank() || source.equals("MISP Project") ? Deck.MISP_GALAXY : source,
                location);
        try {
            CardBuilder card = new CardBuilder(kind, deck);
            links.forEach(link -> card.add(Field.INFORMATION, link));
            sink.card(DeckCard.identified(MispForm.card(value(cluster), card), deck));
            return 1;
        } catch (BadCard e) {
            sink.reject(new Reject(location, pointer, e.getMessage()));
            return 1;
        }
    }

    /** The cluster as the galaxy's file has it: there, a single value is no list. */
    private static ObjectNode value(JsonNode cluster) {
        ObjectNode value = cluster.deepCopy();
        value.retain(List.of("value", "uuid", "description", "meta"));
        if (value.path("meta") instanceof ObjectNode meta) {
            for (String key : new ArrayList<>(fieldNames(meta))) {
                if (meta.path(key).isArray() && meta.path(key).size() == 1) {
                    meta.set(key, meta.path(key).get(0));
                }
            }
        } else {
            value.remove("meta");
        }
        return value;
    }

    private static List<String> fieldNames(ObjectNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    /** Passes the links to the card that a tag names, unless its cluster is on the event. Returns the number of cards. */
    private static int tagged(String tag, Map<String, JsonNode> clusters, Set<String> links, JsonNode event,
            String location, String pointer, CardSink sink) {
        Matcher matcher = TAG.matcher(tag);
        boolean isKnown = clusters.values().stream()
                .anyMatch(cluster -> cluster.path("tag_name").asText("").equals(tag));
        if (isKnown || !matcher.matches() || !TAGGED.containsKey(matcher.group(1))) {
            return 0;
        }
        Deck deck = deck(event, TAGGED.get(matcher.group(1)), location);
        try {
            CardBuilder card = new CardBuilder(Kind.ACTOR, deck)
                    .title(ATTACK_ID.matcher(matcher.group(2)).replaceAll("")).uuidFromTitle();
            links.forEach(link -> card.add(Field.INFORMATION, link));
            sink.card(DeckCard.titled(card.build(), deck));
        } catch (BadCard e) {
            sink.reject(new Reject(location, pointer, e.getMessage()));
        }
        return 1;
    }

    /** The deck of an event. It has no date: that of a cluster on an event is not known, and the galaxy's own comes first. */
    private static Deck deck(JsonNode event, String collection, String location) {
        String by = event.path("Orgc").path("name").asText("").strip();
        String info = event.path("info").asText(FORM).strip();
        String date = event.path("date").asText("").strip();
        String title = (by.isEmpty() ? info : by + ": " + info) + (date.isEmpty() ? "" : " (" + date + ")");
        return Decks.of(FORM, event.path("uuid").asText(title) + " " + collection, collection, title, CardDate.NONE,
                Deck.Extent.PAGES, "", location, "");
    }
}
