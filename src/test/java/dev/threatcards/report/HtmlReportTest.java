package dev.threatcards.report;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

final class HtmlReportTest {

    private static final String PROSE = "<p>The operators came back in spring and stayed for a month, as the logs of the mail server"
            + " show. They used the tools of the year before, and left by the way they had come.</p>";

    private static final String ARTICLE = "<h1>Blue Otter returns</h1>" + PROSE.repeat(3);

    private static Report read(String html) {
        return Report.of(html.getBytes(StandardCharsets.UTF_8), "page");
    }

    private static String page(String body) {
        return "<!DOCTYPE html><html><head><title>Blue Otter returns | Otter Watch</title><style>p{}</style></head><body>"
                + body + "</body></html>";
    }

    @Test
    void theArticleIsReadWithItsTitle() {
        Report report = read(page("<main><article>" + ARTICLE + "</article></main>"));
        assertThat(report.form()).isEqualTo(ReportForm.HTML);
        assertThat(report.title()).isEqualTo("Blue Otter returns");
        assertThat(report.text()).startsWith("Blue Otter returns\n\nThe operators came back");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<nav><a href=/>Red Otter</a></nav>", "<header><a href=/>Red Otter</a></header>",
            "<footer>Red Otter</footer>", "<aside>Red Otter</aside>", "<script>Red Otter</script>",
            "<div role=navigation>Red Otter</div>", "<div role=dialog>Red Otter</div>",
            "<div class='cookie-banner'>Red Otter</div>", "<div id=onetrust-consent-sdk>Red Otter</div>",
            "<div class=relatedPosts>Red Otter</div>",
            "<section class='related'><article>Red Otter</article></section>",
            "<div class=share-buttons>Red Otter</div>", "<section id=comments>Red Otter</section>",
            "<ul><li><a href=/1>Red Otter</a></li><li><a href=/2>Dam</a></li><li><a href=/3>Lodge</a></li></ul>",
            "<h3>Related articles</h3><ul><li><a href=/1>Red Otter</a><li><a href=/2>Dam</a><li><a href=/3>Lodge</a></ul>",
            "<p hidden>Red Otter</p>", "<p style='display: none'>Red Otter</p>"})
    void boilerplateIsLeftOut(String boilerplate) {
        assertThat(read(page(boilerplate + "<div>" + ARTICLE + "</div>" + boilerplate)).text()).as("without an article")
                .contains("Blue Otter returns").doesNotContain("Red Otter");
        assertThat(read(page(boilerplate + "<article>" + ARTICLE + "</article>" + boilerplate)).text())
                .as("beside an article").contains("Blue Otter returns").doesNotContain("Red Otter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<div class=newsletter>Red Otter</div>",
            "<h2>Read more</h2><ul><li><a href=/1>Red Otter</a><li><a href=/2>Dam</a><li><a href=/3>Lodge</a></ul>",
            "<div><h4>You may also like</h4><a href=/1>Red Otter</a> <a href=/2>Dam</a> <a href=/3>Lodge</a></div>"})
    void boilerplateWithinTheArticleIsLeftOut(String boilerplate) {
        assertThat(read(page("<article>" + ARTICLE + boilerplate + "</article>")).text()).doesNotContain("Red Otter");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "<h2>References</h2><ol><li><a href=/1>Red Otter</a><li><a href=/2>Dam</a><li><a href=/3>Lodge</a></ol>",
            "<table class=widget><tr><td>Red Otter</td></tr></table>", "<pre>Red Otter</pre>",
            "<blockquote>Red Otter</blockquote>"})
    void whatBelongsToTheArticleStays(String content) {
        assertThat(read(page("<article>" + ARTICLE + content + "</article>")).text()).contains("Red Otter");
        assertThat(read(page("<div>" + ARTICLE + content + "</div>")).text()).contains("Red Otter");
    }

    @Test
    void anElementWithTheArticleStaysWhateverItIsCalled() {
        assertThat(
                read(page("<div class='page-with-sidebar menu'><div class=widget>" + ARTICLE + "</div></div>")).text())
                .contains("The operators came back");
    }

    @Test
    void thePlaceOfTheArticleIsTheLongestOne() {
        String teaser = "<article><h2><a href=/x>Red Otter</a></h2></article>";
        assertThat(read(page("<main>" + teaser + "<article>" + ARTICLE + "</article>" + teaser + "</main>")).text())
                .doesNotContain("Red Otter");
    }

    @Test
    void aPageOfSeveralArticlesIsReadWhole() {
        String one = "<article><h2>One</h2>" + PROSE + "</article>";
        assertThat(
                read(page("<main>" + one + one.replace("One", "Two") + one.replace("One", "Three") + "</main>")).text())
                .contains("One", "Two", "Three");
    }

    @Test
    void aPageWithLittleTextIsReadWhole() {
        assertThat(read(page("<nav>Blue Otter</nav><footer>Red Otter</footer>")).text()).contains("Blue Otter",
                "Red Otter");
    }

    @Test
    void blocksBecomeLinesAndCellsAreApart() {
        String text = read(page("<article>" + ARTICLE
                + """
                        <h2>Names</h2><ul><li>Blue <b>Otter</b></li><li>Red
                        Otter</li></ul><table><tr><th>Name</th><th>Giver</th></tr><tr><td><p>Dam</p></td><td>Lodge</td></tr></table>
                        <pre>a  b
                        c</pre>end<br>of page</article>"""))
                .text();
        assertThat(text)
                .contains("Names\n\nBlue Otter\nRed Otter\n\nName\tGiver\nDam\tLodge\n\na  b\nc\n\nend\nof page");
    }

    @Test
    void theCharsetThatThePageDeclaresIsUsed() {
        byte[] page = page(
                "<meta charset=windows-1251><article>" + ARTICLE + "<p>\u0412\u044B\u0434\u0440\u0430</p></article>")
                .getBytes(Charset.forName("windows-1251"));
        assertThat(Report.of(page).text()).contains("\u0412\u044B\u0434\u0440\u0430");
    }

    @Test
    void embeddedImagesDoNotCount() {
        String image = "<img src=\"data:image/png;base64," + "A".repeat(9 << 20) + "\">";
        assertThat(read(page("<article>" + ARTICLE + image + "</article>")).text()).contains("Blue Otter");
    }
}
