package dev.threatcards;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardDate;
import dev.threatcards.card.Deck;
import dev.threatcards.card.DeckCard;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Provenance;
import dev.threatcards.card.Relation;
import dev.threatcards.card.ToolCard;
import dev.threatcards.index.CardIndexWriter;

/** Cards made up for tests: actors that do not exist, with what a test is about. */
public final class TestCards {

    public static final Deck DECK = new Deck("test", "Test", "Test deck", CardDate.NONE, Deck.Extent.PAGES, "CC0-1.0",
            "test", "test", "");

    private final String name;
    private final ActorCard.Builder card;

    private TestCards(String name) {
        this.name = name;
        card = ActorCard.builder(name).uuid(uuid(name)).collection(DECK.collection()).name(name, "Acme");
    }

    public static TestCards actor(String name) {
        return new TestCards(name);
    }

    public static ToolCard toolOf(String name, String category, List<String> type) {
        return ToolCard.builder(name).uuid(uuid(name)).collection(DECK.collection()).category(category)
                .type(type.toArray(String[]::new)).build();
    }

    public static ToolCard tool(String name, String... otherNames) {
        ToolCard.Builder tool = ToolCard.builder(name).uuid(uuid(name)).collection(DECK.collection())
                .category("Malware").type("Backdoor").name(name, "");
        Stream.of(otherNames).forEach(other -> tool.name(other, ""));
        return tool.build();
    }

    /** Of another collection, under a uuid of its own. */
    public TestCards of(String otherCollection) {
        card.collection(otherCollection).uuid(uuid(otherCollection + name));
        return this;
    }

    public TestCards relation(String type, String target) {
        card.relation(new Relation(type, target, "likely", DECK.id()));
        return this;
    }

    public TestCards alias(String alias, String giver) {
        card.name(alias, giver);
        return this;
    }

    public TestCards country(String... values) {
        card.country(values);
        return this;
    }

    public TestCards description(String text) {
        card.description(text);
        return this;
    }

    public TestCards sectors(String... values) {
        card.sectors(values);
        return this;
    }

    public TestCards targets(String... values) {
        card.targets(values);
        return this;
    }

    public TestCards tools(String... values) {
        card.tools(values);
        return this;
    }

    /** Tools as the card lists them, a piece of prose at the end. */
    public TestCards toolsAndProse(String prose, String... values) {
        card.tools(values).toolProse(prose);
        return this;
    }

    public TestCards firstSeen(CardDate date) {
        card.firstSeen(date);
        return this;
    }

    public TestCards operation(CardDate date, String text) {
        card.operation(date, text);
        return this;
    }

    public ActorCard card() {
        return card.build();
    }

    /** The card as one deck alone says it, in an index. */
    public static MergedCard merged(Card card, Deck deck) {
        return new MergedCard(card, List.of(DeckCard.identified(card, deck)), Map.of());
    }

    /** Puts the cards into an index, as the test deck alone says them, and makes them visible. */
    public static Provenance write(Path index, Card... cards) {
        try (CardIndexWriter writer = CardIndexWriter.open(index)) {
            writer.putDeck(DECK);
            for (Card card : cards) {
                writer.put(merged(card, DECK));
            }
            return writer.commit(List.of());
        }
    }

    public static CardDate year(int year) {
        return CardDate.parse(Integer.toString(year));
    }

    public static UUID uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
