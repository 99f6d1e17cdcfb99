package examples;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

import dev.threatcards.ThreatCards;
import dev.threatcards.card.CardReference;
import dev.threatcards.result.Mention;
import dev.threatcards.result.Resolution;

/** Says which actors and tools a report mentions, and whom names mean, which may be nobody or several. */
final class ReadAReport {

    private ReadAReport() {
    }

    public static void main(String[] arguments) {
        run(Path.of("index"), System.out);
    }

    static void run(Path index, PrintStream out) {
        try (ThreatCards cards = ThreatCards.open(index)) {
            for (Mention mention : cards.scan("FANCY BEAR was seen with X-Agent; the mail looked like APT 29's.")) {
                List<String> titles = mention.cards().stream().map(CardReference::name).toList();
                out.println(mention.start() + ": " + mention.text() + " is " + String.join(" or ", titles));
            }
            for (Resolution name : cards.resolve(List.of("fancybear", "nobody at all"))) {
                out.println(name.name() + (name.meanings().isEmpty() ? " is not known" : " is known"));
                for (Resolution.Meaning meaning : name.meanings()) {
                    out.println("  " + meaning.card().name() + ", so named by " + meaning.giver());
                }
            }
        }
    }
}
