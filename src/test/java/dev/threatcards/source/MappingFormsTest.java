package dev.threatcards.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Deck;
import dev.threatcards.card.Name;
import dev.threatcards.card.Reject;

import static org.assertj.core.api.Assertions.assertThat;

/** Mapping files are told by their content; each entry has names with their givers, and a bad row costs one entry. */
final class MappingFormsTest {

    private static final String MICROSOFT = """
            [{"Threat actor name": "Amber Kettle", "Origin/Threat": "Norway, United States, Private sector offensive actor",
              "Other names": "Blue Otter, UNC0001 , "},
             {"Origin/Threat": "Group in development", "Threat actor name": "Storm-0001", "Other names": ""}]""";

    private static ReadCards read(byte[] content) throws IOException {
        ReadCards read = new ReadCards();
        new SourceSniffer(CardSources.FORMS, read).read(new ByteArrayInputStream(content), "/home/me/names");
        return read;
    }

    private static ReadCards read(String content) throws IOException {
        return read(content.getBytes(StandardCharsets.UTF_8));
    }

    private static Stream<String> names(ReadCards read) {
        return read.cards.stream().map(MappingFormsTest::names);
    }

    private static String names(dev.threatcards.card.Card entry) {
        return entry.name() + ": " + entry.names().stream()
                .map((Name name) -> name.name() + (name.giver().isEmpty() ? "" : " (" + name.giver() + ")")).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-16"})
    void microsoftsFirstNameIsItsOwnAndTheOthersHaveNoGiver(String charset) throws IOException {
        ReadCards read = read(MICROSOFT.getBytes(Charset.forName(charset)));
        assertThat(names(read)).containsExactly("Amber Kettle: [Amber Kettle (Microsoft), Blue Otter, UNC0001]",
                "Storm-0001: [Storm-0001 (Microsoft)]");
        assertThat(((ActorCard) read.cards.get(0)).country()).containsExactly("Norway", "USA");
        assertThat(read.cards.get(0).description()).isEqualTo("Private sector offensive actor");
        assertThat(read.cards.get(1).description()).isEqualTo("Group in development");
        assertThat(read.decks).allMatch(Deck::isMapping).extracting(Deck::license).containsOnly("CC BY 4.0");
        assertThat(read.rejects).isEmpty();
    }

    @Test
    void aFileWithAByteOrderMarkIsTheSame() throws IOException {
        assertThat(names(read("\uFEFF" + MICROSOFT))).containsExactlyElementsOf(names(read(MICROSOFT)).toList());
    }

    @Test
    void eternalLibertysCellsHaveSeveralNamesStrayQuotesAndIds() throws IOException {
        ReadCards read = read("""
                {"name": "EternalLiberty", "authors": ["x"], "version": "1.022", "data": [
                 {"official_name": "Blue Otter", "confidence": "High", "type": "APT", "country": "Norway", "alias": [
                  {"entity": "Mandiant/FireEye", "name": "\\"UNC0001/TEMP.Otter"},
                  {"entity": "Proofpoint", "name": " TA9001\\""},
                  {"entity": "MITRE", "name": "G9001/G9002"}]},
                 {"official_name": "Heron", "country": "Worldwide", "alias": [
                  {"entity": "MITRE", "name": "DEV-0001/Amber Kettle"}, {"entity": "IBM", "name": "G9003"}]}]}""");
        assertThat(names(read)).containsExactly(
                "Blue Otter: [Blue Otter, UNC0001 (Mandiant), UNC0001 (FireEye), TEMP.Otter (Mandiant),"
                        + " TEMP.Otter (FireEye), TA9001 (Proofpoint)]",
                "Heron: [Heron, DEV-0001 (MITRE), Amber Kettle (MITRE)]");
        assertThat(read.cards.get(0).attackIds()).containsExactly("G9001", "G9002");
        assertThat(read.cards.get(1).attackIds()).containsExactly("G9003");
        assertThat(((ActorCard) read.cards.get(0)).country()).containsExactly("Norway");
        assertThat(((ActorCard) read.cards.get(1)).country()).isEmpty();
        assertThat(read.decks.getFirst().statement()).isEqualTo("version 1.022");
    }

    @Test
    void eternalLibertysTableHasAColumnForEachGiver() throws IOException {
        ReadCards read = read("""
                Threat Actor Official Name,Confidence,Type,Country,Mandiant/FireEye,Proofpoint,MITRE
                Blue Otter,High,APT,Norway,"UNC0001/
                TEMP.Otter,UNC0002",,G9001
                Heron,Mid,APT,Unknown,, TA9001 ,
                """);
        assertThat(names(read)).containsExactly(
                "Blue Otter: [Blue Otter, UNC0001 (Mandiant), UNC0001 (FireEye), TEMP.Otter (Mandiant),"
                        + " TEMP.Otter (FireEye), UNC0002 (Mandiant), UNC0002 (FireEye)]",
                "Heron: [Heron, TA9001 (Proofpoint)]");
        assertThat(read.cards.getFirst().attackIds()).containsExactly("G9001");
        assertThat(((ActorCard) read.cards.get(1)).country()).isEmpty();
    }

    static Stream<String> ownTables() {
        return Stream.of("name,giver,actor,note\nSteel Kettle,Acme,Blue Otter,\nCopper Pan,Acme,BLUE OTTER,seen\n",
                "Actor;NOTE;Giver;Name\r\nBlue Otter;;Acme;Steel Kettle\r\nBLUE OTTER;seen;Acme;Copper Pan\r\n",
                "note\tname\tactor\tgiver\n\tSteel Kettle\tBlue Otter\tAcme\n\nseen\tCopper Pan\tblue otter\tAcme", """
                        "Name","Giver","Actor","Note",Id
                        "Steel Kettle",Acme,Blue Otter,,1
                        Copper Pan,Acme,"Blue Otter","seen",2
                        """);
    }

    @ParameterizedTest
    @MethodSource("ownTables")
    void rowsOfOnesOwnWithTheSameActorAreOneEntry(String table) throws IOException {
        ReadCards read = read(table);
        assertThat(names(read)).containsExactly("Blue Otter: [Steel Kettle (Acme), Copper Pan (Acme)]");
        assertThat(read.cards.getFirst().description()).isEqualTo("Copper Pan: seen");
        assertThat(read.decks.getFirst().source()).isEqualTo("names");
        assertThat(read.rejects).isEmpty();
    }

    static Stream<Arguments> badEntries() {
        return Stream.of(Arguments.of(
                "[{\"Threat actor name\":\"A B\"},{\"Threat actor name\":\"\"},7,{\"Threat actor name\":\"C D\"}]",
                List.of("entry 2, line 1", "entry 3, line 1"), 2),
                Arguments.of("[{\"Threat actor name\":\"A B\"},\n{\"Threat actor name\":\"C",
                        List.of("entry 2, line 2"), 1),
                Arguments.of(
                        "{\"data\":[{\"official_name\":\"A B\",\"alias\":[]},{\"alias\":[]},{\"official_name\":\"C\",\"alias\":3}]}",
                        List.of("/data/1", "/data/2"), 1),
                Arguments.of("name,giver,actor\nA B,,C\n,X,C\nD E,X,\n" + "F".repeat(300) + ",,C\n",
                        List.of("line 3", "line 4", "line 5"), 1),
                Arguments.of("name,giver,actor\n", List.of("line 1"), 0));
    }

    @ParameterizedTest
    @MethodSource("badEntries")
    void aBadRowCostsOneEntry(String content, List<String> places, int entries) throws IOException {
        ReadCards read = read(content);
        assertThat(read.rejects).extracting(Reject::place).containsExactlyElementsOf(places);
        assertThat(read.rejects).extracting(Reject::reason).allMatch(reason -> reason.endsWith("."));
        assertThat(read.cards).hasSize(entries);
    }

    @Test
    void bytesOutsideOfUtf8CostTheirRow() throws IOException {
        ReadCards read = new ReadCards();
        CardSources.readFiles(List.of("name,giver,actor\nCaf\u00e9,\u00e9,A\n".getBytes(StandardCharsets.ISO_8859_1)),
                "file", read);
        assertThat(names(read)).containsExactly("A: [Caf\u00e9 (\u00e9)]");
        assertThat(read.rejects).extracting(Reject::reason).allMatch(reason -> reason.contains("windows-1252"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"name,actor_id\nx,y\n", "[{\"name\":\"Threat actor name\"}]",
            "{\"data\":[{\"name\":\"x\"}]}"})
    void otherTablesAndObjectsAreNoMappings(String content) throws IOException {
        assertThat(read(content).cards).isEmpty();
    }
}
