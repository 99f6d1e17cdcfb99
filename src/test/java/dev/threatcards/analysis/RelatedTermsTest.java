package dev.threatcards.analysis;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.threatcards.ThreatCards;
import dev.threatcards.card.ActorCard;
import dev.threatcards.query.CardQuery;

import static org.assertj.core.api.Assertions.assertThat;

final class RelatedTermsTest {

    private static List<String> terms(String words) {
        return CardAnalyzer.terms(CardFields.TEXT, words);
    }

    @ParameterizedTest
    @CsvSource({"mss, ministry of state security", "irgc, islamic revolutionary guard corps",
            "rat, remote access trojans", "c2, command and control"})
    void anAcronymAndItsLongFormAreTheSame(String acronym, String longForm) {
        assertThat(RelatedTerms.sameAs(terms(acronym))).contains(terms(longForm));
        assertThat(RelatedTerms.sameAs(terms(longForm))).contains(terms(acronym));
    }

    @ParameterizedTest
    @CsvSource({"electricity, power grid", "automotive, vehicle", "hospitality, hotel"})
    void theWideAndTheNarrowLeadToEachOther(String wide, String narrow) {
        assertThat(RelatedTerms.of(terms(wide))).contains(terms(narrow));
        assertThat(RelatedTerms.of(terms(narrow))).contains(terms(wide));
    }

    @Test
    void aCapitalLeadsToItsCountryOnly() {
        assertThat(RelatedTerms.of(terms("Pyongyang"))).contains(terms("North Korea"));
        assertThat(RelatedTerms.of(terms("North Korea"))).doesNotContain(terms("Pyongyang"));
    }

    @Test
    void aLongFormIsFoundByItsAcronymAndByItsWordsAlone() {
        ActorCard otter = ActorCard.builder("Purple Otter").description("A unit of the Ministry of State Security.")
                .build();
        ActorCard heron = ActorCard.builder("Grey Heron").description("Works for the MSS.").build();
        try (ThreatCards cards = ThreatCards.inMemory(List.of(otter, heron))) {
            assertThat(cards.search(CardQuery.of("MSS")).total()).isEqualTo(2);
            assertThat(cards.search(CardQuery.of("\"ministry of state security\"")).total()).isEqualTo(2);
            assertThat(cards.search(CardQuery.of("ministry of state security")).total()).isEqualTo(2);
            assertThat(cards.search(CardQuery.of("ministry")).total()).isEqualTo(1);
            assertThat(cards.search(CardQuery.of("security")).total()).isEqualTo(1);
        }
    }

    @Test
    void relatedWordsCountForAStoryAndNotForAFewWords() {
        ActorCard otter = ActorCard.builder("Purple Otter").country("Vietnam").sectors("Automotive").build();
        ActorCard heron = ActorCard.builder("Grey Heron").country("Vietnam").sectors("Media").build();
        try (ThreatCards cards = ThreatCards.inMemory(List.of(otter, heron))) {
            assertThat(cards.search(CardQuery.of("Vietnamese spies after car makers")).hits())
                    .extracting(hit -> hit.card().name()).containsExactly("Purple Otter");
            assertThat(cards.search(CardQuery.of("\"car makers\"")).hits()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"spearphishing, spear-phishing", "supplychain, supply chain", "watering hole, waterhole",
            "crypto-currencies, cryptocurrency", "back door, backdoors"})
    void spellingsOfTheTradesWordsAreTheSame(String one, String other) {
        assertThat(terms(one)).isEqualTo(terms(other));
    }
}
