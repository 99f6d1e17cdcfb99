package dev.threatcards;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import dev.threatcards.card.Activity;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardDate;
import dev.threatcards.card.Deck;
import dev.threatcards.card.DeckCard;
import dev.threatcards.card.Listing;
import dev.threatcards.card.Listing.Entry;
import dev.threatcards.card.Listing.Kind;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Name;
import dev.threatcards.card.Provenance;
import dev.threatcards.card.Relation;
import dev.threatcards.card.ToolCard;
import dev.threatcards.index.CardIndexWriter;

/** Cards made up for tests: actors that do not exist, with what a test is about. */
public final class TestCards {

    public static final Deck DECK = new Deck("test", "Test", "Test deck", CardDate.NONE, Deck.Extent.PAGES, "CC0-1.0",
            "test", "test", "");

    private final String name;
    private String collection = DECK.collection();
    private List<Relation> relations = List.of();
    private final List<Name> names = new ArrayList<>();
    private List<String> country = List.of();
    private String description = "";
    private Listing sectors = Listing.EMPTY;
    private Listing targets = Listing.EMPTY;
    private Listing tools = Listing.EMPTY;
    private List<Activity> operations = List.of();
    private CardDate firstSeen = CardDate.NONE;

    private TestCards(String name) {
        this.name = name;
        names.add(new Name(name, "Acme"));
    }

    public static TestCards actor(String name) {
        return new TestCards(name);
    }

    public static ToolCard toolOf(String name, String category, List<String> type) {
        return new ToolCard(uuid(name), DECK.collection(), name, List.of(new Name(name, "")), category, type, "",
                List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), CardDate.NONE, Map.of());
    }

    public static ToolCard tool(String name, String... otherNames) {
        List<Name> names = Stream.concat(Stream.of(name), Stream.of(otherNames)).map(each -> new Name(each, ""))
                .toList();
        return new ToolCard(uuid(name), DECK.collection(), name, names, "Malware", List.of("Backdoor"), "", List.of(),
                List.of(), List.of(), List.of(), List.of(), List.of(), CardDate.NONE, Map.of());
    }

    /** Of another collection, under a uuid of its own. */
    public TestCards of(String otherCollection) {
        collection = otherCollection;
        return this;
    }

    public TestCards relation(String type, String target) {
        relations = Stream.concat(relations.stream(), Stream.of(new Relation(type, target, "likely", DECK.id())))
                .toList();
        return this;
    }

    public TestCards alias(String alias, String giver) {
        names.add(new Name(alias, giver));
        return this;
    }

    public TestCards country(String... values) {
        country = List.of(values);
        return this;
    }

    public TestCards description(String text) {
        description = text;
        return this;
    }

    public TestCards sectors(String... values) {
        sectors = labels(values);
        return this;
    }

    public TestCards targets(String... values) {
        targets = labels(values);
        return this;
    }

    public TestCards tools(String... values) {
        tools = labels(values);
        return this;
    }

    /** Tools as the card lists them, a piece of prose at the end. */
    public TestCards toolsAndProse(String prose, String... values) {
        List<Entry> entries = new ArrayList<>(labels(values).entries());
        entries.add(new Entry(prose, Kind.PROSE));
        tools = new Listing(entries);
        return this;
    }

    public TestCards firstSeen(CardDate date) {
        firstSeen = date;
        return this;
    }

    public TestCards operation(CardDate date, String text) {
        operations = Stream.concat(operations.stream(), Stream.of(new Activity(date, text))).toList();
        return this;
    }

    public ActorCard card() {
        return new ActorCard(uuid(collection.equals(DECK.collection()) ? name : collection + name), collection, name,
                names, "", country, "", List.of(), firstSeen, CardDate.NONE, description, sectors, targets, tools,
                operations, List.of(), relations, List.of(), List.of(), List.of(), List.of(), CardDate.NONE, Map.of());
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
            return writer.commit(List.of(), List.of());
        }
    }

    public static CardDate year(int year) {
        return new CardDate(Integer.toString(year), java.time.LocalDate.of(year, 1, 1),
                java.time.LocalDate.of(year, 12, 31), CardDate.Precision.YEAR);
    }

    public static UUID uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private static Listing labels(String... values) {
        return new Listing(Stream.of(values).map(value -> new Entry(value, Kind.LABEL)).toList());
    }
}
