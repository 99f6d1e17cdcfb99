package dev.threatcards.source;

import java.io.IOException;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.threatcards.source.form.CardPageForm;
import dev.threatcards.source.form.CardPageFormTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Card pages that are damaged, or made to do harm: never an exception, never forever. */
final class HostileCardPageTest {

    @Test
    void aDamagedPageIsACardOrAReject() throws IOException {
        String whole = CardPageFormTest.page(CardPageFormTest.NESTED);
        Random random = new Random(42);
        for (int i = 0; i < 600; i++) {
            StringBuilder page = new StringBuilder(whole);
            for (int cut = random.nextInt(4); cut >= 0; cut--) {
                int from = random.nextInt(page.length());
                int to = Math.min(page.length(), from + random.nextInt(1 << random.nextInt(10)));
                String piece = page.substring(from, to);
                page.delete(from, to);
                if (random.nextBoolean()) {
                    page.insert(random.nextInt(page.length()), piece);
                }
            }
            ReadCards read = CardPageFormTest.read(page.toString());
            assertThat(read.cards.size() + read.rejects.size()).isPositive();
        }
    }

    static Stream<String> hostile() {
        return Stream.of("<table><tr><td>", "<table><tr><td>Names</td><td>", "<tr><td>Names<td>", "<b>", "<",
                "<h3>Tool: X</h3>", "<h3>Tool: X</h3><table>", "<a href='showcard.cgi?showcard.cgi?u=1",
                "Last change to this card: ", "<tr><td rowspan=9999>x<td>y",
                "<tr><td>Operations performed<td>2014<td>x", "https://a.org/b>", "https://a>b",
                "<tr><td>Description<td>http://a>b", "Sectors: ", "<td>");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void hostilePagesComeToAnEnd(String part) throws IOException {
        CardPageFormTest.read("<h3>APT group: X</h3><table><tr><td>Names<td>X" + part.repeat(10_000));
        CardPageFormTest.read("<h3>APT group: X</h3><table><tr><td>Description<td>" + part.repeat(10_000));
        CardPageFormTest.read("<h3>APT group: X</h3><table><tr><td>Observed<td>" + part.repeat(10_000));
        CardPageFormTest.read("<h3>APT group: X</h3>" + part.repeat(10_000));
        new CardPageForm().recognises("<h3>" + part.repeat(2000));
    }
}
