package dev.threatcards.report;

import java.nio.charset.Charset;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.threatcards.error.SourceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class EmailReportTest {

    private static final String HEAD = "From: Ada <ada@otter.example>\nTo: Bob <bob@otter.example>\nSubject: Blue Otter again\n";

    private static Report read(String mail) {
        return Report.of(ReportFiles.mail(mail), "a.eml");
    }

    private static String mixed(String... parts) {
        return HEAD + "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"b\"\n\n--b\n"
                + String.join("\n--b\n", parts) + "\n--b--\n";
    }

    private static String attached(String type, String name, byte[] content) {
        return "Content-Type: " + type + "; name=\"" + name + "\"\nContent-Disposition: attachment; filename=\"" + name
                + "\"\nContent-Transfer-Encoding: base64\n\n" + Base64.getMimeEncoder().encodeToString(content);
    }

    @Test
    void theSubjectAndTheBodyAreRead() {
        Report report = read(HEAD + "\nThey are back.\nSee you.");
        assertThat(report.form()).isEqualTo(ReportForm.EMAIL);
        assertThat(report.title()).isEqualTo("Blue Otter again");
        assertThat(report.text()).isEqualTo("Blue Otter again\n\nThey are back.\nSee you.");
    }

    @Test
    void encodedHeadersAndBodiesAreDecoded() {
        Report report = read("""
                From: ada@otter.example
                Subject: =?utf-8?Q?Blauer_F=C3=B6n?= =?iso-8859-1?B?IPxiZXI=?=
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: quoted-printable

                Blue =
                Otter hei=C3=9Ft sie.""");
        assertThat(report.title()).isEqualTo("Blauer F\u00F6n \u00FCber");
        assertThat(report.text()).endsWith("Blue Otter hei\u00DFt sie.");
    }

    @Test
    void theCharsetOfAPartIsUsed() {
        byte[] body = "\u0412\u044B\u0434\u0440\u0430".getBytes(Charset.forName("koi8-r"));
        assertThat(read(HEAD + "Content-Type: text/plain; charset=koi8-r\nContent-Transfer-Encoding: base64\n\n"
                + Base64.getEncoder().encodeToString(body)).text()).endsWith("\u0412\u044B\u0434\u0440\u0430");
    }

    @Test
    void ofAlternativesOneIsRead() {
        String text = read(HEAD + """
                Content-Type: multipart/alternative; boundary=x

                --x
                Content-Type: text/plain

                Blue Otter came back.
                --x
                Content-Type: text/html

                <html><body><p>Blue <b>Otter</b> came back.</p></body></html>
                --x--
                """).text();
        assertThat(text).isEqualTo("Blue Otter again\n\nBlue Otter came back.");
    }

    @Test
    void thePageIsReadIfThePlainTextOnlySaysSo() {
        String text = read(
                HEAD + """
                        Content-Type: multipart/alternative; boundary=x

                        --x
                        Content-Type: text/plain

                        View in a browser.
                        --x
                        Content-Type: text/html

                        <html><body><table><tr><td>Red Otter came back, with all the tools that it had in the spring.</td></tr></table></body></html>
                        --x--
                        """)
                .text();
        assertThat(text).contains("Red Otter came back").doesNotContain("View in a browser");
    }

    @Test
    void attachmentsAreReadInTheirForms() {
        Report report = read(mixed("Content-Type: text/plain\n\nSee the files.",
                attached("application/pdf", "one.pdf", ReportFiles.pdf("", List.of(List.of("Red Otter")))),
                attached("application/octet-stream", "two.eml",
                        ReportFiles.mail(HEAD.replace("Blue", "Green") + "\nInner.")),
                attached("text/plain", "three.txt", "Grey Otter".getBytes(java.nio.charset.StandardCharsets.UTF_16))));
        assertThat(report.text()).isEqualTo("""
                Blue Otter again

                See the files.

                one.pdf

                Red Otter

                two.eml

                Green Otter again

                Inner.

                three.txt

                Grey Otter""");
        assertThat(report.notes()).isEmpty();
    }

    @Test
    void aForwardedEmailIsRead() {
        assertThat(read(mixed("Content-Type: text/plain\n\nFYI",
                "Content-Type: message/rfc822\n\n" + HEAD.replace("Blue", "Red") + "\nAs I said.")).text())
                .isEqualTo("Blue Otter again\n\nFYI\n\nRed Otter again\n\nAs I said.");
    }

    @Test
    void whatIsNotReadIsNoted() {
        Report report = read(mixed("Content-Type: text/plain\n\nSee the file.",
                attached("application/zip", "one.zip", new byte[]{'P', 'K', 3, 4, 0, 0}),
                attached("image/png", "logo.png", new byte[]{(byte) 0x89, 'P', 'N', 'G'})));
        assertThat(report.text()).endsWith("See the file.");
        assertThat(report.notes()).singleElement().asString()
                .isEqualTo("Attached, and not read: \u201Cone.zip\u201D, a zip archive, as Office documents are too.");
    }

    @Test
    void aPageThatABrowserSavedIsReadAsAPage() {
        Report report = read("""
                From: <Saved by Blink>
                Snapshot-Content-Location: https://otter.example/report
                Subject: Blue Otter
                MIME-Version: 1.0
                Content-Type: multipart/related; type="text/html"; boundary="x"

                --x
                Content-Type: text/html

                <html><body><nav>Red Otter</nav><article><h1>Blue Otter</h1><p>%s</p></article></body></html>
                --x--
                """.replace("%s", "The operators came back in the spring. ".repeat(9)));
        assertThat(report.form()).isEqualTo(ReportForm.HTML);
        assertThat(report.text()).contains("Blue Otter").doesNotContain("Red Otter");
    }

    @Test
    void emailsAttachedTooDeepAreNoted() {
        String mail = HEAD + "\nThe innermost.";
        for (int i = 0; i < 8; i++) {
            mail = HEAD + "Content-Type: message/rfc822\n\n" + mail;
        }
        Report report = read(mail);
        assertThat(report.text()).startsWith("Blue Otter again").doesNotContain("innermost");
        assertThat(report.notes()).singleElement().asString().contains("more than 5 deep");
    }

    @Test
    void partsNestedTooDeepAreRefused() {
        StringBuilder mail = new StringBuilder(HEAD);
        for (int i = 0; i < 500; i++) {
            mail.append("Content-Type: multipart/mixed; boundary=b").append(i).append("\n\n--b").append(i).append('\n');
        }
        assertThatThrownBy(() -> read(mail.toString())).isInstanceOf(SourceException.class)
                .hasMessageContaining("nested deeper than 20");
    }
}
