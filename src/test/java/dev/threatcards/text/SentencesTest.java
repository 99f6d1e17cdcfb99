package dev.threatcards.text;

import java.text.BreakIterator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Against the platform's own breaks in the same text, with a separator of paragraphs for the end of each line. */
final class SentencesTest {

    private static final List<String> PIECES = List.of("They came. ", "What for? ", "U.S. firms ", "e.g. banks ", "\n",
            "\n\n", "v1.2.3 ", "“So it is.” ", "No (really!) ", "… and ", "Zürich, ", "end.", " ", "APT28 ", "!? ",
            "a. b. C. ");

    @ParameterizedTest
    @ValueSource(strings = {"a", "\n", "A.\n", "A. B.", "A. B.\n\nC", "\n\n\n", "one line\nanother. And more.\n"})
    void aLineEndsASentence(String text) {
        check(text);
    }

    @RepeatedTest(20)
    void sentencesAreThePlatforms(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        check(Stream.generate(() -> PIECES.get(random.nextInt(PIECES.size()))).limit(1 + random.nextInt(60))
                .collect(Collectors.joining()));
    }

    private static void check(String text) {
        Sentences sentences = new Sentences(text);
        BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
        breaks.setText(text.replace('\n', '\u2029'));
        int start = breaks.first();
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            for (int offset = start; offset < end; offset++) {
                assertThat(sentences.start(offset)).as("start at %s of <%s>", offset, text).isEqualTo(start);
                assertThat(sentences.end(offset)).as("end at %s of <%s>", offset, text).isEqualTo(end);
            }
            start = end;
        }
        assertThat(start).isEqualTo(text.length());
    }
}
