package dev.threatcards;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Deck;
import dev.threatcards.card.Facet;
import dev.threatcards.card.ToolCard;
import dev.threatcards.error.InvalidQueryException;
import dev.threatcards.query.CardQuery;
import dev.threatcards.result.Crosswalk;
import dev.threatcards.result.NameTable;
import dev.threatcards.result.NameTable.GivenName;
import dev.threatcards.result.Translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Names by who gave them, translations, and ids in other catalogues. The actors do not exist. */
final class NameTableTest {

    @AutoClose
    private static ThreatCards cards;

    @BeforeAll
    static void open() {
        cards = ThreatCards.inMemory(List.of(
                ActorCard.builder("Blue Otter").collection(Deck.ETDA).country("Atlantis")
                        .name("Blue Otter", "CrowdStrike").name("TA-1", "Mandiant").name("Shared", "Microsoft")
                        .name("Lost", "?").name("Open", "").name("Uuid", "f9eb432f-2293-48b7-bca4-cc78beb50df0")
                        .mitreAttack("https://attack.mitre.org/groups/G9001/").build(),
                ActorCard.builder("Red Fox").collection(Deck.ETDA).name("Red Fox", "Crowdstrike")
                        .name("Shared", "CrowdStrike").name("=1+1", "Microsoft").build(),
                ActorCard.builder("Grey Heron").collection(Deck.ETDA).name("Grey Heron", "Initech")
                        .name("Grey-Heron", "Initech").mitreAttack("https://attack.mitre.org/groups/G9003/").build(),
                ActorCard.builder("OTTER 1").collection(Deck.MISP_GALAXY).name("Blue Otter", "").name("TA 1", "")
                        .name("Wet Storm", "Microsoft").name("Red Fox", "Microsoft").name("Lost", "Initech")
                        .mitreAttack("https://attack.mitre.org/groups/G9002/", "https://attack.mitre.org/groups/G9003/")
                        .information("https://malpedia.caad.fkie.fraunhofer.de/actor/otter").build(),
                ToolCard.builder("Spade").collection(Deck.ETDA).name("Spade", "")
                        .malpedia("https://malpedia.caad.fkie.fraunhofer.de/details/win.spade")
                        .mitreAttack("https://attack.mitre.org/software/S9001/").build()));
    }

    private static String names(List<GivenName> names) {
        return names.stream()
                .map(name -> name.name() + (name.source().isEmpty() ? "" : " (" + name.source() + ")") + name.sharing()
                        .stream().map(CardReference::name).map(other -> " also " + other).collect(Collectors.joining()))
                .collect(Collectors.joining(", "));
    }

    /** Each row as a line: the title, the names of each giver, the names without a giver. */
    private static List<String> rows(NameTable table) {
        return table.rows().stream().map(row -> {
            Map<String, String> cells = new TreeMap<>();
            row.names().forEach((giver, names) -> cells.put(giver, names(names)));
            return row.card().name() + " " + cells + " [" + names(row.unattributed()) + "]";
        }).toList();
    }

    @Test
    void aTableHasARowForEachActorAndAColumnForEachGiver() {
        NameTable table = cards.nameTable(CardQuery.all(), List.of("CROWDSTRIKE", "microsoft"));
        assertThat(table.givers()).containsExactly("CrowdStrike", "Microsoft");
        assertThat(table.total()).isEqualTo(2);
        assertThat(rows(table)).containsExactly(
                "Blue Otter {CrowdStrike=Blue Otter, Microsoft=Shared also Red Fox} [Lost, Open, Uuid]",
                "Red Fox {CrowdStrike=Red Fox, Shared also Blue Otter, Microsoft==1+1} []");
        assertThat(table.rows().getFirst().country()).containsExactly("Atlantis");
    }

    @Test
    void namesWhoseGiverIsNotKnownAreAColumnIfAskedFor() {
        assertThat(rows(cards.nameTable(CardQuery.all(), List.of("?"))))
                .containsExactly("Blue Otter {?=Lost} [Open, Uuid]");
    }

    @Test
    void spellingsOfOneNameByOneGiverAreOneName() {
        assertThat(rows(cards.nameTable(CardQuery.all(), List.of("Initech"))))
                .containsExactly("Grey Heron {Initech=Grey Heron} []");
    }

    @Test
    void withoutAGiverAllActorsCountAndTheGiversOfMostActorsAreChosen() {
        NameTable table = cards.nameTable(CardQuery.all().page(1, 1), List.of());
        assertThat(table.givers()).containsExactly("CrowdStrike", "Microsoft", "Initech", "Mandiant");
        assertThat(table.total()).isEqualTo(3);
        assertThat(table.rows()).hasSize(1);
        assertThat(cards.nameTable(CardQuery.of("heron"), List.of()).givers()).containsExactly("Initech");
    }

    @Test
    void filtersAreThoseOfASearch() {
        CardQuery query = CardQuery.all().with(Facet.COUNTRY, "Atlantis");
        assertThat(cards.nameTable(query, List.of("Crowdstrike")).rows()).extracting(row -> row.card().name())
                .containsExactly("Blue Otter");
        NameTable galaxy = cards.nameTable(CardQuery.all().with(Facet.COLLECTION, Deck.MISP_GALAXY),
                List.of("Microsoft"));
        assertThat(rows(galaxy)).containsExactly("OTTER 1 {Microsoft=Wet Storm, Red Fox} [Blue Otter, TA 1]");
    }

