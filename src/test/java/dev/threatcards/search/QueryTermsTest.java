package dev.threatcards.search;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.threatcards.parse.AnalyzedQuery;
import dev.threatcards.query.Limits;
import dev.threatcards.search.QueryTerms.Word;

import static org.assertj.core.api.Assertions.assertThat;

final class QueryTermsTest {

    private static QueryTerms terms(String text) {
        return QueryTerms.of(AnalyzedQuery.parse(text, Limits.DEFAULT));
    }

    @Test
    void wordsWithAnotherMeaningTogetherAreOneMoreWord() {
        QueryTerms terms = terms("Chinese zero day of APT28");
        assertThat(terms.words()).containsExactly(new Word("Chinese", Set.of("china")),
                new Word("zero", Set.of("zero")), new Word("day", Set.of("day")),
                new Word("APT28", Set.of("apt", "28")), new Word("zero day", Set.of("zeroday")));
        assertThat(terms.highlighted()).containsExactlyInAnyOrder("china", "zeroday", "apt", "28");
        // "APT" is an acronym, whose long form is highlighted too.
        assertThat(terms.phrases()).containsExactly(List.of("advanced", "persistent", "threat"));
    }

    @Test
    void aPhraseIsHighlightedAsAWhole() {
        QueryTerms terms = terms("spy \"supply chain\" OR \"the hackers\" \"zero day\"");
        assertThat(terms.phrases()).containsExactly(List.of("supply", "chain"));
        assertThat(terms.highlighted()).containsExactlyInAnyOrder("spy", "hack", "zeroday");
    }

    @Test
    void wordsThatHoldAQuestionTogetherAreNotHighlighted() {
        assertThat(terms("who is behind the attack on a bank?").highlighted()).containsExactlyInAnyOrder("attack",
                "bank");
        assertThat(terms("who").highlighted()).containsExactly("who");
        assertThat(terms("who is behind the attack?").words()).extracting(Word::typed).containsExactly("attack?");
        assertThat(terms("who").words()).extracting(Word::typed).containsExactly("who");
    }

    @Test
    void alternativesAreReadApart() {
        assertThat(terms("united OR states").highlighted()).containsExactlyInAnyOrder("united", "states");
    }

    @Test
    void filtersAndUnwantedWordsHaveNoTerms() {
        assertThat(terms("country:China -russia mimik*")).isEqualTo(new QueryTerms(List.of(), Set.of(), List.of()));
    }
}
