package examples;

import java.io.PrintStream;
import java.util.List;

import dev.threatcards.ThreatCards;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.CardDate;
import dev.threatcards.card.ToolCard;
import dev.threatcards.query.CardQuery;

/** Builds cards in a program and searches them in memory. */
final class SearchYourOwnCards {

    private SearchYourOwnCards() {
    }

    public static void main(String[] arguments) {
        run(System.out);
    }

    static void run(PrintStream out) {
        ActorCard otter = ActorCard.builder("Purple Otter").name("Purple Otter", "Acme")
                .name("APT-9999", "Example Labs").country("Atlantis").firstSeen(CardDate.parse("2019"))
                .motivation("Information theft and espionage").sectors("Energy", "Shipping").targets("Norway")
                .tools("Spanner")
                .operation(CardDate.parse("2024-05"), "Breach of a harbour\nhttps://example.org/report").build();
        ToolCard spanner = ToolCard.builder("Spanner").category("Malware").type("Backdoor").build();
        try (ThreatCards cards = ThreatCards.inMemory(List.of(otter, spanner))) {
            cards.search(CardQuery.of("harbour breach")).hits().forEach(hit -> out.println(hit.card().name()));
            cards.tools(CardQuery.of("backdoor")).hits().forEach(hit -> out.println(hit.card().name()));
        }
    }
}
