package dev.threatcards.index;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

final class TokenizedTextTest {

    @ParameterizedTest
    @CsvSource({"'The hackers of APT28 were here.', 'hack=hackers, apt=APT28, 28=APT28, were=were, here=here'",
            "'from the United States to Zürich', 'from=from, usa=United States, zurich=Zürich'",
            "'a 0-day, (zero days)', 'zeroday=0-day, zeroday=zero days'", "'', ''", "'the', ''"})
    void tokensAreTermsWithTheirOffsets(String text, String tokens) {
        TokenizedText analyzed = TokenizedText.of(text);
        List<String> found = IntStream.range(0, analyzed.terms().size()).mapToObj(token -> analyzed.terms().get(token)
                + "=" + analyzed.text().substring(analyzed.start(token), analyzed.end(token))).toList();
        assertThat(String.join(", ", found)).isEqualTo(tokens);
    }

    @Test
    void aVeryLongTextIsCut() {
        TokenizedText analyzed = TokenizedText.of("otter ".repeat(100_000));
        assertThat(analyzed.text()).hasSize(200_000).startsWith("otter otter ").endsWith("…");
        assertThat(analyzed.terms()).hasSize(200_000 / 6 + 1);
        assertThat(analyzed.sentences().end(0)).isEqualTo(200_000);
    }
}
