package dev.threatcards;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.CardDate;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Operation;
import dev.threatcards.card.OperationFacet;
import dev.threatcards.error.InvalidQueryException;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.OperationQuery;
import dev.threatcards.query.OperationQuery.Sort;
import dev.threatcards.result.Hit;
import dev.threatcards.result.OperationResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The search for operations over cards that are made up for it. */
class OperationsTest {

    private static ThreatCards cards;

    @BeforeAll
    static void open() {
        ActorCard otter = ActorCard.builder("Purple Otter").name("Purple Otter", "Acme").name("APT 77", "Bravo")
                .country("Atlantis").motivation("Sabotage and destruction").sectors("Energy")
                .operation(CardDate.parse("2020-03"),
                        "Blackout of a harbour with {{Spanner}}, through CVE-2017-0199\n"
                                + "https://www.example.org/blackout")
                .operation(CardDate.parse("2020-03-09"), "Theft of charts from the harbour\nhttps://example.net/charts")
                .operation(CardDate.parse("2020"), "Phishing of pilots")
                .operation(CardDate.unknown(""), "Rumours of a second blackout")
                .counterOperation(CardDate.parse("2021-05"), "Arrest of two sailors\nhttps://example.org/arrest")
                .build();
        ActorCard heron = ActorCard.builder("Green Heron Group").name("Green Heron Group", "Acme").country("Ruritania")
                .description("Never was in a harbour.")
                .operation(CardDate.parse("2019-11"), "A bank heist that Purple Otter was blamed for")
                .operation(CardDate.parse("2020-02"), "Blackout of a bank").build();
        cards = ThreatCards.inMemory(List.of(otter, heron));
    }

    @AfterAll
    static void close() {
        cards.close();
    }

    private static List<String> found(OperationQuery query) {
        return cards.operations(query).hits().stream().map(OperationsTest::name).toList();
    }

    /** The beginning of the actor's name and the anchor: "Purple#operation-2020-03". */
    private static String name(OperationResult.Found found) {
        return found.actor().name().split(" ", 2)[0] + "#" + found.operation().anchor();
    }

