package dev.threatcards.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class PrintableTest {

    @Test
    void aTerminalIsNotToldWhatToDo() {
        assertThat(Printable.text("a\u001b[2Jb\u0007\r\u202ec\nd\te"))
                .isEqualTo("a\uFFFD[2Jb\uFFFD\uFFFD\uFFFDc\nd\te");
    }

    @Test
    void aCellIsNoMarkup() {
        StringWriter out = new StringWriter();
        Table table = new Table("Actor");
        table.add("@|red Otter|@\u001b[31m");
        table.print(new PrintWriter(out));
        assertThat(out.toString()).contains("|red Otter|@").doesNotContain("\u001b[31m");
    }
}
