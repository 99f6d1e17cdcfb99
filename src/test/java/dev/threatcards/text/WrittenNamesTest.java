package dev.threatcards.text;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What written names are read as. */
final class WrittenNamesTest {

    /** The names of a reading are separated by "+". */
    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '\0', textBlock = """
            "Fancy Bear",                                       > Fancy Bear
            “Fancy Bear”                                        > Fancy Bear
            „Fancy Bear“.                                       > Fancy Bear
            **Fancy Bear**                                      > Fancy Bear
            _Fancy Bear_?                                       > Fancy Bear
            `APT28`                                             > APT28
            #APT28                                              > APT28
            misp-galaxy:threat-actor="APT28"                    > APT28
            misp-galaxy:threat-actor=APT28                      > APT28
            misp-galaxy:mitre-intrusion-set="APT28 - G0007"     > APT28+G0007
            misp-galaxy:malpedia="Emotet"                       > Emotet
            MITRE:G0007                                         > G0007
            attack.g0007                                        > g0007
            win.emotet                                          > emotet
            https://attack.mitre.org/groups/G0007/              > G0007
            https://example.com/a/win.emotet?x=1                > win.emotet
            APT28 / Fancy Bear                                  > APT28+Fancy Bear
            APT28/Fancy Bear                                    > APT28+Fancy Bear
            APT28 | Fancy Bear                                  > APT28+Fancy Bear
            APT28 – Fancy Bear                                  > APT28+Fancy Bear
            UNC2452; Nobelium                                   > UNC2452+Nobelium
            Sofacy, APT28, Fancy Bear                           > Sofacy+APT28+Fancy Bear
            Fancy Bear (APT28)                                  > Fancy Bear+APT28
            Fancy Bear (aka APT28, Sofacy)                      > Fancy Bear+APT28+Sofacy
            Fancy Bear aka APT28                                > Fancy Bear+APT28
            Fancy Bear, also known as APT28                     > Fancy Bear+APT28
            [Fancy Bear] (APT28)                                > Fancy Bear+APT28
            Qilin (Agenda) Ransomware Group                     > Qilin   Ransomware Group+Agenda
            Threat Group-3390                                   > TG-3390
            Threat Actor 505                                    > TA-505
            APT S0367                                           > S0367
            """)
    void aWrittenNameHasTheReading(String written, String names) {
        assertThat(WrittenNames.readings(written)).contains(List.of(names.split("\\+", -1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"APT28", "Lazarus Group", "Pond-Loach", "APT-C-36", "Wicked Panda", "海莲花", "J&J Crew",
            "LAPSUS$", "UNC 2452", "Unit 8200"})
    void aPlainNameHasNoOtherReading(String name) {
        assertThat(WrittenNames.readings(name)).containsExactly(List.of(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "...", "()", "/", "\"\"", ":::::::::::::::::::::::::", "((((((((((",
            "a.a.a.a.a.a.a.a. a", "misp-galaxy:threat-actor=\"\"", "https://"})
    void theTextItselfComesFirstAndNoNameIsEmpty(String written) {
        List<List<String>> readings = WrittenNames.readings(written);
        assertThat(readings.getFirst()).containsExactly(written.strip());
        assertThat(readings.subList(1, readings.size()))
                .allSatisfy(names -> assertThat(names).isNotEmpty().allMatch(name -> !name.isEmpty()));
    }

    @Test
    void aLongTextIsReadInTime() {
        for (String part : List.of("a.", "a b ", "(", "a-", "::", "a/", "aka ", "a:b=\"")) {
            assertThat(WrittenNames.readings(part.repeat(2_000) + "!")).isNotEmpty();
        }
    }
}
