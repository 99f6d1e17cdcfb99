package dev.threatcards;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.CardDate;
import dev.threatcards.card.CveId;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Field;
import dev.threatcards.card.ToolCard;
import dev.threatcards.error.InvalidQueryException;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.CveQuery;
import dev.threatcards.query.Filters;
import dev.threatcards.query.Filters.Mode;
import dev.threatcards.result.CveCards;
import dev.threatcards.result.CveList;
import dev.threatcards.result.Match;
import dev.threatcards.result.Resolution;
import dev.threatcards.result.SearchResult;
import dev.threatcards.result.SubjectCards.Place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Vulnerabilities that cards mention: searched for, counted, listed, looked up and pasted among names. */
final class CvesTest {

    private static final String OFFICE = "CVE-2017-11882";

    private static final ActorCard OTTER = ActorCard.builder("Blue Otter").collection("ETDA").country("China")
            .description("Seen since 2017. Uses {{Red Fox}} and CVE\u20112017\u201111882 in lures. Then it rests.")
            .operation(CardDate.parse("2018-03"), "Exploits cve 2017 11882.\nhttps://example.org/cve-2017-0199")
            .build();
    private static final ActorCard FOX = ActorCard.builder("Red Fox").collection("ETDA").country("Iran")
            .operation(CardDate.parse("2018-03"), "Again CVE-2017-11882, in an attack on banks.")
            .counterOperation(CardDate.parse("2019"), "Servers with CVE-2017-0199/8570 were taken.").build();
    private static final ActorCard HEN = ActorCard.builder("Grey Hen").collection("ETDA").country("Iran")
            .description("In 2017 it sent 11882 letters to those who ask for a CVE.").build();
    private static final ToolCard SPANNER = ToolCard.builder("Spanner").collection("ETDA").category("Malware")
            .description("Drops files by CVE-2017-11882 and CVE-2012-0158.").build();
    private static final ActorCard ELSEWHERE = ActorCard.builder("Otter, Blue").collection("MISP galaxy")
            .description("Uses CVE-2017-11882 and CVE-2021-44228.").build();

    @AutoClose
    private static ThreatCards cards;

    @BeforeAll
    static void index() {
        cards = ThreatCards.inMemory(List.of(OTTER, FOX, HEN, SPANNER, ELSEWHERE));
    }

