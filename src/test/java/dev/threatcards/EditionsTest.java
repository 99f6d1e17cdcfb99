package dev.threatcards;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.EditionStatus;
import dev.threatcards.card.Facet;
import dev.threatcards.export.ExportFormat;
import dev.threatcards.index.OlderIndex;
import dev.threatcards.ingest.IngestReport;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.CardSelection;
import dev.threatcards.query.Filters;
import dev.threatcards.query.OperationQuery;
import dev.threatcards.result.FacetValue;
import dev.threatcards.result.Hit;
import dev.threatcards.result.Resolution;
import dev.threatcards.result.Resolution.Meaning;
import dev.threatcards.result.SearchResult;
import dev.threatcards.result.Suggestion;

import static org.assertj.core.api.Assertions.assertThat;

/** Cards that a newer edition lacks, and cards that their publisher withdrew; the actors do not exist. */
final class EditionsTest {

    private static final String OTTER = "22222222-0000-4000-8000-000000000001";
    private static final String FOX = "22222222-0000-4000-8000-000000000002";
    private static final String NEWT = "22222222-0000-4000-8000-000000000003";
    private static final String HERON = "22222222-0000-4000-8000-000000000004";

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

    private static String actor(String title, String uuid) {
        return actor(title, uuid, "");
    }

    private static String actor(String title, String uuid, String more) {
        return "{'actor':'" + title + "','uuid':'" + uuid + "'" + more + "}";
    }

    /** An export of actors in ETDA's JSON. */
    private String groups(String date, String... cards) {
        return file("groups " + date + ".json", "{'source':'Test','uuid':'u','last-db-change':'" + date + "','values':["
                + String.join(",", cards) + "]}");
    }

    /** An export of actors as ETDA's MISP cluster. */
    private String cluster(String day, String... cards) {
        return file("cluster " + day + ".json", "{'category':'actor','type':'tgc-actors','uuid':'c','version':'" + day
                + "','values':[" + String.join(",", cards).replace("'actor'", "'value'") + "]}");
    }

    private String list(String date, String... titles) {
        StringBuilder rows = new StringBuilder();
        for (String title : titles) {
            rows.append("<tr><td></td><td><a href='/cgi-bin/showcard.cgi?g=x'>" + title
                    + "</a></td><td>[Unknown]</td><td>2014</td></tr>");
        }
        return file("list.html",
                "<title>All groups - Test</title><table><tr><td class='thead'>Name</td></tr><tr><td><h2>APT groups</h2>"
                        + rows + "</table><p>Last database change: " + date + "</p>");
    }

    /** The text of an archived card page. */
    private static String page(String title) {
        return "# Threat Group Cards: A Threat Actor Encyclopedia\n\nArchived: 2019-04-05 17:35:39 UTC\n\n## APT group: "
                + title + "\n\nNames\t" + title + "\nCountry\tIran\n";
    }

