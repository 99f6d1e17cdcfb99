package dev.threatcards.source.form;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardDate.Precision;
import dev.threatcards.card.Deck;
import dev.threatcards.card.DeckCard.Identity;
import dev.threatcards.card.Name;
import dev.threatcards.card.Relation;
import dev.threatcards.source.ReadCards;

import static org.assertj.core.api.Assertions.assertThat;

/** Lists in the manner of ETDA's, of groups that do not exist. */
final class ListPageFormTest {

    private static final String HEAD = """
            <html><head><title>All groups - Threat Group Cards: A Threat Actor Encyclopedia</title></head><body>
            <h3>All groups</h3><table class="tborder"><tr><td class="thead">Changed</td><td class="thead">Name</td>
            <td class="thead">Country</td><td class="thead" colspan="2">Observed</td></tr>
            """;

    private static String row(String before, String name, String country, String observed, String ball) {
        return "<tr><td>&nbsp;</td><td>" + before + "<a href=\"/cgi-bin/showcard.cgi?g=x&n=1\" class=\"inlink\">" + name
                + "</a></td><td>" + country + "</td><td>" + observed + "</td><td>" + ball + "</td></tr>\n";
    }

    private static String flag(String country) {
        return "<a href=\"/cgi-bin/listgroups.cgi?c=x\"><img src=\"x.png\" alt=\"" + country + "\"></a>";
    }

    private static final String LIST = HEAD + "<tr><td colspan=\"6\"><h2>APT groups</h2></td></tr>"
            + row("", "Blue Otter, TA-1", flag("Iran") + flag("Syria"), "2018-Jun 2022",
                    "<img src=\"ball.gray.gif\" title=\"Had counter operations\">")
            + row("&nbsp;&nbsp;&nbsp;&nbsp;&#8627; ", "Subgroup: Grey Vole", "[Unknown]", "2011-2018/2019", "&nbsp;")
            + row("&nbsp;&#8627; ", "Subgroup: Red Vole", "", "2014-10", "") + "<tr><td colspan=6><h2>Other groups</h2>"
            + row("", "Green Newt", flag("Peru"), "2019-Late 2022", "") + "<tr><td colspan=6><h2>Unknown groups</h2>"
            + row("", "_White Mole", "[Unknown]", "", "")
            + "</table><p><i>5 groups listed (3 APT, 1 other, 1 unknown)\n</i></p>"
            + "<p>Last database change: 16 August 2025</p></body></html>";

    private static ReadCards read(String page) throws IOException {
        return ReadCards.from(new ListPageForm(), page);
    }

    private static ActorCard card(ReadCards read, String name) {
        return (ActorCard) read.cards.stream().filter(card -> card.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void rowsAreCardsKnownByTitle() throws IOException {
        ReadCards read = read(LIST);
        assertThat(read.rejects).isEmpty();
        assertThat(read.cards).extracting(Card::name).containsExactly("Blue Otter, TA-1", "Grey Vole", "Red Vole",
                "Green Newt", "White Mole");
        assertThat(read.read).allMatch(card -> card.identity() == Identity.TITLE);
        ActorCard otter = card(read, "Blue Otter, TA-1");
        assertThat(otter.names()).containsExactly(new Name("Blue Otter", ""), new Name("TA-1", ""));
        assertThat(otter.country()).containsExactly("Iran", "Syria");
        assertThat(otter.category()).isEqualTo("APT");
        assertThat(otter.unknown()).containsKey("Had counter operations");
        assertThat(card(read, "Grey Vole").country()).containsExactly("[Unknown]");
        assertThat(card(read, "Green Newt").category()).isEqualTo("Other");
        assertThat(card(read, "White Mole").category()).isEqualTo("Unknown");
    }

    @Test
    void theSpanIsReadAndItsBeginningIsFirstSeen() throws IOException {
        ReadCards read = read(LIST);
        ActorCard otter = card(read, "Blue Otter, TA-1");
        assertThat(otter.observed().precision()).isEqualTo(Precision.SPAN);
        assertThat(otter.observed().isoFrom()).isEqualTo("2018-01-01");
        assertThat(otter.observed().isoTo()).isEqualTo("2022-06-30");
        assertThat(otter.firstSeen().text()).isEqualTo("2018");
        assertThat(card(read, "Grey Vole").observed().isoTo()).isEqualTo("2019-12-31");
        assertThat(card(read, "Grey Vole").firstSeen().text()).isEqualTo("2011");
        assertThat(card(read, "Red Vole").firstSeen().text()).isEqualTo("2014-10");
        assertThat(card(read, "Green Newt").observed().isoTo()).isEqualTo("2022-12-31");
        assertThat(card(read, "White Mole").observed().text()).isEmpty();
    }

    @Test
    void rowsWithAnArrowArePartsOfTheNearestRowWithout() throws IOException {
        ReadCards read = read(LIST);
        for (String subgroup : new String[]{"Grey Vole", "Red Vole"}) {
            assertThat(card(read, subgroup).relations())
                    .containsExactly(new Relation("subgroup-of", "Blue Otter, TA-1", "", "list page: All groups"));
        }
        assertThat(card(read, "Green Newt").relations()).isEmpty();
    }

    @Test
    void thePageSaysWhatItHolds() throws IOException {
        Deck deck = read(LIST).decks.getFirst();
        assertThat(deck.statement()).isEqualTo("5 groups listed (3 APT, 1 other, 1 unknown)");
        assertThat(deck.date().isoFrom()).isEqualTo("2025-08-16");
        assertThat(deck.collection()).isEqualTo(Deck.ETDA);
        assertThat(deck.license()).isEqualTo("CC BY-NC-SA 4.0");
        assertThat(deck.source()).isEqualTo("Threat Group Cards: A Threat Actor Encyclopedia");
    }

    @Test
    void oddRowsAreSetAsideOrReadAsFarAsTheyGo() throws IOException {
        ReadCards read = read(HEAD + row("", "", "", "", "") + row("&#8627; ", "Subgroup: Lost", "", "", "")
                + "<tr><td><a href=\"showcard.cgi?g=y\">Short</a></td></tr>");
        assertThat(read.cards).extracting(Card::name).containsExactly("Lost", "Short");
        assertThat(read.rejects).singleElement().satisfies(reject -> {
            assertThat(reject.place()).isEqualTo("row 1");
            assertThat(reject.reason()).contains("no title");
        });
        assertThat(read(HEAD).rejects).hasSize(1);
    }

    @Test
    void aCardPageIsNoList() {
        assertThat(new ListPageForm().recognises(CardPageFormTest.page(""))).isFalse();
        assertThat(new CardPageForm().recognises(LIST)).isFalse();
        assertThat(new ListPageForm().recognises(LIST)).isTrue();
    }
}
