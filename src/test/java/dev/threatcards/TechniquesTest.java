package dev.threatcards;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Technique;
import dev.threatcards.card.TechniqueId;
import dev.threatcards.card.ToolCard;
import dev.threatcards.export.ExportFormat;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.CardSelection;
import dev.threatcards.result.Comparison;
import dev.threatcards.result.FacetValue;
import dev.threatcards.result.SearchResult;
import dev.threatcards.result.TechniqueCards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Techniques that cards use: searched for, counted, looked up, compared and drawn as layers; and those of linked cards. */
final class TechniquesTest {

    private static final String ATTACK = "Test ATT&CK 9";
    private static final String GROUP_PAGE = "https://attack.mitre.org/groups/G9001/";
    private static final Technique ATTACHMENT = new Technique("T1566.001", "Spearphishing Attachment",
            List.of("Initial Access"), ATTACK);
    private static final Technique LINK = new Technique("T1566.002", "Spearphishing Link", List.of("Initial Access"),
            ATTACK);
    private static final Technique TASK = new Technique("T1053", "Scheduled Task/Job",
            List.of("Execution", "Persistence"), ATTACK);
    private static final Technique TOOL = new Technique("T1588.002", "Tool", List.of("Resource Development"), ATTACK);
    private static final Technique VALVE = new Technique("T0831", "Manipulation of Control", List.of("Impact"), ATTACK);

    private static final ActorCard OTTER = ActorCard.builder("Blue Otter").collection("ETDA").mitreAttack(GROUP_PAGE)
            .build();
    private static final ActorCard FOX = ActorCard.builder("Red Fox").collection("ETDA")
            .description("Mails an attachment. Its spearphishing is crude, and its tool is a spanner.")
            .technique(new Technique("T1566.002", "Spearphishing Link", List.of("Initial Access"), "Fox watch"))
            .build();
    private static final ActorCard HEN = ActorCard.builder("Grey Hen").collection("ETDA").build();
    private static final ActorCard GROUP = ActorCard.builder("Lutra").collection("MITRE ATT&CK").mitreAttack(GROUP_PAGE)
            .name("Lutra", "").name("Blue Otter", "").technique(ATTACHMENT).technique(LINK).technique(TASK)
            .technique(TOOL).technique(VALVE).build();
    private static final ToolCard SPANNER = ToolCard.builder("Spanner").collection("ETDA").technique(TASK).build();

    @AutoClose
    private static ThreatCards cards;

    @BeforeAll
    static void index() {
        cards = ThreatCards.inMemory(List.of(OTTER, FOX, HEN, GROUP, SPANNER));
    }

