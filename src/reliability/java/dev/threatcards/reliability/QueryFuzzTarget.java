package dev.threatcards.reliability;

import java.util.List;

import dev.threatcards.TestCards;
import dev.threatcards.ThreatCards;
import dev.threatcards.card.Facet;
import dev.threatcards.error.InvalidQueryException;
import dev.threatcards.query.CardQuery;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What a person types as a target of the fuzzer: any text is answered, or refused with {@link InvalidQueryException}. The first byte
 * says what is asked, the others are the text.
 */
public final class QueryFuzzTarget {

    private static final ThreatCards CARDS = ThreatCards.inMemory(List.of(
            TestCards.actor("Blue Otter").alias("APT 98", "Umbrella").country("China").tools("PlugX", "OtterLoader")
                    .sectors("Energy", "IT").firstSeen(TestCards.year(2009))
                    .description("It sends mail to engineers, \"zero day\" and all.").card(),
            TestCards.actor("Red Fox").alias("APT 99", "Umbrella").country("Russia").tools("PlugX", "Mimikatz")
                    .sectors("Financial").description("A zero day in Flash, and blackouts.")
                    .operation(TestCards.year(2020), "Blackout").card(),
            TestCards.actor("Зелёный 🦎").alias("APT98", "Acme").country("Iran").targets("Bosnia and Herzegovina")
                    .description("It studies wipers and mail.").card(),
            TestCards.tool("PlugX", "Korplug", "Destroy RAT"), TestCards.tool("0-day", "0day")));

    private static final int QUESTIONS = 8;

    private QueryFuzzTarget() {
    }

    /** What the fuzzer calls. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        String text = new String(bytes, 1, bytes.length - 1, UTF_8);
        try {
            ask(Math.floorMod(bytes[0], QUESTIONS), text);
        } catch (InvalidQueryException e) {
            if (!Sentence.is(e.getMessage())) {
                throw e;
            }
        }
    }

    private static void ask(int question, String text) {
        switch (question) {
            case 0 -> CARDS.tools(CardQuery.of(text));
            case 1 -> CARDS.suggest(text, 10);
            case 2 -> CARDS.resolve(List.of(text, text + " otter"));
            case 3 -> CARDS.scan(text);
            case 4 -> CARDS.cards(text);
            case 5 -> CARDS.facet(Facet.TOOL, text, CardQuery.of(text));
            default -> {
                int total = CARDS.search(CardQuery.of(text)).total();
                if (total < 0 || total > 3) {
                    throw new AssertionError("a total of " + total);
                }
            }
        }
    }
}
