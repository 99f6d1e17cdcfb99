package dev.threatcards.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.ibm.icu.text.Transliterator;
import org.apache.lucene.analysis.icu.ICUFoldingFilter;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The folding of single letters is that of ICU, whose version of Unicode may be newer than the JDK's. */
class LetterFoldingTest {

    private static final Transliterator SIMPLIFIED = Transliterator.getInstance("Traditional-Simplified");

    @Test
    void everyLetterIsFoldedAsByIcu() {
        assertThat(letters().filter(letter -> byIcu(byIcu(letter)).equals(byIcu(letter)))
                .filter(letter -> !LetterFolding.folded(letter).equals(byIcu(letter)))).isEmpty();
    }

    /** ICU has two characters each of which is the simplified form of the other. */
    @Test
    void whatIsFoldedStaysAsItIs() {
        assertThat(letters().map(LetterFolding::folded).filter(letter -> !LetterFolding.folded(letter).equals(letter)))
                .isEmpty();
    }

    /** What a letter or digit of any script is decomposed to, in lower case and without marks. */
    private static Stream<String> letters() {
        return IntStream.rangeClosed(0x80, Character.MAX_CODE_POINT)
                .filter(letter -> FoldedLetters.isLetterOrDigit(letter)).mapToObj(Character::toString)
                .map(LetterFoldingTest::plain).flatMapToInt(String::codePoints).filter(letter -> letter >= 0x80)
                .distinct().mapToObj(Character::toString);
    }

    private static String byIcu(String letter) {
        return plain(ICUFoldingFilter.NORMALIZER.normalize(SIMPLIFIED.transliterate(letter)));
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "").toLowerCase(Locale.ROOT);
    }
}