    private static List<String> names(SearchResult result) {
        return result.hits().stream().map(hit -> hit.card().name()).sorted().toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CVE-2017-11882", "cve-2017-11882", "CVE 2017 11882", "cve2017-11882", "CVE–2017–11882",
            "(CVE-2017-11882)", "\"CVE-2017-11882\"", "cve:CVE-2017-11882", "cve:cve_2017_11882",
            "cve:\"CVE 2017 11882\"", "CVE-2017-118*", "cve:CVE-2017-118*", "CVE-2017-11882 OR CVE-1999-0001"})
    void anyTypedSpellingFindsTheCardsThatMentionIt(String text) {
        SearchResult result = cards.search(CardQuery.of(text));
        assertThat(names(result)).containsExactly("Blue Otter", "Red Fox");
        assertThat(result.hits())
                .allSatisfy(hit -> assertThat(hit.matched()).filteredOn(match -> match.field().equals("cve"))
                        .singleElement().extracting(Match::text).isEqualTo(OFFICE));
    }

    @ParameterizedTest
    @CsvSource({"CVE-2017-11882, CVE-2017-11882", "cve 2017 11882, CVE-2017-11882", "CVE-2017-1188, CVE-2017-1188"})
    void aFilterTakesAnySpelling(String value, String normal) {
        CardQuery query = CardQuery.all().with(Facet.CVE, value);
        assertThat(query.filters().choice(Facet.CVE).any()).containsExactly(normal);
        assertThat(query.filters().without(Facet.CVE, value).isEmpty()).isTrue();
        assertThat(cards.search(query).total()).isEqualTo(normal.equals(OFFICE) ? 2 : 0);
    }

    @Test
    void aHitSaysWhereItMentionsTheId() {
        assertThat(cards.search(CardQuery.of("CVE-2017-11882 banks")).hits()).singleElement()
                .satisfies(hit -> assertThat(hit.matched())
                        .containsExactly(new Match("cve", OFFICE, "", "in an operation of 2018-03", List.of(OFFICE))));
        assertThat(cards.search(CardQuery.of("china").with(Facet.CVE, OFFICE)).hits().getFirst().matched()).contains(
                new Match("cve", OFFICE, "", "in the description, and in 1 more text", List.of("cve:" + OFFICE)));
    }

    @Test
    void aSearchForActorsSaysThatToolsMentionItToo() {
        assertThat(cards.search(CardQuery.of("cve 2012 0158")).guidance().cves())
                .containsExactly(new CveList.Count(new CveId(2012, 158), 0, 1));
        assertThat(cards.tools(CardQuery.of(OFFICE)).guidance().cves())
                .containsExactly(new CveList.Count(new CveId(2017, 11882), 2, 1));
        assertThat(cards.search(CardQuery.of("otter")).guidance().cves()).isEmpty();
    }

    @Test
    void anUnknownIdIsDroppedLikeAnUnknownWord() {
        SearchResult result = cards.search(CardQuery.of("CVE-2099-1234 otter"));
        assertThat(names(result)).containsExactly("Blue Otter");
        assertThat(result.guidance().ignored()).containsExactly("CVE-2099-1234");
        assertThat(cards.search(CardQuery.of("CVE-2099-1234")).total()).isZero();
    }

    private static String listed(CveQuery query) {
        return cards.cves(query).cves().stream().map(each -> each.id() + " " + each.actors() + "+" + each.tools())
                .collect(Collectors.joining(", "));
    }

    @Test
    void theListHasTheMostCardsFirst() {
        assertThat(listed(CveQuery.all()))
                .isEqualTo("CVE-2017-11882 2+1, CVE-2017-0199 2+0, CVE-2017-8570 1+0, CVE-2012-0158 0+1");
        assertThat(cards.cves(CveQuery.all()).total()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2012         | CVE-2012-0158 0+1
            cve-2012     | CVE-2012-0158 0+1
            CVE 2017 8   | CVE-2017-8570 1+0
            0158         | CVE-2012-0158 0+1
            CVE201711882 | CVE-2017-11882 2+1
            1882         | ''
            otter        | ''
            """)
    void theListIsFilteredByAPartOfTheId(String text, String ids) {
        assertThat(listed(CveQuery.all().text(text))).isEqualTo(ids);
    }

    @Test
    void theListCountsUnderFilters() {
        Filters iran = Filters.NONE.with(Facet.COUNTRY, Mode.ANY, "Iran");
        assertThat(listed(CveQuery.all().filters(iran)))
                .isEqualTo("CVE-2017-11882 1+0, CVE-2017-8570 1+0, CVE-2017-0199 1+0");
        Filters galaxy = Filters.NONE.with(Facet.COLLECTION, Mode.ANY, "MISP galaxy");
        assertThat(listed(CveQuery.all().filters(galaxy))).isEqualTo("CVE-2021-44228 1+0, CVE-2017-11882 1+0");
    }

    @Test
    void theListHasPages() {
        assertThat(listed(CveQuery.all().page(2, 3))).isEqualTo("CVE-2012-0158 0+1");
        assertThat(cards.cves(CveQuery.all().page(2, 3)).total()).isEqualTo(4);
        assertThat(listed(CveQuery.all().page(Integer.MAX_VALUE, 5_000))).isEmpty();
        assertThatThrownBy(() -> CveQuery.all().page(0, 1)).isInstanceOf(InvalidQueryException.class);
        assertThatThrownBy(() -> CveQuery.all().page(1, 5_001)).isInstanceOf(InvalidQueryException.class);
    }

    @Test
    void aVulnerabilityHasItsCardsWithThePlaces() {
        CveCards office = cards.cve("cve 2017 11882").orElseThrow();
        assertThat(office.actors()).extracting(each -> each.card().name()).containsExactly("Blue Otter", "Red Fox");
        assertThat(office.actors().getFirst().places()).containsExactly(
                new Place(Field.DESCRIPTION, CardDate.NONE, "the description",
                        "Uses Red Fox and CVE\u20112017\u201111882 in lures."),
                new Place(Field.OPERATIONS, CardDate.parse("2018-03"), "an operation of 2018-03",
                        "Exploits cve 2017 11882."));
        assertThat(office.tools()).extracting(each -> each.card().name()).containsExactly("Spanner");
        assertThat(office.total()).isEqualTo(3);
        assertThat(office.elsewhere()).containsOnlyKeys("MISP galaxy").containsEntry("MISP galaxy", 1);
        assertThat(office.nvd()).endsWith("/CVE-2017-11882");
        assertThat(office.cveOrg()).endsWith("=CVE-2017-11882");
    }

    @Test
    void otherCollectionsAreAskedIfEtdaHasNoneOrTheCallerNamesThem() {
        assertThat(cards.cve("CVE-2021-44228").orElseThrow().actors()).extracting(each -> each.card().name())
                .containsExactly("Otter, Blue");
        CveCards galaxy = cards.cve(new CveId(2017, 11882), Set.of("MISP galaxy")).orElseThrow();
        assertThat(galaxy.actorTotal()).isEqualTo(1);
        assertThat(galaxy.elsewhere()).containsEntry("ETDA", 3);
        assertThat(cards.cve("CVE-2030-0001")).isEmpty();
        assertThat(cards.cve("Blue Otter")).isEmpty();
    }

    @Test
    void anIdAmongNamesIsNoName() {
        List<Resolution> resolutions = cards.resolve(List.of("cve-2017-0199", "Red Fox", "CVE-2030-0001"));
        assertThat(resolutions).extracting(each -> each.meanings().size()).containsExactly(0, 1, 0);
        assertThat(resolutions).extracting(Resolution::isKnown).containsExactly(true, true, false);
        assertThat(resolutions.get(0).cve().orElseThrow().actors()).extracting(each -> each.card().name())
                .containsExactly("Blue Otter", "Red Fox");
        assertThat(resolutions.get(1).cve()).isEmpty();
        assertThat(resolutions.get(2).cve().orElseThrow().total()).isZero();
    }
}
