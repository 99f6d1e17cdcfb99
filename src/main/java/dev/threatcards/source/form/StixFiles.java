package dev.threatcards.source.form;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.threatcards.card.Reject;
import dev.threatcards.source.form.StixForm.Bundle;

/**
 * The STIX files of a run. A relationship may lead to an object of another file, so that the cards are made after the last file. A bundle
 * stays a source of its own, but files with a single object each, as in MITRE's repository, become one bundle; what a whole bundle
 * has too is left out of it.
 *
 * <p>Only the objects that cards are made of are held in memory. When these exceed {@link #MOST_HELD} bytes, the cards of the files so far
 * are made, and later files cannot refer to them.
 *
 * <p>The result does not depend on the order of the files: of several versions of an object, the newest counts. Not thread-safe.
 */
final class StixFiles implements CardForm {

    /** The most bytes of objects in memory. MITRE ATT&amp;CK's largest bundle has some 50 million. */
    private static final long MOST_HELD = 128L << 20;

    /** Rejects of files without cards, before they are counted in one. */
    private static final int SINGLE_REJECTS = 3;

    /** Long texts of objects that become no cards. */
    private static final List<String> NOT_HELD = List.of("description", "content", "x_mitre_detection", "object_refs",
            "x_mitre_contents");

    private final List<Bundle> bundles = new ArrayList<>();
    private final List<Bundle> pieces = new ArrayList<>();
    private final Map<String, JsonNode> newest = new HashMap<>();
    private final Map<String, List<JsonNode>> relationships = new HashMap<>();
    private long held;

    @Override
    public boolean recognises(String head) {
        return StixForm.isStix(head);
    }

    @Override
    public CardForm together() {
        return new StixFiles();
    }

    @Override
    public void read(InputStream content, String location, CardSink sink) throws IOException {
        JsonEnvelope json = new JsonEnvelope("objects", location, sink);
        Bundle bundle = new Bundle(location, json.fields(), this);
        List<Bundle> inner = new ArrayList<>();
        json.readObjectOrArray(content, (object, pointer) -> {
            if (object.path("objects").isArray()) {
                inner.add(inner(object, pointer, location));
            } else {
                bundle.count++;
                add(object, pointer, bundle);
            }
            if (StixForm.isHeld(object)) {
                held += json.size();
            }
            if (held > MOST_HELD && bundles.isEmpty()) {
                json.stop("The file has more than " + MOST_HELD
                        + " bytes of objects that cards are made of, which is more than is read of this form at once;"
                        + " what follows was not read.");
            }
        });
        if (!json.hasArray() && StixForm.isObject(json.fields())) {
            bundle.count++;
            add(json.fields(), "/", bundle);
        }
        bundle.isBroken = json.isBroken();
        bundles.addAll(inner);
        if (bundle.count == 1 && !bundle.isBroken) {
            pieces.add(bundle);
        } else if (inner.isEmpty() || bundle.count > 0) {
            bundles.add(bundle);
        }
        if (held > MOST_HELD) {
            finish(sink);
        }
    }

