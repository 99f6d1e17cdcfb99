package examples;

import java.io.PrintStream;
import java.nio.file.Path;

import dev.threatcards.ThreatCards;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Facet;
import dev.threatcards.query.CardQuery;
import dev.threatcards.result.Hit;
import dev.threatcards.result.Match;
import dev.threatcards.result.SearchResult;

/** Finds cards by words and by facets, and says why each was found. */
final class SearchCards {

    private SearchCards() {
    }

    public static void main(String[] arguments) {
        run(Path.of("index"), System.out);
    }

    static void run(Path index, PrintStream out) {
        try (ThreatCards cards = ThreatCards.open(index)) {
            SearchResult result = cards.search(CardQuery.of("Office 0-day").with(Facet.COUNTRY, "China"));
            out.println(result.total() + " of them");
            for (Hit<ActorCard> hit : result.hits()) {
                out.println(hit.card().name() + " has " + hit.matched().stream().map(Match::text).toList());
                hit.highlights()
                        .forEach((field, passages) -> out.println("  " + field + ": " + passages.getFirst().text()));
            }
            result.facets().get(Facet.TOOL).forEach(tool -> out.println(tool.count() + " use " + tool.value()));
        }
    }
}
