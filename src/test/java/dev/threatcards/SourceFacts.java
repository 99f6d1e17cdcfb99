package dev.threatcards;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * What a file of cards says, read with a parser of its syntax alone and none of the program's readers. A fact is the uuid of a card, or its title
 * in a file without uuids, and a value.
 */
final class SourceFacts {

    /** What is counted. A used tool is a name, what an actor uses is the uuid of another card. */
    enum Kind {
        ACTOR, TOOL, NAME, USED_TOOL, USES, TECHNIQUE, TARGET, REFERENCE
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<Kind, Set<String>> facts = new EnumMap<>(Kind.class);

    private SourceFacts() {
        for (Kind kind : Kind.values()) {
            facts.put(kind, new TreeSet<>());
        }
    }

    /** The facts of a kind, sorted. */
    Set<String> of(Kind kind) {
        return facts.get(kind);
    }

    private void add(Kind kind, String card, String value) {
        String bare = value.strip();
        if (!bare.isEmpty()) {
            facts.get(kind).add(fact(card, bare));
        }
    }

    static String fact(String card, String value) {
        return card + '\t' + value;
    }

    private void addName(String card, String name, String giver) {
        if (!name.isBlank()) {
            add(Kind.NAME, card, name.strip() + '\t' + giver.strip());
        }
    }