    private static List<String> names(SearchResult result) {
        return result.hits().stream().map(hit -> hit.card().name()).sorted().toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            T1566.001                             | Blue Otter
            t1566.001                             | Blue Otter
            "Spearphishing Attachment"            | Blue Otter
            technique:T1566.001                   | Blue Otter
            technique:t1566/002                   | Blue Otter, Red Fox
            technique:"spearphishing link"        | Blue Otter, Red Fox
            technique:spearphishing               | Blue Otter, Red Fox
            technique:T1566*                      | Blue Otter, Red Fox
            technique:T1566                       | Blue Otter, Red Fox
            technique:T1053                       | Blue Otter
            technique:none                        | Grey Hen
            tactic:execution                      | Blue Otter
            scheduled task/job                    | Blue Otter
            spearphishing attachment              | Blue Otter, Red Fox
            tool                                  | Red Fox
            """)
    void anIdOrANameFindsTheCardsThatUseIt(String query, String found) {
        assertThat(names(cards.search(CardQuery.of(query)))).isEqualTo(List.of(found.split(", ")));
    }

    @ParameterizedTest
    @CsvSource({"T1566.001, T1566.001", "\"spearphishing attachment\", spearphishing attachment",
            "technique:T1566.001, technique:T1566.001", "spearphishing attachment, spearphishing attachment"})
    void theReasonSaysWhoStatesIt(String query, String words) {
        assertThat(cards.search(CardQuery.of(query)).hits()).filteredOn(hit -> hit.card().equals(otter()))
                .singleElement()
                .satisfies(hit -> assertThat(hit.matched()).contains(new dev.threatcards.result.Match("technique",
                        ATTACHMENT.label(), "", "stated by " + ATTACK, List.of(words))));
    }

    private static ActorCard otter() {
        return (ActorCard) cards.cards("Blue Otter").stream().map(card -> card.card())
                .filter(card -> card.uuid().equals(OTTER.uuid())).findFirst().orElseThrow();
    }

    @Test
    void countsHold() {
        SearchResult all = cards.search(CardQuery.all());
        assertThat(all.facets().get(Facet.TACTIC)).contains(new FacetValue("Initial Access", 2, false),
                new FacetValue("Persistence", 1, false));
        for (Facet facet : List.of(Facet.TACTIC, Facet.TECHNIQUE)) {
            assertThat(all.facets().get(facet)).isNotEmpty()
                    .allSatisfy(value -> assertThat(cards.search(CardQuery.all().with(facet, value.value())).total())
                            .isEqualTo(value.count()));
        }
        assertThat(cards.tools(CardQuery.all().with(Facet.TECHNIQUE, "T1053")).total()).isEqualTo(1);
        assertThat(cards.facet(Facet.TECHNIQUE, "spear", CardQuery.all())).extracting(FacetValue::value)
                .containsExactly(LINK.label(), ATTACHMENT.label());
    }

    @Test
    void aLinkedCardHasThemWithTheirSource() {
        assertThat(otter().techniques()).containsExactlyElementsOf(
                GROUP.techniques().stream().sorted((one, other) -> one.label().compareTo(other.label())).toList());
        assertThat(cards.profile(OTTER.uuid()).orElseThrow().merged().ownTechniques()).isEmpty();
        assertThat(cards.profile(FOX.uuid()).orElseThrow().merged().card()).isEqualTo(FOX);
        assertThat(cards.profile(GROUP.uuid()).orElseThrow().merged().card().techniques()).hasSize(5);
    }

    @Test
    void aTechniqueHasItsCardsAndItsFamily() {
        TechniqueCards link = cards.technique("t1566/002").orElseThrow();
        assertThat(link.technique()).isEqualTo(new Technique(LINK.id(), LINK.name(), LINK.tactics(), ""));
        assertThat(link.actors()).extracting(each -> each.card().name(), TechniqueCards.Using::source)
                .containsExactly(tuple("Blue Otter", ATTACK), tuple("Red Fox", "Fox watch"));
        assertThat(link.parent()).contains(new TechniqueCards.Related(new TechniqueId(1566, 0), "", 0, 0));
        assertThat(link.elsewhere()).containsOnly(java.util.Map.entry("MITRE ATT&CK", 1));
        TechniqueCards phishing = cards.technique("T1566").orElseThrow();
        assertThat(phishing.total()).isZero();
        assertThat(phishing.subTechniques()).containsExactly(
                new TechniqueCards.Related(new TechniqueId(1566, 1), ATTACHMENT.name(), 1, 0),
                new TechniqueCards.Related(new TechniqueId(1566, 2), LINK.name(), 2, 0));
        assertThat(cards.technique("T1053").orElseThrow().tools()).extracting(TechniqueCards.Using::card)
                .containsExactly(CardReference.of(SPANNER));
        assertThat(cards.technique(new TechniqueId(1566, 1), Set.of("MITRE ATT&CK")).orElseThrow().actors())
                .extracting(TechniqueCards.Using::card).containsExactly(CardReference.of(GROUP));
        assertThat(cards.technique("T9999")).isEmpty();
        assertThat(cards.technique("T1566.009")).isEmpty();
        assertThat(cards.technique("phishing")).isEmpty();
    }

    @Test
    void actorsAreComparedByThem() {
        Comparison comparison = cards.compare(List.of(OTTER.uuid(), FOX.uuid()));
        assertThat(comparison.sharedByAll(Comparison.Aspect.TECHNIQUE)).extracting(Comparison.Value::text)
                .containsExactly(LINK.label());
        assertThat(comparison.summary()).contains("technique " + LINK.label());
    }

    private static JsonNode layer(CardSelection selection) throws Exception {
        return layer(ExportFormat.NAVIGATOR, selection);
    }

    private static JsonNode layer(ExportFormat format, CardSelection selection) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        cards.export(selection, format, out);
        return new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
    }

    private static List<String> scores(JsonNode layer) {
        List<String> scores = new ArrayList<>();
        StreamSupport.stream(layer.path("techniques").spliterator(), false)
                .forEach(technique -> scores.add(technique.path("techniqueID").asText() + " "
                        + technique.path("tactic").asText() + " " + technique.path("score").asInt()));
        return scores;
    }

    @Test
    void aLayerScoresThemByTheirActors() throws Exception {
        JsonNode layer = layer(CardSelection.all());
        assertThat(layer.at("/versions/layer").asText()).isEqualTo("4.5");
        assertThat(layer.path("domain").asText()).isEqualTo("enterprise-attack");
        assertThat(scores(layer)).containsExactly("T1053 execution 1", "T1053 persistence 1",
                "T1566.001 initial-access 1", "T1566.002 initial-access 2", "T1588.002 resource-development 1");
        assertThat(layer.path("techniques").path(3).path("comment").asText()).isEqualTo("Blue Otter; Red Fox");
        assertThat(layer.at("/gradient/maxValue").asInt()).isEqualTo(2);
        assertThat(layer.path("description").asText()).contains("3 actors use", "Stated by Fox watch; Test ATT&CK 9.",
                "1 actor has no techniques", "1 technique not of the enterprise matrix left out");
        assertThat(scores(layer(new CardSelection.Identified(List.of(FOX.uuid())))))
                .containsExactly("T1566.002 initial-access 1");
        assertThat(scores(layer(CardSelection.tools(CardQuery.all())))).containsExactly("T1053 execution 1",
                "T1053 persistence 1");
        assertThat(scores(layer(CardSelection.actors(CardQuery.of("hen"))))).isEmpty();
    }

    @Test
    void techniquesAgainstIndustryAreALayerOfTheirOwn() throws Exception {
        JsonNode layer = layer(ExportFormat.NAVIGATOR_ICS, CardSelection.all());
        assertThat(layer.path("domain").asText()).isEqualTo("ics-attack");
        assertThat(scores(layer)).containsExactly("T0831 impact 1");
        assertThat(layer.path("description").asText()).contains("4 techniques not of the ICS matrix left out");
    }
}
