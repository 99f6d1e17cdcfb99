package dev.threatcards.index;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

import org.apache.lucene.util.StringHelper;

import dev.threatcards.card.CardDate;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Changes;
import dev.threatcards.card.Changes.Some;
import dev.threatcards.card.Deck;
import dev.threatcards.card.EditionStatus;
import dev.threatcards.card.Provenance;
import dev.threatcards.card.Provenance.CollectionCounts;
import dev.threatcards.card.Provenance.DeckCounts;
import dev.threatcards.card.Reject;
import dev.threatcards.text.WellFormedText;

/**
 * The user data of a commit, a map of strings: the version of the index, the provenance of its cards, and the name-givers that decks know by
 * uuid.
 */
public final class CommitData {

    /** The version of the documents and of the word lists of their analyzers. An index of an older version is rebuilt from its stored cards. */
    static final int SCHEMA = 15;

    /** The first schema whose stored cards can be read; schemas 5 to 8 do not say in which format these are. */
    static final int FIRST_WITH_STORED_FORM = 5;

    /** The most rejects that are stored. All of them are counted. */
    static final int MOST_REJECTS = 1_000;

    static final String SCHEMA_KEY = "schema";
    /** The key of the format of the stored cards, see {@link CardCodec#FORM}. */
    static final String STORED_FORM = "cards";
    private static final String ID = "commit";
    private static final String GIVER = "giver.";

    private CommitData() {
    }

    /** The random id of the commit; empty if it has none. */
    static String id(Map<String, String> userData) {
        return userData.getOrDefault(ID, "");
    }

    /** The user data of a new commit, with a new id. */
    static Map<String, String> of(Provenance provenance, Map<UUID, String> givers) {
        Map<String, String> data = new LinkedHashMap<>();
        data.put(SCHEMA_KEY, Integer.toString(SCHEMA));
        data.put(STORED_FORM, Byte.toString(CardCodec.FORM));
        data.put(ID, StringHelper.idToString(StringHelper.randomId()));
        putAll("collection", provenance.collections(), CommitData::fields, data);
        putAll("deck", provenance.decks(), CommitData::fields, data);
        putAll("reject", provenance.rejects(), CommitData::fields, data);
        data.put("rejects", Integer.toString(provenance.rejectCount()));
        putSome("added", provenance.changes().added(), data);
        putSome("changed", provenance.changes().changed(), data);
        putSome("gone", provenance.changes().gone(), data);
        givers.forEach((uuid, name) -> data.put(GIVER + uuid, name));
        data.replaceAll((key, text) -> WellFormedText.of(text));
        return data;
    }

    static Provenance provenance(Map<String, String> data) {
        Changes changes = new Changes(some("added", data), some("changed", data), some("gone", data));
        return new Provenance(all("collection", data, CommitData::collection), all("deck", data, CommitData::deck),
                all("reject", data, CommitData::reject), number(data.get("rejects")), changes);
    }

    static Map<UUID, String> givers(Map<String, String> data) {
        Map<UUID, String> givers = new TreeMap<>();
        data.forEach((key, name) -> {
            if (key.startsWith(GIVER)) {
                givers.put(UUID.fromString(key.substring(GIVER.length())), name);
            }
        });
        return givers;
    }

    private static List<String> fields(CollectionCounts counts) {
        return List.of(counts.collection(), Integer.toString(counts.actors()), Integer.toString(counts.tools()));
    }

    private static CollectionCounts collection(List<String> fields) {
        return new CollectionCounts(fields.get(0), number(fields.get(1)), number(fields.get(2)));
    }

    private static List<String> fields(DeckCounts counts) {
        Deck deck = counts.deck();
        CardDate date = deck.date();
        return List.of(deck.id(), deck.collection(), deck.source(), date.text(), date.precision().name(),
                date.isoFrom(), date.isoTo(), deck.extent().name(), deck.license(), deck.form(), deck.location(),
                deck.statement(), Integer.toString(counts.actors()), Integer.toString(counts.tools()),
                Integer.toString(counts.entries()), Integer.toString(counts.rejects()));
    }

    private static DeckCounts deck(List<String> fields) {
        CardDate.Precision precision = CardDate.Precision.valueOf(fields.get(4));
        CardDate date = precision == CardDate.Precision.UNKNOWN
                ? CardDate.unknown(fields.get(3))
                : new CardDate(fields.get(3), LocalDate.parse(fields.get(5)), LocalDate.parse(fields.get(6)),
                        precision);
        Deck deck = new Deck(fields.get(0), fields.get(1), fields.get(2), date, Deck.Extent.valueOf(fields.get(7)),
                fields.get(8), fields.get(9), fields.get(10), fields.get(11));
        // Older commits do not count entries of mapping files, which they do not have, nor the rejects of each deck.
        return new DeckCounts(deck, number(fields.get(12)), number(fields.get(13)),
                fields.size() > 14 ? number(fields.get(14)) : 0, fields.size() > 15 ? number(fields.get(15)) : 0);
    }

    private static List<String> fields(Reject reject) {
        return List.of(reject.location(), reject.place(), reject.reason());
    }

    private static Reject reject(List<String> fields) {
        return new Reject(fields.get(0), fields.get(1), fields.get(2));
    }

    private static void putSome(String name, Some cards, Map<String, String> data) {
        data.put(name + ".count", Integer.toString(cards.count()));
        putAll(name, cards.first(), card -> List.of(card.uuid().toString(), card.name(), card.kind().name(),
                card.collection(), card.edition().name()), data);
    }

    private static Some some(String name, Map<String, String> data) {
        List<CardReference> first = all(name, data,
                fields -> new CardReference(UUID.fromString(fields.get(0)), fields.get(1),
                        CardReference.Kind.valueOf(fields.get(2)), fields.get(3),
                        fields.size() > 4 ? EditionStatus.valueOf(fields.get(4)) : EditionStatus.CURRENT));
        return new Some(first, number(data.get(name + ".count")));
    }

    /** Puts the fields of each value under keys such as {@code deck.3.7}, all counted from 0. */
    private static <T> void putAll(String name, List<T> values, Function<T, List<String>> fields,
            Map<String, String> data) {
        for (int i = 0; i < values.size(); i++) {
            List<String> texts = fields.apply(values.get(i));
            for (int j = 0; j < texts.size(); j++) {
                data.put(key(name, i, j), texts.get(j));
            }
        }
    }

    private static <T> List<T> all(String name, Map<String, String> data, Function<List<String>, T> value) {
        List<T> values = new ArrayList<>();
        for (int i = 0; data.containsKey(key(name, i, 0)); i++) {
            List<String> fields = new ArrayList<>();
            for (int j = 0; data.containsKey(key(name, i, j)); j++) {
                fields.add(data.get(key(name, i, j)));
            }
            values.add(value.apply(fields));
        }
        return values;
    }

    private static String key(String name, int value, int field) {
        return name + "." + value + "." + field;
    }

    private static int number(String text) {
        return text == null ? 0 : Integer.parseInt(text);
    }
}
