package dev.threatcards.source.form;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import dev.threatcards.card.CardDate;
import dev.threatcards.card.Deck;
import dev.threatcards.source.form.StixForm.Bundle;

/**
 * The deck of a STIX bundle. With a single collection object of MITRE ATT&amp;CK it is an edition of that collection. Any other bundle is a
 * report: it has the name of its creator and of its report, or else of its file. Without a report object, a grouping or a note names it.
 */
final class BundleDeck {

    private static final String ATTACK = "MITRE ATT&CK";
    private static final String MITRE = "The MITRE Corporation";
    /** MITRE's identity in all of its bundles. */
    private static final String MITRE_ID = "identity--c78cb6e5-0c4b-4611-8297-d1b8b55e40b5";

    private final Bundle bundle;
    private final List<JsonNode> collections;
    private final List<JsonNode> reports;
    private final String creator;

    BundleDeck(Bundle bundle) {
        this.bundle = bundle;
        this.collections = ofType("x-mitre-collection");
        this.reports = Stream.of("report", "grouping", "note").map(this::ofType).filter(found -> !found.isEmpty())
                .findFirst().orElse(List.of());
        this.creator = creator();
    }

    private List<JsonNode> ofType(String type) {
        return bundle.objects.values().stream().filter(object -> object.path("type").asText("").equals(type)).toList();
    }

    /** The name of who created most of the cards, or else the reports; empty if unknown. */
    private String creator() {
        for (List<JsonNode> objects : List.of(List.copyOf(bundle.cards.values()), reports)) {
            Map<String, Integer> names = new TreeMap<>();
            objects.stream().map(this::creator).filter(name -> !name.isBlank())
                    .forEach(name -> names.merge(name, 1, Integer::sum));
            if (!names.isEmpty()) {
                return names.entrySet().stream()
                        .max(Map.Entry.<String, Integer>comparingByValue()
                                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                        .orElseThrow().getKey();
            }
        }
        return "";
    }

    private String creator(JsonNode object) {
        String id = object.path("created_by_ref").asText("");
        String name = bundle.object(id).path("name").asText("");
        return name.isBlank() && id.equals(MITRE_ID) ? MITRE : name;
    }

    /** The identity of the bundle: that of its collection, its only report, the bundle, or its file. */
    String key() {
        String id = bundle.fields.path("id").asText("");
        String only = collections.size() == 1
                ? StixForm.id(collections.getFirst())
                : reports.size() == 1 ? StixForm.id(reports.getFirst()) : "";
        if (!only.isEmpty()) {
            return only;
        }
        if (id.isEmpty() || bundle.isJoined) {
            return place() + " " + creator;
        }
        // Without a creator the file names the collection, so that one bundle in two files is two decks.
        return creator.isEmpty() ? id + " " + place() : id;
    }

    /** The deck of the bundle's cards. */
    Deck deck() {
        boolean isAttack = creator.equals(MITRE);
        return deck(key(), isAttack ? ATTACK : creator.isEmpty() ? title() : creator, title(),
                Decks.ofBundle(collections.size()));
    }

    /** The deck of a card. An object of MITRE that is repeated in another's bundle stays in MITRE's collection. */
    Deck deck(JsonNode card, Deck bundled) {
        boolean isRepeated = card.path("created_by_ref").asText("").equals(MITRE_ID)
                && !bundled.collection().equals(ATTACK);
        return isRepeated
                ? deck(key() + " " + ATTACK, ATTACK, MITRE + " in " + bundled.source(), Deck.Extent.PAGES)
                : bundled;
    }

    private Deck deck(String key, String collection, String source, Deck.Extent extent) {
        String statement = ofType("marking-definition").stream()
                .map(marking -> marking.path("definition").path("statement").asText("")).filter(text -> !text.isEmpty())
                .findFirst().orElse("");
        return Decks.of(StixForm.FORM, key, collection, source, date(), extent, statement.replaceAll("\\.$", ""),
                bundle.location, "");
    }

    private String title() {
        if (collections.size() == 1) {
            JsonNode collection = collections.getFirst();
            return (collection.path("name").asText("") + " " + collection.path("x_mitre_version").asText("")).strip();
        }
        String report = reports.size() == 1 ? name(reports.getFirst()) : "";
        if (report.isEmpty() || creator.isEmpty()) {
            return !creator.isEmpty() ? creator : !report.isEmpty() ? report : place();
        }
        return creator + ": " + report;
    }

    /** The name of a report or a grouping, the abstract of a note. */
    private static String name(JsonNode report) {
        return report.path("name").asText(report.path("abstract").asText("")).strip();
    }

    /** The name of the file, or of the folder of files with one object each. */
    private String place() {
        String name = Deck.withoutFolders(bundle.location);
        return name.isBlank() ? StixForm.FORM : name;
    }

    /** The day of the collection's last change, or else the newest one of a card. */
    private CardDate date() {
        String newest = bundle.cards.values().stream().map(card -> card.path("modified").asText(""))
                .max(Comparator.naturalOrder()).orElse("");
        String day = collections.size() == 1 ? collections.getFirst().path("modified").asText(newest) : newest;
        return CardDate.parse(day.length() < 10 ? "" : day.substring(0, 10));
    }
}
