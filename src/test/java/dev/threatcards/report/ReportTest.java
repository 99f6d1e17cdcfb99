package dev.threatcards.report;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.threatcards.error.SourceException;
import dev.threatcards.error.ThreatCardsException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class ReportTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Blue Otter came back.                            |           | TEXT
            Blue Otter came back.                            | a.pdf     | TEXT
            <html><p>Blue Otter</p></html>                   | a.txt     | HTML
            <!-- saved --><!DOCTYPE html><p>Blue Otter       |           | HTML
            <p>Blue Otter</p>                                |           | TEXT
            <p>Blue Otter</p>                                | a.html    | HTML
            <p>Blue Otter</p>                                | text/html | HTML
            2 < 3                                            | a.html    | TEXT
            # Blue Otter                                     |           | TEXT
            # Blue Otter                                     | a.md      | MARKDOWN
            # Blue Otter~See [the page](https://otter.test)  |           | MARKDOWN
            # Blue Otter~See [the page](https://otter.test)  | text/plain; charset=utf-8 | TEXT
            From: a@b.test~Subject: Otter~~Blue Otter        |           | EMAIL
            From: here it goes on                            |           | TEXT
            Subject: Otter~Date: today~~Blue Otter           |           | TEXT
            """)
    void theFormIsToldFromTheContent(String content, String name, ReportForm form) {
        byte[] bytes = content.replace('~', '\n').getBytes(StandardCharsets.UTF_8);
        assertThat(Report.of(bytes, name == null ? "" : name).form()).isEqualTo(form);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            **Blue** Otter and _Red Otter_                  | Blue Otter and Red Otter
            ***Blue Otter***, __Red__ ~~Otter~~             | Blue Otter, Red Otter
            [Blue Otter](https://otter.test/a_b) is         | Blue Otter (https://otter.test/a_b) is
            [Blue Otter](#names), [Red Otter][1]            | Blue Otter, Red Otter
            <https://otter.test> ![Blue Otter](a.png)       | https://otter.test Blue Otter
            ## Blue Otter ##                                | Blue Otter
            > Blue Otter                                    | Blue Otter
            - Blue Otter                                    | - Blue Otter
            `Blue_Otter_` and win.blue_otter_x              | Blue_Otter_ and win.blue_otter_x
            a\\_b \\*c                                      | a_b *c
            5 * 3 * 2                                       | 5 * 3 * 2
            Blue<br>Otter                                   | BlueOtter
            hxxp://otter[.]test/a and [1]                   | hxxp://otter[.]test/a and [1]
            """)
    void markdownReadsWithoutItsMarkup(String markdown, String text) {
        assertThat(Report.of(markdown.getBytes(StandardCharsets.UTF_8), "a.md").text()).isEqualTo(text);
    }

    @Test
    void markdownHasATitle() {
        assertThat(markdown("---\ntitle: \"Blue Otter\"\ndate: 2024\n---\n# Red Otter\n").title())
                .isEqualTo("Blue Otter");
        assertThat(markdown("\n# Red *Otter*\n## Blue\n").title()).isEqualTo("Red Otter");
        assertThat(markdown("Red Otter\n=========\n").title()).isEqualTo("Red Otter");
    }

    @Test
    void codeInMarkdownKeepsItsCharacters() {
        assertThat(markdown("a\n```c\nx = *p_q * **r;\n```\n*b*").text()).isEqualTo("a\nx = *p_q * **r;\nb");
    }

    private static Report markdown(String text) {
        return Report.of(text.getBytes(StandardCharsets.UTF_8), "text/markdown");
    }

    @Test
    void plainTextIsReadAsItIs() {
        String text = "\tBlue  Otter\r\n hxxp://otter[.]test \u00FC ";
        assertThat(Report.of(text.getBytes(StandardCharsets.UTF_8)).text()).isEqualTo(text);
        assertThat(Report.of(("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE)).text()).isEqualTo(text);
        assertThat(Report.ofText(text).text()).isEqualTo(text);
    }

    @Test
    void anAssumedEncodingIsNoted() {
        assertThat(Report.of(new byte[]{'B', 'l', (byte) 0xFC, 'e'}).notes())
                .containsExactly("The text is not in UTF-8, and was read as windows-1252.");
    }

    @Test
    void whatIsNoReportIsToldAsWhatItIs() {
        Map.of("PK\u0003\u0004", "a zip archive", "a\u0000\u0001\u0002", "no text", "GIF8", "a GIF image")
                .forEach((content,
                        what) -> assertThatThrownBy(
                                () -> Report.of(content.getBytes(StandardCharsets.ISO_8859_1), "report.docx"))
                                .isInstanceOf(SourceException.class).hasMessageStartingWith("report.docx is " + what)
                                .hasMessageEndingWith("save it as one of these."));
    }

    @Test
    void anyBytesGiveAReportOrASentence() {
        Random random = new Random(26);
        for (byte[] seed : seeds()) {
            for (int round = 0; round < 200; round++) {
                byte[] bytes = seed.clone();
                for (int change = random.nextInt(20); change >= 0; change--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
                int end = random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length;
                try {
                    assertThat(Report.of(java.util.Arrays.copyOf(bytes, end)).text()).isNotNull();
                } catch (ThreatCardsException e) {
                    assertThat(e).hasMessageEndingWith(".");
                }
            }
        }
    }

    private static List<byte[]> seeds() {
        byte[] pdf = ReportFiles.pdf("Otters", List.of(List.of("Blue Otter", "Red Otter"), List.of("Dam")));
        List<byte[]> seeds = new ArrayList<>(List.of(pdf, ReportFiles.encrypted("", List.of("Blue Otter"))));
        seeds.add(ReportFiles.mail("""
                From: a@b.test
                To: c@d.test
                Subject: =?utf-8?B?T3R0ZXI=?=
                Content-Type: multipart/mixed; boundary=x

                --x
                Content-Type: text/html; charset=utf-8
                Content-Transfer-Encoding: quoted-printable

                <p>Blue=20Otter</p>
                --x
                Content-Type: message/rfc822

                From: a@b.test
                Subject: Otter

                Body
                --x--
                """));
        seeds.add(
                ("<!DOCTYPE html><html><body><nav><a href=a>b</a></nav><article><h1>Blue Otter</h1><table><tr><td>a<td>b</table>"
                        + "<ul class=related><li><a href=x>y</a></ul></article></body></html>")
                        .getBytes(StandardCharsets.UTF_8));
        seeds.add(
                "# Blue *Otter*\n\n[a](https://b.test) ![c](d) `e`\n|a|b|\n|--|--|\n".getBytes(StandardCharsets.UTF_8));
        return seeds;
    }
}
