package dev.threatcards.index;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.apache.lucene.analysis.CharArrayMap;
import org.junit.jupiter.api.Test;

import dev.threatcards.Inputs;
import dev.threatcards.SyntheticDeck;
import dev.threatcards.card.ActorCard;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever becomes of a word, its first letter says that it may. */
final class FirstLettersTest {

    private static final List<String> ENDINGS = List.of("", "s", "es", "ies", "ed", "ing", "ation", "ational", "ise",
            "izer", "ity", "ness", "ly", "ible", "able", "ment", "ance", "ence", "ncy", "ical", "ive", "ous", "an",
            "ese");

    @Test
    void aTermMayComeOfItsWord() {
        Inputs.forAll(3_000, inputs -> {
            String word = inputs.text('a', 'z', 1, 8) + inputs.of(ENDINGS);
            check(word);
            check(word.toUpperCase(Locale.ROOT));
            check('“' + word + ",”");
        });
    }

    @Test
    void soMayTermsOfWhatIsReplaced() {
        for (TextAnalyzer.Rule rule : TextAnalyzer.rules()) {
            for (List<String> words : rule.replaced()) {
                for (String term : CardAnalyzer.terms(CardFields.TEXT, String.join(" ", words))) {
                    int first = FirstLetters.ofWord(words.getFirst(), 0, words.getFirst().length());
                    assertThat(WantedTerms.of(List.of(term)).mayBegin(first)).as("%s of %s", term, words).isTrue();
                }
            }
        }
    }

    /** All words of the stemmer's own dictionary: some have another word for a stem. */
    @Test
    void soMayWhatTheStemmerKnows() throws ReflectiveOperationException {
        Field dictionary = Class.forName("org.apache.lucene.analysis.en.KStemmer").getDeclaredField("dict_ht");
        dictionary.setAccessible(true);
        Set<?> words = ((CharArrayMap<?>) dictionary.get(null)).keySet();
        assertThat(words).hasSizeGreaterThan(20_000);
        words.forEach(word -> check(new String((char[]) word)));
    }

    @Test
    void soMayEndingsAlone() {
        for (String word : List.of("iness", "inesses", "inessing", "ility", "ilities", "ible", "ibles", "ibly")) {
            check(word);
        }
    }

    @Test
    void soMayTheWordsOfCards() {
        for (ActorCard card : SyntheticDeck.of(500, 3).cards().toList()) {
            for (String word : card.description().split("\\s+", -1)) {
                check(word);
            }
        }
    }

    @Test
    void mostWordsAreTold() {
        WantedTerms wanted = WantedTerms.of(List.of("phishing"));
        for (String word : List.of("malware", "Otter,", "(gate)", "(?)", "KOREA", "states")) {
            assertThat(wanted.mayBegin(FirstLetters.ofWord(word, 0, word.length()))).as(word).isFalse();
        }
        for (String word : List.of("Phishing", "“pharma.”", "x/phishing", "2phishing", "zero", "UNITED")) {
            assertThat(wanted.mayBegin(FirstLetters.ofWord(word, 0, word.length()))).as(word).isTrue();
        }
    }

    private static void check(String word) {
        for (String term : PlacedTerms.of(word).terms()) {
            assertThat(WantedTerms.of(List.of(term)).mayBegin(FirstLetters.ofWord(word, 0, word.length())))
                    .as("%s of %s", term, word).isTrue();
        }
    }
}
