package dev.threatcards.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import dev.threatcards.ThreatCards;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.Deck;
import dev.threatcards.card.Field;
import dev.threatcards.query.CardQuery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** STIX in the forms in which it lies on disks: however ordered, wrapped and cut into files. The actors do not exist. */
final class StixFilesTest {

    private static final String HERON = "intrusion-set--7a1d0f60-0000-4000-8000-0000000000a1";
    private static final String QUILL = "malware--7a1d0f60-0000-4000-8000-0000000000b1";
    private static final String AUTHOR = "identity--7a1d0f60-0000-4000-8000-0000000000c1";
    private static final String LONG = "x".repeat(70_000);

    private static final String ACTOR = object(HERON, "'name':'Gravel Heron','modified':'2024-01-02T00:00:00Z'");
    private static final String TOOL = object(QUILL, "'name':'QuillRat','modified':'2024-01-01T00:00:00Z'");
    private static final String USES = object("relationship--7a1d0f60-0000-4000-8000-0000000000d1",
            "'relationship_type':'uses','source_ref':'" + HERON + "','target_ref':'" + QUILL + "'");

    @TempDir
    private Path folder;

    private static String object(String id, String fields) {
        return ("{'created':'2020-01-01T00:00:00Z','id':'" + id + "'," + fields + ",'type':'"
                + id.substring(0, id.indexOf("--")) + "'}").replace('\'', '"');
    }

    private static String bundle(String... objects) {
        return bundleOf("7a1d0f60-0000-4000-8000-0000000000f1", objects);
    }

    private static String bundleOf(String uuid, String... objects) {
        return "{\"type\":\"bundle\",\"id\":\"bundle--" + uuid + "\",\"objects\":[" + String.join(",", objects) + "]}";
    }

    private String file(String name, byte[] content) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.write(file, content).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    private static ReadCards read(String... sources) {
        ReadCards read = new ReadCards();
        CardSources.read(List.of(sources), read);
        return read;
    }

    private static List<String> tools(ReadCards read) {
        return read.cards.stream().filter(ActorCard.class::isInstance).map(ActorCard.class::cast)
                .flatMap(actor -> actor.tools().texts().stream()).toList();
    }

