package dev.threatcards.names;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.threatcards.Inputs;
import dev.threatcards.names.PrefixIndex.Fit;
import dev.threatcards.text.NameKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Beginnings, right and mistyped, of any text. */
final class FuzzyPrefixTest {

    private static Map<String, Fit> with(String text, String beginning) {
        PrefixIndex<String> beginnings = new PrefixIndex<>();
        beginnings.add(text, List.of(text));
        return beginnings.with(beginning);
    }

    @Test
    void everyTextBeginsWithItsBeginnings() {
        Inputs.forAll(1_000, inputs -> {
            String text = inputs.text();
            String folded = NameKeys.folded(text);
            int length = inputs.between(1, 20);
            assumeTrue(folded.length() >= length);
            assertThat(with(text, folded.substring(0, length))).containsKey(text);
            assertThat(with(text, text)).containsEntry(text, Fit.EXACT);
        });
    }

    @Test
    void aWordThatFollowsIsABeginningToo() {
        Inputs.forAll(1_000, inputs -> {
            String second = inputs.text('A', 'Z', 0, 1) + inputs.text('a', 'z', 1, 7);
            String number = inputs.text('0', '9', 1, 3);
            String text = inputs.text('a', 'z', 1, 8) + " " + second + number;
            assertThat(with(text, second)).containsKey(text);
            assertThat(with(text, second + "-" + number)).containsKey(text);
            assertThat(with(text, number)).containsKey(text);
        });
    }

    private static boolean isNear(String typed, String text) {
        return new FuzzyPrefix(typed, word -> false).begins(text);
    }

    @Test
    void aLetterMoreOrLessAndTwoSwappedAreForgiven() {
        Inputs.forAll(1_000, inputs -> {
            String text = inputs.text('a', 'z', 6, 20);
            int at = inputs.between(1, 3);
            assertThat(isNear(text.substring(0, at) + 'д' + text.substring(at), text)).isTrue();
            assertThat(isNear(text.substring(0, at) + text.substring(at + 1), text)
                    || text.startsWith(text.substring(0, at) + text.substring(at + 1))).isTrue();
            String turned = text.substring(0, at) + text.charAt(at + 1) + text.charAt(at) + text.substring(at + 2);
            assertThat(isNear(turned, text) || turned.equals(text)).isTrue();
        });
    }

    @Test
    void theFirstLetterAndASecondTypoAreNotForgiven() {
        Inputs.forAll(1_000, inputs -> {
            String text = inputs.text('a', 'z', 6, 20);
            assertThat(isNear('д' + text.substring(1), text)).isFalse();
            assertThat(isNear(text.charAt(0) + "д" + text.substring(1, 3) + "д" + text.substring(3), text)).isFalse();
        });
    }

    @Test
    void digitsAreNeverForgiven() {
        Inputs.forAll(1_000, inputs -> {
            String letters = inputs.text('a', 'z', 4, 12);
            String typed = inputs.text('0', '9', 1, 4);
            String number = inputs.text('0', '9', 1, 4);
            assumeTrue(!number.startsWith(typed));
            assertThat(isNear(letters + typed, letters + number)).isFalse();
        });
    }
}
