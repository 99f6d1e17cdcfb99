package dev.threatcards;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.threatcards.card.CardReference;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Provenance.DeckCounts;
import dev.threatcards.export.ExportFormat;
import dev.threatcards.ingest.IngestReport;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.CardSelection;
import dev.threatcards.query.ScanOptions;
import dev.threatcards.result.CardProfile.MappedName;
import dev.threatcards.result.DeckReport.DeckContent;
import dev.threatcards.result.DeckReport.MappedAsOne;
import dev.threatcards.result.DeckReport.MappedNowhere;
import dev.threatcards.result.DeckReport.MappedTwice;
import dev.threatcards.result.DeckReport.WeaklyMapped;
import dev.threatcards.result.FacetValue;
import dev.threatcards.result.Mention;
import dev.threatcards.result.MentionedCard;
import dev.threatcards.result.Resolution.Degree;
import dev.threatcards.result.Resolution.Meaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Names of mapping files are on the answers of the cards that they are about, and everything else is as if there were none. */
final class MappingFilesTest {

    private static final String DECK = """
            {"source":"Test","uuid":"u","last-db-change":"2024-01-01","values":[
            {"actor":"Blue Otter","uuid":"11111111-0000-4000-8000-000000000001","names":[
              {"name":"Blue Otter","name-giver":"CrowdStrike"},{"name":"UNC9001","name-giver":"PWC"}],"country":["Norway"]},
            {"actor":"Green Heron","uuid":"11111111-0000-4000-8000-000000000002","names":[
              {"name":"Green Heron","name-giver":"Crowdstrike"},{"name":"Silence","name-giver":"Group-IB"}]},
            {"actor":"Red Kite","uuid":"11111111-0000-4000-8000-000000000003","names":[
              {"name":"Red Kite","name-giver":"CrowdStrike"},{"name":"UNC9003","name-giver":"PwC"},
              {"name":"Play","name-giver":"PWC"}],"mitre-attack":["https://attack.mitre.org/groups/G9003/"]}]}""";

    private static final String MICROSOFT = """
            [{"Threat actor name":"Amber Kettle","Origin/Threat":"Norway","Other names":"unc-9001, Otterling"},
             {"Threat actor name":"Iron Ladle","Origin/Threat":"Group in development","Other names":"Green Heron, Red Kite"},
             {"Threat actor name":"Tin Whisk","Origin/Threat":"","Other names":"Silence"},
             {"Threat actor name":"Zinc Spoon","Origin/Threat":"","Other names":"Otterling"}]""";

