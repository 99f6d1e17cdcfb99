package dev.threatcards.text;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Places in a text, as people count them; | stands for the place. */
final class TextLinesTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"'|'; 1; 1", "'ab|c'; 1; 3", "'a\n|b'; 2; 1", "'a\r\nb|'; 2; 2",
            "'a\r|b'; 2; 1", "'a\n\n\n|'; 4; 1", "'🦊🦊|'; 1; 3", "'🦊\n🦊|x'; 2; 2"})
    void aPlaceHasALineAndAColumn(String text, int line, int column) {
        int offset = text.indexOf('|');
        assertThat(new TextLines(text.replace("|", "")).place(offset)).isEqualTo(new TextLines.Place(line, column));
    }
}
