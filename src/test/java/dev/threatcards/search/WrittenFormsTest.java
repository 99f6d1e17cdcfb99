package dev.threatcards.search;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.threatcards.TestCards;
import dev.threatcards.ThreatCards;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.Facet;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.ToolCard;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.Filters;
import dev.threatcards.result.Resolution;
import dev.threatcards.result.Resolution.Degree;
import dev.threatcards.result.Resolution.Meaning;
import dev.threatcards.result.SearchAdvice.Elsewhere;
import dev.threatcards.result.SearchAdvice.NameForm;
import dev.threatcards.result.SearchResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

/** Names in the forms that people and programs write, in resolving, looking up and searching. */
final class WrittenFormsTest {

    private static final List<Card> DECK = List.of(
            actor("Lazarus Group").alias("HIDDEN COBRA", "DHS").alias("DEV-0139", "Microsoft")
                    .description("Its espionage used thorium and Winnti.").card(),
            actor("Winnti Group").card(), actor("Gamaredon Group").description("Not Lazarus, Lazarus, Lazarus.").card(),
            actor("Cobalt Group").alias("Gold Kingswood", "Acme").card(), actor("Equation Group").card(),
            actor("Donot Team").alias("APT-C-35", "Acme").card(),
            attack("Sofacy", "G0007", "APT 28", "Fancy Bear", "Pawn Storm"), attack("Turla", "G0010", "Snake"),
            actor("APT 29").alias("The Dukes", "Acme").alias("UNC2452", "Acme").alias("Nobelium", "Acme").card(),
            actor("Operation Ghostwriter").card(), actor("Operation Contagious Interview").card(),
            actor("Shadow Brokers").card(), actor("Qilin").alias("海莲花", "Acme").card(),
            actor("Emissary Panda").alias("TG-3390", "Acme").alias("Spicy Panda", "Acme").country("China").card(),
            actor("Stone Panda").alias("Gold Southfield", "Acme").country("China").card(),
            actor("Wicked Panda").country("China").card(), actor("Gothic Panda").country("China").card(),
            actor("Hurricane Panda").country("China").description("They struck Ukraine\u2019s grid.").card(),
            actor("Samurai Panda").country("Japan").card(), actor("Wizard Spider").card(), TestCards.tool("Lazarus"),
            TestCards.tool("Winnti"), TestCards.tool("Agenda"),
            ToolCard.builder("Emotet").uuid(TestCards.uuid("Emotet")).collection("ETDA").name("Emotet", "")
                    .name("Geodo", "").malpedia("https://malpedia.caad.fkie.fraunhofer.de/details/win.emotet").build(),
            ToolCard.builder("PowerDuke").uuid(TestCards.uuid("PowerDuke")).collection("ETDA").name("PowerDuke", "")
                    .mitreAttack("https://attack.mitre.org/software/S0139/").build(),
            TestCards.actor("NightEagle").of("MISP galaxy").alias("APT-Q-95", "Acme").card(),
            TestCards.actor("Lazarus Group").of("MISP galaxy").alias("Labyrinth Chollima", "Acme").card());

    @TempDir
    private static Path folder;
    @AutoClose
    private static ThreatCards cards;

    private static TestCards actor(String name) {
        return TestCards.actor(name).of("ETDA");
    }

    private static ActorCard attack(String name, String id, String... aliases) {
        ActorCard.Builder card = ActorCard.builder(name).uuid(TestCards.uuid(name)).collection("ETDA")
                .name(name, "Acme").mitreAttack("https://attack.mitre.org/groups/" + id + "/");
        for (String alias : aliases) {
            card.name(alias, "Acme");
        }
        return card.build();
    }

    @BeforeAll
    static void index() {
        TestCards.write(folder, DECK.toArray(Card[]::new));
        cards = ThreatCards.open(folder);
    }

