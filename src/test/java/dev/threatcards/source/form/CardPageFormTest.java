package dev.threatcards.source.form;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.threatcards.card.Activity;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Name;
import dev.threatcards.card.ToolCard;
import dev.threatcards.source.ReadCards;

import static org.assertj.core.api.Assertions.assertThat;

/** Card pages, on synthetic ones of every shape that is likely. */
public final class CardPageFormTest {

    private static final String UUID = "11111111-2222-4333-8444-555555555555";
    private static final String OTHER = "11111111-2222-4333-8444-666666666666";

    private static final String PAGE = """
            <!DOCTYPE html>
            <html><head><title>Blue Otter, APT 99 - Threat Group Cards: A Threat Actor Encyclopedia</title></head><body>
            <table><tr><td><img src="/img/logo.png"></td><td>Agency</td></tr></table>
            <h1>Threat Group Cards: A Threat Actor Encyclopedia</h1>
            <table><tr><td>
            <h3>APT group:&nbsp;Blue Otter, APT 99</h3>
            <table class="tborder">
            <tr><th>NAMES:</th><td>Blue Otter ( <i>Acme</i> )<br>APT 99 (<i>Umbrella</i>)</td></tr>
            <tr><td>Country</td><td><a href="/cgi-bin/listgroups.cgi?c=China">China</a></td><td><a href="#">Iran</a></td></tr>
            <tr><td>Sponsor</td><td>State-sponsored, PLA</td></tr>
            <tr><td>Motivation</td><td><ul><li><a href="#">Information theft and espionage</a><li><a href="#">Financial gain</a></ul></td></tr>
            <tr><td>First&nbsp;seen</td><td>2013</td></tr>
            <tr><td>Description</td><td><p>(<a href="/cgi-bin/x.cgi">Acme</a>) First &amp; foremost.</p><p>See <a href="/cgi-bin/showcard.cgi?u=OTHER">Red Fox</a>.</p></td></tr>
            <tr><td>Observed</td><td><b>Sectors:</b> <a href="#">Education</a>, <a href="#">Oil and gas</a>. Countries: <a href="#">USA</a> and others.</td></tr>
            <tr><td>Tools used</td><td><table><tr><td><a href="#">UsbExe</a></td></tr><tr><td>P.A.S</td></tr></table></td></tr>
            OPERATIONS
            <tr><td>Information</td><td>&lt; <a href="https://example.org/2">https://example.org/2</a> &gt;<br>https://example.org/3</td></tr>
            <tr><td>MITRE ATT&amp;CK</td><td><a href="https://attack.mitre.org/groups/G9999/">G9999</a></td></tr>
            <tr><td>Mood</td><td><b>bad</b></td></tr>
            <tr><td>Actor</td><td>nobody</td></tr>
            <tr><td>actor</td><td>nobody</td></tr>
            </table>
            </td></tr></table>
            <p><b>Last change to this card:</b> 14 April 2020</p>
            <p>Download this actor card in <a href="/cgi-bin/getcard.cgi?g=x&amp;o=p">PDF</a> or <a href="/cgi-bin/getcard.cgi?g=x&amp;o=j">JSON</a> format</p>
            <p>Last database change: 16 August 2025</p>
            </body></html>
            """
            .replace("OTHER", OTHER);

    private static final String ROWS = """
            <tr><td>Operations performed</td><td>2014-10</td><td>Breach<br><a href="https://example.org/1">https://example.org/1</a></td></tr>
            <tr><td>&nbsp;</td><td>2015 Late</td><td>Another, <a href="https://example.org/4">see</a></td></tr>""";

    private static final String SPANNED = ROWS.replace("<td>Operations", "<td rowspan='2'>Operations")
            .replace("<td>&nbsp;</td>", "");

    private static final String BELOW = "<tr><th colspan='3'>Operations performed</th></tr>"
            + ROWS.replace("<td>Operations performed</td>", "").replace("<td>&nbsp;</td>", "");

    public static final String NESTED = "<tr><td>Operations performed</td><td><table>"
            + ROWS.replace("<td>Operations performed</td>", "").replace("<td>&nbsp;</td>", "") + "</table></td></tr>";

    private static final String CELLS = ROWS.replace("</tr>\n<tr><td>&nbsp;</td>", "");

    public static ReadCards read(String page) throws IOException {
        return ReadCards.from(new CardPageForm(), page);
    }

    /** The page with rows of operations. */
    public static String page(String operations) {
        return PAGE.replace("OPERATIONS", operations);
    }

