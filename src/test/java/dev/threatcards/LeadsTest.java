package dev.threatcards;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.threatcards.card.Card;
import dev.threatcards.error.InvalidQueryException;
import dev.threatcards.query.LeadOptions;
import dev.threatcards.result.Leads;
import dev.threatcards.result.Leads.GenericTool;
import dev.threatcards.result.Leads.Kind;
import dev.threatcards.result.Leads.Lead;
import dev.threatcards.result.Leads.Phrase;
import dev.threatcards.result.Leads.Reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

/** The actors that a text fits, with their reasons. */
final class LeadsTest {

    private static ThreatCards cards;

    @BeforeAll
    static void open() {
        List<Card> all = new ArrayList<>();
        all.add(TestCards.actor("Blue Otter").country("Ruritania").targets("Graustark").sectors("Embassies")
                .tools("DamBuster", "Whistler").firstSeen(TestCards.year(2014))
                .description("It listens in on guests of hotels. It hides its commands in pictures of waterfalls.")
                .operation(TestCards.year(2019), "Exploited CVE-2019-0708 on ferries.").card());
        all.add(TestCards.actor("Red Fox").country("Ruritania").tools("DamBuster", "Whistler", "Burrow", "DigKit")
                .description("It steals recipes of cheese.").card());
        all.add(TestCards.actor("Grey Heron").country("[Unknown]").tools("Whistler").sectors("Embassies")
                .description("Waterfalls.").card());
        all.add(TestCards.actor("White Crow").country("Elbonia").description("It is a crow.").card());
        all.add(TestCards.actor("Burrower").alias("Sandbox Mole", "Acme").description("Nothing is known.").card());
        // Actors that nothing sets apart: they make a tool and a word common.
        IntStream.range(0, 30).forEach(i -> all.add(TestCards.actor("Panda " + i).tools("Whistler")
                .description("This group sends phishing mails.").card()));
        for (String tool : List.of("DamBuster", "Whistler", "Burrow")) {
            all.add(TestCards.tool(tool));
        }
        all.add(TestCards.tool("Sandbox Mole"));
        all.add(TestCards.toolOf("DigKit", "Tools", List.of()));
        cards = ThreatCards.inMemory(all);
    }

    @AfterAll
    static void close() {
        cards.close();
    }

    private static List<String> names(Leads leads) {
        return leads.leads().stream().map(lead -> lead.card().name()).toList();
    }

