package examples;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import dev.threatcards.ThreatCards;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Facet;
import dev.threatcards.export.ExportFormat;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.CardSelection;

/** Writes what a search finds as a STIX bundle, makes a second index of that, and searches it. */
final class TakeCardsAway {

    private TakeCardsAway() {
    }

    public static void main(String[] arguments) throws IOException {
        run(Path.of("index"), Path.of("iran.stix.json"), Path.of("index-iran"), System.out);
    }

    static void run(Path index, Path bundle, Path second, PrintStream out) throws IOException {
        try (ThreatCards cards = ThreatCards.open(index); OutputStream file = Files.newOutputStream(bundle)) {
            CardSelection iran = new CardSelection.Matching(CardQuery.all().with(Facet.COUNTRY, "Iran"),
                    Set.of(Kind.ACTOR));
            out.println(cards.export(iran, ExportFormat.STIX, file) + " cards written");
        }
        ThreatCards.build(second).from(List.of(bundle.toString()));
        try (ThreatCards cards = ThreatCards.open(second)) {
            out.println(cards.search(CardQuery.all()).total() + " actors read back");
        }
    }
}
