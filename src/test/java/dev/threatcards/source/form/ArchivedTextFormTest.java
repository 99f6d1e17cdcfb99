package dev.threatcards.source.form;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import dev.threatcards.card.Activity;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.Deck;
import dev.threatcards.card.Name;
import dev.threatcards.card.ToolCard;
import dev.threatcards.source.ReadCards;

import static org.assertj.core.api.Assertions.assertThat;

/** Archived card text, on synthetic pages of the form that archives hold. */
final class ArchivedTextFormTest {

    private static final String PAGE = """
            # Threat Group Cards: A Threat Actor Encyclopedia

            Archived: 2026-04-05 17:35:39 UTC

            ## APT group: Blue Otter, APT 99

            Names	Blue Otter ( <i>Acme</i> )<br>APT 99 (<i>Umbrella</i>)<br>Loutre
            Country	 <a href="#">China</a>
            Motivation	<a href="#">Information theft and espionage</a>, <a href="#">Financial gain</a>
            First seen	2013
            Description	<p>(<a href="#">Acme</a>) First &amp; foremost.</p> <p>Second<br>line, near <a href="/cgi-bin/showcard.cgi?g=x">Red Fox</a>.</p><script>alert(1)</script>
            Observed	<p>Sectors: <a href="#">Education</a>, <a href="#">Oil and gas</a>.</p> <p>Countries: <a href="#">USA</a>, <a href="#">Chile</a> and others.</p>
            Tools used	<a href="#">DebugView</a> , <a href="#">UsbExe</a> and an MS Office 0-day exploit.
            Operations performed	2014-10	Breach of a bank<br><a href="https://example.org/1">https://example.org/1</a>
            	2015 Late	Another one
            Counter operations	<table><tr><td>May 2016</td><td>Arrests</td></tr></table>
            Information	< <a href="https://example.org/2">https://example.org/2</a> >

            <<https://example.org/3.pdf>>

            Mood	<b>bad</b>
            Last change to this card: 14 April 2020

            Download this actor card in [PDF](#) or [JSON]
            """;

    private static ReadCards read(String text) throws IOException {
        return ReadCards.from(new ArchivedTextForm(), text);
    }

    @Test
    void everyFieldArrives() throws IOException {
        ActorCard card = read(PAGE).onlyActor();
        assertThat(card.name()).isEqualTo("Blue Otter, APT 99");
        assertThat(card.category()).isEqualTo("APT");
        assertThat(card.names()).containsExactly(new Name("Blue Otter", "Acme"), new Name("APT 99", "Umbrella"),
                new Name("Loutre", ""));
        assertThat(card.country()).containsExactly("China");
        assertThat(card.motivation()).containsExactly("Information theft and espionage", "Financial gain");
        assertThat(card.firstSeen().text()).isEqualTo("2013");
        assertThat(card.description()).isEqualTo("(Acme) First & foremost.\n\nSecond\nline, near {{Red Fox}}.");
        assertThat(card.sectors().labels()).containsExactly("Education", "Oil and gas");
        assertThat(card.targets().labels()).containsExactly("USA", "Chile");
        assertThat(card.targets().prose()).containsExactly("others");
        assertThat(card.tools().labels()).containsExactly("DebugView", "UsbExe");
        assertThat(card.tools().prose()).containsExactly("an MS Office 0-day exploit");
        assertThat(card.operations()).extracting(activity -> activity.date().text()).containsExactly("2014-10",
                "2015 Late");
        assertThat(card.operations().getFirst()).extracting(Activity::story, Activity::links)
                .containsExactly("Breach of a bank", java.util.List.of("https://example.org/1"));
        assertThat(card.counterOperations().getFirst().date().isoFrom()).isEqualTo("2016-05-01");
        assertThat(card.information()).containsExactly("https://example.org/2", "https://example.org/3.pdf");
        assertThat(card.unknown()).containsExactly(java.util.Map.entry("Mood", "\"bad\""));
        assertThat(card.lastChange().text()).isEqualTo("2020-04-14");
    }

    @Test
    void thePageSaysWhichDeckItIsFrom() throws IOException {
        ReadCards read = read(PAGE);
        assertThat(read.decks.getFirst().source()).isEqualTo("Threat Group Cards: A Threat Actor Encyclopedia");
        assertThat(read.decks.getFirst().date().isoFrom()).isEqualTo("2026-04-05");
        assertThat(read.decks.getFirst().license()).isEqualTo("CC BY-NC-SA 4.0");
    }

