package dev.threatcards;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.CardDate;
import dev.threatcards.card.Field;
import dev.threatcards.card.ToolCard;
import dev.threatcards.error.InvalidQueryException;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.OperationQuery;
import dev.threatcards.result.Match;
import dev.threatcards.result.ReportCards;
import dev.threatcards.result.ReportCards.Count;
import dev.threatcards.result.SearchResult;
import dev.threatcards.result.SubjectCards.Place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Reports that cards cite: looked up by any form of their address, and searched for by it. */
final class ReportsTest {

    private static final String TIDE = "example.org/reports/tide";

    private static final ActorCard OTTER = ActorCard.builder("Blue Otter").collection("ETDA")
            .description("Told in <https://www.example.org/reports/tide/>. Then it rests.")
            .operation(CardDate.parse("2018-03"),
                    "Breaks into a harbour. Takes charts.\nhttps://example.org/reports/tide?utm_source=x\nhttps://example.org/reports/charts")
            .information("https://example.org/reports/ebb").build();
    private static final ActorCard FOX = ActorCard.builder("Red Fox").collection("ETDA")
            .information("http://example.org/reports/tide#part-2").information("https://example.org/reports/charts/")
            .counterOperation(CardDate.parse("2019"), "Servers were taken.\nhttps://example.net/a?id=5").build();
    private static final ActorCard HEN = ActorCard.builder("Grey Hen").collection("ETDA")
            .information("https://example.net/a?id=6").build();
    private static final ToolCard SPANNER = ToolCard.builder("Spanner").collection("ETDA")
            .information("https://web.archive.org/web/2020/https://example.org/reports/tide")
            .information("https://example.org/reports/charts").information("https://example.org/reports/ebb").build();
    private static final ActorCard ELSEWHERE = ActorCard.builder("Otter, Blue").collection("MISP galaxy")
            .information("https://example.org/reports/tide").information("https://example.com/own").build();

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
    @ValueSource(strings = {"https://example.org/reports/tide", "hxxps://example[.]org/reports/tide/",
            "example.org/reports/tide", "http://www.example.org:80/reports/tide?utm_medium=mail#top",
            "https://web.archive.org/web/20200101/https://example.org/reports/tide"})
    void anySpellingOfItsAddressFindsTheCardsThatCiteIt(String address) {
        ReportCards tide = cards.report(address);
        assertThat(tide.normal()).isEqualTo(TIDE);
        assertThat(tide.address()).isEqualTo("https://www.example.org/reports/tide/");
        assertThat(tide.actors()).extracting(each -> each.card().name()).containsExactly("Blue Otter", "Red Fox");
        assertThat(tide.tools()).extracting(each -> each.card().name()).containsExactly("Spanner");
        assertThat(tide.total()).isEqualTo(3);
        assertThat(tide.elsewhere()).containsOnlyKeys("MISP galaxy").containsEntry("MISP galaxy", 1);
        assertThat(tide.nearby()).isEmpty();
    }

    @Test
    void eachCardSaysWhereItCitesIt() {
        ReportCards tide = cards.report(TIDE);
        assertThat(tide.actors().getFirst().places()).containsExactly(
                new Place(Field.DESCRIPTION, CardDate.NONE, "the description",
                        "Told in <https://www.example.org/reports/tide/>."),
                new Place(Field.OPERATIONS, CardDate.parse("2018-03"), "an operation of 2018-03",
                        "Breaks into a harbour."));
        assertThat(tide.actors().get(1).places())
                .containsExactly(new Place(Field.INFORMATION, CardDate.NONE, "a link to a report", ""));
    }

    @Test
    void whatTheCardsShareStandsBesideIt() {
        ReportCards tide = cards.report(TIDE);
        assertThat(tide.shared()).containsExactly(new Count("example.org/reports/charts", 2, 1),
                new Count("example.org/reports/ebb", 1, 1));
        assertThat(tide.sharedTotal()).isEqualTo(2);
        assertThat(cards.report("https://example.net/a?id=6").shared()).isEmpty();
    }

    @Test
    void parametersThatMatterTellReportsApart() {
        assertThat(cards.report("https://example.net/a?id=5").actors()).extracting(each -> each.card().name())
                .containsExactly("Red Fox");
        assertThat(cards.report("https://example.net/a?id=6&utm_id=1").actors()).extracting(each -> each.card().name())
                .containsExactly("Grey Hen");
    }

