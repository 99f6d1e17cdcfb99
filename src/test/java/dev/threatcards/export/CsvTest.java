package dev.threatcards.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.threatcards.text.CsvCell;

import static org.assertj.core.api.Assertions.assertThat;

/** Cells of tables: what a spreadsheet would run, what parts values, and RFC 4180. */
final class CsvTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"APT 28|APT 28", "=1+2|'=1+2", "+1|'+1", "-1|'-1",
            "@SUM(A1)|'@SUM(A1)", "\\t=1|'\\t=1", "\\r=1|'\\r=1", "\\n=1|'\\n=1", "＝1|'＝1", "'=1|''=1", "''-x|'''-x",
            "'quoted'|'quoted'", "a=b|a=b", "``|``", "'|'"})
    void aFormulaGetsAnApostrophe(String text, String cell) {
        assertThat(CsvCell.guarded(unescaped(text))).isEqualTo(unescaped(cell));
        assertThat(CsvCell.unguarded(unescaped(cell))).isEqualTo(unescaped(text));
    }

    private static String unescaped(String text) {
        return text.replace("\\t", "\t").replace("\\r", "\r").replace("\\n", "\n");
    }

    @Test
    void valuesInOneCellCanBeToldApart() {
        assertThat(CsvWriter.joined(List.of("a", "b | c", "d\\", ""))).isEqualTo("a | b \\| c | d\\\\ | ");
    }

    @Test
    void everyCellIsQuotedAndLinesEndAsRfc4180Wants() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CsvWriter csv = new CsvWriter(out, List.of("a", "b"), card -> List.of());
        csv.row(List.of("say \"hi\", you", "line\nline"));
        csv.row(new ArrayList<>(List.of("", "🦦\u0000")));
        csv.close();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("\"a\",\"b\"\r\n\"say \"\"hi\"\", you\",\"line\nline\"\r\n\"\",\"🦦\u0000\"\r\n");
    }
}
