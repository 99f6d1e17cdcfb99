package dev.threatcards.ingest;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.threatcards.ThreatCards;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Technique;
import dev.threatcards.export.ExportFormat;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.CardSelection;

import static org.assertj.core.api.Assertions.assertThat;

/** Cards have the techniques of the cards of other collections that they are linked to, in whatever order the decks come. */
final class LinkedTechniquesTest {

    private static final UUID OTTER = UUID.fromString("11111111-2222-4333-8444-555555555501");
    private static final UUID STAR = UUID.fromString("33333333-2222-4333-8444-555555555501");
    private static final UUID HEN = UUID.fromString("11111111-2222-4333-8444-555555555502");

    private static final String ENCYCLOPEDIA = """
            {"source": "An encyclopedia", "last-db-change": "2024-08-27", "values": [
             {"actor": "Blue Otter", "uuid": "11111111-2222-4333-8444-555555555501", "names": [{"name": "Blue Otter"}],
              "collection": "ETDA", "mitre-attack": ["https://attack.mitre.org/groups/G9001/"]},
             {"actor": "Grey Hen", "uuid": "11111111-2222-4333-8444-555555555502", "names": [{"name": "Grey Hen"}]}]}
            """;

    @TempDir
    private Path folder;

    private static String bundle(String version, String... techniques) {
        StringBuilder objects = new StringBuilder();
        for (String technique : techniques) {
            objects.append(String.format(Locale.ROOT,
                    """
                            ,{"type": "attack-pattern", "id": "attack-pattern--%1$s", "name": "Name of %1$s", "external_references":
                              [{"source_name": "mitre-attack", "external_id": "%1$s"}]},
                             {"type": "relationship", "id": "relationship--%1$s", "relationship_type": "uses",
                              "source_ref": "intrusion-set--22222222-2222-4333-8444-555555555501", "target_ref": "attack-pattern--%1$s"}
                            """,
                    technique));
        }
        return String.format(Locale.ROOT,
                """
                        {"type": "bundle", "id": "bundle--1", "objects": [
                         {"type": "x-mitre-collection", "id": "x-mitre-collection--1", "name": "Test ATT&CK", "x_mitre_version": "%s",
                          "modified": "2025-0%s-01T00:00:00Z"},
                         {"type": "identity", "id": "identity--1", "name": "The MITRE Corporation"},
                         {"type": "intrusion-set", "id": "intrusion-set--22222222-2222-4333-8444-555555555501", "name": "Lutra",
                          "created_by_ref": "identity--1", "external_references": [{"source_name": "mitre-attack",
                          "url": "https://attack.mitre.org/groups/G9001", "external_id": "G9001"}]},
                         {"type": "intrusion-set", "id": "intrusion-set--22222222-2222-4333-8444-555555555502", "name": "Vulpes",
                          "created_by_ref": "identity--1"}%s]}
                        """,
                version, version, objects);
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    private static List<String> techniques(Path index, UUID card) {
        try (ThreatCards cards = ThreatCards.open(index)) {
            return cards.profile(card).orElseThrow().merged().card().techniques().stream()
                    .map(technique -> technique.id() + " " + technique.source()).toList();
        }
    }

    @Test
    void theOrderOfTheDecksDoesNotMatter() throws IOException {
        List<String> files = new ArrayList<>(
                List.of(file("cards.json", ENCYCLOPEDIA), file("attack.json", bundle("1", "T1001", "T1002.001"))));
        for (int order = 0; order < 2; order++) {
            Path together = folder.resolve("together" + order);
            ThreatCards.build(together).from(files);
            Path apart = folder.resolve("apart" + order);
            for (String file : files) {
                ThreatCards.build(apart).from(List.of(file));
            }
            for (Path index : List.of(together, apart)) {
                assertThat(techniques(index, OTTER)).containsExactly("T1001 Test ATT&CK 1", "T1002.001 Test ATT&CK 1");
                assertThat(techniques(index, HEN)).isEmpty();
            }
            Collections.reverse(files);
        }
    }

    @Test
    void aNewEditionIsFollowedAndTheSameOneChangesNothing() throws IOException {
        Path index = folder.resolve("index");
        String deck = file("cards.json", ENCYCLOPEDIA);
        ThreatCards.build(index).from(List.of(deck, file("attack1.json", bundle("1", "T1001", "T1002"))));
        ThreatCards.build(index).from(List.of(deck));
        String commit = commit(index);
        IngestReport again = ThreatCards.build(index).from(List.of(deck));
        assertThat(again.changed()).isZero();
        assertThat(again.unchanged()).isEqualTo(2);
        assertThat(commit(index)).isEqualTo(commit);
        IngestReport next = ThreatCards.build(index).from(List.of(file("attack2.json", bundle("2", "T1002", "T1003"))));
        assertThat(next.provenance().changes().changed().first()).extracting(card -> card.name())
                .containsExactly("Blue Otter", "Lutra");
        assertThat(techniques(index, OTTER)).containsExactly("T1002 Test ATT&CK 2", "T1003 Test ATT&CK 2");
        ThreatCards.build(index).from(List.of(file("attack3.json", bundle("3"))));
        assertThat(techniques(index, OTTER)).isEmpty();
    }

    /** An export has the techniques of linked cards on each card. Read back, they are not the card's own, which others would take over. */
    @ParameterizedTest
    @EnumSource(value = ExportFormat.class, names = {"JSON", "NDJSON", "CSV_LONG", "STIX"})
    void anExportsLinkedTechniquesReachNoOtherCards(ExportFormat format) throws IOException {
        String galaxy = """
                {"category": "actor", "name": "A galaxy", "source": "Stars", "type": "stars", "uuid": "33333333-2222-4333-8444-555555555500",
                 "values": [{"value": "Blue Otter", "uuid": "33333333-2222-4333-8444-555555555501"}]}
                """;
        Path index = folder.resolve("index");
        ThreatCards.build(index).from(List.of(file("cards.json", ENCYCLOPEDIA), file("galaxy.json", galaxy),
                file("attack.json", bundle("1", "T1001", "T1002"))));
        Path export = folder.resolve("export");
        try (ThreatCards cards = ThreatCards.open(index); OutputStream out = Files.newOutputStream(export)) {
            assertThat(cards.linked(STAR)).extracting(linked -> linked.card().uuid()).contains(OTTER);
            cards.export(
                    new CardSelection.Matching(CardQuery.all().without(Facet.COLLECTION, "none"), Set.of(Kind.ACTOR)),
                    format, out);
        }
        Path back = folder.resolve("back");
        ThreatCards.build(back).from(List.of(export.toString()));
        for (Path each : List.of(index, back)) {
            assertThat(techniques(each, OTTER)).containsExactly("T1001 Test ATT&CK 1", "T1002 Test ATT&CK 1");
            assertThat(techniques(each, STAR)).isEmpty();
        }
    }

    private static String commit(Path index) {
        try (ThreatCards cards = ThreatCards.open(index)) {
            return cards.commit();
        }
    }

    @Test
    void whatTheCardSaysItselfStandsFirst() throws IOException {
        Path index = folder.resolve("own");
        String own = ENCYCLOPEDIA.replace("\"mitre-attack\"",
                "\"techniques\": [{\"id\": \"T1001\", \"name\": \"Own words\", \"source\": \"The deck\"}], \"mitre-attack\"");
        ThreatCards.build(index)
                .from(List.of(file("cards.json", own), file("attack.json", bundle("1", "T1001", "T1002"))));
        assertThat(techniques(index, OTTER)).containsExactly("T1001 The deck", "T1002 Test ATT&CK 1");
        try (ThreatCards cards = ThreatCards.open(index)) {
            assertThat(cards.profile(OTTER).orElseThrow().merged().ownTechniques()).extracting(Technique::id)
                    .containsExactly("T1001");
        }
    }
}