    @Test
    void anUnknownOneHasThoseOfItsHost() {
        ReportCards unknown = cards.report("https://example.org/reports/ebb-and-flow");
        assertThat(unknown.total()).isZero();
        assertThat(unknown.address()).isEqualTo("https://example.org/reports/ebb-and-flow");
        assertThat(unknown.nearby()).containsExactly(new Count("example.org/reports/ebb", 1, 1),
                new Count("example.org/reports/charts", 2, 1), new Count(TIDE, 2, 1));
        assertThat(unknown.nearbyTotal()).isEqualTo(3);
        assertThat(cards.report("https://unheard.example/a").nearby()).isEmpty();
        assertThat(cards.report("https://ample.org/reports/tide").nearby()).isEmpty();
    }

    @Test
    void otherCollectionsAreAskedIfEtdaHasNoneOrTheCallerNamesThem() {
        assertThat(cards.report("https://example.com/own").actors()).extracting(each -> each.card().name())
                .containsExactly("Otter, Blue");
        ReportCards galaxy = cards.report(TIDE, Set.of("MISP galaxy"));
        assertThat(galaxy.actorTotal()).isEqualTo(1);
        assertThat(galaxy.elsewhere()).containsEntry("ETDA", 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Blue Otter", "ftp://example.org/a", "CVE-2017-0199"})
    void whatIsNoAddressIsRefused(String text) {
        assertThatThrownBy(() -> cards.report(text)).isInstanceOf(InvalidQueryException.class)
                .hasMessageContaining("no address of a report").hasMessageContaining("https://example.org/report");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://example.org/reports/tide            | Blue Otter;Red Fox
            hxxps://example[.]org/reports/tide          | Blue Otter;Red Fox
            "https://example.org/reports/tide/"         | Blue Otter;Red Fox
            (https://example.org/reports/tide)          | Blue Otter;Red Fox
            example.org/reports/tide harbour            | Blue Otter
            https://example.org/reports/tide -harbour   | Red Fox
            example.net/a?id=5 OR example.net/a?id=6    | Grey Hen;Red Fox
            -https://example.org/reports/tide           | Grey Hen
            https://example.org/reports/none            | ''
            """)
    void aSearchForAnAddressFindsTheCardsThatCiteIt(String text, String found) {
        assertThat(String.join(";", names(cards.search(CardQuery.of(text))))).isEqualTo(found);
    }

    @Test
    void theResultLeadsToTheReport() {
        SearchResult result = cards.search(CardQuery.of("hxxp://example[.]org/reports/tide/"));
        assertThat(result.guidance().reports()).containsExactly(new Count(TIDE, 2, 1));
        assertThat(cards.tools(CardQuery.of(TIDE)).guidance().reports()).containsExactly(new Count(TIDE, 2, 1));
        assertThat(cards.search(CardQuery.of("https://example.org/unheard")).guidance().reports())
                .containsExactly(new Count("example.org/unheard", 0, 0));
        assertThat(cards.search(CardQuery.of("otter")).guidance().reports()).isEmpty();
        assertThat(result.hits()).extracting(hit -> hit.matched().getFirst()).containsExactlyInAnyOrder(
                new Match("report", TIDE, "", "in the description, and in 1 more text",
                        List.of("hxxp://example[.]org/reports/tide/")),
                new Match("report", TIDE, "", "in a link to a report", List.of("hxxp://example[.]org/reports/tide/")));
        assertThat(result.guidance().reading().required().getFirst().words()).isEqualTo("cites " + TIDE);
    }

    @Test
    void operationsAreFoundByTheirSource() {
        assertThat(cards.operations(OperationQuery.of("hxxps://example[.]net/a?id=5")).hits())
                .extracting(each -> each.actor().name()).containsExactly("Red Fox");
        assertThat(cards.operations(OperationQuery.of("https://example.org/reports/ebb")).total()).isZero();
    }

    @Test
    void aCardSaysHowManyOthersCiteWhatItCites() {
        assertThat(cards.profile(OTTER.uuid()).orElseThrow().citedBy())
                .containsOnlyKeys(TIDE, "example.org/reports/charts", "example.org/reports/ebb").containsEntry(TIDE, 2)
                .containsEntry("example.org/reports/ebb", 1);
        assertThat(cards.profile(ELSEWHERE.uuid()).orElseThrow().citedBy()).isEmpty();
    }
}
