package dev.threatcards.source.form;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.threatcards.ThreatCards;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.Deck;
import dev.threatcards.card.Name;
import dev.threatcards.card.ToolCard;
import dev.threatcards.source.ReadCards;

import static org.assertj.core.api.Assertions.assertThat;

/** ETDA's JSON, on cards made up for the purpose. */
final class EtdaJsonFormTest {

    private static final String ENVELOPE = """
            {"source": "A deck", "uuid": "78e854d3-0000-4113-beed-a7b7400131ff", "last-db-change": "2024-08-27",
             "license": "Creative Commons Attribution-NonCommercial-ShareAlike 4.0 International License",
             "values": [%s]}""";

    private static final String UUID = "11111111-2222-4333-8444-555555555555";

    private static String otter(String uuid) {
        return String.format(Locale.ROOT, """
                {"actor": "Blue Otter, TEMP.Otter", "names": [{"name": "Blue Otter", "name-giver": "Acme"},
                   {"name": "TEMP.Otter", "name-giver": "?"}],
                 "country": ["China"], "sponsor": "State-sponsored, a ministry", "motivation": ["Financial gain"],
                 "first-seen": "2011/2012", "description": "One.<br >Two {{Red Fox}}.",
                 "observed-sectors": ["Energy", "others"], "observed-countries": ["USA", "Worldwide except Chile"],
                 "tools": ["PlugX", "an MS Office 0-day exploit"],
                 "operations": [{"date": "2014 Early", "activity": "Breach\\nhttps://example.org/1"}],
                 "counter-operations": [{"date": "", "activity": "Arrests"}],
                 "information": ["https://example.org/2>"], "mitre-attack": ["https://example.org/G1/"],
                 "uuid": "%s", "last-card-change": "2020-04-14", "mood": {"is": "bad"}}""", uuid);
    }

    private static ReadCards read(String json) throws IOException {
        return ReadCards.from(new EtdaJsonForm(), json);
    }

    @Test
    void everyFieldArrives() throws IOException {
        ActorCard card = read(String.format(Locale.ROOT, ENVELOPE, otter(UUID))).onlyActor();
        assertThat(card.uuid()).hasToString(UUID);
        assertThat(card.name()).isEqualTo("Blue Otter, TEMP.Otter");
        assertThat(card.names()).containsExactly(new Name("Blue Otter", "Acme"), new Name("TEMP.Otter", "?"));
        assertThat(card.country()).containsExactly("China");
        assertThat(card.sponsor()).isEqualTo("State-sponsored, a ministry");
        assertThat(card.motivation()).containsExactly("Financial gain");
        assertThat(card.firstSeen().isoTo()).isEqualTo("2012-12-31");
        assertThat(card.description()).isEqualTo("One.\nTwo {{Red Fox}}.");
        assertThat(card.sectors().labels()).containsExactly("Energy");
        assertThat(card.sectors().prose()).containsExactly("others");
        assertThat(card.targets().prose()).containsExactly("Worldwide except Chile");
        assertThat(card.tools().labels()).containsExactly("PlugX");
        assertThat(card.tools().prose()).containsExactly("an MS Office 0-day exploit");
        assertThat(card.operations().getFirst().links()).containsExactly("https://example.org/1");
        assertThat(card.lastActive().text()).isEqualTo("2014 Early");
        assertThat(card.counterOperations().getFirst().date().isKnown()).isFalse();
        assertThat(card.information()).containsExactly("https://example.org/2");
        assertThat(card.mitreAttack()).containsExactly("https://example.org/G1/");
        assertThat(card.lastChange().isoFrom()).isEqualTo("2020-04-14");
        assertThat(card.unknown()).containsOnlyKeys("mood").containsEntry("mood", "{\"is\":\"bad\"}");
    }

    @Test
    void theEnvelopeIsTheDeck() throws IOException {
        Deck deck = read(String.format(Locale.ROOT, ENVELOPE, otter(UUID))).decks.getFirst();
        assertThat(deck.id()).isEqualTo("ETDA JSON: 78e854d3-0000-4113-beed-a7b7400131ff pages");
        assertThat(deck.source()).isEqualTo("A deck");
        assertThat(deck.date().isoFrom()).isEqualTo("2024-08-27");
        assertThat(deck.license()).isEqualTo("CC BY-NC-SA 4.0");
        assertThat(deck.location()).isEqualTo("file");
    }

    @Test
    void aToolIsATool() throws IOException {
        Card card = read(String.format(Locale.ROOT, ENVELOPE, String.format(Locale.ROOT, """
                {"tool": "Spanner", "names": [{"name": "Spanner"}, {"name": "Wrench"}], "category": "Malware",
                 "type": ["Backdoor"], "malpedia": ["https://example.org/spanner"], "description": "It turns.",
                 "uuid": "%s", "last-card-change": "2020-01-01"}""", UUID))).cards.getFirst();
        assertThat(card).isInstanceOf(ToolCard.class);
        assertThat(card.names()).containsExactly(new Name("Spanner", ""), new Name("Wrench", ""));
        assertThat(((ToolCard) card).type()).containsExactly("Backdoor");
    }