    private static Lead lead(String actor, String text) {
        return cards.leads(text, new LeadOptions(100, true, Set.of())).leads().stream()
                .filter(lead -> lead.card().name().equals(actor)).findFirst().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"'The malware Burrow was found.', Red Fox", "Someone eavesdrops on the guests of a hotel., Blue Otter",
            "The commands were hidden in a picture of a waterfall., Blue Otter",
            "They stole the recipe of a cheese., Red Fox", "CVE 2019 0708 was exploited., Blue Otter",
            "First seen in 2014., Blue Otter", "Attacks in 2019., Blue Otter"})
    void theTextFitsTheActorWhoseCardSaysWhatItTells(String text, String actor) {
        assertThat(names(cards.leads(text)).getFirst()).isEqualTo(actor);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "The malware DamBuster.|TOOL|DamBuster|2|uses DamBuster, which 1 other actor uses",
            "CVE-2019-0708|CVE|CVE-2019-0708|1|mentions CVE-2019-0708, as no other actor does",
            "a ferry|WORD|ferry|1|says \u201Cferry\u201D, as no other actor does",
            "Ruritania|COUNTRY|Ruritania|2|attributed to Ruritania, as 1 other actor is",
            "in Graustark|TARGET|Graustark|1|observed in Graustark, as no other actor was",
            "embassies|SECTOR|Embassies|2|observed in Embassies, as 1 other actor was",
            "in 2019|YEAR|2019|1|active in 2019, as no other actor was",
            "since 2014|FIRST_SEEN|2014|1|first seen in 2014, as no other actor was"})
    void everyReasonSaysHowManyActorsHaveIt(String text, Kind kind, String shown, int users, String phrase) {
        Reason reason = lead("Blue Otter", text).reasons().stream().filter(each -> each.kind() == kind).findFirst()
                .orElseThrow();
        assertThat(reason.text()).isEqualTo(shown);
        assertThat(reason.users()).isEqualTo(users);
        assertThat(reason.phrase()).isEqualTo(phrase);
    }

    @Test
    void aReasonHasTheSentenceOfTheCard() {
        assertThat(lead("Blue Otter", "pictures of waterfalls, and ferries").reasons())
                .extracting(Reason::kind, Reason::text, Reason::sentence)
                .contains(tuple(Kind.WORD, "waterfalls", "It hides its commands in pictures of waterfalls."));
    }

    @Test
    void aToolThatManyUseIsNamedAsGenericAndComesLast() {
        Leads leads = cards.leads("They used the tools Whistler and DamBuster.");
        assertThat(leads.generic()).containsExactly(new GenericTool("Whistler", 33));
        assertThat(names(leads).subList(0, 2)).containsExactlyInAnyOrder("Blue Otter", "Red Fox");
        Lead first = leads.leads().getFirst();
        assertThat(first.reasons().getLast().generic()).isTrue();
        assertThat(first.reasons().getLast().phrase()).isEqualTo("uses Whistler, as 32 other actors do: generic");
    }

    @Test
    void aToolThatAnybodyCanGetIsGenericHoweverFewUseIt() {
        Leads leads = cards.leads("They used the tools DigKit and Burrow.");
        assertThat(leads.generic()).containsExactly(new GenericTool("DigKit", 1));
        assertThat(lead("Red Fox", "The tool DigKit.").reasons()).extracting(Reason::phrase)
                .containsExactly("uses DigKit: generic");
        assertThat(lead("Red Fox", "The tool DigKit.").note()).isEqualTo("rests on common words");
    }

    @ParameterizedTest
    @CsvSource({"in 2019, true", "on 2019-05-12, true", "in 2018-2019, true", "in mid-2019, true",
            "'2019, again', true", "CVE-2019-9999, false", "CVE 2019 9999, false", "cve-2019-9999, false",
            "report2019, false", "report.2019, false", "Office 2019, false", "120195, false", "2019.exe, false",
            "MS-2019-1, false"})
    void onlyAYearThatStandsForATimeIsAReason(String text, boolean isReason) {
        assertThat(cards.leads(text + " and Ruritania").leads()).flatExtracting(Lead::reasons).extracting(Reason::kind)
                .contains(Kind.COUNTRY).satisfies(kinds -> assertThat(kinds.contains(Kind.YEAR)).isEqualTo(isReason));
    }

    @ParameterizedTest
    @CsvSource({"Acme and a waterfall", "The Sandbox Mole and a waterfall", "acme.example and https://acme.example/",
            "7f0acme, user@acme.example"})
    void aNameOfTheActorIsNoReasonForIt(String text) {
        assertThat(cards.leads(text).leads()).filteredOn(each -> each.card().name().equals("Burrower"))
                .flatExtracting(Lead::reasons).isEmpty();
    }

    @Test
    void partsOfAddressesAndHashesAndShortNumbersAreNoReasons() {
        assertThat(
                cards.leads("https://hotels.example/ guests@ferries.com 3f2a9c01ce00ab12ffee0011aabbccdd 12").leads())
                .flatExtracting(Lead::reasons).extracting(Reason::text).doesNotContain("hotels", "12", "ferries");
        assertThat(cards.leads("see https://news.example/guests-of-hotels").leads()).flatExtracting(Lead::reasons)
                .extracting(Reason::text).anyMatch(reason -> reason.contains("hotels"));
    }

    @Test
    void theTotalSaysHowFarTheFirstLeadStandsOut() {
        assertThat(cards.leads("The malware Burrow was found.").standing())
                .isEqualTo("No other actor fits half as well as the first.");
        Leads leads = cards.leads("The malware DamBuster was found.");
        assertThat(leads.total()).isEqualTo(2);
        assertThat(leads.standing()).isEqualTo("2 actors fit at least half as well as the first.");
        assertThat(cards.leads("xyzzy").standing()).isEmpty();
    }

    @Test
    void labelsAreOnePhraseForAReader() {
        assertThat(lead("Blue Otter", "Embassies in Graustark").phrases()).extracting(Phrase::text)
                .contains("observed in Embassies (1 other actor), Graustark (0)");
    }

    @ParameterizedTest
    @CsvSource({"'Hackers of Ruritania, a Ruritania-nexus group, attacked Elbonia', Red Fox",
            "'Elbonia-based hackers, an Elbonia state actor, attacked Ruritania', White Crow"})
    void theCountryThatTheTextAttributesToCountsMoreThanOthers(String text, String first) {
        assertThat(names(cards.leads(text)).indexOf(first))
                .isLessThan(names(cards.leads(text)).indexOf(first.equals("Red Fox") ? "White Crow" : "Red Fox"));
    }

    @ParameterizedTest
    @CsvSource({"The malware DamBuster., true", "The malware DamBuster on a ferry., false",
            "The malware DamBuster and a group of Ruritania., false", "Ruritania in 2019, true", "Whistler, true"})
    void aLeadThatRestsOnOneThingSaysSo(String text, boolean single) {
        assertThat(lead("Blue Otter", text).single()).isEqualTo(single);
    }

    @Test
    void actorsThatTheTextNamesAreListedApartAndMayBeLeftOut() {
        String text = "Unlike Blue Otter, the attackers of the hotel stole recipes of cheese.";
        Leads with = cards.leads(text);
        assertThat(with.named()).extracting(each -> each.card().name()).containsExactly("Blue Otter");
        assertThat(with.leads()).filteredOn(Lead::named).extracting(lead -> lead.card().name())
                .containsExactly("Blue Otter");
        Leads without = cards.leads(text, new LeadOptions(10, false, Set.of()));
        assertThat(names(without)).contains("Red Fox").doesNotContain("Blue Otter");
        assertThat(without.named()).isEqualTo(with.named());
        assertThat(without.total()).isEqualTo(with.total() - 1);
    }

    @Test
    void aNameOfAnActorAndAToolIsTheActors() {
        assertThat(cards.leads("Sandbox Mole").leads()).flatExtracting(Lead::reasons).extracting(Reason::kind)
                .doesNotContain(Kind.TOOL);
    }

    @Test
    void aWordThatManyCardsHaveIsNoReason() {
        assertThat(lead("Panda 3", "A phishing mail.").reasons()).extracting(Reason::kind).doesNotContain(Kind.WORD);
    }

    @Test
    void aLabelInBracketsIsNoReason() {
        assertThat(lead("Grey Heron", "unknown waterfalls").reasons()).extracting(Reason::kind)
                .doesNotContain(Kind.COUNTRY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "the of and", "\u0000\uD800", "xyzzy"})
    void aTextThatTellsNothingFitsNobody(String text) {
        Leads leads = cards.leads(text);
        assertThat(leads.leads()).isEmpty();
        assertThat(leads.total()).isZero();
    }

    @Test
    void theSizeIsBounded() {
        assertThat(cards.leads("phishing", new LeadOptions(3, true, Set.of())).leads()).hasSize(3);
        assertThat(cards.leads("phishing", new LeadOptions(0, true, Set.of())).leads()).isEmpty();
        assertThat(cards.leads("phishing", new LeadOptions(3, true, Set.of("None"))).leads()).isEmpty();
        assertThatThrownBy(() -> cards.leads("phishing", new LeadOptions(101, true, Set.of())))
                .isInstanceOf(InvalidQueryException.class).hasMessageContaining("101");
    }
}