    private static final String FORMS = """
            Lazarus                                         > Lazarus Group
            the Lazarus Group                               > Lazarus Group
            Lazarus APT                                     > Lazarus Group
            HIDDEN COBRA actors                             > Lazarus Group
            Winnti                                          > Winnti Group
            Gamaredon                                       > Gamaredon Group
            Cobalt                                          > Cobalt Group
            Equation                                        > Equation Group
            Dukes                                           > APT 29
            DoNot                                           > Donot Team
            Ghostwriter                                     > Operation Ghostwriter
            Contagious Interview                            > Operation Contagious Interview
            The Shadow Brokers                              > Shadow Brokers
            Operation Pawn Storm                            > Sofacy
            APT28's                                         > Sofacy
            APT28\u2019s                                    > Sofacy
            Fancy Bear (APT28)                              > Sofacy
            APT28 / Fancy Bear                              > Sofacy
            "Fancy Bear"                                    > Sofacy
            **Fancy Bear**                                  > Sofacy
            misp-galaxy:threat-actor="Fancy Bear"           > Sofacy
            misp-galaxy:mitre-intrusion-set="APT28 - G0007" > Sofacy
            MITRE:G0007                                     > Sofacy
            attack.g0007                                    > Sofacy
            g0007                                           > Sofacy
            UNC2452; Nobelium                               > APT 29
            Threat Group-3390                               > Emissary Panda
            Qilin (Agenda) Ransomware Group                 > Qilin
            海蓮花                                            > Qilin
            Wizrad Spider                                   > Wizard Spider
            Lazerus                                         > Lazarus Group
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '\0', textBlock = FORMS)
    void aWrittenNameMeansTheActor(String written, String actor) {
        Resolution resolution = cards.resolve(written);
        assertThat(resolution.meanings().getFirst().card().name()).isEqualTo(actor);
        assertThat(resolution.ambiguous()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '\0', textBlock = FORMS)
    void aSearchForItFindsTheActorFirst(String written, String actor) {
        assertThat(cards.search(CardQuery.of(written)).hits().getFirst().card().name()).isEqualTo(actor);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '\0', textBlock = FORMS)
    void aLookupGivesTheActorUnlessTheNameIsMistyped(String written, String actor) {
        boolean isMistyped = cards.resolve(written).meanings().getFirst().degree() == Degree.NEAR;
        assertThat(cards.cards(written)).extracting(card -> card.card().name())
                .isEqualTo(isMistyped ? List.of() : List.of(actor));
    }

    @Test
    void anActorWithoutItsHeadNounComesBeforeATool() {
        assertThat(cards.resolve("Lazarus").meanings())
                .extracting(meaning -> meaning.card().kind().key(), Meaning::degree)
                .containsExactly(tuple("actor", Degree.CORE), tuple("tool", Degree.EXACT));
    }

    @ParameterizedTest
    @CsvSource({"Apt28 Fancy Bear, FOLDED", "fancy bear sofacy, EXACT", "Fancy Bear actors APT28, CORE",
            "APT28FancyBear, FOLDED", "apt28-fancy-bear, FOLDED", "The Sofacy Group Fancy Bear actors APT 28, CORE"})
    void namesInARowMatchAsWellAsTheWorstOfThem(String written, Degree degree) {
        assertThat(cards.resolve(written).meanings()).singleElement().extracting(Meaning::degree).isEqualTo(degree);
    }

    /** A code name that no card has may be made of words that are names. */
    @ParameterizedTest
    @ValueSource(strings = {"Snake Emotet", "Qilin Snake", "APT28 APT29", "Fancy Bear Snake"})
    void namesOfDifferentCardsInARowAreNoName(String written) {
        assertThat(cards.resolve(written).meanings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"win.emotet, Emotet", "emotet malware, Emotet", "Geodo, Emotet", "S0139, PowerDuke"})
    void aToolIsMeantByItsIdsAndNames(String written, String tool) {
        assertThat(cards.resolve(written).meanings()).extracting(meaning -> meaning.card().name())
                .containsExactly(tool);
        assertThat(cards.toolCards(written)).extracting(MergedCard::card).extracting(Card::name).containsExactly(tool);
    }

    @Test
    void cardsAreMeantByTheirUuids() {
        for (Card card : DECK) {
            assertThat(cards.resolve(card.uuid().toString()).meanings()).singleElement()
                    .satisfies(meaning -> assertThat(meaning.card().uuid()).isEqualTo(card.uuid()));
        }
        assertThat(cards.resolve(UUID.randomUUID().toString()).meanings()).isEmpty();
    }

    @Test
    void namesOfDifferentActorsAreAmbiguous() {
        assertThat(cards.resolve("Fancy Bear / Snake").ambiguous()).isTrue();
        assertThat(cards.resolve("Fancy Bear / Snake").meanings()).hasSize(2);
        assertThat(cards.resolve("Fancy Bear / Nobody").ambiguous()).isFalse();
        assertThat(cards.resolve(List.of("Lazarus"), Set.of("ETDA", "MISP galaxy")).getFirst().ambiguous()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"APT-C-28", "APT-C-29", "G0139", "G0028", "Hazard Spider", "STICKY PANDA",
            "Gold Northfield", "espionage", "thorium", "APT 27"})
    void noOtherNameIsNear(String name) {
        assertThat(cards.resolve(name).meanings()).isEmpty();
        SearchResult result = cards.search(CardQuery.of(name));
        assertThat(result.guidance().didYouMean()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"G0139", "APT-C-28"})
    void anotherNumberFindsNothing(String name) {
        assertThat(cards.search(CardQuery.of(name)).hits()).isEmpty();
    }

    @Test
    void anUnknownNameIsExplainedByItsForm() {
        NameForm panda = new NameForm("… Panda", "Acme", "China", 6, 7);
        assertThat(cards.resolve("sticky panda").form()).contains(panda);
        assertThat(panda.text()).isEqualTo("… Panda: Acme's names for China (6 of 7 on this deck)");
        assertThat(cards.search(CardQuery.of("tool:x sticky-panda")).guidance().form()).contains(panda);
        assertThat(cards.resolve("Stone Panda").form()).isEmpty();
        assertThat(cards.resolve("Stone Heron").form()).isEmpty();
        assertThat(cards.resolve("Big Group").form()).isEmpty();
    }

    @Test
    void aNameOfAnotherCollectionIsSaidToBeThere() {
        SearchResult result = cards.search(CardQuery.of("NightEagle"));
        assertThat(result.hits()).isEmpty();
        assertThat(result.guidance().elsewhere()).containsExactly(new Elsewhere("MISP galaxy", 1));
        assertThat(cards.search(CardQuery.of("NightEagle APT")).guidance().elsewhere())
                .containsExactly(new Elsewhere("MISP galaxy", 1));
        assertThat(cards.search(CardQuery.of("Lazarus")).guidance().elsewhere()).isEmpty();
        assertThat(cards.search(CardQuery.of("NightEagle").with(Facet.COLLECTION, Filters.Mode.ANY, "MISP galaxy"))
                .guidance().elsewhere()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ukraine", "ukraine's", "ukraine\u2019s", "Ukraine\u2019S"})
    void aCurlyApostropheIsAStraightOne(String text) {
        assertThat(cards.search(CardQuery.of(text)).total()).isEqualTo(1);
    }

}
