package dev.threatcards.index;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.threatcards.card.CardDate;
import dev.threatcards.card.Deck;
import dev.threatcards.card.Provenance;
import dev.threatcards.card.Provenance.DeckCounts;
import dev.threatcards.card.Reject;

/** The user data of a commit: the version of the index, and where its cards come from. */
final class CommitData {

    /** The version of the documents and of the stored cards. */
    static final String SCHEMA = "1";

    /** More rejects than a person reads; their number is kept all the same. */
    static final int MOST_REJECTS = 1_000;

    private static final String SCHEMA_KEY = "schema";

    private CommitData() {
    }

    /** Whether this version of the program can read the index. */
    static boolean isCurrent(Map<String, String> userData) {
        return SCHEMA.equals(userData.get(SCHEMA_KEY));
    }

    /** Every value that a commit keeps. */
    static Map<String, String> of(Provenance provenance) {
        List<DeckCounts> decks = provenance.decks();
        List<Reject> rejects = provenance.rejects();
        Map<String, String> data = new LinkedHashMap<>();
        data.put(SCHEMA_KEY, SCHEMA);
        data.put("decks", Integer.toString(decks.size()));
        for (int i = 0; i < decks.size(); i++) {
            String key = "deck." + i + ".";
            Deck deck = decks.get(i).deck();
            data.put(key + "id", deck.id());
            data.put(key + "source", deck.source());
            data.put(key + "date", deck.date().isoFrom());
            data.put(key + "license", deck.license());
            data.put(key + "form", deck.form());
            data.put(key + "location", deck.location());
            data.put(key + "actors", Integer.toString(decks.get(i).actors()));
            data.put(key + "tools", Integer.toString(decks.get(i).tools()));
        }
        data.put("rejects", Integer.toString(provenance.rejectCount()));
        for (int i = 0; i < Math.min(rejects.size(), MOST_REJECTS); i++) {
            String key = "reject." + i + ".";
            data.put(key + "location", rejects.get(i).location());
            data.put(key + "place", rejects.get(i).place());
            data.put(key + "reason", rejects.get(i).reason());
        }
        return data;
    }

    static Provenance provenance(Map<String, String> data) {
        List<DeckCounts> decks = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(data.getOrDefault("decks", "0")); i++) {
            String key = "deck." + i + ".";
            Deck deck = new Deck(data.get(key + "id"), data.get(key + "source"), day(data.get(key + "date")),
                    data.get(key + "license"), data.get(key + "form"), data.get(key + "location"));
            decks.add(new DeckCounts(deck, Integer.parseInt(data.get(key + "actors")),
                    Integer.parseInt(data.get(key + "tools"))));
        }
        List<Reject> rejects = new ArrayList<>();
        for (int i = 0; data.containsKey("reject." + i + ".reason"); i++) {
            String key = "reject." + i + ".";
            rejects.add(new Reject(data.get(key + "location"), data.get(key + "place"), data.get(key + "reason")));
        }
        return new Provenance(decks, rejects, Integer.parseInt(data.getOrDefault("rejects", "0")));
    }

    private static CardDate day(String iso) {
        if (iso.isEmpty()) {
            return CardDate.NONE;
        }
        LocalDate day = LocalDate.parse(iso);
        return new CardDate(iso, day, day, CardDate.Precision.DAY);
    }
}
