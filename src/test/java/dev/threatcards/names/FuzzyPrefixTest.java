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

    @Test
    void aLetterMoreOrLessIsOneEdit() {
        Inputs.forAll(1_000, inputs -> {
            String text = inputs.text('a', 'z', 5, 20);
            int at = inputs.between(0, 3);
            String longer = text.substring(0, at) + '_' + text.substring(at);
            assertThat(new FuzzyPrefix(longer, 0).begins(text)).isFalse();
            assertThat(new FuzzyPrefix(longer, 1).begins(text)).isTrue();
            assertThat(new FuzzyPrefix(text.substring(0, at) + text.substring(at + 1), 1).begins(text)).isTrue();
            String turned = text.substring(0, at) + text.charAt(at + 1) + text.charAt(at) + text.substring(at + 2);
            assertThat(new FuzzyPrefix(turned, 1).begins(text)).isTrue();
        });
    }

    @Test
    void digitsAreNeverForgiven() {
        Inputs.forAll(1_000, inputs -> {
            String letters = inputs.text('a', 'z', 4, 12);
            String typed = inputs.text('0', '9', 1, 4);
            String number = inputs.text('0', '9', 1, 4);
            assumeTrue(!number.startsWith(typed));
            assertThat(new FuzzyPrefix(letters + typed, 2).begins(letters + number)).isFalse();
        });
    }
}