    @Test
    void everyFieldArrives() throws IOException {
        ActorCard card = read(page(ROWS)).onlyActor();
        assertThat(card.name()).isEqualTo("Blue Otter, APT 99");
        assertThat(card.category()).isEqualTo("APT");
        assertThat(card.names()).containsExactly(new Name("Blue Otter", "Acme"), new Name("APT 99", "Umbrella"));
        assertThat(card.country()).containsExactly("China", "Iran");
        assertThat(card.sponsor()).isEqualTo("State-sponsored, PLA");
        assertThat(card.motivation()).containsExactly("Information theft and espionage", "Financial gain");
        assertThat(card.firstSeen().text()).isEqualTo("2013");
        assertThat(card.description()).isEqualTo("(Acme) First & foremost.\n\nSee {{Red Fox}}.");
        assertThat(card.sectors().texts()).containsExactly("Education", "Oil and gas");
        assertThat(card.targets().texts()).containsExactly("USA", "others");
        assertThat(card.tools().texts()).containsExactly("UsbExe", "P.A.S");
        assertThat(card.information()).containsExactly("https://example.org/2", "https://example.org/3");
        assertThat(card.mitreAttack()).containsExactly("https://attack.mitre.org/groups/G9999/");
        assertThat(card.lastChange().text()).isEqualTo("2020-04-14");
        assertThat(card.unknown())
                .containsExactlyInAnyOrderEntriesOf(Map.of("Mood", "\"bad\"", "Actor", "\"nobody\\nnobody\""));
    }

