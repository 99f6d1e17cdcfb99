package dev.threatcards;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.threatcards.result.DeckReport;

import static org.assertj.core.api.Assertions.assertThat;

/** Findings that many cards of a source share are told once, with their number. The actors do not exist. */
final class DeckFindingsTest {

    private static final String DECK = """
            {"source": "An encyclopedia", "last-db-change": "2024-08-27", "values": [
             {"actor": "Blue Otter", "uuid": "7a1d0f60-0000-4000-8000-0000000000b3", "collection": "ETDA", "names": [{"name": "Blue Otter"}],
              "description": "See {{Nobody}} and {{No One}}.", "mood": "wet"},
             {"actor": "Grey Vole", "uuid": "7a1d0f60-0000-4000-8000-0000000000b4", "collection": "ETDA", "names": [{"name": "Grey Vole"}],
              "mood": "dry", "den": 2}]}
            """;

    private static final String GALAXY = """
            {"category": "actor", "name": "Stars", "source": "A galaxy", "type": "stars", "uuid": "7a1d0f60-0000-4000-8000-0000000000c1",
             "values": [{"value": "Reed Bittern", "uuid": "7a1d0f60-0000-4000-8000-0000000000c2", "meta": {"mood": "calm"},
               "related": [{"dest-uuid": "7a1d0f60-0000-4000-8000-0000000000f1", "type": "similar"},
                {"dest-uuid": "7a1d0f60-0000-4000-8000-0000000000f2", "type": "similar"},
                {"dest-uuid": "7a1d0f60-0000-4000-8000-0000000000f3", "type": "uses"}]},
              {"value": "Gravel Heron", "uuid": "7a1d0f60-0000-4000-8000-0000000000c3",
               "related": [{"dest-uuid": "7a1d0f60-0000-4000-8000-0000000000f1", "type": "similar"}]}]}
            """;

    private static final String BUNDLE = """
            {"type": "bundle", "id": "bundle--1", "objects": [
             {"type": "intrusion-set", "id": "intrusion-set--7a1d0f60-0000-4000-8000-0000000000d1", "name": "Mud Snipe", "x_mood": "calm"},
             {"type": "malware", "id": "malware--7a1d0f60-0000-4000-8000-0000000000d2", "name": "QuillRat", "x_mood": "grim"}]}
            """;

    @TempDir
    private Path folder;

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    @Test
    void findingsAreGroupedBySourceWhateverTheOrder() throws IOException {
        List<String> files = new ArrayList<>(
                List.of(file("deck.json", DECK), file("galaxy.json", GALAXY), file("herons.json", BUNDLE)));
        for (int order = 0; order < 2; order++) {
            Path index = folder.resolve("index" + order);
            ThreatCards.build(index).from(files);
            try (ThreatCards cards = ThreatCards.open(index)) {
                DeckReport found = cards.inspect();
                assertThat(found.deadReferencesByType())
                        .extracting(group -> group.collection() + " " + group.type() + " "
                                + group.references().stream().map(dead -> dead.card().name()).toList())
                        .containsExactly("ETDA mentions [Blue Otter, Blue Otter]",
                                "A galaxy similar [Gravel Heron, Reed Bittern, Reed Bittern]",
                                "A galaxy uses [Reed Bittern]");
                assertThat(found.unknownKeys())
                        .extracting(group -> group.collection() + ", " + group.form() + ", " + group.kind().key() + ": "
                                + group.keys().stream()
                                        .map(key -> key.key() + " (" + key.cards() + ") " + key.example()).toList())
                        .containsExactly("ETDA, ETDA JSON, actor: [mood (2) \"dry\", den (1) 2]",
                                "A galaxy, MISP cluster, actor: [mood (1) \"calm\"]",
                                "herons.json, STIX 2.1, actor: [x_mood (1) \"calm\"]",
                                "herons.json, STIX 2.1, tool: [x_mood (1) \"grim\"]");
            }
            Collections.reverse(files);
        }
    }
}
