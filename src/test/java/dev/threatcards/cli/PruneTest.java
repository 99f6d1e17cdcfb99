package dev.threatcards.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The command line removes cards that a newer edition lacks, and says which. */
final class PruneTest {

    @TempDir
    private Path folder;

    private String run(String... arguments) {
        StringWriter out = new StringWriter();
        PrintWriter printer = new PrintWriter(out);
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--index";
        all[arguments.length + 1] = folder.resolve("index").toString();
        int exit = Main.commands(printer, printer, all).execute(all);
        return exit + " " + out;
    }

    private String deck(String date, String... cards) throws IOException {
        return Files
                .writeString(folder.resolve(date + ".json"), "{\"source\":\"Test\",\"uuid\":\"u\",\"last-db-change\":\""
                        + date + "\",\"values\":[" + String.join(",", cards) + "]}")
                .toString();
    }

    private static String actor(String name, int number) {
        return "{\"actor\":\"" + name + "\",\"uuid\":\"33333333-0000-4000-8000-00000000000" + number + "\"}";
    }

    @Test
    void droppedCardsAreNamedAndRemoved() throws IOException {
        run("ingest", deck("2020-01-01", actor("Blue Otter", 1), actor("Red Fox", 2)),
                deck("2024-01-01", actor("Blue Otter", 1), actor("Green Newt", 3)));
        assertThat(run("search")).startsWith("0 2 cards").contains("Left out: 1 dropped; --edition all shows them too");
        assertThat(run("search", "--edition", "all")).contains("Red Fox (dropped)");
        assertThat(run("show", "red fox")).contains("Not in the edition of 2024-01-01 of ETDA.");
        assertThat(run("doctor")).contains("ingest --prune removes them (1)").contains("  Red Fox (ETDA)");
        assertThat(run("ingest", "--prune", "--dry-run")).startsWith("0 ").contains("Nothing is written.")
                .contains("Red Fox (actor of ETDA");
        assertThat(run("search", "--edition", "all")).contains("Red Fox");
        assertThat(run("ingest", "--prune")).startsWith("0 ").contains("1 card of older editions removed:")
                .contains("Red Fox (actor of ETDA");
        assertThat(run("search", "--edition", "all")).doesNotContain("Red Fox");
        assertThat(run("ingest", "--prune")).startsWith("0 ").contains("No card was to be removed");
        assertThat(run("ingest")).startsWith("2 ").contains("Name a source, or --prune");
    }
}