    private static final String OWN = "name,giver,actor,note\nPewter Fork,Acme,Red Kite,our name\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void files() throws IOException {
        write("deck.json", DECK);
        write("microsoft.json", MICROSOFT);
        write("own.csv", OWN);
    }

    private String write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    private Path index() {
        return folder.resolve("index");
    }

    private IngestReport ingest(String... files) {
        return ThreatCards.build(index()).from(Stream.of(files).map(file -> folder.resolve(file).toString()).toList());
    }

    private interface Asking<T> {
        T of(ThreatCards cards) throws IOException;
    }

    private <T> T ask(Asking<T> asking) throws IOException {
        try (ThreatCards cards = ThreatCards.open(index())) {
            return asking.of(cards);
        }
    }

    private static UUID uuid(int card) {
        return UUID.fromString("11111111-0000-4000-8000-00000000000" + card);
    }

    private List<String> names(int card) throws IOException {
        return ask(cards -> cards.profile(uuid(card)).orElseThrow().mappedNames().stream()
                .map(name -> name.name().name() + "|" + name.name().giver() + "|" + name.source()).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"deck.json microsoft.json own.csv", "own.csv microsoft.json deck.json",
            "microsoft.json deck.json own.csv"})
    void namesAreOnTheCardsInAnyOrderOfTheFiles(String order) throws IOException {
        for (String file : order.split(" ", -1)) {
            ingest(file);
        }
        checkNames();
        ingest(order.split(" ", -1));
        checkNames();
    }

    private void checkNames() throws IOException {
        String microsoft = "Microsoft's threat actor names";
        assertThat(names(1)).containsExactly("Amber Kettle|Microsoft|" + microsoft, "Otterling||" + microsoft);
        assertThat(names(2)).containsExactly("Iron Ladle|Microsoft|" + microsoft, "Red Kite||" + microsoft);
        assertThat(names(3)).containsExactlyInAnyOrder("Iron Ladle|Microsoft|" + microsoft, "Green Heron||" + microsoft,
                "Pewter Fork|Acme|own.csv");
        List<MappedName> mapped = ask(cards -> cards.profile(uuid(3)).orElseThrow().mappedNames());
        assertThat(mapped).extracting(MappedName::note).contains("Pewter Fork: our name");
    }

    @Test
    void theCardsAreAsIfThereWereNoMapping() throws IOException {
        ingest("deck.json");
        List<Object> before = ask(MappingFilesTest::everything);
        IngestReport report = ingest("microsoft.json", "own.csv");
        assertThat(report.entries()).isEqualTo(5);
        assertThat(report.cards()).isZero();
        assertThat(report.provenance().changes().added().count()).isZero();
        assertThat(ask(MappingFilesTest::everything)).isEqualTo(before);
        assertThat(ThreatCards.check(index())).isEqualTo(3);
    }

    /** The answers that a mapping must not change. */
    private static List<Object> everything(ThreatCards cards) throws IOException {
        ByteArrayOutputStream exported = new ByteArrayOutputStream();
        for (ExportFormat format : List.of(ExportFormat.NDJSON, ExportFormat.CSV_LONG, ExportFormat.MISP,
                ExportFormat.STIX)) {
            cards.export(CardSelection.all(), format, exported);
        }
        CardQuery every = CardQuery.all().without(Facet.COLLECTION, "none");
        return List.of(exported.toString(StandardCharsets.UTF_8), cards.search(every).total(),
                cards.search(every).facets(), cards.tools(every).total(), cards.landscape(CardQuery.all()).landscape(),
                cards.suggest("o", 20), cards.suggest("amber", 20), cards.scan("Blue Otter, Green Heron"),
                cards.provenance().actors(), cards.provenance().license(), cards.provenance().date(),
                cards.provenance().collections(), cards.search(CardQuery.of("norway")).total(),
                cards.cards("Amber Kettle").size(), cards.similar(uuid(1), 5), cards.inspect().sharedNames(),
                cards.inspect().unknownKeys());
    }

    @Test
    void theProvenanceHasTheMappingWithItsCounts() throws IOException {
        ingest("deck.json", "microsoft.json", "own.csv");
        List<DeckCounts> decks = ask(cards -> cards.provenance().decks());
        assertThat(decks).extracting(deck -> deck.deck().source() + " " + deck.actors() + " " + deck.entries())
                .containsExactlyInAnyOrder("Test 3 0", "Microsoft's threat actor names 0 4", "own.csv 0 1");
        assertThat(decks).filteredOn(deck -> deck.deck().source().startsWith("Microsoft"))
                .extracting(deck -> deck.deck().license()).containsExactly("CC BY 4.0");
        assertThat(ask(ThreatCards::inspect).decks()).filteredOn(deck -> deck.entries() > 0)
                .extracting(DeckContent::linked).containsExactlyInAnyOrder(2, 1);
    }

    @ParameterizedTest
    @CsvSource({"Amber Kettle,Blue Otter,EXACT,Microsoft", "AMBER-KETTLE,Blue Otter,FOLDED,Microsoft",
            "Amber Kettle Group,Blue Otter,CORE,Microsoft", "Otterling,Blue Otter,EXACT,''",
            "Pewter Fork,Red Kite,EXACT,Acme"})
    void aNameOfAMappingResolvesToTheCard(String name, String card, Degree degree, String giver) throws IOException {
        ingest("deck.json", "microsoft.json", "own.csv");
        List<Meaning> meanings = ask(cards -> cards.resolve(name)).meanings();
        assertThat(meanings).extracting(meaning -> meaning.card().name()).containsExactly(card);
        assertThat(meanings.getFirst().degree()).isEqualTo(degree);
        assertThat(meanings.getFirst().giver()).isEqualTo(giver);
        assertThat(meanings.getFirst().via()).isNotEmpty();
        assertThat(ask(cards -> cards.search(CardQuery.of(name))).guidance().mapped())
                .extracting(meaning -> meaning.card().name()).containsExactly(card);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "Then Amber Kettle came. | Amber Kettle: [Blue Otter] mapping by Microsoft's threat actor names",
            "Then AMBER-KETTLE came. | AMBER-KETTLE: [Blue Otter] mapping by Microsoft's threat actor names",
            "The Pewter Fork Group came. | Pewter Fork: [Red Kite] mapping by own.csv",
            "Then Iron Ladle came. | Iron Ladle: [Green Heron, Red Kite] mapping by Microsoft's threat actor names",
            "Then Tin Whisk came. | Tin Whisk: [] mapping by Microsoft's threat actor names",
            "Then Red Kite came. | Red Kite: [Red Kite] distinctive by"})
    void aScanMarksNamesOfMappings(String text, String mention) throws IOException {
        ingest("deck.json", "microsoft.json", "own.csv");
        List<Mention> mentions = ask(cards -> cards.scan(text));
        assertThat(mentions)
                .extracting(each -> each.text() + ": " + each.cards().stream().map(CardReference::name).toList() + " "
                        + each.evidence().key() + " by " + each.mapping().map(Mention.Mapping::source).orElse(""))
                .map(String::strip).containsExactly(mention);
        assertThat(mentions).filteredOn(each -> each.cards().isEmpty())
                .allSatisfy(each -> assertThat(each.isOfNoCard()).isTrue());
    }

    @Test
    void namesOfNoCardAreGroupedByName() throws IOException {
        ingest("deck.json", "microsoft.json");
        List<Mention> mentions = ask(cards -> cards.scan("Tin Whisk, TIN WHISK and Amber Kettle."));
        assertThat(MentionedCard.namesOfNoCard(mentions)).hasSize(1).allSatisfy((name, places) -> {
            assertThat(name.name()).isEqualTo("Tin Whisk");
            assertThat(name.actor()).isEqualTo("Tin Whisk");
            assertThat(places).hasSize(2);
        });
        assertThat(MentionedCard.of(mentions)).singleElement()
                .satisfies(card -> assertThat(card.sources()).isEqualTo("Microsoft's threat actor names"));
    }

    @Test
    void namesOfNoCardAreOfNoChosenCollection() throws IOException {
        ingest("deck.json", "microsoft.json");
        ScanOptions etda = new ScanOptions(false, Set.of(dev.threatcards.card.Deck.ETDA));
        List<Mention> mentions = ask(cards -> cards.scan("Tin Whisk and Amber Kettle.", etda));
        assertThat(mentions).extracting(Mention::text).containsExactly("Amber Kettle");
    }

    @Test
    void aNameOfACardIsThatCardsWhateverAMappingSays() throws IOException {
        ingest("deck.json", "microsoft.json");
        assertThat(ask(cards -> cards.resolve("Red Kite")).meanings())
                .extracting(meaning -> meaning.card().name(), Meaning::via)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("Red Kite", ""));
    }

    @Test
    void conflictsSharedNamesAndOrdinaryWordsAreReported() throws IOException {
        ingest("deck.json", "microsoft.json");
        List<CardReference> both = ask(cards -> Stream.of(2, 3)
                .map(card -> CardReference.of(cards.profile(uuid(card)).orElseThrow().merged().card())).toList());
        String source = "Microsoft's threat actor names";
        MappedAsOne one = new MappedAsOne(source, "Iron Ladle", both);
        assertThat(ask(ThreatCards::inspect).mappedAsOne()).containsExactly(one);
        assertThat(mappedAsOne(2)).containsExactly(one);
        assertThat(mappedAsOne(1)).isEmpty();
        assertThat(ask(ThreatCards::inspect).mappedTwice())
                .containsExactly(new MappedTwice(source, "Otterling", List.of("Amber Kettle", "Zinc Spoon")));
        assertThat(ask(ThreatCards::inspect).weaklyMapped())
                .containsExactly(new WeaklyMapped(source, "Tin Whisk", "Silence", List.of(both.getFirst())));
    }

    @Test
    void aRowOfOnesOwnWhoseActorNoCardHasIsReported() throws IOException {
        write("own.csv", OWN + "Copper Pan,Acme,Red Kyte,\nTin Cup,Acme,Red Kyte,\n");
        ingest("deck.json", "microsoft.json", "own.csv");
        assertThat(ask(ThreatCards::inspect).mappedNowhere())
                .containsExactly(new MappedNowhere("own.csv", "Red Kyte", List.of("Copper Pan", "Tin Cup")));
    }

    @Test
    void aGiverThatOnlyAMappingNamesIsAColumnAndATarget() throws IOException {
        ingest("deck.json", "own.csv");
        assertThat(ask(ThreatCards::givers)).contains("Acme").startsWith("CrowdStrike");
        assertThat(ask(cards -> cards.translate("G9003", "acme")).cards()).flatExtracting(card -> card.names())
                .extracting(name -> name.name()).containsExactly("Pewter Fork");
        assertThat(ask(cards -> cards.nameTable(CardQuery.of(""), List.of("Acme"))).rows())
                .extracting(row -> row.card().name()).containsExactly("Red Kite");
    }

    @Test
    void aTableHasTheActorsThatAMappingGivesANameByItsGivers() throws IOException {
        ingest("deck.json", "microsoft.json", "own.csv");
        assertThat(ask(cards -> cards.nameTable(CardQuery.of(""), List.of("Acme", "PwC"))).rows())
                .extracting(row -> row.card().name()).containsExactly("Blue Otter", "Red Kite");
    }

    private List<MappedAsOne> mappedAsOne(int card) throws IOException {
        return ask(cards -> cards.profile(uuid(card)).orElseThrow().mappedAsOne());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Play", "RED KITE", "11111111-0000-4000-8000-000000000003", "G9003", "Red Kite Group"})
    void onesOwnNamesAreAboutTheCardThatTheActorNames(String actor) throws IOException {
        ingest("deck.json");
        write("own.csv", "name;giver;actor\nPewter Fork;Acme;" + actor + "\n");
        ingest("own.csv");
        assertThat(names(3)).containsExactly("Pewter Fork|Acme|own.csv");
    }

    @Test
    void aNewerFileReplacesTheEntriesOfItsMapping() throws IOException {
        ingest("deck.json", "microsoft.json", "own.csv");
        write("microsoft.json", "[{\"Threat actor name\":\"Copper Pan\",\"Other names\":\"Blue Otter\"}]");
        ingest("microsoft.json");
        assertThat(names(1)).containsExactly("Copper Pan|Microsoft|Microsoft's threat actor names");
        assertThat(names(3)).containsExactly("Pewter Fork|Acme|own.csv");
    }

    @Test
    void aDamagedFileTakesNoEntriesAway() throws IOException {
        ingest("deck.json", "microsoft.json");
        write("microsoft.json", MICROSOFT.substring(0, MICROSOFT.length() / 2));
        assertThat(ingest("microsoft.json").rejects()).isNotEmpty();
        assertThat(ask(ThreatCards::provenance).decks()).extracting(DeckCounts::entries).contains(4);
    }

    @Test
    void aRebuildKeepsTheEntries() throws IOException {
        ingest("deck.json", "microsoft.json", "own.csv");
        assertThat(ThreatCards.build(index()).rebuild().cards()).isEqualTo(3);
        checkNames();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CrowdStrike", "Crowdstrike", "crowd strike"})
    void aGiverIsOneInAnySpelling(String spelling) throws IOException {
        ingest("deck.json");
        assertThat(ask(cards -> cards.search(CardQuery.all().with(Facet.GIVER, spelling))).total()).isEqualTo(3);
        List<FacetValue> givers = ask(cards -> cards.search(CardQuery.all())).facets().get(Facet.GIVER);
        assertThat(givers).extracting(value -> value.value() + " " + value.count()).containsExactly("CrowdStrike 3",
                "PWC 2", "Group-IB 1");
        assertThat(ask(ThreatCards::inspect).mergedGivers()).extracting(giver -> giver.giver() + giver.spellings())
                .containsExactlyInAnyOrder("CrowdStrike{CrowdStrike=2, Crowdstrike=1}", "PWC{PWC=2, PwC=1}");
        assertThat(ask(cards -> cards.landscape(CardQuery.all())).landscape().totals().givers()).isEqualTo(3);
    }

    @Test
    void aCardOfAProgramCannotPassForAMapping() {
        assertThatThrownBy(() -> ThreatCards.inMemory(List.of(dev.threatcards.card.ActorCard.builder("Blue Otter")
                .collection(dev.threatcards.card.Deck.MAPPINGS).build())).close())
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("mapping files");
    }
}