    @Test
    void severalCardsMayFollowEachOther() throws IOException {
        String tool = """
                ## Tool: Spanner

                UUID	11111111-2222-4333-8444-555555555555
                Names	Spanner<br>Wrench
                Category	Malware
                Type	<a href="#">Backdoor</a>
                Malpedia	<a href="https://example.org/m">m</a>
                """;
        ReadCards read = read(PAGE + "\n" + tool + "\n" + PAGE.replace("Blue Otter", "Red Fox"));
        assertThat(read.cards).extracting(Card::name).containsExactly("Blue Otter, APT 99", "Spanner",
                "Red Fox, APT 99");
        assertThat(read.cards.get(1).uuid()).hasToString("11111111-2222-4333-8444-555555555555");
        assertThat(((ToolCard) read.cards.get(1)).type()).containsExactly("Backdoor");
    }

    @Test
    void aPageWithoutUuidIsKnownAgain() throws IOException {
        assertThat(read(PAGE).onlyActor().uuid()).isEqualTo(read(PAGE).onlyActor().uuid())
                .isNotEqualTo(read(PAGE.replace("Blue Otter", "Red Fox")).onlyActor().uuid());
    }

    @Test
    void aBadCardCostsItselfAlone() throws IOException {
        ReadCards read = read(
                PAGE + "\n## APT group: Bad\n\nUUID\tnone\nNames\tBad\n\n" + PAGE.replace("Blue Otter", "Red Fox"));
        assertThat(read.cards).hasSize(2);
        assertThat(read.rejects).singleElement().satisfies(reject -> {
            assertThat(reject.place()).matches("line \\d+");
            assertThat(reject.reason()).contains("no uuid", "none");
        });
    }

    @Test
    void theSourceAtTheEndSaysTheUuidUnlessARowDoes() throws IOException {
        String source = """

                ---

                Source: <https://apt.etda.or.th/cgi-bin/showcard.cgi?u=11111111-2222-4333-8444-555555555555>""";
        assertThat(read(PAGE + source).onlyActor().uuid()).hasToString("11111111-2222-4333-8444-555555555555");
        assertThat(read(PAGE.replace("Country\t", "UUID\t11111111-2222-4333-8444-666666666666\nCountry\t") + source)
                .onlyActor().uuid()).hasToString("11111111-2222-4333-8444-666666666666");
        assertThat(read(PAGE + source.replace("?u=1", "?u=x")).onlyActor().uuid())
                .isEqualTo(read(PAGE).onlyActor().uuid());
    }

    @Test
    void aSourceBelongsToTheCardBeforeIt() throws IOException {
        String source = "Source: <https://apt.etda.or.th/cgi-bin/showcard.cgi?u=11111111-2222-4333-8444-55555555555";
        ReadCards read = read(PAGE + source + "1>\n" + PAGE.replace("Blue Otter", "Red Fox") + source + "2>");
        assertThat(read.cards).extracting(card -> card.uuid().toString().substring(35)).containsExactly("1", "2");
    }

    @Test
    void anUnknownHeadingEndsTheCardAndIsSetAside() throws IOException {
        String card = PAGE.substring(0, PAGE.indexOf("Mood"));
        String anything = "## Malware: Anchor\n\nNames\tAnchor\nMood\tgood\nmore\n\n";
        ReadCards read = read(card + anything + PAGE.replace("Blue Otter", "Red Fox"));
        assertThat(read.cards).extracting(Card::name).containsExactly("Blue Otter, APT 99", "Red Fox, APT 99");
        assertThat(read.cards.getFirst()).isEqualTo(read(card).onlyActor());
        assertThat(read.rejects).singleElement().satisfies(reject -> {
            assertThat(reject.place()).isEqualTo("line " + (card.lines().count() + 1));
            assertThat(reject.reason()).contains("Malware: Anchor");
        });
        ReadCards last = read(PAGE + "\n## Anything else\n\nNames\tno card\n");
        assertThat(last.cards).containsExactly(read(PAGE).onlyActor());
        assertThat(last.rejects).hasSize(1);
    }

    @Test
    void aDeckMayFollowACardWithoutAFooter() throws IOException {
        ReadCards read = read(
                "## Tool: Spanner\n\nNames\tSpanner\n# Other deck\n\n## Tool: A &amp; B\n\nNames\tA &amp; B\n");
        assertThat(read.cards).extracting(Card::name).containsExactly("Spanner", "A & B");
        assertThat(read.decks).extracting(Deck::source)
                .containsExactly("Threat Group Cards: A Threat Actor Encyclopedia", "Other deck");
    }

    @Test
    void aValueOfManyLinesIsRead() throws IOException {
        String page = "## Tool: Spanner\n\nDescription\t" + "a line\n".repeat(300_000);
        assertThat(read(page).cards).hasSize(1);
    }
}