    private static JsonNode json(String file) {
        try (InputStream in = new FileInputStream(file)) {
            return JSON.readTree(file.endsWith(".gz") ? new GZIPInputStream(in) : in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> texts(JsonNode value) {
        List<String> texts = new ArrayList<>();
        if (value.isTextual()) {
            texts.add(value.textValue());
        }
        value.forEach(each -> texts.add(each.asText("")));
        return texts;
    }

    /** A bundle of MITRE ATT&amp;CK. A campaign's tools and techniques are those of the actors that it is attributed to. */
    static SourceFacts attack(String file) {
        SourceFacts facts = new SourceFacts();
        Map<String, JsonNode> objects = new HashMap<>();
        Map<String, String> successors = new HashMap<>();
        Map<String, List<String>> users = new HashMap<>();
        List<JsonNode> uses = new ArrayList<>();
        for (JsonNode object : json(file).path("objects")) {
            objects.put(object.path("id").asText(), object);
            String source = object.path("source_ref").asText("");
            String target = object.path("target_ref").asText("");
            switch (object.path("relationship_type").asText("")) {
                case "uses" -> uses.add(object);
                case "revoked-by" -> successors.put(source, target);
                case "attributed-to" -> users.computeIfAbsent(source, id -> new ArrayList<>()).add(target);
                default -> {
                }
            }
        }
        objects.forEach((id, object) -> {
            String type = object.path("type").asText();
            String uuid = uuid(id);
            if (type.equals("intrusion-set") || type.equals("malware") || type.equals("tool")) {
                facts.add(type.equals("intrusion-set") ? Kind.ACTOR : Kind.TOOL, uuid, uuid);
                facts.addName(uuid, object.path("name").asText(), "");
                for (String key : List.of("aliases", "x_mitre_aliases")) {
                    texts(object.path(key)).forEach(alias -> facts.addName(uuid, alias, ""));
                }
                for (JsonNode reference : object.path("external_references")) {
                    facts.add(Kind.REFERENCE, uuid, reference.path("url").asText(""));
                    if (reference.path("source_name").asText().startsWith("mitre-")) {
                        facts.addName(uuid, reference.path("external_id").asText(), "MITRE");
                    }
                }
            }
        });
        for (JsonNode use : uses) {
            String source = use.path("source_ref").asText();
            String target = use.path("target_ref").asText();
            for (String user : users.getOrDefault(source, List.of(source))) {
                if (user.startsWith("campaign--")) {
                    continue;
                }
                if (target.startsWith("attack-pattern--")) {
                    String current = target;
                    while (successors.containsKey(current)) {
                        current = successors.get(current);
                    }
                    facts.add(Kind.TECHNIQUE, uuid(user),
                            objects.get(current).path("external_references").path(0).path("external_id").asText());
                } else {
                    facts.add(Kind.USED_TOOL, uuid(user), objects.get(target).path("name").asText());
                    facts.add(Kind.USES, uuid(user), uuid(target));
                }
            }
        }
        users.forEach(
                (campaign, actors) -> objects.get(campaign).path("external_references").forEach(reference -> actors
                        .forEach(actor -> facts.add(Kind.REFERENCE, uuid(actor), reference.path("url").asText("")))));
        return facts;
    }

    private static String uuid(String id) {
        return id.substring(id.indexOf("--") + 2);
    }

    /** The producers of a file of the MISP galaxy: their names by uuid. */
    static Map<String, String> producers(String file) {
        Map<String, String> names = new HashMap<>();
        json(file).path("values")
                .forEach(value -> names.put(value.path("uuid").asText(), value.path("value").asText()));
        return names;
    }

    /** The names of the tools of a bundle by uuid. */
    static Map<String, String> toolsOf(String bundle) {
        Map<String, String> names = new HashMap<>();
        for (JsonNode object : json(bundle).path("objects")) {
            String id = object.path("id").asText();
            if (id.startsWith("malware--") || id.startsWith("tool--")) {
                names.put(uuid(id), object.path("name").asText());
            }
        }
        return names;
    }

    /**
     * A cluster of the MISP galaxy.
     *
     * @param producers the names of givers that are named by uuid
     * @param tools the names of tools of other files
     */
    static SourceFacts cluster(String file, Map<String, String> producers, Map<String, String> tools) {
        SourceFacts facts = new SourceFacts();
        JsonNode cluster = json(file);
        Kind kind = cluster.path("category").asText().equals("tool") ? Kind.TOOL : Kind.ACTOR;
        for (JsonNode value : cluster.path("values")) {
            String uuid = value.path("uuid").asText().replace(" ", "").toLowerCase(Locale.ROOT);
            JsonNode meta = value.path("meta");
            facts.add(kind, uuid, uuid);
            Map<String, Set<String>> givers = new HashMap<>();
            givers.put(value.path("value").asText(), new TreeSet<>());
            texts(meta.path("synonyms")).forEach(name -> givers.putIfAbsent(name, new TreeSet<>()));
            for (String attribution : texts(meta.path("name-attribution"))) {
                int colon = attribution.lastIndexOf(':');
                givers.computeIfAbsent(attribution.substring(0, colon), name -> new TreeSet<>())
                        .add(producers.getOrDefault(attribution.substring(colon + 1), ""));
            }
            meta.properties().stream().filter(each -> each.getKey().startsWith("origin:"))
                    .forEach(each -> givers
                            .computeIfAbsent(each.getKey().substring("origin:".length()), name -> new TreeSet<>())
                            .addAll(texts(each.getValue())));
            givers.forEach((name, all) -> {
                if (all.isEmpty()) {
                    facts.addName(uuid, name, "");
                }
                all.forEach(giver -> facts.addName(uuid, name, giver));
            });
            for (String key : List.of("cfr-suspected-victims", "suspected-victims")) {
                texts(meta.path(key)).forEach(target -> facts.add(Kind.TARGET, uuid, target));
            }
            for (String key : List.of("refs", "references", "sources")) {
                texts(meta.path(key)).forEach(link -> facts.add(Kind.REFERENCE, uuid, link));
            }
            for (JsonNode related : value.path("related")) {
                if (kind == Kind.ACTOR && related.path("type").asText().equals("uses")) {
                    String tool = related.path("dest-uuid").asText();
                    facts.add(Kind.USES, uuid, tool);
                    facts.add(Kind.USED_TOOL, uuid, tools.getOrDefault(tool, ""));
                }
            }
        }
        return facts;
    }

    /** ETDA's JSON. */
    static SourceFacts etda(String file) {
        SourceFacts facts = new SourceFacts();
        for (JsonNode card : json(file).path("values")) {
            String uuid = card.path("uuid").asText().replace(" ", "");
            facts.add(card.has("actor") ? Kind.ACTOR : Kind.TOOL, uuid, uuid);
            card.path("names").forEach(
                    name -> facts.addName(uuid, name.path("name").asText(), name.path("name-giver").asText("")));
            texts(card.path("tools")).forEach(tool -> facts.add(Kind.USED_TOOL, uuid, tool));
            texts(card.path("observed-countries")).forEach(country -> facts.add(Kind.TARGET, uuid, country));
            for (String key : List.of("information", "mitre-attack", "malpedia", "playbook", "alienvault-otx")) {
                texts(card.path(key)).forEach(link -> facts.add(Kind.REFERENCE, uuid, link));
            }
            for (String key : List.of("operations", "counter-operations")) {
                card.path(key)
                        .forEach(operation -> operation.path("activity").asText().lines()
                                .filter(line -> line.strip().matches("https?://\\S+"))
                                .forEach(link -> facts.add(Kind.REFERENCE, uuid, link)));
            }
        }
        return facts;
    }

    /**
     * ETDA's list of groups, whose titles are names, joined by commas. A subgroup is marked as one, and an
     * underscore around a title is emphasis.
     */
    static SourceFacts list(String file) {
        SourceFacts facts = new SourceFacts();
        for (Element link : parsed(file).select("a[href*=showcard.cgi]")) {
            String title = link.text().replace("Subgroup: ", "").replaceAll("^_|_$", "");
            facts.add(Kind.ACTOR, title, title);
            for (String name : title.split(", ", -1)) {
                facts.addName(title, name, "");
            }
        }
        return facts;
    }

    private static Document parsed(String file) {
        return Jsoup.parse(text(file));
    }

    private static String text(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The archived text of one card. */
    static SourceFacts archived(String file) {
        SourceFacts facts = new SourceFacts();
        String text = text(file);
        String uuid = text.replaceAll("(?s).*showcard\\.cgi\\?u=([0-9a-f-]+).*", "$1");
        facts.add(Kind.ACTOR, uuid, uuid);
        String label = "";
        for (String line : text.lines().toList()) {
            if (line.isBlank()) {
                continue;
            }
            label = line.indexOf('\t') > 0 ? line.substring(0, line.indexOf('\t')) : line.startsWith("<") ? label : "";
            Document value = Jsoup.parse(line);
            switch (label) {
                case "Names" -> facts.addName(uuid,
                        Jsoup.parse(line.replaceAll("\\( *<i>.*", "").substring("Names\t".length())).text(),
                        value.select("i").text());
                case "Tools used" -> {
                    value.select("a").forEach(tool -> facts.add(Kind.USED_TOOL, uuid, tool.text()));
                    facts.add(Kind.USED_TOOL, uuid, value.text().replaceAll(".* and (.*)\\.$", "$1"));
                }
                case "Observed" -> Jsoup.parse(line.substring(line.indexOf("Countries:"))).select("a")
                        .forEach(country -> facts.add(Kind.TARGET, uuid, country.text()));
                case "Information" -> facts.add(Kind.REFERENCE, uuid, line.replaceAll(".*?(https?://[^>\"]+).*", "$1"));
                default -> {
                }
            }
        }
        return facts;
    }

    /** The names of Microsoft's mapping, by the actor's title. */
    static SourceFacts microsoft(String file) {
        SourceFacts facts = new SourceFacts();
        for (JsonNode entry : json(file)) {
            String title = entry.path("Threat actor name").asText();
            facts.add(Kind.ACTOR, title, title);
            facts.addName(title, title, "");
            for (String name : entry.path("Other names").asText().split(",", -1)) {
                facts.addName(title, name, "");
            }
        }
        return facts;
    }
}