    @Test
    void theNewestComesFirstAndLongDatesBehindTheDaysOfTheirFirstMonth() {
        assertThat(found(OperationQuery.all())).containsExactly("Purple#counter-operation-2021-05",
                "Purple#operation-2020-03-09", "Purple#operation-2020-03", "Green#operation-2020-02",
                "Purple#operation-2020", "Green#operation-2019-11", "Purple#operation-undated");
        assertThat(found(OperationQuery.all().orderedBy(Sort.OLDEST).page(1, 1)))
                .containsExactly("Green#operation-2019-11");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            blackouts              | Purple#operation-2020-03 Green#operation-2020-02 Purple#operation-undated
            blackout harbour       | Purple#operation-2020-03
            "bank heist"           | Green#operation-2019-11
            "heist bank"           | ''
            blackout -bank         | Purple#operation-2020-03 Purple#operation-undated
            arrest OR heist        | Purple#counter-operation-2021-05 Green#operation-2019-11
            rumour*                | Purple#operation-undated
            heron                  | Green#operation-2020-02 Green#operation-2019-11
            "green heron" blackout | Green#operation-2020-02
            group                  | ''
            CVE 2017 0199          | Purple#operation-2020-03
            cve:CVE-2017-0199      | Purple#operation-2020-03
            cve:CVE-2017*          | Purple#operation-2020-03
            bank country:ruritania | Green#operation-2020-02 Green#operation-2019-11
            bank country:atlantis  | ''
            active:2020-03         | Purple#operation-2020-03-09 Purple#operation-2020-03 Purple#operation-2020
            active:2021..          | Purple#counter-operation-2021-05
            spanner                | Purple#operation-2020-03
            never                  | ''
            """)
    void aTextIsReadAsForCards(String text, String found) {
        Set<String> expected = found.isEmpty() ? Set.of() : Set.of(found.split(" ", -1));
        assertThat(Set.copyOf(found(OperationQuery.of(text)))).isEqualTo(expected);
    }

    @Test
    void wordsThatNoOperationHasAreIgnoredAndTold() {
        OperationResult result = cards.operations(OperationQuery.of("unheard blackout harbour"));
        assertThat(result.ignored()).containsExactly("unheard");
        assertThat(result.hits()).extracting(OperationsTest::name).containsExactly("Purple#operation-2020-03");
    }

    @Test
    void theBestMatchComesFirstIfAskedFor() {
        assertThat(found(OperationQuery.of("bank OR heist OR blamed").orderedBy(Sort.RELEVANCE)))
                .containsExactly("Green#operation-2019-11", "Green#operation-2020-02");
    }

    @Test
    void itsOwnFacetsAndThoseOfItsActorNarrow() {
        OperationQuery all = OperationQuery.all();
        assertThat(found(all.with(OperationFacet.KIND, "Counter operation")))
                .containsExactly("Purple#counter-operation-2021-05");
        assertThat(found(all.with(OperationFacet.PUBLISHER, "www.example.org"))).hasSize(2);
        assertThat(found(all.with(OperationFacet.CVE, "cve 2017-0199"))).containsExactly("Purple#operation-2020-03");
        assertThat(found(all.with(OperationFacet.ACTOR, "Green Heron Group"))).hasSize(2);
        assertThat(found(all.with(Facet.COUNTRY, "Ruritania").with(OperationFacet.YEAR, "2019")))
                .containsExactly("Green#operation-2019-11");
        assertThat(found(all.active("2020-02..2020-03").with(Facet.SECTOR, "Energy"))).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            actor     | purpleotter               | Purple Otter                | 5
            actor     | apt77                     | Purple Otter                | 5
            actor     | APT-77                    | Purple Otter                | 5
            actor     | Green Heron               | Green Heron Group           | 2
            actor     | green heron gang          | Green Heron Group           | 2
            actor     | Purp*                     | Purple Otter                | 5
            actor     | Prple Otter               | ''                          | 0
            actor     | APT 78                    | ''                          | 0
            year      | 2019..2020                | 2019 to 2020                | 5
            year      | 2020-02                   | 2020-02-01 to 2020-02-29    | 2
            year      | 2021..                    | from 2021                   | 1
            year      | none                      | no value                    | 1
            year      | 1905                      | 1905                        | 0
            cve       | 2017-0199                 | ''                          | 0
            cve       | cve_2017_0199             | CVE-2017-0199               | 1
            cve       | CVE-2017*                 | CVE-2017-0199               | 1
            cve       | none                      | no value                    | 6
            publisher | https://example.net/charts?a=b | example.net            | 1
            publisher | example                   | example.net or example.org  | 3
            publisher | exampel                   | ''                          | 0
            publisher | none                      | no value                    | 4
            kind      | Operations                | operation                   | 6
            """)
    void aValueIsUnderstoodAsItIsWritten(String facet, String written, String understood, int total) {
        OperationFacet named = OperationFacet.named(facet).orElseThrow();
        OperationResult result = cards.operations(OperationQuery.all().with(named, written));
        assertThat(result.total()).isEqualTo(total);
        assertThat(result.values()).singleElement().satisfies(read -> {
            assertThat(read.understood()).isEqualTo(understood);
            assertThat(read.nearest().isEmpty()).isEqualTo(!understood.isEmpty());
        });
    }

    @Test
    void anActorIsMeantByTheUuidOfItsCard() {
        String uuid = cards.identify("apt77").cards().getFirst().uuid().toString();
        assertThat(cards.operations(OperationQuery.all().with(OperationFacet.ACTOR, uuid)).total()).isEqualTo(5);
    }

    @Test
    void theNearestActorsComeInPlaceOfAMistypedOne() {
        OperationResult result = cards.operations(OperationQuery.all().with(OperationFacet.ACTOR, "prple oter"));
        assertThat(result.values().getFirst().nearest().getFirst()).isEqualTo("Purple Otter");
    }

    @Test
    void aValueIsTakenAwayHoweverItIsWritten() {
        OperationResult result = cards.operations(
                OperationQuery.all().with(OperationFacet.ACTOR, "apt77").with(OperationFacet.YEAR, "2019..2021"));
        assertThat(result.facets().get("actor").values()).filteredOn(value -> value.selected())
                .extracting(value -> value.value()).containsExactly("Purple Otter");
        assertThat(result.without(OperationFacet.ACTOR, "Purple Otter").values(OperationFacet.ACTOR)).isEmpty();
        assertThat(result.without(OperationFacet.YEAR, "2020").values(OperationFacet.YEAR))
                .containsExactlyInAnyOrder("2019", "2021");
    }