    @Test
    void aCardWithoutAnEnvelopeIsRead() throws IOException {
        assertThat(read(otter(UUID)).onlyActor().name()).startsWith("Blue Otter");
    }

    @Test
    void aBadCardCostsItselfAlone() throws IOException {
        ReadCards read = read(String.format(Locale.ROOT, ENVELOPE, String.join(",", otter(""), otter(UUID), "7",
                "{\"uuid\": \"x\"}", "{\"actor\": [\"list\"], \"uuid\": \"" + UUID + "\"}", otter("no-uuid"))));
        assertThat(read.cards).hasSize(1);
        assertThat(read.rejects).extracting("place").containsExactly("/values/0", "/values/2", "/values/3", "/values/4",
                "/values/5");
        assertThat(read.rejects.getFirst().reason()).contains("Blue Otter", "no uuid");
        assertThat(read.rejects).allMatch(reject -> reject.location().equals("file"));
    }

    @Test
    void whatComesBeforeABreakIsKept() throws IOException {
        String whole = String.format(Locale.ROOT, ENVELOPE,
                otter(UUID) + "," + otter("99999999-2222-4333-8444-555555555555"));
        ReadCards read = read(whole.substring(0, whole.length() - 60));
        assertThat(read.cards).hasSize(1);
        assertThat(read.rejects).hasSize(1);
        assertThat(read.rejects.getFirst().place()).startsWith("line ");
        assertThat(read.rejects.getFirst().reason()).contains("ends early at byte", "after 1 entry");
    }

    @Test
    void whatFollowsTheEndIsToldAndSoIsAnObjectWithoutCards() throws IOException {
        assertThat(read(otter(UUID) + otter(UUID)).rejects).singleElement()
                .satisfies(reject -> assertThat(reject.reason()).contains("More follows"));
        assertThat(read("{\"x\": {\"actor\": 1}}").rejects).singleElement()
                .satisfies(reject -> assertThat(reject.place()).isEmpty());
    }

    @Test
    void whatIsTooLongForANameCostsItsCardAlone() throws IOException {
        ReadCards read = read(
                String.format(Locale.ROOT, ENVELOPE, otter(UUID).replace("\"China\"", "\"" + "C".repeat(40_000) + "\"")
                        + "," + otter("99999999-2222-4333-8444-555555555555")));
        assertThat(read.cards).hasSize(1);
        assertThat(read.rejects).singleElement()
                .satisfies(reject -> assertThat(reject.reason()).contains("country", "40000"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"country", "category", "motivation", "first-seen", "sponsor", "type", "description"})
    void whatIsReadIsTakenByAnIndexInMemory(String key) throws IOException {
        String value = "x".repeat(256);
        String fields = Stream.of("actor", "tool")
                .map(kind -> "{\"" + kind + "\": \"Blue Otter\", \"uuid\": \"" + UUID + "\", \"" + key + "\": [\""
                        + value + "\"]}, {\"" + kind + "\": \"Red Fox\", \"uuid\": \"" + UUID + "\", \"" + key
                        + "\": \"" + value + "\"}")
                .collect(Collectors.joining(","));
        ReadCards read = read(String.format(Locale.ROOT, ENVELOPE, fields));
        assertThat(read.cards.size() + read.rejects.size()).isEqualTo(4);
        for (Card card : read.cards) {
            try (ThreatCards cards = ThreatCards.inMemory(List.of(card))) {
                assertThat(cards.profile(card.uuid())).isPresent();
            }
        }
    }

    @Test
    void jsonThatIsNestedTooDeepIsToldPlainly() throws IOException {
        ReadCards read = read("{\"actor\": " + "[".repeat(3_000));
        assertThat(read.rejects).hasSize(1);
    }

    @Test
    void aUuidWithASpaceInItIsMended() throws IOException {
        assertThat(read(otter("11111111-2222-4333-8444-55555555555 5")).onlyActor().uuid()).hasToString(UUID);
    }

    @Test
    void twoCardsOfOneUuidAreBothKeptAndEachKnownAgain() throws IOException {
        String other = otter(UUID).replace("Blue Otter", "Red Fox");
        List<Card> once = read(String.format(Locale.ROOT, ENVELOPE, otter(UUID) + "," + other)).cards;
        List<Card> again = read(String.format(Locale.ROOT, ENVELOPE, otter(UUID) + "," + other)).cards;
        assertThat(once).extracting(Card::uuid).doesNotHaveDuplicates();
        assertThat(once).isEqualTo(again);
        assertThat(once.getFirst().uuid()).hasToString(UUID);
    }
}