    @Test
    void inAllCollectionsANameOfACounterpartIsNotShared() {
        CardQuery both = CardQuery.all().with(Facet.COLLECTION, Deck.MISP_GALAXY).with(Facet.COLLECTION, Deck.ETDA);
        assertThat(rows(cards.nameTable(both, List.of("Microsoft", "Mandiant")))).containsExactlyInAnyOrder(
                "Blue Otter {Mandiant=TA-1, Microsoft=Shared also Red Fox} [Lost, Open, Uuid]",
                "OTTER 1 {Microsoft=Wet Storm, Red Fox also Red Fox} [Blue Otter, TA 1]",
                "Red Fox {Microsoft==1+1} []");
    }

    @ParameterizedTest
    @CsvSource({"Microsot, Microsoft", "crowd strke, CrowdStrike"})
    void anUnknownGiverIsAnErrorThatNamesTheNearest(String giver, String nearest) {
        assertThatThrownBy(() -> cards.nameTable(CardQuery.all(), List.of(giver)))
                .isInstanceOf(InvalidQueryException.class).hasMessageContaining(giver)
                .hasMessageContaining("did you mean \"" + nearest + "\"");
        assertThatThrownBy(() -> cards.translate("Blue Otter", giver)).isInstanceOf(InvalidQueryException.class)
                .hasMessageContaining(nearest);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            // name | giver | outcome | names of each actor
            "TA1         | crowdstrike | translated   | Blue Otter: Blue Otter",
            "Blue Otter  | MANDIANT    | translated   | Blue Otter: TA-1",
            // From the linked card of the other collection, without the name that is another actor's in this one.
            "Blue Otter  | Microsoft   | translated   | Blue Otter: Shared, Wet Storm (MISP galaxy)",
            "Shared      | CrowdStrike | translated   | Blue Otter: Blue Otter; Red Fox: Red Fox, Shared",
            "Grey Heron  | Microsoft   | no-name      | Grey Heron:",
            "Spade       | Microsoft   | no-name      | Spade:", "Nobody here | Microsoft   | unknown-name | "})
    void aNameIsTranslated(String name, String giver, String outcome, String expected) {
        Translation translation = cards.translate(name, giver);
        assertThat(translation.outcome().key()).isEqualTo(outcome);
        assertThat(translation.cards().stream().map(card -> (card.card().name() + ": " + names(card.names())).strip())
                .collect(Collectors.joining("; "))).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void theTableAsCsvIsSafeInASpreadsheet() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(cards.exportNames(CardQuery.all().page(1, 1), List.of("CrowdStrike", "Microsoft"), out))
                .isEqualTo(2);
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines.getFirst()).isEqualTo("\"uuid\",\"actor\",\"collection\",\"country\",\"CrowdStrike\","
                + "\"Microsoft\",\"unattributed\",\"shared\"");
        assertThat(lines.get(1)).endsWith("\"Blue Otter\",\"ETDA\",\"Atlantis\",\"Blue Otter\",\"Shared\","
                + "\"Lost | Open | Uuid\",\"Shared: Red Fox\"");
        assertThat(lines.get(2))
                .endsWith("\"Red Fox\",\"ETDA\",\"\",\"Red Fox | Shared\",\"'=1+1\",\"\"," + "\"Shared: Blue Otter\"");
        assertThat(lines).hasSize(3);
    }

    @Test
    void aCrosswalkHasTheIdsOfACardAndOfItsCounterparts() throws IOException {
        Crosswalk crosswalk = cards.crosswalk(CardQuery.of("TA-1"), Set.of(Kind.ACTOR));
        Crosswalk.Ids ids = crosswalk.rows().getFirst().ids();
        assertThat(ids.etda()).containsExactly(crosswalk.rows().getFirst().card().uuid());
        assertThat(ids.misp()).extracting(Crosswalk.Cluster::tag)
                .containsExactly("misp-galaxy:threat-actor=\"OTTER 1\"");
        // G9003 is the id of another actor in ETDA's collection, and "Red Fox" its name.
        assertThat(ids.attack()).containsExactly("G9001", "G9002");
        assertThat(ids.microsoft()).containsExactly("Shared", "Wet Storm");
        assertThat(ids.malpedia()).containsExactly("otter");
        assertThat(ids.counterparts()).extracting(CardReference::name).containsExactly("OTTER 1");
        assertThat(cards.profile(crosswalk.rows().getFirst().card().uuid()).orElseThrow().ids()).isEqualTo(ids);
        Crosswalk fox = cards.crosswalk(CardQuery.of("\"Red Fox\""), Set.of(Kind.ACTOR));
        assertThat(fox.rows().getFirst().ids().conflicts()).extracting(CardReference::name).containsExactly("OTTER 1");
        assertThat(fox.rows().getFirst().ids().misp()).isEmpty();
        Crosswalk tools = cards.crosswalk(CardQuery.all(), Set.of(Kind.TOOL));
        assertThat(tools.rows()).extracting(row -> row.ids().malpedia() + " " + row.ids().attack())
                .containsExactly("[win.spade] [S9001]");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(cards.exportCrosswalk(CardQuery.all(), Set.of(Kind.ACTOR, Kind.TOOL), out)).isEqualTo(4);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"misp-galaxy:threat-actor=\"\"OTTER 1\"\"\"");
    }
}
