package examples;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.threatcards.ThreatCards;
import dev.threatcards.report.Report;
import dev.threatcards.result.Mention;

/** Says what a report mentions that is a PDF, a web page, an e-mail, Markdown or plain text. */
final class ScanAFile {

    private ScanAFile() {
    }

    public static void main(String[] arguments) throws IOException {
        run(Path.of("index"), Path.of(arguments[0]), System.out);
    }

    static void run(Path index, Path file, PrintStream out) throws IOException {
        try (ThreatCards cards = ThreatCards.open(index)) {
            Report report = Report.of(Files.readAllBytes(file), file.getFileName().toString());
            out.println(report.title() + " (" + report.form().key() + ")");
            report.notes().forEach(out::println);
            for (Mention mention : cards.scan(report)) {
                // Offsets count in the text of the report.
                int from = Math.max(0, mention.start() - 20);
                out.println(report.text().substring(from, mention.end()) + " → " + mention.cards().getFirst().name());
            }
        }
    }
}
