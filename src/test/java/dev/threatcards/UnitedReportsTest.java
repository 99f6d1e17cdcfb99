package dev.threatcards;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Deck;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Name;
import dev.threatcards.card.Relation;

import static org.assertj.core.api.Assertions.assertThat;

/** What several reports, editions and copies say of one actor is one card. The actors do not exist. */
final class UnitedReportsTest {

    private static final String UUID_OF_HERON = "7a1d0f60-0000-4000-8000-0000000000a1";
    private static final String HERON = "intrusion-set--" + UUID_OF_HERON;
    private static final String MITRE = "identity--c78cb6e5-0c4b-4611-8297-d1b8b55e40b5";

    @TempDir
    private Path folder;

    private String file(String name, String content) {
        try {
            return Files.writeString(folder.resolve(name), content.replace('\'', '"')).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A bundle in which the actor uses a tool of that name; without a tool if the name is empty. */
    private String report(int number, String modified, String tool, String more, String... others) {
        List<String> objects = new ArrayList<>(List.of(others));
        objects.add("{'type':'intrusion-set','id':'" + HERON + "','name':'Gravel Heron','modified':'" + modified
                + "T00:00:00Z'" + more + "}");
        if (!tool.isEmpty()) {
            String id = "malware--7a1d0f60-0000-4000-8000-00000000000" + number;
            objects.add("{'type':'malware','id':'" + id + "','name':'" + tool + "','modified':'" + modified
                    + "T00:00:00Z'}");
            objects.add("{'type':'relationship','id':'relationship--" + number
                    + "','relationship_type':'uses','source_ref':'" + HERON + "','target_ref':'" + id + "'}");
        }
        return file(number + ".json",
                "{'type':'bundle','id':'bundle--" + number + "','objects':[" + String.join(",", objects) + "]}");
    }

    private String copy() {
        return file("copy.json",
                String.format(Locale.ROOT,
                        """
                                {'category':'actor','name':'Intrusion Set','source':'https://example.org/copies','type':'mitre-intrusion-set',
                                'uuid':'7a1d0f60-0000-4000-8000-0000000000c1','version':40,'values':[{'value':'Gravel Heron - G9999',
                                'uuid':'%s','description':'An old copy.','meta':{'country':'KP','synonyms':['Old Heron']},
                                'related':[{'dest-uuid':'7a1d0f60-0000-4000-8000-0000000000f1','type':'uses'},
                                {'dest-uuid':'7a1d0f60-0000-4000-8000-0000000000f2','type':'similar'}]}]}""",
                        UUID_OF_HERON));
    }

    private MergedCard heron(List<List<String>> runs, String index) {
        Path path = folder.resolve(index);
        runs.forEach(run -> assertThat(ThreatCards.build(path).from(run).rejects()).isEmpty());
        try (ThreatCards cards = ThreatCards.open(path)) {
            assertThat(cards.inspect().decks()).filteredOn(deck -> deck.deck().extent() == Deck.Extent.PAGES)
                    .allSatisfy(deck -> assertThat(deck.older()).isZero());
            return cards.profile(UUID.fromString(UUID_OF_HERON)).orElseThrow().merged();
        }
    }

    @Test
    void reportsUniteWhetherReadTogetherOrOneAfterTheOther() {
        String identity = "{'type':'identity','id':'identity--1','name':'Northwind Labs'}";
        List<String> reports = new ArrayList<>(List.of(
                report(1, "2024-01-01", "InkPot",
                        ",'created_by_ref':'identity--1','aliases':['Pebble Heron'],"
                                + "'external_references':[{'source_name':'a','url':'https://example.org/a'}]",
                        identity),
                report(2, "2024-06-01", "QuillRat",
                        ",'created_by_ref':'identity--1','description':'Waders.',"
                                + "'external_references':[{'source_name':'b','url':'https://example.org/b'}]",
                        identity),
                report(3, "2024-09-01", "", ",'created_by_ref':'identity--1'", identity)));
        MergedCard expected = heron(List.of(reports), "together");
        ActorCard actor = (ActorCard) expected.card();
        assertThat(actor.tools().labels()).containsExactly("QuillRat", "InkPot");
        assertThat(actor.information()).containsExactly("https://example.org/b", "https://example.org/a");
        assertThat(actor.names()).extracting(Name::name).containsExactly("Gravel Heron", "Pebble Heron");
        assertThat(actor.description()).isEqualTo("Waders.");
        assertThat(actor.relations()).hasSize(2);
        assertThat(actor.collection()).isEqualTo("Northwind Labs");
        assertThat(expected.sources()).hasSize(3);
        Random random = new Random(1);
        for (int i = 0; i < 4; i++) {
            Collections.shuffle(reports, random);
            assertThat(heron(reports.stream().map(List::of).toList(), "apart" + i)).isEqualTo(expected);
        }
    }

    @Test
    void aCopyFillsGapsAndTakesNothingAway() {
        List<String> sources = new ArrayList<>(List.of(copy(), report(1, "2024-06-01", "QuillRat",
                ",'created_by_ref':'" + MITRE + "','description':'The original.'")));
        MergedCard expected = heron(List.of(sources), "together");
        ActorCard actor = (ActorCard) expected.card();
        assertThat(actor.collection()).isEqualTo("MITRE ATT&CK");
        assertThat(actor.name()).isEqualTo("Gravel Heron");
        assertThat(actor.names()).extracting(Name::name).containsExactly("Gravel Heron");
        assertThat(actor.description()).isEqualTo("The original.");
        assertThat(actor.tools().labels()).containsExactly("QuillRat");
        assertThat(actor.country()).containsExactly("North Korea");
        // The copy's uses may be out of date; it alone says what is similar.
        assertThat(actor.relations()).extracting(Relation::type).containsExactlyInAnyOrder("uses", "similar");
        assertThat(heron(List.of(List.of(sources.get(0)), List.of(sources.get(1))), "copy first")).isEqualTo(expected);
        assertThat(heron(List.of(List.of(sources.get(1)), List.of(sources.get(0))), "copy last")).isEqualTo(expected);
    }

    @Test
    void anEditionComesBeforeReportsAndKeepsItsCollection() {
        String collection = "{'type':'x-mitre-collection','id':'x-mitre-collection--1','name':'Waders','x_mitre_version':'3',"
                + "'modified':'2024-07-01T00:00:00Z','created_by_ref':'" + MITRE + "'}";
        MergedCard heron = heron(
                List.of(List.of(
                        report(1, "2024-06-01", "QuillRat",
                                ",'created_by_ref':'" + MITRE + "','description':'Edition.'", collection),
                        report(2, "2025-06-01", "InkPot", ",'description':'Report.'"))),
                "edition");
        assertThat(heron.card().collection()).isEqualTo("MITRE ATT&CK");
        assertThat(heron.card().description()).isEqualTo("Edition.");
        assertThat(((ActorCard) heron.card()).tools().labels()).containsExactly("QuillRat", "InkPot");
    }

    @Test
    void anEditionsNextVersionDoesNotLoseTheReports() {
        String mitre = ",'created_by_ref':'" + MITRE + "'";
        String first = report(1, "2024-06-01", "QuillRat", mitre,
                "{'type':'x-mitre-collection','id':'x-mitre-collection--1','name':'Waders','modified':'2024-07-01T00:00:00Z'}");
        String report = report(2, "2024-06-15", "InkPot", "");
        String next = report(3, "2025-06-01", "Nib", mitre,
                "{'type':'x-mitre-collection','id':'x-mitre-collection--1','name':'Waders','modified':'2025-07-01T00:00:00Z'}");
        MergedCard heron = heron(List.of(List.of(first, report), List.of(next)), "next");
        assertThat(Set.copyOf(((ActorCard) heron.card()).tools().labels())).isEqualTo(Set.of("Nib", "InkPot"));
        assertThat(CardReference.of(heron.card()).collection()).isEqualTo("MITRE ATT&CK");
    }
}
