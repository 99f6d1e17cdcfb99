package dev.threatcards.text;

import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Addresses of reports as people, mails, archives and analysts write them. */
final class ReportAddressTest {

    private static String key(String written) {
        return ReportAddress.of(written).map(ReportAddress::key).orElse("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.org/blog/otter", "http://example.org/blog/otter",
            "https://www.example.org/blog/otter/", "HTTPS://WWW.Example.ORG/blog/otter", "example.org/blog/otter",
            "www.example.org/blog/otter//", "//example.org/blog/otter", "https://example.org:443/blog/otter",
            "http://example.org:80/blog/otter", "https://example.org./blog/otter",
            "https://user@example.org/blog/otter", " https://example.org/blog/otter ",
            "<https://example.org/blog/otter>", "(https://example.org/blog/otter).",
            "“https://example.org/blog/otter”,", "https://example.org/blog/otter#part-2",
            "https://example.org/blog/otter?", "https://example.org/blog/%6ftter",
            "https://example.org/blog/otter?utm_source=mail&utm_medium=x&fbclid=1",
            "https://example.org/blog/otter?UTM_Campaign=a&amp;gclid=2#top",
            "https://example.org/blog/otter;jsessionid=1A", "hxxps://example[.]org/blog/otter",
            "hXXp://www[.]example[.]org/blog/otter", "h**ps://example(.)org/blog/otter",
            "hxxps[:]//example{.}org[/]blog[/]otter", "hxxp[://]example(dot)org/blog/otter",
            "example[dot]org/blog/otter", "https:\\/\\/example.org\\/blog\\/otter",
            "https://example[.]org[:]443/blog/otter",
            "https://web.archive.org/web/20200102030405/https://example.org/blog/otter",
            "web.archive.org/web/2020/http://www.example.org/blog/otter/",
            "https://web.archive.org/web/20200102030405id_/https://example.org:443/blog/otter",
            "https://web.archive.org/web/*/example.org/blog/otter",
            "https://web.archive.org/web/www.example.org/blog/otter",
            "https://web.archive.org/web/2020/https://web.archive.org/web/2019/https://example.org/blog/otter",
            "https://www.google.com/url?sa=t&url=https%3A%2F%2Fexample.org%2Fblog%2Fotter&usg=x",
            "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2Fblog%2Fotter%3Futm_id%3D1&data=x"})
    void aReportHasOneForm(String written) {
        assertThat(key(written)).isEqualTo("example.org/blog/otter");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://example.org/a?id=5                       | example.org/a?id=5
            https://example.org/a/?b=2&utm_source=x&a=1      | example.org/a?a=1&b=2
            https://example.org/a?q=x%2fy                    | example.org/a?q=x%2Fy
            https://example.org/?p=12                        | example.org?p=12
            https://example.org/Case                         | example.org/Case
            https://example.org:8443/a                       | example.org:8443/a
            https://example.org/                             | example.org
            https://example.org/#/reports/5                  | example.org#/reports/5
            https://example.org/#!reports                    | example.org#!reports
            https://example.org/wiki/Otter_(group)           | example.org/wiki/Otter_(group)
            https://example.org/über/x y                     | example.org/%C3%BCber/x%20y
            https://example.org/x%20y                        | example.org/x%20y
            https://example.org/x https://example.org/y      |
            example.org/x y                                  |
            https://example.org/über                         | example.org/%C3%BCber
            https://example.org/%c3%bcber                    | example.org/%C3%BCber
            https://bücher.example/a                         | xn--bcher-kva.example/a
            https://192.0.2.7/a                              | 192.0.2.7/a
            https://example.org/web/2020/https://other.org/a | example.org/web/2020/https://other.org/a
            https://www.com/a                                | www.com/a
            """)
    void whatTellsPagesApartStays(String written, String key) {
        assertThat(key(written)).isEqualTo(key == null ? "" : key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "otter", "Blue Otter", "CVE-2017-0199", "ftp://example.org/a",
            "file:///etc/passwd", "javascript:alert(1)", "mailto:otter@example.org", "otter@example.org", "https://",
            "https://localhost/a", "https://a b.org/c", "https://exa mple.org", "/cards/otter", "https://[::1]/a",
            "https://..org/a", "https://-a.org/b", "https://example.org/a\u0000b", "https:///", "?url=x", "1.2.3"})
    void anythingElseIsNone(String written) {
        assertThat(ReportAddress.of(written)).isEmpty();
    }

    @Test
    void endlessAddressesAreNone() {
        assertThat(ReportAddress.of("https://example.org/" + "a".repeat(4_000))).isEmpty();
        assertThat(ReportAddress.of("https://web.archive.org/web/".repeat(100) + "https://example.org")).isPresent();
        assertThat(ReportAddress.of("(".repeat(4_000))).isEmpty();
        assertThat(ReportAddress.of("https://example.org/" + "%".repeat(3_000))).isPresent();
    }

    @Test
    void aFormIsItsOwnForm() {
        for (String written : List.of("https://example.org/a?id=5#!x", "https://example.org:8443/ü/(a)?b=%2f",
                "https://example.org?p=12")) {
            ReportAddress address = ReportAddress.of(written).orElseThrow();
            assertThat(ReportAddress.of(address.key())).contains(address);
            assertThat(ReportAddress.of(address.href())).contains(address);
        }
    }

    @ParameterizedTest
    @CsvSource({"example.org/a, example.org", "example.org, example.org", "example.org?p=1, example.org",
            "example.org#/a, example.org", "example.org:8443/a, example.org:8443"})
    void theHostStandsFirst(String key, String host) {
        assertThat(new ReportAddress(key).host()).isEqualTo(host);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://example.org/a        | example.org/a
            hxxps://example[.]org/a/     | example.org/a
            (https://example.org/a),     | example.org/a
            https://example.org          | example.org
            https://example.org/         | example.org
            example.org/reports/7        | example.org/reports/7
            example.org                  |
            evil[.]example               |
            win32/agent                  |
            and/or                       |
            C:\\Temp\\a.exe              |
            /usr/bin/env                 |
            ftp://example.org/a          |
            """)
    void aWordIsAnAddressIfItLooksLikeOne(String word, String key) {
        assertThat(ReportAddress.ofWord(word).map(ReportAddress::key).orElse("")).isEqualTo(key == null ? "" : key);
    }

    @Test
    void aTextHasEachAddressOnce() {
        assertThat(ReportAddress
                .in("Seen (https://example.org/a/). Again at http://www.example.org/a?utm_id=1, and evil[.]example/b.\n"
                        + "https://example.org/b>")
                .entrySet().stream().map(each -> each.getKey().key() + " " + each.getValue())
                .collect(Collectors.toList()))
                .containsExactly("example.org/a https://example.org/a/", "example.org/b https://example.org/b");
        assertThat(ReportAddress.in("no address")).isEmpty();
    }
}
