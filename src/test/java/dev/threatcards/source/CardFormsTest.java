package dev.threatcards.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

import dev.threatcards.NeedsRealDecks;
import dev.threatcards.RealDecks;
import dev.threatcards.TestCards;
import dev.threatcards.card.Activity;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.ToolCard;
import dev.threatcards.source.form.ArchivedTextForm;
import dev.threatcards.source.form.CardPageForm;
import dev.threatcards.source.form.EtdaFields;

import static org.assertj.core.api.Assertions.assertThat;

/** The same card from ETDA's JSON, from archived text and from a (synthetic) card page is the same card. */
final class CardFormsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String INVENTED = """
            [{"actor": "Blue Otter, APT 99", "uuid": "11111111-2222-4333-8444-555555555501",
              "names": [{"name": "Blue Otter", "name-giver": "Acme"}, {"name": "Loutre (LTR)", "name-giver": "?"},
                {"name": "R&D <Crew>", "name-giver": "Umbrella \\"U\\" & Sons"}, {"name": "Nameless", "name-giver": ""}],
              "country": ["[Unknown]", "China"], "sponsor": "State-sponsored, 5th & 6th Bureau (\\"FSS\\")",
              "motivation": ["Information theft and espionage", "Sabotage and destruction"], "first-seen": "2014 Early",
              "description": "(Acme) First & foremost < 5.\\n\\nSecond\\nline, near {{Red Fox, APT 98}}:\\n• one\\n• two\\n\\nEnd.",
              "observed-sectors": ["Oil and gas", "Education", "Real estate and several others"],
              "observed-countries": ["Bosnia and Herzegovina", "Chile", "others"],
              "tools": ["P.A.S.", "Cain & Abel", "0-days from the {{Red Fox}} breach", "an MS Office 0-day exploit"],
              "operations": [{"date": "2014-10", "activity": "Breach\\nMore of it, see {{Red Fox}}\\nhttps://example.org/1?a=1&copy=2\\nhttps://example.org/a b.pdf"},
                {"date": "2015 Late", "activity": "Another one"}, {"date": "", "activity": "Undated"}],
              "counter-operations": [{"date": "2016-05", "activity": "Arrests\\nhttps://example.org/2>"}],
              "information": ["https://example.org/i1", "https://example.org/i2?x=1&copy=2", "https://example.org/i 3.pdf"],
              "mitre-attack": ["https://attack.mitre.org/groups/G9998/", "https://attack.mitre.org/groups/G9999/"],
              "playbook": ["https://example.org/p"], "alienvault-otx": ["https://example.org/o"],
              "last-card-change": "2020-04-14"},
             {"actor": "[Unnamed groups: Nowhere]", "uuid": "11111111-2222-4333-8444-555555555502", "category": "Unknown",
              "names": [{"name": "[Unnamed groups: Nowhere]", "name-giver": "?"}], "country": ["Nowhere"],
              "description": "No more.", "tools": ["P.A.S."], "observed-countries": ["Worldwide"],
              "last-card-change": "2021-12-01"},
             {"actor": "Ünïcode 熊", "uuid": "11111111-2222-4333-8444-555555555503", "category": "Other",
              "names": [{"name": "Ünïcode 熊", "name-giver": "Ácme"}], "country": ["USA"],
              "description": "“Quoted” – and a $1 \\\\ sign.", "observed-sectors": ["others"], "last-card-change": "2021-12-01"},
             {"tool": "Cain & Abel", "uuid": "11111111-2222-4333-8444-555555555504",
              "names": [{"name": "Cain & Abel"}, {"name": "Barb(ie)"}, {"name": "Spanner (Modified)"}],
              "category": "Tools", "type": ["Backdoor", "Info stealer"], "description": "A tool.",
              "information": ["https://example.org/t", "https://example.org/t2"], "malpedia": ["https://example.org/m"],
              "last-card-change": "2022-02-28"}]
            """;

    private enum Form {
        ARCHIVED_TEXT, CARD_PAGE
    }

    private static Card read(ObjectNode json, Form form) throws IOException {
        ReadCards read = form == Form.CARD_PAGE
                ? ReadCards.from(new CardPageForm(), CardForms.page(json))
                : ReadCards.from(new ArchivedTextForm(), CardForms.archivedText(json));
        assertThat(read.rejects).isEmpty();
        assertThat(read.cards).hasSize(1);
        return read.cards.getFirst();
    }

    /** The fields that all forms have. An actor's category is in the heading of pages, and not in the JSON. */
    private static Map<String, Object> fields(Card card) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("uuid", card.uuid());
        fields.put("title", card.name());
        fields.put("names", card.names());
        fields.put("description", card.description());
        fields.put("information", card.information());
        fields.put("mitre attack", card.mitreAttack());
        fields.put("playbook", card.playbook());
        fields.put("alienvault otx", card.alienVaultOtx());
        fields.put("last change", card.lastChange());
        fields.put("unknown", card.unknown());
        switch (card) {
            case ActorCard actor -> {
                fields.put("country", actor.country());
                fields.put("sponsor", actor.sponsor());
                fields.put("motivation", actor.motivation());
                fields.put("first seen", actor.firstSeen());
                fields.put("sectors", actor.sectors().texts());
                fields.put("targets", actor.targets().texts());
                fields.put("tools", actor.tools().texts());
                fields.put("operations", activities(actor.operations()));
                fields.put("counter operations", activities(actor.counterOperations()));
            }
            case ToolCard tool -> {
                fields.put("category", tool.category());
                fields.put("type", tool.type());
                fields.put("malpedia", tool.malpedia());
            }
        }
        return fields;
    }

    private static List<List<Object>> activities(List<Activity> activities) {
        return activities.stream().map(activity -> List.<Object>of(activity.date(), activity.story(), activity.links()))
                .toList();
    }

    /**
     * What pages cannot carry, taken from the fields of any form:
     * <ul>
     * <li>runs of white space, and white space round line breaks, which HTML makes one space or none;
     * <li>commas within a piece of prose of a list, which a page parts as it parts entries;
     * <li>a link that is no address (on the real decks two with typing errors): pages' links are taken from addresses alone.
     * </ul>
     */
    private static Map<String, Object> carried(Map<String, Object> fields) {
        Map<String, Object> carried = new LinkedHashMap<>(fields);
        for (String prose : List.of("description", "operations", "counter operations")) {
            carried.computeIfPresent(prose, (key, value) -> spaced(value));
        }
        for (String list : List.of("sectors", "targets", "tools")) {
            carried.computeIfPresent(list, (key, value) -> strings(value, CardFormsTest::pieces));
        }
        carried.computeIfPresent("information", (key, value) -> strings(value, CardFormsTest::address));
        return carried;
    }

    /** An address from where it begins; nothing if it is none. */
    private static Stream<String> address(String link) {
        int start = Math.max(link.indexOf("http://"), link.indexOf("https://"));
        return start < 0 ? Stream.empty() : Stream.of(link.substring(start));
    }

    /** The pieces that commas part, those after the first without the "and" that may follow a comma. */
    private static Stream<String> pieces(String entry) {
        String[] pieces = entry.split(",", -1);
        return Stream.concat(Stream.of(pieces[0]),
                Arrays.stream(pieces).skip(1).map(piece -> piece.strip().replaceFirst("^and ", "")));
    }

    private static List<String> strings(Object list, Function<String, Stream<String>> pieces) {
        return ((List<?>) list).stream().map(String.class::cast).flatMap(pieces).toList();
    }

    private static Object spaced(Object value) {
        if (value instanceof List<?> values) {
            return values.stream().map(CardFormsTest::spaced).toList();
        }
        return value instanceof String text
                ? text.replaceAll("[ \\t\\u00A0]+", " ").replaceAll(" ?\n ?", "\n").strip()
                : value;
    }

    private static List<String> differences(Map<String, Object> expected, Map<String, Object> actual) {
        return expected.entrySet().stream().filter(field -> !field.getValue().equals(actual.get(field.getKey())))
                .map(field -> field.getKey() + ":\n    " + field.getValue() + "\n    " + actual.get(field.getKey()))
                .toList();
    }

    @Test
    void inventedCardsAreTheSameInEveryForm() throws Exception {
        for (JsonNode node : JSON.readTree(INVENTED)) {
            ObjectNode json = (ObjectNode) node;
            Map<String, Object> expected = fields(EtdaFields.card(json, TestCards.DECK));
            for (Form form : Form.values()) {
                assertThat(differences(expected, fields(read(json, form)))).as(json.path("uuid") + " " + form)
                        .isEmpty();
            }
        }
    }

    @Test
    void pagesSayTheCategoryThatTheJsonDoesNot() throws Exception {
        List<String> categories = new ArrayList<>();
        for (JsonNode node : JSON.readTree(INVENTED)) {
            if (read((ObjectNode) node, Form.CARD_PAGE) instanceof ActorCard actor) {
                categories.add(actor.category());
            }
        }
        assertThat(categories).containsExactly("APT", "Unknown", "Other");
    }

    @Test
    @NeedsRealDecks
    void everyActorOfTheRealDeckIsTheSameInEveryForm() throws Exception {
        theSameInEveryForm(RealDecks.groups(), 483);
    }

    @Test
    @NeedsRealDecks
    void everyToolOfTheRealDeckIsTheSameInEveryForm() throws Exception {
        theSameInEveryForm(RealDecks.tools(), 2121);
    }

    private static void theSameInEveryForm(String deck, int cards) throws Exception {
        JsonNode values = JSON.readTree(Path.of(deck).toFile()).path("values");
        assertThat(values).hasSize(cards);
        for (Form form : Form.values()) {
            int exactly = 0;
            Map<String, Integer> notCarried = new TreeMap<>();
            List<String> different = new ArrayList<>();
            for (JsonNode node : values) {
                ObjectNode json = (ObjectNode) node;
                Map<String, Object> expected = fields(EtdaFields.card(json, TestCards.DECK));
                Map<String, Object> actual = fields(read(json, form));
                List<String> left = differences(carried(expected), carried(actual));
                exactly += expected.equals(actual) ? 1 : 0;
                expected.keySet().stream().filter(field -> !expected.get(field).equals(actual.get(field)))
                        .forEach(field -> notCarried.merge(field, 1, Integer::sum));
                if (!left.isEmpty()) {
                    different.add(json.path("uuid").asText() + " " + expected.get("title") + ", " + left);
                }
            }
            System.out.println(Path.of(deck).getFileName() + ", " + form + ": " + exactly
                    + " cards the same to the letter; fields that pages cannot carry to the letter: " + notCarried
                    + "; cards that differ even so: " + different.size());
            assertThat(different).as(different.size() + " cards of " + deck + " differ, " + form).isEmpty();
        }
    }
}
