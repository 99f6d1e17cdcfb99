package dev.threatcards.index;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.lucene.analysis.CharArrayMap;

import dev.threatcards.SyntheticDeck;
import dev.threatcards.card.ActorCard;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever becomes of a word, its first letter says that it may. */
final class FirstLettersTest {

    private static final List<String> ENDINGS = List.of("", "s", "es", "ies", "ed", "ing", "ation", "ational", "ise",
            "izer", "ity", "ness", "ly", "ible", "able", "ment", "ance", "ence", "ncy", "ical", "ive", "ous", "an",
            "ese");

    @Property(tries = 3_000)
    void aTermMayComeOfItsWord(@ForAll("words") String word) {
        check(word);
        check(word.toUpperCase(Locale.ROOT));
        check('“' + word + ",”");
    }

    @Example
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
    @Example
    void soMayWhatTheStemmerKnows() throws ReflectiveOperationException {
        Field dictionary = Class.forName("org.apache.lucene.analysis.en.KStemmer").getDeclaredField("dict_ht");
        dictionary.setAccessible(true);
        Set<?> words = ((CharArrayMap<?>) dictionary.get(null)).keySet();
        assertThat(words).hasSizeGreaterThan(20_000);
        words.forEach(word -> check(new String((char[]) word)));
    }

    @Example
    void soMayEndingsAlone() {
        for (String word : List.of("iness", "inesses", "inessing", "ility", "ilities", "ible", "ibles", "ibly")) {
            check(word);
        }
    }

    @Example
    void soMayTheWordsOfCards() {
        for (ActorCard card : SyntheticDeck.of(500, 3).cards().toList()) {
            for (String word : card.description().split("\\s+", -1)) {
                check(word);
            }
        }
    }

    @Example
    void mostWordsAreTold() {
        WantedTerms wanted = WantedTerms.of(List.of("phishing"));
        for (String word : List.of("malware", "Otter,", "(gate)", "(?)", "KOREA", "states")) {
            assertThat(wanted.mayBegin(FirstLetters.ofWord(word, 0, word.length()))).as(word).isFalse();
        }
        for (String word : List.of("Phishing", "“pharma.”", "x/phishing", "2phishing", "zero", "UNITED")) {
            assertThat(wanted.mayBegin(FirstLetters.ofWord(word, 0, word.length()))).as(word).isTrue();
        }
    }

    @Provide
    Arbitrary<String> words() {
        return Combinators.combine(Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(8),
                Arbitraries.of(ENDINGS)).as((beginning, ending) -> beginning + ending);
    }

    private static void check(String word) {
        for (String term : PlacedTerms.of(word).terms()) {
            assertThat(WantedTerms.of(List.of(term)).mayBegin(FirstLetters.ofWord(word, 0, word.length())))
                    .as("%s of %s", term, word).isTrue();
        }
    }
}