    @Test
    void filtersOfActorsAndTheTextAreReadBack() {
        OperationResult result = cards
                .operations(OperationQuery.of("blackout country=atlantis -bank").with(Facet.SECTOR, "energi"));
        assertThat(result.guidance().filters()).singleElement().satisfies(filter -> {
            assertThat(filter.understood()).isEmpty();
            assertThat(filter.nearest()).contains("Energy");
        });
        assertThat(result.guidance().reading().required()).extracting(clause -> clause.words())
                .containsExactly("blackout", "Attributed to: Atlantis");
        assertThat(result.guidance().reading().excluded()).extracting(clause -> clause.words()).containsExactly("bank");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DDoS                          | distributed denial of service
            distributed denial of service | DDoS
            remote access trojan          | RAT
            rat                           | remote administration tool
            spearphishing                 | spear-phishing
            waterhole                     | watering holes
            supplychain                   | supply chain
            power grid                    | electricity
            """)
    void theVocabularyOfTheTradeIsKnown(String asked, String told) {
        ActorCard gull = ActorCard.builder("Grey Gull").operation(CardDate.parse("2022"), "Harbours hit by " + told)
                .operation(CardDate.parse("2021"), "Theft of charts").build();
        try (ThreatCards some = ThreatCards.inMemory(List.of(gull))) {
            OperationResult result = some.operations(OperationQuery.of(asked));
            assertThat(result.hits()).singleElement()
                    .satisfies(hit -> assertThat(hit.operation().anchor()).isEqualTo("operation-2022"));
            assertThat(result.ignored()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc..", "2020-13", "yesterday", ".."})
    void aYearThatIsNoneIsRefused(String year) {
        assertThatThrownBy(() -> cards.operations(OperationQuery.all().with(OperationFacet.YEAR, year)))
                .isInstanceOf(InvalidQueryException.class).hasMessageContaining("\"" + year + "\" is neither");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc..", "2020-13", "yesterday", "2020 2021", "..", "2020-03..x"})
    void aTimeThatIsNoneIsRefused(String active) {
        assertThatThrownBy(() -> cards.operations(OperationQuery.all().active(active)))
                .isInstanceOf(InvalidQueryException.class).hasMessageContaining("\"" + active + "\" is neither")
                .extracting(e -> ((InvalidQueryException) e).parameter()).isEqualTo("active");
    }

    @Test
    void aKindOrFacetThatIsNoneIsRefused() {
        assertThatThrownBy(() -> cards.operations(OperationQuery.all().with(OperationFacet.KIND, "raid")))
                .hasMessageContaining("operation or counter-operation");
        assertThatThrownBy(() -> cards.operations(OperationQuery.all().with(Facet.CVE, "CVE-2017-0199")))
                .isInstanceOf(InvalidQueryException.class).hasMessageContaining("publisher");
    }

    @Test
    void aCardThatIsFoundSaysHowManyOfItsOperationsMatchAndTheBest() {
        Hit<ActorCard> otter = hit("blackout harbour", "Purple Otter");
        assertThat(otter.operations()).hasValueSatisfying(operations -> {
            assertThat(operations.total()).isEqualTo(1);
            assertThat(operations.best().operation().anchor()).isEqualTo("operation-2020-03");
            assertThat(operations.best().passages()).singleElement()
                    .satisfies(passage -> assertThat(passage.runs().stream().filter(run -> run.marked())
                            .map(run -> run.text()).collect(Collectors.toList()))
                            .containsExactly("Blackout", "harbour"));
        });
        assertThat(hit("blackout", "Purple Otter").operations())
                .hasValueSatisfying(operations -> assertThat(operations.total()).isEqualTo(2));
        // Its name is no operation, and an operation of another card is not its own.
        assertThat(hit("purple otter", "Purple Otter").operations()).isEmpty();
        assertThat(hit("country:atlantis", "Purple Otter").operations()).isEmpty();
    }

    private static Hit<ActorCard> hit(String text, String name) {
        return cards.search(CardQuery.of(text)).hits().stream().filter(hit -> hit.card().name().equals(name))
                .findFirst().orElseThrow();
    }

    @Test
    void operationsAreNoCards() {
        assertThat(cards.search(CardQuery.all()).total()).isEqualTo(2);
        assertThat(cards.provenance().actors()).isEqualTo(2);
        assertThat(cards.scan("operation")).isEmpty();
        assertThat(cards.cards(TestCards.uuid("nobody").toString())).isEmpty();
        ActorCard otter = cards.search(CardQuery.of("purple otter")).hits().getFirst().card();
        assertThat(cards.cards(otter.uuid().toString())).hasSize(1);
        assertThat(cards.profile(otter.uuid())).isPresent();
    }

    @Test
    void anAnchorStaysWhenTheCardGetsMoreOperations() {
        CardDate march = CardDate.parse("2020-03");
        ActorCard before = ActorCard.builder("A").operation(march, "one").operation(march, "two").build();
        ActorCard after = before.toBuilder().operation(CardDate.parse("2019"), "old").operation(march, "three").build();
        assertThat(Operation.of(after)).extracting(Operation::anchor).containsSubsequence("operation-2020-03",
                "operation-2020-03_2", "operation-2019", "operation-2020-03_3");
        assertThat(Operation.of(before)).allSatisfy(operation -> assertThat(Operation.of(after)).contains(operation));
    }
}
