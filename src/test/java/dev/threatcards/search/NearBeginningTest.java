package dev.threatcards.search;

import java.util.List;
import java.util.Map;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

import dev.threatcards.card.NameKeys;
import dev.threatcards.search.Beginnings.Fit;

import static org.assertj.core.api.Assertions.assertThat;

/** Beginnings, right and mistyped, of any text. */
final class NearBeginningTest {

    private static Map<String, Fit> with(String text, String beginning) {
        Beginnings<String> beginnings = new Beginnings<>();
        beginnings.add(text, List.of(text));
        return beginnings.sorted().with(beginning);
    }

    @Property
    void everyTextBeginsWithItsBeginnings(@ForAll String text, @ForAll @IntRange(min = 1, max = 20) int length) {
        String folded = NameKeys.folded(text);
        Assume.that(folded.length() >= length);
        assertThat(with(text, folded.substring(0, length))).containsKey(text);
        assertThat(with(text, text)).containsEntry(text, Fit.EXACT);
    }

    @Property
    void aWordThatFollowsIsABeginningToo(@ForAll @AlphaChars @StringLength(min = 1, max = 8) String first,
            @ForAll @AlphaChars @StringLength(min = 1, max = 8) String second,
            @ForAll @CharRange(from = '0', to = '9') @StringLength(min = 1, max = 3) String number) {
        String text = first + " " + second + number;
        assertThat(with(text, second)).containsKey(text);
        assertThat(with(text, second + "-" + number)).containsKey(text);
        assertThat(with(text, number)).containsKey(text);
    }

    @Property
    void aLetterMoreOrLessIsOneEdit(
            @ForAll @CharRange(from = 'a', to = 'z') @StringLength(min = 5, max = 20) String text,
            @ForAll @IntRange(max = 4) int at) {
        String longer = text.substring(0, at) + '_' + text.substring(at);
        assertThat(new NearBeginning(longer, 0).begins(text)).isFalse();
        assertThat(new NearBeginning(longer, 1).begins(text)).isTrue();
        assertThat(new NearBeginning(text.substring(0, at) + text.substring(at + 1), 1).begins(text)).isTrue();
        String turned = text.substring(0, at) + text.charAt(at + 1 < text.length() ? at + 1 : at) + text.charAt(at)
                + text.substring(Math.min(text.length(), at + 2));
        Assume.that(at + 1 < text.length());
        assertThat(new NearBeginning(turned, 1).begins(text)).isTrue();
    }

    @Property
    void digitsAreNeverForgiven(
            @ForAll @CharRange(from = 'a', to = 'z') @StringLength(min = 4, max = 12) String letters,
            @ForAll @CharRange(from = '0', to = '9') @StringLength(min = 1, max = 4) String typed,
            @ForAll @CharRange(from = '0', to = '9') @StringLength(min = 1, max = 4) String number) {
        Assume.that(!number.startsWith(typed));
        assertThat(new NearBeginning(letters + typed, 2).begins(letters + number)).isFalse();
    }
}
