package dev.threatcards.report;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import org.apache.pdfbox.cos.COSName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.threatcards.error.SourceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class PdfReportTest {

    private static final String LONG = "The operators of the campaign moved on through the network of the ministry";

    @Test
    void theTextAndTheTitleOfAPdfAreRead() {
        Report report = Report.of(ReportFiles.pdf("Otters at work", List.of(List.of("Blue Otter", "", "uses Dam."))),
                "a.pdf");
        assertThat(report.form()).isEqualTo(ReportForm.PDF);
        assertThat(report.title()).isEqualTo("Otters at work");
        assertThat(report.text()).isEqualTo("Blue Otter\n\nuses Dam.");
        assertThat(report.notes()).isEmpty();
    }

    @Test
    void theFormIsToldFromTheContentAndNotFromTheName() {
        byte[] pdf = ReportFiles.pdf("", List.of(List.of("Blue Otter")));
        assertThat(Report.of(pdf, "report.txt").form()).isEqualTo(ReportForm.PDF);
        assertThat(Report.of(pdf).form()).isEqualTo(ReportForm.PDF);
    }

    @Test
    void linesOfAParagraphAreJoined() {
        assertThat(text(LONG + " and then Fancy", "Otter came back.", "", "A new paragraph."))
                .isEqualTo(LONG + " and then Fancy Otter came back.\n\nA new paragraph.");
    }

    @Test
    void shortLinesAreNotJoined() {
        assertThat(text(LONG + " of defence.", "Blue Otter", "Red Otter")).contains("Blue Otter\nRed Otter");
    }

    @Test
    void aWordThatWasHyphenatedBecomesWhole() {
        assertThat(text(LONG + " with its infra-", "structure in the cloud."))
                .contains("its infrastructure in the cloud.");
    }

    @Test
    void aHyphenOfTheWordItselfStays() {
        assertThat(text("A state-sponsored actor.", LONG + " as a state-", "sponsored actor does."))
                .contains("a state-sponsored actor does.");
        assertThat(text(LONG + " of the group APT-", "28, and of others.")).contains("the group APT-28, and");
        assertThat(text(LONG + " of the group Sea-", "Otter, and of others.")).contains("the group Sea-Otter, and");
    }

    @Test
    void headersAndFootersThatPagesRepeatAreReadOnce() {
        List<List<String>> pages = List.of(page(1, "Otters"), page(2, "Dams"), page(3, "Lodges"), page(4, "Foxes"));
        String text = Report.of(ReportFiles.pdf("", pages)).text();
        assertThat(text).containsOnlyOnce("Blue Otter Quarterly").contains("Lodges are what this page is about.")
                .doesNotContain("Page 3 of 4");
    }

    private static List<String> page(int number, String topic) {
        return List.of("Blue Otter Quarterly", "", topic + " are what this page is about.", LONG, "ends here.",
                topic + " again.", "", "Page " + number + " of 4");
    }

    @Test
    void pagesWithoutTextAreNoted() {
        Report report = Report.of(ReportFiles.pdf("", List.of(List.of("Blue Otter"), List.of(), List.of())));
        assertThat(report.notes())
                .containsExactly("2 of 3 pages have no text; if they are scanned, what they show is not read.");
    }

    @Test
    void aPdfOfImagesAloneIsToldSo() {
        assertRefused(ReportFiles.pdf("", List.of(List.of(), List.of())),
                "a.pdf is a PDF without text: its pages are images.");
    }

    @Test
    void aPdfWithAPasswordIsToldSo() {
        assertRefused(ReportFiles.encrypted("secret", List.of("Blue Otter")),
                "a.pdf is an encrypted PDF, which only its password opens");
    }

    @Test
    void aPdfThatMayNotBeCopiedIsRead() {
        assertThat(Report.of(ReportFiles.encrypted("", List.of("Blue Otter"))).text()).isEqualTo("Blue Otter");
    }

    @Test
    void aDamagedPdfIsToldSo() {
        byte[] pdf = ReportFiles.pdf("", List.of(List.of("Blue Otter")));
        assertRefused(Arrays.copyOf(pdf, 40), "a.pdf is a damaged PDF and cannot be read");
    }

    @Test
    @Timeout(60)
    void aDecompressionBombIsRefused() {
        assertRefused(ReportFiles.bomb(400, COSName.FLATE_DECODE),
                "a PDF that decompresses to more than 256 MB in one place");
    }

    @Test
    @Timeout(60)
    void twoCompressionsOfOneStreamAreRefused() {
        assertRefused(ReportFiles.bomb(1, COSName.FLATE_DECODE, COSName.LZW_DECODE), "compressed in an unusual way");
    }

    @Test
    @Timeout(60)
    void aPageWithTooManyCharactersIsRefused() {
        List<String> lines = Collections.nCopies(8000, "otter".repeat(10));
        assertRefused(ReportFiles.pdf("", List.of(lines)), "has more than 300000 characters on a page");
    }

    private static String text(String... lines) {
        return Report.of(ReportFiles.pdf("", List.of(List.of(lines)))).text();
    }

    private static void assertRefused(byte[] pdf, String message) {
        assertThatThrownBy(() -> Report.of(pdf, "a.pdf")).isInstanceOf(SourceException.class)
                .hasMessageContaining(message).hasMessageEndingWith(".");
    }
}
