package dev.threatcards.index;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import dev.threatcards.Inputs;
import dev.threatcards.TestCards;
import dev.threatcards.card.Activity;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.CardDate;
import dev.threatcards.card.CardDate.Precision;
import dev.threatcards.card.Deck;
import dev.threatcards.card.DeckCard;
import dev.threatcards.card.EditionStatus;
import dev.threatcards.card.Field;
import dev.threatcards.card.Listing;
import dev.threatcards.card.Listing.Entry;
import dev.threatcards.card.Listing.Kind;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Name;
import dev.threatcards.card.Relation;
import dev.threatcards.card.Technique;

import static org.assertj.core.api.Assertions.assertThat;

final class CardCodecTest {

    private static final Deck OTHER = new Deck("other", "Other", "Other deck", TestCards.year(2020),
            Deck.Extent.EDITION, "", "test", "test", "");

    private static final Map<String, Deck> DECKS = Map.of(TestCards.DECK.id(), TestCards.DECK, OTHER.id(), OTHER);

    private static MergedCard again(MergedCard card) {
        return CardCodec.decode(CardCodec.encode(card), DECKS::get);
    }

    @Test
    void aCardComesBackAsItWas() {
        Inputs.forAll(300, inputs -> {
            ActorCard card = actor(inputs);
            MergedCard merged = new MergedCard(card,
                    List.of(DeckCard.identified(card, TestCards.DECK), DeckCard.titled(actor(inputs), OTHER)),
                    Map.of(Field.NAMES, TestCards.DECK.id(), Field.CATEGORY, OTHER.id()));
            assertThat(again(merged)).isEqualTo(merged);
            assertThat(CardCodec.card(CardCodec.encode(merged))).isEqualTo(card);
        });
    }

    @Test
    void aToolComesBackAsItWas() {
        MergedCard stored = TestCards.merged(TestCards.tool("Spanner", "Wrench"), TestCards.DECK);
        assertThat(again(stored)).isEqualTo(stored);
    }

    @Test
    void aSourceKeepsTheEditionThatItWasReadFrom() {
        Deck old = OTHER.at(TestCards.year(2019));
        MergedCard stored = TestCards.merged(TestCards.tool("Spanner"), old);
        assertThat(again(stored).sources().getFirst().deck()).isEqualTo(old);
    }

    @Test
    void equalCardsHaveEqualBytes() {
        Inputs.forAll(100, inputs -> {
            MergedCard merged = TestCards.merged(actor(inputs), TestCards.DECK);
            assertThat(CardCodec.encode(again(merged))).isEqualTo(CardCodec.encode(merged));
        });
    }

    private static ActorCard actor(Inputs inputs) {
        List<String> list = inputs.list(4, inputs::unicode);
        List<Name> names = inputs.list(4, () -> new Name(inputs.unicode(), inputs.unicode()));
        Listing listing = new Listing(inputs.list(4, () -> new Entry(inputs.unicode(), inputs.of(Kind.values()))));
        CardDate date = date(inputs);
        List<Activity> activities = inputs.list(3, () -> new Activity(date(inputs), inputs.unicode()));
        Map<String, String> unknown = new HashMap<>();
        inputs.list(3, inputs::unicode).forEach(key -> unknown.put(key, inputs.unicode()));
        String text = inputs.unicode();
        return new ActorCard(new UUID(text.hashCode(), list.size()), text, text, names, text, list, text, list, date,
                date, text, listing, listing, listing, activities, activities,
                list.stream().map(target -> new Relation(text, target, text, "test")).toList(), list, list,
                list.stream().map(name -> new Technique("T1566.001", text + name, list, text, !text.isEmpty()))
                        .toList(),
                list, list, date, unknown, inputs.of(EditionStatus.values()));
    }

    private static CardDate date(Inputs inputs) {
        Precision precision = inputs.of(Precision.values());
        LocalDate from = LocalDate.ofEpochDay(inputs.between(-400_000, 400_000));
        return precision == Precision.UNKNOWN
                ? CardDate.unknown(inputs.unicode())
                : new CardDate(inputs.unicode(), from, from.plusDays(inputs.between(0, 900)), precision);
    }
}
