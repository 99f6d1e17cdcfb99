package dev.threatcards;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Facet;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Name;
import dev.threatcards.ingest.IngestReport;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.Filters;

import static org.assertj.core.api.Assertions.assertThat;

/** What several decks, editions and runs make of an index; the actors do not exist. */
final class MergedIngestTest {

    private static final String OTTER = "11111111-0000-4000-8000-000000000001";
    private static final String FOX = "11111111-0000-4000-8000-000000000002";
    private static final String NEWT = "11111111-0000-4000-8000-000000000003";

    @TempDir
    private Path folder;

    private Path index() {
        return folder.resolve("index");
    }

    private String file(String name, String content) {
        try {
            return Files.writeString(folder.resolve(name), content.replace('\'', '"')).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String deck(String date, String... cards) {
        return file("deck " + date + ".json", "{'source':'Test','uuid':'u','last-db-change':'" + date + "','values':["
                + String.join(",", cards) + "]}");
    }

    private static String actor(String title, String uuid, String more) {
        return "{'actor':'" + title + "','uuid':'" + uuid + "'" + more + "}";
    }

    private String list(String date, String... titles) {
        StringBuilder rows = new StringBuilder();
        for (String title : titles) {
            rows.append("<tr><td></td><td><a href='/cgi-bin/showcard.cgi?g=x'>" + title
                    + "</a></td><td>[Unknown]</td><td>2014</td></tr>");
        }
        return file("list " + date + ".html",
                "<title>All groups - Test</title><table><tr><td class='thead'>Name</td></tr><tr><td><h2>APT groups</h2>"
                        + rows + "</table><p>Last database change: " + date + "</p>");
    }

    private IngestReport ingest(String... sources) {
        return ThreatCards.build(index()).from(List.of(sources));
    }

    private Map<String, MergedCard> cards() {
        try (ThreatCards cards = ThreatCards.open(index())) {
            return cards.search(CardQuery.all().with(Facet.EDITION, Filters.ANY_EDITION).page(1, 100)).hits().stream()
                    .map(hit -> cards.cards(hit.card().uuid().toString()).getFirst())
                    .collect(Collectors.toMap(card -> card.uuid().toString(), card -> card));
        }
    }

    private static Stream<String> names(List<CardReference> cards) {
        return cards.stream().map(CardReference::name);
    }

    @Test
    void theNewerEditionStandsInWhateverOrderTheyCome() {
        String old = deck("2020-01-01", actor("Blue Otter", OTTER, ",'sponsor':'old'"));
        String recent = deck("2024-01-01", actor("Blue Otter", OTTER, ",'sponsor':'new'"));
        for (List<String> order : List.of(List.of(old, recent), List.of(recent, old))) {
            order.forEach(this::ingest);
            assertThat(((ActorCard) cards().get(OTTER).card()).sponsor()).isEqualTo("new");
            ThreatCards.build(index()).from(order);
            assertThat(((ActorCard) cards().get(OTTER).card()).sponsor()).isEqualTo("new");
        }
    }

    @Test
    void aFileThatWasMendedStandsAgainstTheSameEditionOfAnEarlierRun() {
        ingest(deck("2024-01-01", actor("Blue Otter", OTTER, ",'sponsor':'z'")));
        IngestReport mended = ingest(deck("2024-01-01", actor("Blue Otter", OTTER, ",'sponsor':'a'")));
        assertThat(mended.changed()).isEqualTo(1);
        assertThat(((ActorCard) cards().get(OTTER).card()).sponsor()).isEqualTo("a");
    }

    @Test
    void whatComesChangesAndGoesIsTold() {
        IngestReport first = ingest(deck("2020-01-01", actor("Blue Otter", OTTER, ""), actor("Red Fox", FOX, "")));
        assertThat(names(first.provenance().changes().added().first())).containsExactly("Blue Otter", "Red Fox");
        IngestReport second = ingest(
                deck("2021-01-01", actor("Blue Otter", OTTER, ",'sponsor':'S'"), actor("Green Newt", NEWT, "")));
        assertThat(names(second.provenance().changes().added().first())).containsExactly("Green Newt");
        assertThat(names(second.provenance().changes().changed().first())).containsExactly("Blue Otter");
        assertThat(names(second.provenance().changes().gone().first())).containsExactly("Red Fox");
        assertThat(cards()).hasSize(3);
        try (ThreatCards cards = ThreatCards.open(index())) {
            assertThat(cards.inspect().decks().getFirst().older()).isEqualTo(1);
        }
        IngestReport third = ingest(folder.resolve("deck 2021-01-01.json").toString());
        assertThat(third.provenance().changes().added().count()).isZero();
        assertThat(third.provenance().changes().changed().count()).isZero();
        assertThat(third.unchanged()).isEqualTo(2);
    }

    @Test
    void oneCardAloneSaysNothingOfTheOthers() {
        ingest(deck("2020-01-01", actor("Blue Otter", OTTER, ""), actor("Red Fox", FOX, "")));
        assertThat(ingest(deck("2021-01-01", actor("Blue Otter", OTTER, ""))).provenance().changes().gone().count())
                .isZero();
    }

    @Test
    void aCardThatCouldNotBeReadIsNotSaidToBeGone() {
        ingest(deck("2020-01-01", actor("Blue Otter", OTTER, ""), actor("Red Fox", FOX, ""),
                actor("Green Newt", NEWT, "")));
        IngestReport report = ingest(deck("2021-01-01", actor("Blue Otter", OTTER, ""), actor("Red Fox", FOX, ""),
                actor("Green Newt", NEWT, ",'names':7")));
        assertThat(report.rejects()).hasSize(1);
        assertThat(report.provenance().changes().gone().count()).isZero();
    }

    @Test
    void aRowOfAListJoinsTheCardOfItsTitleWheneverThatComes() {
        String list = list("1 May 2024", "Subgroup: Blue Otter", "_Red Fox");
        ingest(list);
        assertThat(cards()).hasSize(2).doesNotContainKey(OTTER);
        IngestReport joined = ingest(deck("2020-01-01", actor("Blue Otter", OTTER, "")));
        assertThat(joined.provenance().actors()).isEqualTo(2);
        MergedCard otter = cards().get(OTTER);
        assertThat(otter.sources()).hasSize(2);
        assertThat(((ActorCard) otter.card()).category()).isEqualTo("APT");
        assertThat(joined.provenance().changes().gone().count()).isZero();
    }

    @Test
    void aRowLeavesACardThatIsNotCalledSoAnyMore() {
        ingest(list("1 May 2024", "Blue Otter"), deck("2020-01-01", actor("Blue Otter", OTTER, "")));
        assertThat(cards()).hasSize(1);
        ingest(deck("2021-01-01", actor("Wet Otter", OTTER, "")));
        Map<String, MergedCard> cards = cards();
        assertThat(cards).hasSize(2);
        assertThat(cards.get(OTTER).sources()).hasSize(1);
    }

    @Test
    void aTitleOfTwoCardsIsOfTheOneInTheNewestEditionOrOfNone() {
        String misp = file("misp.json", "{'category':'actor','type':'tgc-actors','version':'20200101','values':["
                + "{'value':'Blue Otter','uuid':'" + FOX + "'}]}");
        ingest(misp, deck("2024-01-01", actor("Blue Otter", OTTER, "")), list("1 May 2024", "Blue Otter"));
        assertThat(cards()).hasSize(2);
        assertThat(cards().get(OTTER).sources()).hasSize(2);
        ingest(deck("2024-01-02", actor("Blue Otter", OTTER, ""), actor("Blue Otter", NEWT, "")));
        assertThat(cards()).hasSize(4);
    }

    @Test
    void giversBecomeKnownWheneverTheyCome() {
        String giver = "f9eb432f-2293-48b7-bca4-cc78beb50df0";
        String cluster = file("cluster.json",
                "{'category':'actor','type':'threat-actor','source':'MISP Project','values':[{'value':'Blue Otter','uuid':'"
                        + OTTER + "','meta':{'name-attribution':['Blue Otter:" + giver + "']}}]}");
        String producers = file("producers.json",
                "{'category':'actor','type':'producer','values':[{'value':'Acme','uuid':'" + giver + "'}]}");
        ingest(cluster);
        assertThat(cards().get(OTTER).card().names()).containsExactly(new Name("Blue Otter", ""));
        IngestReport named = ingest(producers);
        assertThat(named.isNoDeck()).isFalse();
        assertThat(named.changed()).isEqualTo(1);
        assertThat(cards().get(OTTER).card().names()).containsExactly(new Name("Blue Otter", "Acme"));
        ingest(cluster);
        assertThat(cards().get(OTTER).card().names()).containsExactly(new Name("Blue Otter", "Acme"));
    }

    @Test
    void whatHasNoPlaceOnACardIsCounted() {
        IngestReport report = ingest(deck("2024-01-01", actor("Blue Otter", OTTER, ",'mood':'wet','a':1"),
                actor("Red Fox", FOX, ",'mood':'dry'")));
        assertThat(report.unknown()).isEqualTo(Map.of("a", 1, "mood", 2));
        assertThat(cards().get(OTTER).card().unknown()).containsEntry("mood", "\"wet\"");
    }

    @Test
    void theStarterDeckGivesWayToTheRealOne() {
        ThreatCards.build(index()).fromStarterDeck();
        String uuid = cards().keySet().stream().sorted().findFirst().orElseThrow();
        ingest(deck("2020-01-01", actor("Blue Otter", uuid, "")));
        try (ThreatCards cards = ThreatCards.open(index())) {
            assertThat(cards.search(CardQuery.all()).total()).isEqualTo(1);
            ActorCard card = cards.search(CardQuery.all()).hits().getFirst().card();
            assertThat(card.name()).isEqualTo("Blue Otter");
            assertThat(card.description()).isEmpty();
        }
    }

    @Test
    void textsWithoutEndAreNoTermsWithoutEnd() {
        // Longer than Lucene lets a term be, shorter than what is looked at to tell the form.
        String endless = "é".repeat(17_000);
        String card = actor("Blue Otter", OTTER, ",'description':'{{" + endless + "}}','mood':'" + endless
                + "','related':[{'type':'uses','dest-name':'" + endless + "'}]");
        IngestReport report = ingest(
                file("a.json",
                        "{'source':'" + endless + "','uuid':'u','values':[" + card + ","
                                + actor("Red Fox", FOX, ",'description':'{{" + endless + "}}'") + "]}"),
                file("b.json",
                        "{'category':'actor','type':'threat-actor','source':'" + endless
                                + "','values':[{'value':'Newt','uuid':'" + NEWT + "'}]}"),
                file("c.txt", "# " + endless + "\n\n## Tool: Spanner\n\nNames\tSpanner\n"),
                file("d.json", "{'category':'actor','values':[{'value':'No deck','uuid':'" + OTTER + "'}]}"));
        assertThat(report.rejects()).singleElement()
                .satisfies(reject -> assertThat(reject.reason()).contains("at most 200"));
        assertThat(report.provenance().actors()).isEqualTo(3);
        assertThat(report.provenance().tools()).isEqualTo(1);
    }

    @Test
    void oneCardOfANewerDayIsNoEdition() {
        ingest(deck("2020-01-01", actor("Blue Otter", OTTER, ""), actor("Red Fox", FOX, "")));
        IngestReport one = ingest(deck("2021-01-01", actor("Blue Otter", OTTER, ",'sponsor':'S'")));
        assertThat(one.changed()).isEqualTo(1);
        assertThat(one.provenance().date()).isEqualTo("2020-01-01");
        try (ThreatCards cards = ThreatCards.open(index())) {
            assertThat(cards.inspect().decks().getFirst().older()).isZero();
        }
    }

    @Test
    void aCardThatWentIsToldOnce() {
        ingest(deck("2020-01-01", actor("Blue Otter", OTTER, ""), actor("Red Fox", FOX, ""),
                actor("Green Newt", NEWT, "")));
        String newer = deck("2021-01-01", actor("Blue Otter", OTTER, ""), actor("Red Fox", FOX, ""));
        assertThat(ingest(newer).provenance().changes().gone().count()).isEqualTo(1);
        assertThat(ingest(newer).provenance().changes().gone().count()).isZero();
    }

    @Test
    void cardsThatARunDoesNotSpeakOfAreNotCounted() {
        ingest(list("1 May 2024", "Blue Otter", "Red Fox"));
        assertThat(ingest(deck("2020-01-01", actor("Green Newt", NEWT, ""))).cards()).isEqualTo(1);
    }

    @Test
    void aLongTextDoesNotHoldARunUp() {
        String spaces = " ".repeat(200_000);
        IngestReport report = ingest(
                deck("2020-01-01", actor("Blue Otter", OTTER, ",'description':'{{Subgroup:" + spaces + "x'")),
                file("a.txt", "## APT group: " + "_subgroup:".repeat(3000) + "\n\nNames\tA\n"),
                file("b.txt", "## APT group: a" + "_".repeat(150_000) + "b\n\nNames\tA\n"),
                file("c.json", "{'type':'bundle','objects':[{'type':'intrusion-set','name':'C','id':'intrusion-set--"
                        + NEWT + "','description':'" + "[".repeat(300_000) + "(Citation: ".repeat(30_000) + "'}]}"));
        assertThat(report.read()).isEqualTo(2);
        assertThat(report.rejects()).hasSize(2);
    }

    private String bundle(String name, String... objects) {
        return file(name + ".json",
                "{'type':'bundle','id':'bundle--" + NEWT + "','objects':[" + String.join(",", objects) + "]}");
    }

    private static final String STIX_OTTER = "{'type':'intrusion-set','spec_version':'2.1','id':'intrusion-set--"
            + OTTER + "','name':'Blue Otter'}";
    private static final String WEBSHELL = "{'type':'malware','spec_version':'2.1','id':'malware--" + FOX
            + "','name':'W.E.B. Spanner'}";
    private static final String USES = "{'type':'relationship','spec_version':'2.1','id':'relationship--" + NEWT
            + "','relationship_type':'uses','source_ref':'intrusion-set--" + OTTER + "','target_ref':'malware--" + FOX
            + "'}";

    @Test
    void aToolThatReadsLikeASentenceIsALabelBecauseItHasACard() {
        ingest(bundle("stix", STIX_OTTER, WEBSHELL, USES));
        assertThat(((ActorCard) cards().get(OTTER).card()).tools().labels()).containsExactly("W.E.B. Spanner");
        assertThat(ingest(bundle("stix", STIX_OTTER, WEBSHELL, USES)).changed()).isZero();
    }

    @Test
    void theToolsCardMayComeInALaterRun() {
        String cluster = "{'category':'%s','name':'Clusters','source':'MISP Project','type':'%s','uuid':'%s','values':[%s]}";
        String actors = file("actors.json",
                String.format(Locale.ROOT, cluster, "actor", "threat-actor", NEWT,
                        "{'value':'Blue Otter','uuid':'" + OTTER
                                + "','meta':{'tools':['W.E.B. Spanner','a few others']},'related':[{'dest-uuid':'"
                                + "11111111-0000-4000-8000-000000000004','type':'uses'}]}"));
        String tools = file("tools.json",
                String.format(Locale.ROOT, cluster, "tool", "tool", "11111111-0000-4000-8000-000000000005",
                        "{'value':'W.E.B. Spanner','uuid':'" + FOX
                                + "'},{'value':'Wrench','uuid':'11111111-0000-4000-8000-000000000004'}"));
        ingest(actors);
        assertThat(((ActorCard) cards().get(OTTER).card()).tools().labels()).isEmpty();
        ingest(tools);
        ActorCard apart = (ActorCard) cards().get(OTTER).card();
        assertThat(apart.tools().labels()).containsExactly("W.E.B. Spanner", "Wrench");
        assertThat(apart.tools().prose()).containsExactly("a few others");
        Map<String, MergedCard> inTwoRuns = cards();
        ingest(tools, actors);
        assertThat(cards()).isEqualTo(inTwoRuns);
    }

    @Test
    void campaignsOfNobodyAreCounted() {
        IngestReport report = ingest(
                bundle("campaigns", STIX_OTTER, "{'type':'campaign','id':'campaign--" + FOX + "','name':'Big Dive'}"));
        assertThat(report.unattributed()).containsExactly("Big Dive");
        assertThat(report.rejects()).isEmpty();
    }

    @Test
    void aValueThatIsTypedCountsAsOneThatIsClicked() {
        String cluster = file("victims.json",
                "{'category':'actor','name':'Threat Actor','source':'MISP Project','type':'threat-actor'," + "'uuid':'"
                        + NEWT + "','values':[{'value':'A','uuid':'" + OTTER
                        + "','meta':{'cfr-suspected-victims':['United States']}},{'value':'B','uuid':'" + FOX
                        + "','meta':{'cfr-suspected-victims':['US']}}]}");
        ingest(cluster);
        try (ThreatCards cards = ThreatCards.open(index())) {
            for (String written : List.of("USA", "United States", "us", "Vereinigte Staaten", "美国")) {
                assertThat(cards.search(CardQuery.all().with(Facet.TARGET, written)).total()).as(written).isEqualTo(2);
                assertThat(cards.search(CardQuery.of("target:\"" + written + "\"")).total()).as(written).isEqualTo(2);
            }
        }
    }
}
