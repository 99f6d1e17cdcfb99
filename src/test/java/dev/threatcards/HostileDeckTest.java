package dev.threatcards;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.threatcards.card.Card;
import dev.threatcards.card.Deck;
import dev.threatcards.card.Facet;
import dev.threatcards.ingest.IngestReport;
import dev.threatcards.query.CardQuery;
import dev.threatcards.text.WellFormedText;

import static org.assertj.core.api.Assertions.assertThat;

/** Decks whose texts are longer than a term of an index may be, or no Unicode: a card may suffer, the run never does. */
final class HostileDeckTest {

    /** Texts that are longer than a term may be, or have half a character. */
    enum Hostile {
        GIANT("x".repeat(40_000)), WORDS("long word ".repeat(9_000)), OWLS("\uD83E\uDD89".repeat(20_000)), LONE(
                "\\ud83e"), LONE_WITHIN("a\\udd89b"),
        /** Cut at 199 characters, as a deck's own texts are, this ends in the middle of an owl. */
        OWL_AT_THE_CUT("s".repeat(198) + "\uD83E\uDD89".repeat(40));

        private final String json;

        Hostile(String json) {
            this.json = json;
        }
    }

    private static final String GIANT = Hostile.GIANT.json;
    private static final String LONE = Hostile.LONE.json;
    private static final String UUID = "11111111-0000-4000-8000-00000000000";

    @TempDir
    private Path folder;

    private IngestReport ingest(String content) {
        try {
            Path file = Files.writeString(folder.resolve("deck.json"), content.replace('\'', '"'));
            Path good = Files.writeString(folder.resolve("good.json"),
                    etda("values", "", card("actor", 9, "")).replace('\'', '"'));
            return ThreatCards.build(folder.resolve("index")).from(List.of(file.toString(), good.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String etda(String key, String head, String... cards) {
        return "{'source':'Test','uuid':'u','last-db-change':'2024-01-01'" + head + ",'" + key + "':["
                + String.join(",", cards) + "]}";
    }

    private static String card(String kind, int number, String fields) {
        return "{'" + kind + "':'Good " + number + "','uuid':'" + UUID + number + "'" + fields + "}";
    }

    @ParameterizedTest
    @EnumSource
    void everyFieldOfAnActorMayBeAnything(Hostile hostile) {
        String one = "'" + hostile.json + "'";
        String all = "[" + one + "]";
        IngestReport report = ingest(etda("values", "", card("actor", 1, ""),
                card("actor", 2,
                        ",'country':" + all + ",'motivation':" + all + ",'sponsor':" + one + ",'category':" + one
                                + ",'description':" + one + ",'tools':" + all + ",'observed-sectors':" + all
                                + ",'observed-countries':" + all + ",'information':" + all + ",'first-seen':" + one
                                + ",'names':[{'name':" + one + ",'name-giver':" + one + "}],'operations':[{'date':"
                                + one + ",'activity':" + one + "}],'own-key':" + one),
                "{'actor':" + one + ",'uuid':'" + UUID + "3'}", card("actor", 4, "")));
        assertGoodCards(report, "Good 1", "Good 4", "Good 9");
    }

    @ParameterizedTest
    @EnumSource
    void everyFieldOfAToolMayBeAnything(Hostile hostile) {
        String one = "'" + hostile.json + "'";
        String all = "[" + one + "]";
        IngestReport report = ingest(etda(
                "values", "", card("tool", 1, ""), card("tool", 2, ",'category':" + one + ",'type':" + all
                        + ",'description':" + one + ",'names':[{'name':" + one + "}]"),
                "{'tool':" + one + ",'uuid':'" + UUID + "3'}", card("tool", 4, "")));
        assertGoodCards(report, "Good 1", "Good 4", "Good 9");
    }

    @ParameterizedTest
    @EnumSource
    void whatADeckSaysOfItselfMayBeAnything(Hostile hostile) {
        String head = Stream.of("authors", "license", "version", "name", "description", "category", "type", "tlp")
                .map(key -> ",'" + key + "':'" + hostile.json + "'").reduce("", String::concat);
        IngestReport etda = ingest("{'source':'" + hostile.json + "','uuid':'u','last-db-change':'" + hostile.json + "'"
                + head + ",'values':[" + card("actor", 1, "") + "]}");
        assertGoodCards(etda, "Good 9");
        IngestReport misp = ingest(
                "{'source':'" + hostile.json + "','uuid':'7cdff317-a673-4474-84ec-4f1754947823'" + ",'authors':['"
                        + hostile.json + "'],'category':'actor','name':'" + hostile.json + "','type':'threat-actor'"
                        + ",'description':'" + hostile.json + "','version':3,'values':[{'value':'Good 5','uuid':'"
                        + UUID + "5','description':'Said.','meta':{'country':'" + hostile.json + "','refs':['"
                        + hostile.json + "'],'synonyms':['" + hostile.json + "']}}]}");
        assertGoodCards(misp, "Good 9");
    }

    @Test
    void theSameDeckTwiceChangesNothing() {
        String deck = etda("values", ",'authors':['" + LONE + "']",
                card("actor", 1, ",'country':['" + LONE + "'],'description':'" + LONE + "'"),
                "{'actor':'" + LONE + "','uuid':'" + UUID + "2'}");
        assertThat(ingest(deck).added()).isEqualTo(3);
        assertThat(ingest(deck).unchanged()).isEqualTo(3);
    }

    @Test
    void aFilterOfAnOverlongValueFindsItsCard() {
        ingest(etda("values", "", card("tool", 1, ",'type':['" + GIANT + "']"), card("tool", 2, "")));
        try (ThreatCards cards = ThreatCards.open(folder.resolve("index"))) {
            String value = cards.toolFacet(Facet.TYPE, "", CardQuery.all()).getFirst().value();
            assertThat(value).hasSize(200).startsWith("xxx");
            assertThat(cards.tools(CardQuery.all().with(Facet.TYPE, value)).total()).isEqualTo(1);
        }
    }

    @Test
    void cardsInMemoryMayHaveLoneSurrogatesToo() {
        Card card = TestCards.actor("Half \uD83E Owl").country("\uDD89").description("\uD83E").card();
        try (ThreatCards cards = ThreatCards.inMemory(List.of(card, TestCards.actor("Red Fox").card()))) {
            assertThat(cards.search(CardQuery.all()).hits()).hasSize(2)
                    .allMatch(hit -> WellFormedText.is(hit.card().name() + hit.card().description()));
            assertThat(cards.search(CardQuery.of("half owl")).total()).isEqualTo(1);
        }
    }

    private void assertGoodCards(IngestReport report, String... names) {
        try (ThreatCards cards = ThreatCards.open(folder.resolve("index"))) {
            for (String name : names) {
                assertThat(cards.cards(name)).as("%s of %s", name, report.rejects()).hasSize(1);
            }
            for (Deck deck : cards.provenance().decks().stream().map(counts -> counts.deck()).toList()) {
                assertThat(List.of(deck.id(), deck.collection(), deck.source(), deck.license(), deck.statement(),
                        deck.date().text(), deck.location())).allMatch(WellFormedText::is);
            }
            cards.inspect();
            assertThat(cards.search(CardQuery.all().page(1, 100)).hits())
                    .allMatch(hit -> WellFormedText.is(hit.card().toString()));
        }
    }
}