    static Stream<Arguments> forms() {
        String objects = String.join(",", ACTOR, TOOL, USES);
        String filler = object("report--7a1d0f60-0000-4000-8000-0000000000e1", "'name':'" + LONG + "'");
        return Stream.of(arguments("a bundle", bundle(ACTOR, TOOL, USES)),
                arguments("sorted keys, whose objects begin with 70 kB of text",
                        "{\"id\":\"bundle--7a1d0f60-0000-4000-8000-0000000000f1\",\"objects\":[" + filler + ","
                                + objects + "],\"spec_version\":\"2.0\",\"type\":\"bundle\"}"),
                arguments("sorted keys of an envelope, whose first object begins with 70 kB of text",
                        "{\"more\":false,\"objects\":[{\"description\":\"" + LONG + "\"," + ACTOR.substring(1) + ","
                                + TOOL + "," + USES + "]}"),
                arguments("a TAXII envelope", "{\"objects\":[" + objects + "],\"more\":false}"),
                arguments("an array of objects", "[" + objects + "]"),
                arguments("an array of bundles",
                        "[" + bundle(ACTOR, USES) + ", " + bundleOf("7a1d0f60-0000-4000-8000-0000000000f2", TOOL)
                                + "]"),
                arguments("a bundle with keys of other forms", bundle(
                        "{\"type\":\"ipv4-addr\",\"id\":\"ipv4-addr--1\",\"value\":\"192.0.2.1\",\"tool\":\"x\",\"values\":[]}",
                        ACTOR, TOOL, USES)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void theFormIsToldFromTheContentInEveryEncoding(String form, String content) throws IOException {
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE,
                StandardCharsets.UTF_16)) {
            ReadCards read = read(file(charset + ".json", content.getBytes(charset)));
            assertThat(read.rejects).as(charset.name()).isEmpty();
            assertThat(read.cards).extracting(Card::name).containsExactlyInAnyOrder("Gravel Heron", "QuillRat");
            assertThat(tools(read)).containsExactly("QuillRat");
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(tools(read(file("packed.gz", packed.toByteArray())))).containsExactly("QuillRat");
    }

    @Test
    void aTextWithUstarWhereATarArchiveHasItIsNoTarArchive() {
        String before = "{\"type\":\"bundle\",\"id\":\"bundle--7a1d0f60-0000-4000-8000-0000000000f1\",\"objects\":[{\"id\":\""
                + HERON + "\",\"type\":\"intrusion-set\",\"name\":\"";
        String json = before + "M".repeat(257 - before.length()) + "ustard Heron" + " ".repeat(400) + "\"}]}";
        assertThat(json.indexOf("ustar")).isEqualTo(257);
        assertThat(read(file("a.json", json)).onlyActor().name()).endsWith("Mustard Heron");
    }

    @Test
    void aFolderOfFilesWithOneObjectIsOneBundle() {
        file("repository/intrusion-set/a.json", bundle(ACTOR));
        file("repository/malware/b.json", bundle(TOOL));
        file("repository/relationship/c.json", bundle(USES));
        file("repository/course-of-action/d.json", bundle(object("course-of-action--1", "'name':'None'")));
        ReadCards read = read(folder.resolve("repository").toString());
        assertThat(read.rejects).isEmpty();
        assertThat(tools(read)).containsExactly("QuillRat");
        assertThat(read.decks.stream().distinct()).singleElement()
                .satisfies(deck -> assertThat(List.of(deck.source(), deck.collection(), deck.publicLocation()))
                        .containsOnly("repository"));
    }

    /** MITRE's repository as it is cloned: a folder for each type, a file for each object. */
    @Test
    void aBundleCutIntoFilesHasTheSameCards() {
        String bittern = "intrusion-set--7a1d0f60-0000-4000-8000-0000000000a2";
        String dive = "campaign--7a1d0f60-0000-4000-8000-0000000000a3";
        String nib = "tool--7a1d0f60-0000-4000-8000-0000000000b2";
        String by = ",'created_by_ref':'" + AUTHOR + "'";
        List<String> objects = List.of(object(AUTHOR, "'name':'Acme'"),
                object(HERON, "'name':'Gravel Heron','aliases':['Gravel Heron','Pebble Heron']" + by),
                object(bittern,
                        "'name':'Reed Bittern','first_seen':'2020-01-01T00:00:00Z','last_seen':'2021-01-01T00:00:00Z'"
                                + by),
                TOOL, object(nib, "'name':'Nib','tool_types':['remote-access']" + by),
                object(dive,
                        "'name':'Big Dive','first_seen':'2021-05-01T00:00:00Z','last_seen':'2022-09-01T00:00:00Z'"),
                object("campaign--7a1d0f60-0000-4000-8000-0000000000a4", "'name':'Nobody at Home'"),
                technique("1", "T1001"), technique("2", "T1002"), technique("3", "T1003"),
                object("location--1", "'country':'PE'"), relationship(1, HERON, "uses", QUILL),
                relationship(2, HERON, "uses", "attack-pattern--1"),
                relationship(3, "attack-pattern--1", "revoked-by", "attack-pattern--2"),
                relationship(4, dive, "attributed-to", HERON), relationship(5, dive, "uses", nib),
                relationship(6, dive, "uses", "attack-pattern--3"), relationship(7, bittern, "targets", "location--1"),
                relationship(8, nib, "uses", "attack-pattern--3"), relationship(9, bittern, "related-to", HERON));
        for (int i = 0; i < objects.size(); i++) {
            String type = objects.get(i).replaceAll(".*\"type\":\"([a-z-]+)\".*", "$1");
            file("repository/" + type + "/" + i + ".json",
                    bundleOf("7a1d0f60-0000-4000-8000-0000000001" + (10 + i), objects.get(i)));
        }
        ReadCards cut = read(folder.resolve("repository").toString());
        ReadCards whole = read(file("whole.json", bundle(objects.toArray(String[]::new))));
        assertThat(cut.rejects).isEmpty();
        assertThat(cut.unattributed).containsExactly("Nobody at Home").isEqualTo(whole.unattributed);
        assertThat(said(cut)).isEqualTo(said(whole)).hasSize(4);
        assertThat(tools(cut)).containsExactlyInAnyOrder("QuillRat", "Nib");
    }

    private static String technique(String number, String id) {
        return object("attack-pattern--" + number, "'name':'Way " + number
                + "','external_references':[{'source_name':'mitre-attack','external_id':'" + id + "'}]");
    }

    private static String relationship(int number, String source, String type, String target) {
        return object("relationship--7a1d0f60-0000-4000-8000-0000000002" + (10 + number),
                "'relationship_type':'" + type + "','source_ref':'" + source + "','target_ref':'" + target + "'");
    }

    /** What cards say in each field; of relations not which deck says so. */
    private static Map<String, Object> said(ReadCards read) {
        Map<String, Object> said = new TreeMap<>();
        for (Card card : read.cards) {
            said.put(card.name(),
                    Stream.of(Field.values()).map(field -> field == Field.RELATIONS
                            ? card.relations().stream().map(relation -> relation.type() + " " + relation.target())
                                    .sorted().toList()
                            : field.value(card)).toList());
        }
        return said;
    }

    @Test
    void whatAWholeBundleHasTooIsReadOnce() {
        file("repository/all.json", bundle(ACTOR, TOOL, USES));
        file("repository/intrusion-set/a.json", bundleOf("7a1d0f60-0000-4000-8000-0000000000f2", ACTOR));
        file("repository/malware/b.json", bundleOf("7a1d0f60-0000-4000-8000-0000000000f3", TOOL));
        ReadCards read = read(folder.toString());
        assertThat(read.rejects).isEmpty();
        assertThat(read.cards).hasSize(2);
    }

    @Test
    void aRelationshipLeadsToAnotherFileWhateverTheOrder() {
        String newer = object(HERON, "'name':'Gravel Heron Group','modified':'2025-01-02T00:00:00Z'");
        List<String> files = new ArrayList<>(List.of(
                file("1.json", bundle(ACTOR, object("tool--7a1d0f60-0000-4000-8000-0000000000b2", "'name':'Nib'"))),
                file("2.json", bundleOf("7a1d0f60-0000-4000-8000-0000000000f2", TOOL, object(AUTHOR, "'name':'N'"))),
                file("3.json", bundleOf("7a1d0f60-0000-4000-8000-0000000000f3", USES, object(AUTHOR, "'name':'N'"))),
                file("4.json", bundleOf("7a1d0f60-0000-4000-8000-0000000000f4", newer,
                        object("tool--7a1d0f60-0000-4000-8000-0000000000b3", "'name':'Vane'")))));
        Random random = new Random(1);
        for (int i = 0; i < 10; i++) {
            Collections.shuffle(files, random);
            ReadCards read = read(files.toArray(String[]::new));
            assertThat(read.rejects).isEmpty();
            assertThat(read.cards.stream().filter(card -> card.name().equals("Gravel Heron Group"))).singleElement()
                    .satisfies(card -> assertThat(((ActorCard) card).tools().texts()).containsExactly("QuillRat"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            nobody, no report   |                                        |          | a.json
            nobody, a report    | 'name':'Herons at work'                |          | Herons at work
            a creator           |                                        | Acme     | Acme
            a creator, a report | 'name':'Herons at work'                | Acme     | Acme: Herons at work
            """)
    void aBundleIsNamedAfterItsCreatorReportOrFile(String of, String report, String creator, String name) {
        List<String> objects = new ArrayList<>(List.of(TOOL, object(HERON,
                "'name':'Gravel Heron'" + (creator == null ? "" : ",'created_by_ref':'" + AUTHOR + "'"))));
        if (report != null) {
            objects.add(object("report--7a1d0f60-0000-4000-8000-0000000000e1", report));
        }
        if (creator != null) {
            objects.add(object(AUTHOR, "'name':'" + creator + "'"));
        }
        ReadCards read = read(file("a.json", bundle(objects.toArray(String[]::new))));
        assertThat(read.decks).as(of).allSatisfy(deck -> {
            assertThat(deck.source()).isEqualTo(name);
            assertThat(deck.extent()).isEqualTo(Deck.Extent.PAGES);
        });
    }

    @Test
    void aBundleWithoutCreatorInTwoFilesIsTwoCollections() {
        String other = object("intrusion-set--7a1d0f60-0000-4000-8000-0000000000a9", "'name':'Shingle Tern'");
        Path index = folder.resolve("index");
        ThreatCards.build(index).from(List.of(file("march.json", bundle(object(HERON, "'name':'Gravel Heron'")))));
        ThreatCards.build(index).from(List.of(file("may.json", bundle(other))));
        try (ThreatCards cards = ThreatCards.open(index)) {
            assertThat(cards.provenance().actors()).isEqualTo(cards.search(CardQuery.all()).total()).isEqualTo(2);
            assertThat(cards.provenance().decks()).extracting(deck -> deck.deck().collection() + " " + deck.actors())
                    .containsExactlyInAnyOrder("march.json 1", "may.json 1");
        }
    }

    @ParameterizedTest
    @CsvSource({"0,PAGES", "1,EDITION", "2,PAGES"})
    void aBundleWithOneCollectionObjectIsAnEdition(int collections, Deck.Extent extent) {
        List<String> objects = new ArrayList<>(List.of(ACTOR, TOOL));
        for (int i = 0; i < collections; i++) {
            objects.add(object("x-mitre-collection--" + i,
                    "'name':'Waders','x_mitre_version':'3','modified':'2024-05-06T00:00:00Z'"));
        }
        assertThat(read(file("a.json", bundle(objects.toArray(String[]::new)))).decks)
                .allSatisfy(deck -> assertThat(deck.extent()).isEqualTo(extent));
    }

    @Test
    void anObjectOfMitreInAnothersBundleStaysInMitresCollection() {
        String repeated = object(HERON,
                "'name':'Gravel Heron','created_by_ref':'identity--c78cb6e5-0c4b-4611-8297-d1b8b55e40b5'");
        String own = object(QUILL, "'name':'QuillRat','created_by_ref':'" + AUTHOR + "'");
        String second = object("tool--7a1d0f60-0000-4000-8000-0000000000b2",
                "'name':'Nib','created_by_ref':'" + AUTHOR + "'");
        ReadCards read = read(file("a.json", bundle(repeated, own, second, object(AUTHOR, "'name':'Acme'"))));
        assertThat(read.cards).extracting(Card::collection).containsExactly("MITRE ATT&CK", "Acme", "Acme");
    }

    @Test
    void filesWithoutCardsAreCountedInOneReject() {
        String[] files = Stream.of("1", "2", "3", "4", "5")
                .map(name -> file(name + ".json",
                        bundle(object("indicator--1", "'name':'x'"), object("indicator--2", "'name':'y'"))))
                .toArray(String[]::new);
        assertThat(read(files).rejects).singleElement()
                .satisfies(reject -> assertThat(reject.reason()).contains("no intrusion sets", "4 other bundles"));
        assertThat(read(Arrays.copyOf(files, 1)).rejects).hasSize(1);
    }
}
