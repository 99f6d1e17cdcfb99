package dev.threatcards.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;

import dev.threatcards.card.Deck;
import dev.threatcards.card.DeckCard;
import dev.threatcards.card.Field;
import dev.threatcards.card.Reject;

/**
 * A table with a row a value, as Threat Cards exports it: {@code uuid}, {@code kind}, {@code collection}, {@code name},
 * {@code field}, {@code value}, {@code giver}, {@code date}, {@code type}, {@code likelihood}, {@code source},
 * {@code sourceDate}, {@code license}. Columns are told by their names, and rows of one card need not stand together: people sort tables.
 * An apostrophe that keeps a spreadsheet from running a cell is taken away again.
 */
final class LongCsv implements Form {

    static final String FORM = "long CSV";

    // The header: the first columns in order, in quotes or not.
    private static final Pattern HEADER = Pattern
            .compile("\\uFEFF?\"?uuid\"?,\"?kind\"?,\"?collection\"?,\"?name\"?,\"?field\"?,\"?value\"?[,\r\n]");

    // A cell that a spreadsheet would run, after an apostrophe: one of = + - @ in either width, a tab, a line's end.
    private static final Pattern GUARDED = Pattern.compile("'++[=+\\-@\\t\\r\\n＝＋－＠].*", Pattern.DOTALL);

    /** As many cards as are held at once, and as many rows of one; the encyclopedia has some thousands. */
    private static final int MOST_CARDS = 100_000;
    private static final int MOST_ROWS = 5_000_000;

    private static final CsvMapper CSV = CsvMapper.builder().disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)
            .enable(CsvParser.Feature.WRAP_AS_ARRAY).build();

    /** A card as its rows come in. */
    private record Card(ObjectNode json, Deck deck, long line, Set<Long> malformed) {
    }

    @Override
    public boolean recognises(String head) {
        return HEADER.matcher(head).lookingAt();
    }

    @Override
    public void read(InputStream content, String location, CardSink sink) throws IOException {
        Map<String, Card> cards = new LinkedHashMap<>();
        int rows = 0;
        try (MappingIterator<Map<String, String>> table = CSV.readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader()).readValues(TextEncoding.reader(content))) {
            while (table.hasNextValue()) {
                long line = table.getCurrentLocation().getLineNr();
                Map<String, String> cells = new LinkedHashMap<>();
                table.nextValue().forEach((column, cell) -> cells.put(column, original(cell)));
                try {
                    row(new Row(cells), line, location, cards);
                } catch (BadCard e) {
                    sink.reject(new Reject(location, "line " + line, e.getMessage()));
                }
                rows++;
                if (rows > MOST_ROWS || cards.size() > MOST_CARDS) {
                    sink.reject(new Reject(location, "line " + line, "A table has at most " + MOST_CARDS + " cards and "
                            + MOST_ROWS + " rows; what follows was not read."));
                    break;
                }
            }
        } catch (JsonProcessingException e) {
            sink.reject(new Reject(location, e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr(),
                    "This is no row of the table (" + e.getOriginalMessage() + "); what follows was not read."));
        }
        cards(cards.values(), location, sink);
    }

    private static void cards(Collection<Card> cards, String location, CardSink sink) {
        for (Card card : cards) {
            try {
                if (!card.malformed().isEmpty()) {
                    throw new BadCard("The card has bytes that are no UTF-8, in line "
                            + card.malformed().iterator().next() + ".");
                }
                sink.card(DeckCard.identified(EtdaCard.of(card.json(), card.deck()), card.deck()));
            } catch (BadCard e) {
                sink.reject(new Reject(location, "line " + card.line(), e.getMessage()));
            }
        }
    }

    private static String original(String cell) {
        return GUARDED.matcher(cell).matches() ? cell.substring(1) : cell;
    }

    /** A row by the names of its columns; one that is missing is empty. */
    private record Row(Map<String, String> cells) {

        String cell(String column) {
            return cells.getOrDefault(column, "");
        }

        boolean isMalformed() {
            return cells.values().stream().anyMatch(cell -> cell.indexOf(TextEncoding.MALFORMED) >= 0);
        }

        Deck deck(String location) {
            String collection = cell("collection");
            return Decks.of(FORM, collection + " " + cell("source"), collection, cell("source"),
                    CardDates.parse(cell("sourceDate")), Deck.Extent.PAGES, cell("license"), location, "");
        }
    }

    private static void row(Row row, long line, String location, Map<String, Card> cards) throws BadCard {
        if (!row.cell("kind").equals("actor") && !row.cell("kind").equals("tool")) {
            throw new BadCard("The row's \"kind\" is neither \"actor\" nor \"tool\", so it is of no card.");
        }
        Card card = cards
                .computeIfAbsent(row.cell("kind") + " " + row.cell("uuid"),
                        key -> new Card(
                                JsonNodeFactory.instance.objectNode().put("uuid", row.cell("uuid"))
                                        .put(row.cell("kind"), row.cell("name")),
                                row.deck(location), line, new TreeSet<>()));
        if (row.isMalformed()) {
            card.malformed().add(line);
        }
        Optional<Field> field = EtdaKeys.field(row.cell("field"));
        if (field.isPresent()) {
            put(field.get(), row, EtdaKeys.key(field.get(), row.cell("kind")), card.json());
        } else if (!row.cell("field").isEmpty()) {
            card.json().put(EtdaCard.unknownKey(row.cell("field"), card.json()), row.cell("value"));
        }
    }

    private static void put(Field field, Row row, String key, ObjectNode json) {
        String value = row.cell("value");
        switch (field) {
            case NAME, CATEGORY, SPONSOR, FIRST_SEEN, OBSERVED, DESCRIPTION, LAST_CHANGE -> json.put(key, value);
            case NAMES ->
                json.withArrayProperty(key).addObject().put("name", value).put("name-giver", row.cell("giver"));
            case OPERATIONS, COUNTER_OPERATIONS ->
                json.withArrayProperty(key).addObject().put("date", row.cell("date")).put("activity", value);
            case RELATIONS -> json.withArrayProperty(key).addObject().put("type", row.cell("type"))
                    .put("likelihood", row.cell("likelihood")).put("dest-uuid", value).put("dest-name", value);
            case UNKNOWN -> json.set(EtdaCard.unknownKey(row.cell("type"), json), JsonValues.parsed(value));
            default -> json.withArrayProperty(key).add(value);
        }
    }
}
