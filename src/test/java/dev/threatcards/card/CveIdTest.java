package dev.threatcards.card;

import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.threatcards.card.CveId.Mention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CveIdTest {

    @ParameterizedTest
    @ValueSource(strings = {"CVE-2017-11882", "cve-2017-11882", "Cve-2017-11882", "CVE 2017 11882", "CVE 2017-11882",
            "CVE2017-11882", "CVE201711882", "cve_2017_11882", "CVE:2017-11882", "cve,2017-11882", "CVE: 2017-11882",
            "CVE‑2017‑11882", "CVE–2017–11882", "CVE—2017—11882", "CVE−2017−11882", "CVE-2017–11882",
            "CVE-2017-\n11882", "CVE-\r\n2017-11882", "CVE - 2017 - 11882", "CVE\u00A02017\u00A011882",
            "CVE\u00AD-2017-11882", "ＣＶＥ-2017-11882", "CVE\u200B-2017-11882", " CVE-2017-11882\t", "CVEs 2017-11882"})
    void anySpellingIsTheSameId(String text) {
        assertThat(CveId.parse(text)).contains(new CveId(2017, 11882));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CVE", "2017-11882", "CVE-2017", "CVE-2017-199", "cve-2021-404.html", "CVE-2017-011882",
            "CVE-2017-12345678", "CVE-1998-0001", "CVE-2117-0001", "CVE-17-11882", "XCVE-2017-11882", "CVE-2017-1188a",
            "CVE-2017-0199, CVE-2017-8570", "CVE-ID", "MS17-010"})
    void otherTextsAreNoId(String text) {
        assertThat(CveId.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            exploits CVE-2017-11882.                             | CVE-2017-11882
            (CVE-2017-0199)                                      | CVE-2017-0199
            CVE-1999-0067 is old                                 | CVE-1999-0067
            https://example.org/cve20243400vulnerability         | CVE-2024-3400
            https://example.org/report-cve202421412-water/       | CVE-2024-21412
            https://example.org/a?q=CVE-2018-15982_EN            | CVE-2018-15982
            Exploit:O97M/CVE-2017-11882.A                        | CVE-2017-11882
            CVE-2014–8361 and CVE-2015-0001                      | CVE-2014-8361 CVE-2015-0001
            CVE-2017-0199, CVE-2017-8570                         | CVE-2017-0199 CVE-2017-8570
            CVE-2017-0199/11882                                  | CVE-2017-0199 CVE-2017-11882
            CVE-2021-26855/26857/26858/27065                     | CVE-2021-26855 CVE-2021-26857 CVE-2021-26858 CVE-2021-27065
            CVE-2017-0199, -0261 and -0262                       | CVE-2017-0199 CVE-2017-0261 CVE-2017-0262
            CVEs 2017-0199 and 2017-8570                         | CVE-2017-0199 CVE-2017-8570
            CVE-2017-0199, 2018-0802, and 2018-0798.             | CVE-2017-0199 CVE-2018-0802 CVE-2018-0798
            CVE-2017-0199/2018-0802/0798                         | CVE-2017-0199 CVE-2018-0802 CVE-2018-0798
            CVE-2017-0199/2018                                   | CVE-2017-0199
            CVE-2017-0199, 2018-2019                             | CVE-2017-0199
            CVE-2017-0199, 2018-0101-3                           | CVE-2017-0199
            CVE-2017-0199, 11882 times                           | CVE-2017-0199
            CVE-2017-0199/11882abc                               | CVE-2017-0199
            https://example.org/CVE-2017-0199/11882              | CVE-2017-0199
            https://example.org/2021/cve-2021-404.html           | ''
            in 2017 CVE ids were given to 11882 faults           | ''
            the RECVE-2017-0199 and xcve20170199                 | ''
            cvecve-2017-0199 cve CVE CVE-2017-0199               | CVE-2017-0199
            """)
    void findsTheIdsOfAText(String text, String ids) {
        assertThat(
                CveId.mentions(text).stream().map(mention -> mention.id().toString()).collect(Collectors.joining(" ")))
                .isEqualTo(ids);
    }

    @Test
    void aMentionCoversWhatIsWrittenOfTheId() {
        String text = "Uses cve 2017 0199/11882, 2018-0802 and CVE–2018–0798.";
        List<Mention> mentions = CveId.mentions(text);
        assertThat(mentions.stream().map(mention -> text.substring(mention.start(), mention.end())))
                .containsExactly("cve 2017 0199", "11882", "2018-0802", "CVE–2018–0798");
    }

    @Test
    void idsAreOrderedByYearAndNumber() {
        assertThat(List.of(new CveId(2017, 11882), new CveId(2018, 802), new CveId(2017, 199)).stream().sorted()
                .map(CveId::toString)).containsExactly("CVE-2017-0199", "CVE-2017-11882", "CVE-2018-0802");
    }

    @ParameterizedTest
    @CsvSource({"1998, 1", "2100, 1", "2017, -1", "2017, 10000000"})
    void yearsAndNumbersOutOfRangeAreRefused(int year, int number) {
        assertThatThrownBy(() -> new CveId(year, number)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Integer.toString(year));
    }

    @Test
    void everyTextOfACardIsSearched() {
        CardDate date = CardDate.parse("2018-03");
        ActorCard actor = ActorCard.builder("Otter CVE-2001-0001").name("CVE-2001-0002", "Acme")
                .description("CVE-2001-0003").sponsor("CVE-2001-0004").sectorProse("CVE-2001-0005")
                .tools("CVE-2001-0006").toolProse("CVE-2001-0007")
                .operation(date, "CVE-2001-0008\nhttps://example.org/cve-2001-0009")
                .counterOperation(date, "CVE-2001-0010").information("https://example.org/cve-2001-0011")
                .unknown("vulnerabilities", "[\"CVE-2001-0012\"]").build();
        assertThat(Facet.CVE.values(actor)).hasSize(12).contains("CVE-2001-0001", "CVE-2001-0012")
                .doesNotHaveDuplicates();
        assertThat(CardText.of(actor).stream().filter(text -> text.date().equals(date)).map(CardText::field))
                .containsExactly(Field.OPERATIONS, Field.COUNTER_OPERATIONS);
        ToolCard tool = ToolCard.builder("Spanner").description("CVE-2001-0001, again cve 2001 0001")
                .type("CVE-2001-0002").build();
        assertThat(Facet.CVE.values(tool)).containsExactly("CVE-2001-0001", "CVE-2001-0002");
    }
}