    /** A bundle in an array of bundles. */
    private Bundle inner(JsonNode json, String pointer, String location) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        json.properties().stream().filter(field -> !field.getValue().isArray())
                .forEach(field -> fields.set(field.getKey(), field.getValue()));
        Bundle bundle = new Bundle(location, fields, this);
        for (JsonNode object : json.path("objects")) {
            add(object, pointer + "/objects/" + bundle.count, bundle);
            bundle.count++;
        }
        return bundle;
    }

    private static void add(JsonNode object, String pointer, Bundle bundle) {
        if (!StixForm.isCard(object) && object instanceof ObjectNode fields && !isCampaign(object)) {
            fields.remove(NOT_HELD);
        }
        bundle.add(object, pointer);
    }

    private static boolean isCampaign(JsonNode object) {
        return object.path("type").asText("").equals("campaign");
    }

    /** The newest version of an object that any of the files has; missing if there is none. */
    JsonNode object(String id) {
        return newest.getOrDefault(id, MissingNode.getInstance());
    }

    /** The relationships of an object in all of the files. */
    List<JsonNode> relationships(String id) {
        return relationships.getOrDefault(id, List.of());
    }

    @Override
    public void finish(CardSink sink) {
        joinPieces();
        bundles.forEach(bundle -> {
            bundle.objects.values().forEach(this::putIfNewer);
            bundle.relationships
                    .forEach((id, all) -> relationships.computeIfAbsent(id, first -> new ArrayList<>()).addAll(all));
        });
        bundles.forEach(this::moveRelationships);
        bundles.forEach(bundle -> bundle.emit(sink));
        rejectUseless(sink);
        bundles.clear();
        newest.clear();
        relationships.clear();
        held = 0;
    }

    private void putIfNewer(JsonNode object) {
        newest.merge(StixForm.id(object), object, StixFiles::newer);
    }

    private static JsonNode newer(JsonNode one, JsonNode other) {
        int order = one.path("modified").asText("").compareTo(other.path("modified").asText(""));
        return order > 0 || (order == 0 && (one.equals(other) || one.toString().compareTo(other.toString()) >= 0))
                ? one
                : other;
    }

    /** Makes one bundle of the files with a single object, without what other bundles have in this version or a newer one. */
    private void joinPieces() {
        if (pieces.size() == 1) {
            bundles.addAll(pieces);
        } else if (!pieces.isEmpty()) {
            Set<String> known = new HashSet<>();
            bundles.forEach(bundle -> {
                bundle.objects.values().forEach(object -> known.add(version(object)));
                bundle.relationships.values().forEach(all -> all.forEach(each -> known.add(version(each))));
            });
            String folder = commonFolder(pieces.stream().map(piece -> piece.location).toList());
            Map<String, JsonNode> objects = new LinkedHashMap<>();
            Map<String, String> places = new HashMap<>();
            for (Bundle piece : pieces) {
                piece.everything().filter(object -> !known.contains(version(object))).forEach(object -> {
                    String id = StixForm.id(object);
                    objects.merge(id, object, StixFiles::newer);
                    places.put(id, piece.location.substring(folder.length()));
                });
            }
            Bundle joined = new Bundle(folder.replaceAll("[/\\\\]+$", ""), JsonNodeFactory.instance.objectNode(), this);
            joined.isJoined = true;
            objects.forEach((id, object) -> joined.add(object, places.get(id)));
            if (!objects.isEmpty() || bundles.isEmpty()) {
                bundles.add(joined);
            }
        }
        pieces.clear();
    }

    private static String version(JsonNode object) {
        return StixForm.id(object) + " " + object.path("modified").asText("");
    }

    /** The beginning of all locations up to a slash. */
    private static String commonFolder(List<String> locations) {
        String common = locations.getFirst();
        for (String location : locations) {
            while (!location.startsWith(common)) {
                int slash = common.replace('\\', '/').lastIndexOf('/', common.length() - 2);
                common = common.substring(0, slash + 1);
            }
        }
        return common;
    }

    /** Moves relationships whose source is in another file to the bundle with its newest version. */
    private void moveRelationships(Bundle bundle) {
        List<String> elsewhere = bundle.relationships.keySet().stream().filter(id -> !bundle.objects.containsKey(id))
                .toList();
        for (String id : elsewhere) {
            Optional<Bundle> owner = bundles.stream().filter(other -> other.objects.containsKey(id))
                    .max(Comparator.comparing((Bundle other) -> other.objects.get(id).path("modified").asText(""))
                            .thenComparing(Bundle::key, Comparator.reverseOrder()));
            owner.ifPresent(other -> other.relationships.computeIfAbsent(id, first -> new ArrayList<>())
                    .addAll(bundle.relationships.remove(id)));
        }
    }

    /** Rejects bundles that give no cards and nothing to the cards of others. */
    private void rejectUseless(CardSink sink) {
        boolean hasCards = bundles.stream().anyMatch(bundle -> !bundle.cards.isEmpty());
        List<String> useless = bundles.stream().filter(bundle -> !bundle.isBroken && bundle.cards.isEmpty())
                .filter(bundle -> !hasCards || bundle.objects.isEmpty()).map(bundle -> bundle.location).toList();
        String reason = "This bundle has no intrusion sets, threat actors, malware or tools.";
        if (useless.size() > SINGLE_REJECTS) {
            sink.reject(new Reject(useless.getFirst(), "",
                    reason + " The same is true of " + (useless.size() - 1) + " other bundles."));
        } else {
            useless.forEach(location -> sink.reject(new Reject(location, "", reason)));
        }
    }
}
