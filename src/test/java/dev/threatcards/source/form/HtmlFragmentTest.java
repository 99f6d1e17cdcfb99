package dev.threatcards.source.form;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.threatcards.card.Name;

import static org.assertj.core.api.Assertions.assertThat;

final class HtmlFragmentTest {

    private static final int MANY = 100_000;

    @Test
    void textKeepsParagraphsBreaksAndBullets() {
        assertThat(HtmlFragment.of("<p>A\n  b&nbsp; c</p><p>D<br>e <br /> f</p>").text()).isEqualTo("A b c\n\nD\ne\nf");
        assertThat(HtmlFragment.of("A:<ul><li>b</li><li>c</li></ul>D").text()).isEqualTo("A:\n\n• b\n• c\n\nD");
        assertThat(HtmlFragment.of("<table><tr><td>A</td><td>b</td></tr><tr><th>C</th><td>d</td></tr></table>").text())
                .isEqualTo("A b\n\nC d");
        assertThat(HtmlFragment.of("a<script>b()</script><style>c</style><!-- d -->e").text()).isEqualTo("ae");
    }

    @Test
    void textNamesOtherCardsAndShowsWholeAddresses() {
        assertThat(
                HtmlFragment.of("see <a href='https://apt.etda.or.th/cgi-bin/showcard.cgi?g=x'>Red  Fox</a>.").text())
                .isEqualTo("see {{Red Fox}}.");
        assertThat(HtmlFragment.of("<a href='https://example.org/a?b=1&copy=2'>https://example.org/…</a>").text())
                .isEqualTo("https://example.org/a?b=1&copy=2");
        assertThat(HtmlFragment.of("(<a href='/cgi-bin/x.cgi'>Acme</a>) <a name='top'>more").text())
                .isEqualTo("(Acme) more");
    }

    @Test
    void entriesArePartedByCommasAndTheLastAnd() {
        assertThat(HtmlFragment.of("<a href='#'>A</a> , <a href='#'>B and C</a> and an exploit.").entries())
                .containsExactly("A", "B and C", "an exploit");
        assertThat(HtmlFragment.of("<a href='#'>P.A.S.</a>, <a href='#'>Q.</a>").entries()).containsExactly("P.A.S.",
                "Q.");
        assertThat(HtmlFragment.of("<p><a href='#'>A, B</a>.</p><ul><li>C<li><i>D</i></ul>E.<br>F.").entries())
                .containsExactly("A, B", "C", "D", "E", "F");
        assertThat(HtmlFragment.of("<a href='showcard.cgi?g=A'>A</a>, 0-days of <a href='showcard.cgi?g=B'>B</a>")
                .entries()).containsExactly("A", "0-days of {{B}}");
        assertThat(HtmlFragment.of(" , . ").entries()).isEmpty();
    }

    @Test
    void namesHaveTheirGiversInItalicsAndBrackets() {
        assertThat(HtmlFragment.of("A ( <i>X</i> )<br>B (b) (<em>Y <b>&amp; Z</b></em>)<br>C<p>D <i>d</i></p>").names())
                .containsExactly(new Name("A", "X"), new Name("B (b)", "Y & Z"), new Name("C", ""),
                        new Name("D d", ""));
        assertThat(HtmlFragment.of("A (<i>X</i>), B (<i>Y</i>)").names()).containsExactly(new Name("A", "X"),
                new Name("B", "Y"));
        assertThat(HtmlFragment.of("<ul><li>A ( <i><a href='#'>X</a></i> )</li><li>B</li></ul>").names())
                .containsExactly(new Name("A", "X"), new Name("B", ""));
    }

    @Test
    void linksAreAddressesOfReportsAlone() {
        assertThat(HtmlFragment.of(
                "< <a href='https://a.org/x y'>https://a.org/x y</a> >\n<<https://b.org/?a=1&copy=2>> https://c.org")
                .links()).containsExactly("https://a.org/x y", "https://b.org/?a=1&copy=2", "https://c.org");
        assertThat(HtmlFragment
                .of("<a href='javascript:x()'>x</a> <a href='https://apt.etda.or.th/cgi-bin/showcard.cgi?g=A'>A</a>"
                        + "<a href='https://apt.etda.or.th/cgi-bin/listgroups.cgi?c=B'>B</a>")
                .links()).isEmpty();
        assertThat(
                HtmlFragment.of("<a href='https://a.org'>a</a> <a href='https://b.org'>https://b.org</a> https://c.org")
                        .hiddenLinks())
                .containsExactly("https://a.org");
    }

    static Stream<String> hostile() {
        return Stream.of("<b>", "<i>", "<p>", "<a href='https://a.org'>", "<ul><li>", "<table><tr><td>", "<table>",
                "<div>", "( <i>x</i>", "<i> </i> ", " and ", "<a href='#'>x</a> and ", ",", "<br>", "<https://",
                "<<https://a>>", "https://", "{{", "(", "\n", "\u00A0", "&", "<!--", "<svg><p>", "<select><table>")
                .map(part -> part.repeat(MANY)).flatMap(text -> Stream.of(text, text + "x" + text.replace("<", "</")));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void hostileMarkupNeitherOverflowsNorGoesOnForever(String html) {
        readAll(html);
    }

    @Test
    void aMegabyteOfAngleBracketsIsText() {
        readAll("<".repeat(1 << 20));
        readAll(">".repeat(1 << 20));
        readAll("< ".repeat(1 << 19));
        assertThat(HtmlFragment.of("<".repeat(1000)).text()).isEqualTo("<".repeat(1000));
    }

    private static void readAll(String html) {
        HtmlFragment fragment = HtmlFragment.of(html);
        fragment.text();
        fragment.entries();
        fragment.names();
        fragment.links();
        fragment.hiddenLinks();
        fragment.rows().forEach(row -> row.forEach(HtmlFragment::text));
    }
}