    static Stream<String> operations() {
        return Stream.of(ROWS, SPANNED, BELOW, NESTED, CELLS);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void operationsComeInSeveralShapes(String operations) throws IOException {
        ActorCard card = read(page(operations)).onlyActor();
        assertThat(card.operations()).extracting(activity -> activity.date().text()).containsExactly("2014-10",
                "2015 Late");
        assertThat(card.operations()).extracting(Activity::story).containsExactly("Breach", "Another, see");
        assertThat(card.operations()).extracting(Activity::links).containsExactly(List.of("https://example.org/1"),
                List.of("https://example.org/4"));
        assertThat(card.information()).hasSize(2);
    }

    @Test
    void thePageSaysWhichDeckItIsFrom() throws IOException {
        assertThat(read(page(ROWS)).decks.getFirst()).satisfies(deck -> {
            assertThat(deck.id()).isEqualTo("card page: Threat Group Cards: A Threat Actor Encyclopedia");
            assertThat(deck.source()).isEqualTo("Threat Group Cards: A Threat Actor Encyclopedia");
            assertThat(deck.license()).isEqualTo("CC BY-NC-SA 4.0");
            assertThat(deck.date().isoFrom()).isEqualTo("2025-08-16");
            assertThat(deck.form()).isEqualTo("card page");
        });
        String other = page(ROWS).replace("Threat Group Cards: A Threat Actor Encyclopedia</title>", "Mine</title>")
                .replace("Last database", "");
        assertThat(read(other).decks.getFirst()).satisfies(deck -> {
            assertThat(deck.source()).isEqualTo("Mine");
            assertThat(deck.license()).isEmpty();
            assertThat(deck.date().isKnown()).isFalse();
        });
    }

    @Test
    void aToolIsAToolWhateverItsRowsSay() throws IOException {
        String tool = "<h3>Tool: Cain &amp; Abel</h3><table><tr><td>Names</td><td>Cain &amp; Abel<br>Spanner</td></tr>"
                + "<tr><td>Category</td><td>Tools</td></tr><tr><td>Type</td><td><a href='#'>Backdoor</a></td></tr>"
                + "<tr><td>Malpedia</td><td>&lt;https://example.org/m&gt;</td></tr><tr><td>actor</td><td>x</td></tr></table>";
        ReadCards read = read(tool);
        assertThat(read.cards).singleElement().isInstanceOfSatisfying(ToolCard.class, card -> {
            assertThat(card.name()).isEqualTo("Cain & Abel");
            assertThat(card.names()).extracting(Name::name).containsExactly("Cain & Abel", "Spanner");
            assertThat(card.category()).isEqualTo("Tools");
            assertThat(card.type()).containsExactly("Backdoor");
            assertThat(card.malpedia()).containsExactly("https://example.org/m");
            assertThat(card.unknown()).containsKey("also actor");
        });
    }

    @Test
    void theUuidIsThatOfThePageItselfNotOfACardItLinksTo() throws IOException {
        String page = page(ROWS);
        String link = "<a href='/cgi-bin/showcard.cgi?n=1&amp;u=" + UUID + "'>This card</a>";
        String other = link.replace(UUID, OTHER);
        String canonical = "<link rel='canonical' href='https://apt.etda.or.th/cgi-bin/showcard.cgi?u=" + UUID + "'>";
        assertThat(uuid(page.replace("</body>", link + link + "</body>"))).isEqualTo(UUID);
        assertThat(uuid(page.replace("</body>", link + other + "</body>"))).isEqualTo(uuid(page)).isNotEqualTo(OTHER);
        assertThat(uuid(page.replace("</head>", canonical + "</head>").replace("</body>", other + "</body>")))
                .isEqualTo(UUID);
        assertThat(uuid(page("<tr><td>UUID</td><td>" + OTHER + "</td></tr>").replace("</body>", link + "</body>")))
                .isEqualTo(OTHER);
        assertThat(uuid(page))
                .isEqualTo(ReadCards.from(new ArchivedTextForm(), "## APT group: Blue Otter, APT 99\n\nNames\tx")
                        .onlyActor().uuid().toString());
    }

    private static String uuid(String page) throws IOException {
        return read(page).onlyActor().uuid().toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"<h3>APT group: X</h3>|true", "<html><h3 class='a'><b>Tool</b>: X</h3>|true",
            "<title>Other group: X - Y</title>|true", "'\uFEFF\n <!-- x --><h3>Unknown&nbsp;group : X</h3>'|true",
            "<title>All groups - Threat Group Cards: A Threat Actor Encyclopedia</title><h3>All groups</h3><table"
                    + " class='tborder'><tr><td class='thead'>Changed</td><td class='thead'>Name</td></tr></table>|false",
            "<h3>Malware: X</h3>|false", "<h3>APT group:</h3>|false", "<p>APT group: X</p>|false",
            "## APT group: X <h3>APT group: X</h3>|false", "{\"a\": \"<h3>Tool: X</h3>\"}|false", "''|false"})
    void aCardPageIsRecognisedByItsHeading(String head, boolean recognised) {
        assertThat(new CardPageForm().recognises(head)).isEqualTo(recognised);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<h3>APT group: X</h3>", "<h3>APT group: X</h3><table></table>",
            "<h3>APT group: X</h3><table><tr><td>Names</td></tr></table>",
            "<table><tr><td>Names</td><td>X</td></tr></table>",
            "<h3>APT group: X</h3><table><tr><td>Name</td><td>X</td></tr></table>",
            "<table><tr><td>Names</td><td>X</td></tr></table><h3>Tool: X</h3>",
            "<h3>Tool: X</h3><table><tr><td>UUID</td><td>x</td></tr></table>"})
    void aPageWithoutACardIsSetAside(String page) throws IOException {
        ReadCards read = read(page);
        assertThat(read.cards).isEmpty();
        assertThat(read.rejects).singleElement()
                .satisfies(reject -> assertThat(reject.reason()).endsWith(".").isNotBlank());
    }

    @Test
    void aSecondCardOnThePageIsToldOf() throws IOException {
        String table = "<table><tr><td>Names</td><td>X</td></tr></table>";
        ReadCards read = read("<h3>Tool: X</h3>" + table + "<h3>Tool: Y</h3>" + table);
        assertThat(read.cards).hasSize(1);
        assertThat(read.rejects).singleElement().satisfies(reject -> assertThat(reject.reason()).contains("Tool: Y"));
    }

    @Test
    void theTitleAloneWillDo() throws IOException {
        assertThat(read("<title>APT group: X - Y - Z</title><table><tr><td>Country</td><td>China</td></tr></table>")
                .onlyActor().name()).isEqualTo("X - Y");
    }

    @Test
    void thePageSaysItsCharset() throws IOException {
        String page = "<meta charset='iso-8859-1'><h3>Tool: Ünïx</h3><table><tr><td>Names</td><td>Ü</td></tr></table>";
        for (String charset : List.of("iso-8859-1", "windows-874", "x", "utf-8", "utf-16", "ISO-2022-CN", "", "a b")) {
            Charset bytes = charset.equals("iso-8859-1") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
            ReadCards read = new ReadCards();
            new CardPageForm().read(new ByteArrayInputStream(page.replace("iso-8859-1", charset).getBytes(bytes)), "b",
                    read);
            assertThat(read.cards.size() + read.rejects.size()).isEqualTo(1);
            if (charset.equals("iso-8859-1")) {
                assertThat(read.cards.getFirst().name()).isEqualTo("Ünïx");
            }
        }
    }

    @Test
    void aPageBeyondTheLimitIsSetAside() throws IOException {
        InputStream start = new ByteArrayInputStream(page(ROWS).getBytes(StandardCharsets.UTF_8));
        InputStream large = new SequenceInputStream(start, new ByteArrayInputStream(new byte[32 << 20]));
        ReadCards read = new ReadCards();
        new CardPageForm().read(large, "b", read);
        assertThat(read.cards).isEmpty();
        assertThat(read.rejects).singleElement()
                .satisfies(reject -> assertThat(reject.reason()).contains("larger than 32 MiB"));
    }
}
