package dev.threatcards;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Predicate;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Name;
import dev.threatcards.query.CardQuery;
import dev.threatcards.result.Hit;
import dev.threatcards.result.SimilarCard;
import dev.threatcards.result.Suggestion;
import dev.threatcards.text.NameKeys;

import static org.assertj.core.api.Assertions.assertThat;

/** Suggestions and similar cards on ETDA's own decks; the times are printed, and nothing is held to them. */
@NeedsRealDecks
final class SuggestOnRealDeckTest {

    /** As many suggestions as may be asked for, so that each kind has its first ten among them. */
    private static final int MOST = 100;

    @AutoClose
    private static ThreatCards cards;
    private static final List<Card> DECK = new ArrayList<>();

    @BeforeAll
    static void index() {
        cards = ThreatCards.open(RealDecks.index());
        for (int page = 1; page <= 5; page++) {
            cards.search(CardQuery.all().page(page, 100)).hits().stream().map(Hit::card).forEach(DECK::add);
        }
        for (int page = 1; page <= 22; page++) {
            cards.tools(CardQuery.all().page(page, 100)).hits().stream().map(Hit::card).forEach(DECK::add);
        }
    }

    @Test
    void aNameTypedUpToItsLastLetterButOneIsSuggested() {
        int asked = 0;
        List<String> missed = new ArrayList<>();
        cards.suggest("a", 10);
        long nanos = 0;
        for (Card card : DECK) {
            for (Name name : card.names()) {
                String folded = NameKeys.folded(name.name());
                if (folded.length() > 1) {
                    String typed = folded.substring(0, folded.length() - 1);
                    long from = System.nanoTime();
                    List<Suggestion> suggestions = cards.suggest(typed, MOST);
                    nanos += System.nanoTime() - from;
                    asked++;
                    if (!isAmongTheFirstTenOfItsKind(card, suggestions)) {
                        missed.add(name.name());
                    }
                }
            }
        }
        System.out.printf(Locale.ROOT, "%d of %d names suggested, %.0f µs a key press; missed: %s%n",
                asked - missed.size(), asked, nanos / 1e3 / asked, missed);
        assertThat((asked - missed.size()) / (double) asked).isGreaterThan(0.99);
    }

    private static boolean isAmongTheFirstTenOfItsKind(Card card, List<Suggestion> suggestions) {
        Predicate<Suggestion> isIt = suggestion -> suggestion.card().map(CardReference::uuid)
                .filter(card.uuid()::equals).isPresent();
        for (Suggestion.Kind kind : Suggestion.Kind.values()) {
            if (suggestions.stream().filter(suggestion -> suggestion.kind() == kind).limit(10).anyMatch(isIt)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void similarCardsAreTheSameEachTimeAndNeverTheCardItself() {
        long begin = System.nanoTime();
        List<List<SimilarCard>> first = DECK.stream().map(card -> cards.similar(card.uuid(), 10)).toList();
        System.out.printf(Locale.ROOT, "%.2f ms for the similar cards of one%n",
                (System.nanoTime() - begin) / 1e6 / DECK.size());
        try (ThreatCards again = ThreatCards.open(RealDecks.index())) {
            for (int i = 0; i < DECK.size(); i++) {
                UUID card = DECK.get(i).uuid();
                assertThat(again.similar(card, 10)).isEqualTo(first.get(i)).allSatisfy(other -> {
                    assertThat(other.card().uuid()).isNotEqualTo(card);
                    assertThat(other.score()).isPositive();
                    assertThat(other.shared()).isNotEmpty();
                    assertThat(other.reason()).isNotBlank();
                });
            }
        }
    }

    @Test
    void whatAnAnalystWouldSayIsSaid() {
        assertThat(similar("FIN7")).first().asString().startsWith("Carbanak");
        assertThat(similar("Lazarus Group")).first().isEqualTo("BeagleBoyz");
        assertThat(similar("APT 41")).first().isEqualTo("Earth Lusca");
        assertThat(similar("MuddyWater")).first().asString().startsWith("OilRig");
    }

    private static List<String> similar(String name) {
        UUID card = cards.cards(name).getFirst().uuid();
        return cards.similar(card, 5).stream().map(similar -> similar.card().name()).toList();
    }
}
