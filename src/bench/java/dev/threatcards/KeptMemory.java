package dev.threatcards;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

import dev.threatcards.query.CardQuery;
import dev.threatcards.query.Order;

/**
 * What an open index keeps on the heap after each kind of call was made for the first time: what is in use after a garbage collection,
 * less what was in use before it was opened. Arguments: the deck as in {@link BenchmarkDeck}, and the folder for the indexes.
 */
public final class KeptMemory {

    private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();
    private static final double MEGABYTE = 1e6;
    private static final String CARDS_TO_LOAD_CLASSES = "500";

    private KeptMemory() {
    }

    /** Measures, and prints a table. */
    public static void main(String[] arguments) throws IOException {
        BenchmarkDeck deck = BenchmarkDeck.of(arguments[0], arguments[1]);
        // What the program's own classes keep is not the index's.
        all(BenchmarkDeck.of(CARDS_TO_LOAD_CLASSES, arguments[1]));
        System.out.printf(Locale.ROOT, "%-40s %12s %24s%n", "kept on the heap after", "MB", "MB a million cards");
        all(deck).forEach((call, megabytes) -> System.out.printf(Locale.ROOT, "%-40s %12.2f %24.1f%n", call,
                megabytes.used(), megabytes.used() * 1e6 / megabytes.cards()));
    }

    private record Kept(double used, int cards) {
    }

    private static Map<String, Kept> all(BenchmarkDeck deck) throws IOException {
        Map<String, Consumer<ThreatCards>> calls = new LinkedHashMap<>();
        calls.put("opened", ThreatCards::provenance);
        calls.put("a search with every facet", cards -> cards.search(CardQuery.all()));
        calls.put("a search by name", cards -> cards.search(CardQuery.all().orderedBy(Order.of("name"))));
        calls.put("a search of tools", cards -> cards.tools(CardQuery.all()));
        calls.put("suggestions", cards -> cards.suggest("a", 1));
        calls.put("a scan", cards -> cards.scan("nobody"));
        calls.put("similar cards",
                cards -> cards.similar(cards.search(CardQuery.all().page(1, 1)).hits().getFirst().card().uuid(), 1));
        calls.put("the landscape", cards -> cards.landscape(CardQuery.all()));

        Map<String, Kept> kept = new LinkedHashMap<>();
        double before = used();
        try (ThreatCards cards = ThreatCards.open(deck.index())) {
            int number = cards.provenance().actors() + cards.provenance().tools();
            calls.forEach((what, call) -> {
                call.accept(cards);
                kept.put(what, new Kept(used() - before, number));
            });
        }
        return kept;
    }

    /** In MB. */
    private static double used() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            MEMORY.gc();
            least = Math.min(least, MEMORY.getHeapMemoryUsage().getUsed());
        }
        return least / MEGABYTE;
    }
}
