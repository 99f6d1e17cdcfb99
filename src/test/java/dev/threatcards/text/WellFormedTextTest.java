package dev.threatcards.text;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Halves of characters, which UTF-8 has no form for. */
final class WellFormedTextTest {

    private static final String OWL = "\uD83E\uDD89";

    @Test
    void loneSurrogatesAreReplacedAndCharactersLeftAlone() {
        assertThat(WellFormedText.of("a\uD800b\uDC00c" + OWL + "\uD83E")).isEqualTo("a\uFFFDb\uFFFDc" + OWL + "\uFFFD");
        assertThat(WellFormedText.of("\uDD89\uD83E")).isEqualTo("\uFFFD\uFFFD");
        String good = "plain " + OWL;
        assertThat(WellFormedText.of(good)).isSameAs(good);
        assertThat(WellFormedText.is(good)).isTrue();
        assertThat(WellFormedText.is(good + "\uD83E")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"10", "9", "8", "7", "3", "2", "1"})
    void noCutIsWithinACharacter(int longest) {
        String cut = WellFormedText.cut(OWL.repeat(5), longest);
        assertThat(WellFormedText.is(cut)).isTrue();
        assertThat(cut.length()).isLessThanOrEqualTo(longest);
        assertThat(cut.endsWith("…")).isEqualTo(longest < 10);
    }
}
