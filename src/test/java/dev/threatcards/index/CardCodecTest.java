package dev.threatcards.index;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import dev.threatcards.TestCards;
import dev.threatcards.card.Activity;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.CardDate;
import dev.threatcards.card.CardDate.Precision;
import dev.threatcards.card.Deck;
import dev.threatcards.card.DeckCard;
import dev.threatcards.card.Field;
import dev.threatcards.card.Listing;
import dev.threatcards.card.Listing.Entry;
import dev.threatcards.card.Listing.Kind;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Name;
import dev.threatcards.card.Relation;

import static org.assertj.core.api.Assertions.assertThat;

final class CardCodecTest {

    private static final Deck OTHER = new Deck("other", "Other", "Other deck", TestCards.year(2020),
            Deck.Extent.EDITION, "", "test", "test", "");

    private static final Map<String, Deck> DECKS = Map.of(TestCards.DECK.id(), TestCards.DECK, OTHER.id(), OTHER);

    private static MergedCard again(MergedCard card) {
        return CardCodec.decode(CardCodec.encode(card), DECKS::get);
    }

    @Property(tries = 300)
    void aCardComesBackAsItWas(@ForAll("actors") ActorCard card, @ForAll("actors") ActorCard other) {
        MergedCard merged = new MergedCard(card,
                List.of(DeckCard.identified(card, TestCards.DECK), DeckCard.titled(other, OTHER)),
                Map.of(Field.NAMES, TestCards.DECK.id(), Field.CATEGORY, OTHER.id()));
        assertThat(again(merged)).isEqualTo(merged);
        assertThat(CardCodec.card(CardCodec.encode(merged))).isEqualTo(card);
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

    @Property(tries = 100)
    void equalCardsHaveEqualBytes(@ForAll("actors") ActorCard card) {
        MergedCard merged = TestCards.merged(card, TestCards.DECK);
        assertThat(CardCodec.encode(again(merged))).isEqualTo(CardCodec.encode(merged));
    }

    @Provide
    Arbitrary<ActorCard> actors() {
        Arbitrary<List<String>> texts = Arbitraries.strings().list().ofMaxSize(4);
        Arbitrary<List<Name>> names = Combinators.combine(Arbitraries.strings(), Arbitraries.strings()).as(Name::new)
                .list().ofMaxSize(4);
        Arbitrary<Listing> listings = Combinators.combine(Arbitraries.strings(), Arbitraries.of(Kind.class))
                .as(Entry::new).list().ofMaxSize(4).map(Listing::new);
        Arbitrary<CardDate> dates = Combinators
                .combine(Arbitraries.strings(), Arbitraries.integers().between(-400_000, 400_000),
                        Arbitraries.integers().between(0, 900), Arbitraries.of(Precision.class))
                .as((text, from, length, precision) -> precision == Precision.UNKNOWN
                        ? CardDate.unknown(text)
                        : new CardDate(text, LocalDate.ofEpochDay(from), LocalDate.ofEpochDay(from + length),
                                precision));
        Arbitrary<List<Activity>> activities = Combinators.combine(dates, Arbitraries.strings()).as(Activity::new)
                .list().ofMaxSize(3);
        Arbitrary<Map<String, String>> unknown = Arbitraries.maps(Arbitraries.strings(), Arbitraries.strings())
                .ofMaxSize(3);
        return Combinators.combine(texts, names, listings, dates, activities, unknown, Arbitraries.strings())
                .as((list, named, listing, date, done, rest, text) -> new ActorCard(
                        new UUID(text.hashCode(), list.size()), text, text, named, text, list, text, list, date, date,
                        text, listing, listing, listing, done, done,
                        list.stream().map(target -> new Relation(text, target, text, "test")).toList(), list, list,
                        list, list, date, rest));
    }
}