    private static String withdrawn() {
        try {
            return Path
                    .of(Objects.requireNonNull(EditionsTest.class.getResource("editions/withdrawn.stix.json")).toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private IngestReport ingest(String... sources) {
        return ThreatCards.build(index()).from(List.of(sources));
    }

    private static Map<String, String> status(ThreatCards cards) {
        Map<String, String> status = new TreeMap<>();
        CardQuery all = CardQuery.all().with(Facet.EDITION, Filters.ANY_EDITION).page(1, 100);
        cards.search(all).hits().forEach(hit -> put(hit.card(), status));
        cards.tools(all).hits().forEach(hit -> put(hit.card(), status));
        return status;
    }

    private static void put(Card card, Map<String, String> status) {
        status.merge(card.name(), card.edition().key(), (one, other) -> one + ", " + other);
    }

    private Map<String, String> status() {
        try (ThreatCards cards = ThreatCards.open(index())) {
            return status(cards);
        }
    }

    private static List<String> names(SearchResult result) {
        return result.hits().stream().map(Hit::card).map(Card::name).toList();
    }

    private static List<String> names(List<CardReference> cards) {
        return cards.stream().map(CardReference::name).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"older, newer", "newer, older", "newer+older", "older+newer", "newer, older, newer, older"})
    void aCardThatANewerEditionLacksIsDroppedInWhateverOrderTheyAreRead(String order) {
        Map<String, String> files = Map.of("older",
                groups("2020-01-01", actor("Blue Otter", OTTER), actor("Red Fox", FOX)), "newer",
                groups("2024-01-01", actor("Blue Otter", OTTER), actor("Green Newt", NEWT)));
        for (String run : order.split(", ", -1)) {
            ingest(List.of(run.split("\\+", -1)).stream().map(files::get).toArray(String[]::new));
        }
        assertThat(status()).isEqualTo(Map.of("Blue Otter", "current", "Red Fox", "dropped", "Green Newt", "current"));
        try (ThreatCards cards = ThreatCards.open(index())) {
            SearchResult all = cards.search(CardQuery.all());
            assertThat(names(all)).containsExactly("Blue Otter", "Green Newt");
            assertThat(all.guidance().leftOut()).isEqualTo(Map.of(EditionStatus.DROPPED, 1));
            assertThat(all.guidance().filters()).isEmpty();
            assertThat(all.facets().get(Facet.EDITION)).containsExactly(new FacetValue("current", 2, false),
                    new FacetValue("dropped", 1, false));
            assertThat(cards.profile(UUID.fromString(FOX)).orElseThrow().status())
                    .isEqualTo("Not in the edition of 2024-01-01 of ETDA.");
            assertThat(names(cards.inspect().outdated(EditionStatus.DROPPED))).containsExactly("Red Fox");
        }
    }

    @Test
    void readingTheSameEditionsAgainWritesNothing() {
        String older = groups("2020-01-01", actor("Blue Otter", OTTER), actor("Red Fox", FOX));
        String newer = groups("2024-01-01", actor("Blue Otter", OTTER), actor("Green Newt", NEWT));
        ingest(older, newer);
        assertThat(ingest(older).unchanged()).isEqualTo(2);
        ingest(newer, older);
        String commit = commit();
        ingest(newer, older);
        assertThat(commit()).isEqualTo(commit);
        assertThat(status()).containsEntry("Red Fox", "dropped");
    }

    private String commit() {
        try (ThreatCards cards = ThreatCards.open(index())) {
            return cards.commit();
        }
    }

    @Test
    void aDroppedCardThatComesBackIsCurrent() {
        ingest(groups("2020-01-01", actor("Blue Otter", OTTER), actor("Red Fox", FOX)));
        ingest(groups("2021-01-01", actor("Blue Otter", OTTER), actor("Green Newt", NEWT)));
        assertThat(status()).containsEntry("Red Fox", "dropped");
        ingest(groups("2022-01-01", actor("Blue Otter", OTTER), actor("Red Fox", FOX)));
        assertThat(status()).isEqualTo(Map.of("Blue Otter", "current", "Red Fox", "current", "Green Newt", "dropped"));
    }

    @Test
    void editionsInOtherFormsAreOfTheSameSeries() {
        ingest(cluster("20200101", actor("Blue Otter", OTTER), actor("Red Fox", FOX)),
                groups("2024-01-01", actor("Blue Otter", OTTER), actor("Green Newt", NEWT)));
        assertThat(status()).containsEntry("Red Fox", "dropped").containsEntry("Blue Otter", "current");
    }

    @Test
    void aCardThatAPageHasIsNotDropped() {
        ingest(groups("2020-01-01", actor("Blue Otter", OTTER), actor("Red Fox", FOX), actor("Grey Heron", HERON)),
                groups("2024-01-01", actor("Blue Otter", OTTER), actor("Green Newt", NEWT)),
                file("page.txt", page("Red Fox")));
        assertThat(status()).isEqualTo(Map.of("Blue Otter", "current", "Red Fox", "current", "Green Newt", "current",
                "Grey Heron", "dropped"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 1 2", "2 1 0", "1 2 0", "1 0 2"})
    void aPageOfTheSameDeckStandsBesideItsEditions(String order) {
        List<String> files = List.of(groups("2020-01-01", actor("Blue Otter", OTTER), actor("Red Fox", FOX)),
                groups("2024-01-01", actor("Blue Otter", OTTER), actor("Green Newt", NEWT)),
                groups("2019-06-01", actor("Red Fox", FOX)));
        for (String place : order.split(" ", -1)) {
            ingest(files.get(Integer.parseInt(place)));
        }
        assertThat(status()).isEqualTo(Map.of("Blue Otter", "current", "Red Fox", "current", "Green Newt", "current"));
        assertThat(ThreatCards.build(index()).prune().from(List.of(files.get(1))).pruned()).isEmpty();
        try (ThreatCards cards = ThreatCards.open(index())) {
            assertThat(cards.inspect().decks()).extracting(deck -> deck.actors()).containsExactlyInAnyOrder(3, 1);
        }
    }

    @Test
    void aListDropsNoCardThatItHasUnderALongerTitle() {
        ingest(groups("2020-01-01", actor("Blue Otter", OTTER), actor("Red Fox", FOX), actor("Green Newt", NEWT)),
                list("1 May 2024", "Blue Otter", "Vermilion Vixen, Red Fox"));
        assertThat(status()).isEqualTo(Map.of("Blue Otter", "current", "Red Fox", "current", "Green Newt", "dropped",
                "Vermilion Vixen, Red Fox", "current"));
    }

    @Test
    void anEditionThatWasNotReadAsAWholeDropsNothingAndPrunesNothing() {
        String older = groups("2020-01-01", actor("Blue Otter", OTTER), actor("Red Fox", FOX));
        String broken = groups("2024-01-01", actor("Blue Otter", OTTER), actor("Green Newt", NEWT),
                actor("Red Fox", FOX, ",'names':7"));
        ingest(older);
        assertThat(ingest(broken).rejects()).hasSize(1);
        assertThat(status()).doesNotContainValue("dropped");
        assertThat(ThreatCards.build(index()).prune().from(List.of(older)).pruned()).isEmpty();
        assertThat(status()).doesNotContainValue("dropped");
        ingest(groups("2024-01-01", actor("Blue Otter", OTTER), actor("Green Newt", NEWT)));
        assertThat(status()).containsEntry("Red Fox", "dropped");
    }

    @Test
    void selectionsAndSinglePagesAreNoEditions() {
        ingest(groups("2020-01-01", actor("Blue Otter", OTTER), actor("Red Fox", FOX)),
                groups("2024-01-01", actor("Blue Otter", OTTER)), cluster("20240201", actor("Blue Otter", OTTER)),
                file("export.json",
                        "{'source':'Test','uuid':'e','last-db-change':'2024-03-01','extent':'pages','values':["
                                + actor("Blue Otter", OTTER) + "," + actor("Green Newt", NEWT) + "]}"));
        assertThat(status()).doesNotContainValue("dropped");
    }

    @Test
    void toolsAreNotDroppedByAnEditionOfActors() {
        ingest(file("tools.json",
                "{'source':'Test','uuid':'t','last-db-change':'2020-01-01','values':[{'tool':'Spanner','uuid':'" + HERON
                        + "'},{'tool':'Wrench','uuid':'" + NEWT + "'}]}"),
                groups("2024-01-01", actor("Blue Otter", OTTER), actor("Red Fox", FOX)));
        assertThat(status()).doesNotContainValue("dropped");
    }

    @Test
    void pruningRemovesWhatWasDroppedAndSaysSo() {
        ingest(groups("2020-01-01", actor("Blue Otter", OTTER), actor("Red Fox", FOX), actor("Grey Heron", HERON)),
                file("page.txt", page("Grey Heron")));
        String newer = groups("2024-01-01", actor("Blue Otter", OTTER), actor("Green Newt", NEWT));
        IngestReport preview = ThreatCards.build(index()).prune().dryRun().from(List.of(newer));
        assertThat(names(preview.pruned())).containsExactly("Red Fox");
        assertThat(preview.provenance().actors()).isEqualTo(3);
        assertThat(status()).doesNotContainKey("Green Newt").containsKey("Red Fox");

        ingest(newer);
        assertThat(status()).containsEntry("Red Fox", "dropped");
        IngestReport pruned = ThreatCards.build(index()).prune().from(List.of());
        assertThat(names(pruned.pruned())).containsExactly("Red Fox");
        assertThat(status().keySet()).containsExactly("Blue Otter", "Green Newt", "Grey Heron");
        assertThat(ThreatCards.build(index()).prune().from(List.of()).pruned()).isEmpty();
    }

    @Test
    void currentCardsOfANameStandBeforeOthers() {
        ingest(groups("2020-01-01", actor("Red Fox", FOX), actor("Grey Heron", HERON)),
                groups("2024-01-01", actor("Red Fox", NEWT), actor("Blue Otter", OTTER)));
        try (ThreatCards cards = ThreatCards.open(index())) {
            assertThat(cards.cards("red fox")).extracting(card -> card.uuid().toString()).containsExactly(NEWT);
            assertThat(cards.cards("grey heron")).hasSize(1);
            Resolution fox = cards.resolve("Red-Fox");
            assertThat(fox.ambiguous()).isFalse();
            assertThat(fox.meanings()).extracting(meaning -> meaning.card().uuid().toString()).containsExactly(NEWT,
                    FOX);
            assertThat(fox.meanings()).extracting(meaning -> meaning.card().edition())
                    .containsExactly(EditionStatus.CURRENT, EditionStatus.DROPPED);
            assertThat(cards.suggest("red f", 5)).extracting(suggestion -> suggestion.card().orElseThrow().edition())
                    .containsExactly(EditionStatus.CURRENT, EditionStatus.DROPPED);
            assertThat(cards.suggest("grey", 5)).extracting(Suggestion::detail)
                    .containsExactly("not in the newest edition");
            assertThat(cards.scan("Red Fox and Grey Heron were seen.").stream()
                    .flatMap(mention -> mention.cards().stream()).map(card -> card.uuid().toString()))
                    .containsExactly(NEWT, HERON);
            SearchResult both = cards.search(CardQuery.of("red fox").with(Facet.EDITION, "all"));
            assertThat(both.hits()).extracting(hit -> hit.card().uuid().toString()).containsExactly(NEWT, FOX);
        }
    }

    @Test
    void aWithdrawnCardIsMarkedAndLeadsToWhatReplacedIt() {
        ingest(withdrawn());
        assertThat(status()).isEqualTo(Map.of("Tin Whistle", "revoked", "Copper Choir", "current", "Fog Bell",
                "deprecated", "MoonRope", "revoked", "TideRope", "current"));
        try (ThreatCards cards = ThreatCards.open(index())) {
            Resolution whistle = cards.resolve("Tin Whistle");
            assertThat(whistle.ambiguous()).isFalse();
            assertThat(whistle.meanings()).extracting(meaning -> meaning.card().name()).containsExactly("Copper Choir",
                    "Tin Whistle");
            assertThat(names(whistle.meanings().getLast().replacedBy())).containsExactly("Copper Choir");
            assertThat(cards.resolve("Brass Kettle").meanings()).extracting(Meaning::replacedBy).singleElement()
                    .satisfies(replaced -> assertThat(names(replaced)).containsExactly("Copper Choir"));
            assertThat(cards.cards("tin whistle")).extracting(card -> card.card().name())
                    .containsExactly("Copper Choir");
            var profile = cards.profile(whistle.meanings().getLast().card().uuid()).orElseThrow();
            assertThat(profile.status()).isEqualTo("Revoked by Copper Choir.");
            var replacing = cards.profile(whistle.meanings().getFirst().card().uuid()).orElseThrow();
            assertThat(replacing.status()).isEmpty();
            assertThat(names(replacing.replaces())).containsExactly("Tin Whistle");
            assertThat(cards.inspect().sharedNames()).isEmpty();
            assertThat(profile.merged().card().unknown()).doesNotContainKeys("revoked", "x_mitre_deprecated");
        }
    }

    @Test
    void countsOfUsersAreOfTheCardsThatASearchFinds() {
        ingest(withdrawn());
        try (ThreatCards cards = ThreatCards.open(index())) {
            Card rope = cards.toolCards("TideRope").getFirst().card();
            assertThat(cards.users(rope.uuid())).extracting(Card::name).containsExactly("Copper Choir");
            SearchResult using = cards.search(CardQuery.all().with(Facet.TOOL, "TideRope"));
            assertThat(names(using)).containsExactly("Copper Choir");
            assertThat(using.guidance().leftOut()).isEqualTo(Map.of(EditionStatus.DEPRECATED, 1));
            assertThat(using.guidance().leftOutWords()).isEqualTo("1 deprecated");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"''||Copper Choir", "''|current|Copper Choir", "''|REVOKED|Tin Whistle",
            "''|all|Copper Choir, Fog Bell, Tin Whistle", "ferry|all|Copper Choir, Fog Bell", "ferry||Copper Choir",
            "edition:deprecated ferry||Fog Bell", "edition:all ferry||Copper Choir, Fog Bell",
            "-edition:current||Fog Bell, Tin Whistle", "ferry|dropped|''",
            "edition:revoked OR ferry||Copper Choir, Fog Bell, Tin Whistle"})
    void theEditionIsAFacet(String text, String edition, String found) {
        ingest(withdrawn());
        try (ThreatCards cards = ThreatCards.open(index())) {
            CardQuery query = CardQuery.of(text);
            SearchResult result = cards.search(edition == null ? query : query.with(Facet.EDITION, edition));
            assertThat(String.join(", ", names(result))).isEqualTo(found);
        }
    }

    @Test
    void anIndexOfCurrentCardsAnswersAsIfThereWereNoEditions() {
        ingest(groups("2024-01-01", actor("Blue Otter", OTTER), actor("Red Fox", FOX)));
        try (ThreatCards cards = ThreatCards.open(index())) {
            SearchResult all = cards.search(CardQuery.all());
            assertThat(all.total()).isEqualTo(2);
            assertThat(all.guidance().leftOut()).isEmpty();
            assertThat(all.facets().get(Facet.EDITION)).containsExactly(new FacetValue("current", 2, false));
        }
    }

    @Test
    void operationsAndStatisticsAreThoseOfCurrentActors() {
        String operation = ",'country':['Iran'],'operations':[{'date':'2019-05','activity':'Raid'}]";
        ingest(groups("2020-01-01", actor("Blue Otter", OTTER, operation), actor("Red Fox", FOX, operation)),
                groups("2024-01-01", actor("Blue Otter", OTTER, operation), actor("Green Newt", NEWT)));
        try (ThreatCards cards = ThreatCards.open(index())) {
            assertThat(cards.operations(OperationQuery.all()).total()).isEqualTo(1);
            assertThat(cards.operations(OperationQuery.all().with(Facet.EDITION, "all")).total()).isEqualTo(2);
            assertThat(cards.landscape(CardQuery.all()).landscape().totals().actors()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON", "NDJSON", "CSV_LONG", "STIX", "MISP"})
    void exportsOfAllEditionsComeBackWithTheirMarks(ExportFormat format) throws IOException {
        ingest(withdrawn());
        ByteArrayOutputStream current = new ByteArrayOutputStream();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (ThreatCards cards = ThreatCards.open(index())) {
            assertThat(cards.export(CardSelection.actors(CardQuery.all()), format, current)).isGreaterThan(0);
            CardSelection any = new CardSelection.Matching(CardQuery.all().with(Facet.EDITION, "all"),
                    Set.of(Kind.ACTOR));
            cards.export(any, format, all);
        }
        Path export = Files.write(folder.resolve("export"), all.toByteArray());
        Path again = folder.resolve("again");
        ThreatCards.build(again).from(List.of(export.toString()));
        assertThat(current.toString(StandardCharsets.UTF_8)).doesNotContain("Fog Bell");
        try (ThreatCards cards = ThreatCards.open(again)) {
            assertThat(status(cards)).containsEntry("Tin Whistle", "revoked").containsEntry("Fog Bell", "deprecated")
                    .containsEntry("Copper Choir", "current");
        }
    }

    @Test
    void anOlderIndexIsRebuiltWithItsDroppedCards() {
        ingest(groups("2020-01-01", actor("Blue Otter", OTTER), actor("Red Fox", FOX)),
                groups("2024-01-01", actor("Blue Otter", OTTER), actor("Green Newt", NEWT, ",'revoked':true")));
        OlderIndex.writeWithoutEditions(index());
        assertThat(status()).isEqualTo(Map.of("Blue Otter", "current", "Red Fox", "dropped", "Green Newt", "revoked"));
    }

    @Test
    void aValueOfAGalaxyMayBeRevoked() {
        ingest(file("galaxy.json",
                "{'category':'actor','type':'threat-actor','source':'MISP Project','version':'3','values':["
                        + "{'value':'Blue Otter','uuid':'" + OTTER + "','revoked':true,'related':[{'dest-uuid':'" + FOX
                        + "','type':'revoked-by'}]},{'value':'Red Fox','uuid':'" + FOX + "','revoked':false}]}"));
        assertThat(status()).isEqualTo(Map.of("Blue Otter", "revoked", "Red Fox", "current"));
    }
}
