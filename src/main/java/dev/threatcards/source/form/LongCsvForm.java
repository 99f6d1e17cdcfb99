package dev.threatcards.source.form;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;

import dev.threatcards.card.CardDate;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Deck;
import dev.threatcards.card.DeckCard;
import dev.threatcards.card.EditionStatus;
import dev.threatcards.card.Field;
import dev.threatcards.card.Reject;
import dev.threatcards.card.Technique;
import dev.threatcards.json.EtdaKeys;
import dev.threatcards.text.CsvCell;

/**
 * CSV with one row per value, as Threat Cards exports it, with the columns {@code uuid}, {@code kind}, {@code collection}, {@code name},
 * {@code field}, {@code value}, {@code giver}, {@code date}, {@code type}, {@code likelihood}, {@code source}, {@code sourceDate} and
 * {@code license}. Rows, and columns after the first six, may be in any order. Cells are {@linkplain CsvCell#unguarded unguarded}.
 */
public final class LongCsvForm implements CardForm {

    static final String FORM = "long CSV";

    // The first columns, perhaps in quotes.
    private static final Pattern HEADER = Pattern
            .compile("\\uFEFF?\"?uuid\"?,\"?kind\"?,\"?collection\"?,\"?name\"?,\"?field\"?,\"?value\"?[,\r\n]");

    /** The most cards and rows of a file. The encyclopedia has some 2,600 cards. */
    private static final int MOST_CARDS = 100_000;
    private static final int MOST_ROWS = 5_000_000;

    private static final CsvMapper CSV = CsvMapper.builder().disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)
            .enable(CsvParser.Feature.WRAP_AS_ARRAY).build();

    private record Card(CardBuilder card, Deck deck, long line, Set<Long> malformed) {
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
                table.nextValue().forEach((column, cell) -> cells.put(column, CsvCell.unguarded(cell)));
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
            if (rows == 0) {
                sink.reject(new Reject(location, "line 1", "This table has a heading and no rows."));
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
                sink.card(DeckCard.identified(card.card().build(), card.deck()));
            } catch (BadCard e) {
                sink.reject(new Reject(location, "line " + card.line(), e.getMessage()));
            }
        }
    }

    /** A row. The cell of a missing column is empty. */
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
                    CardDate.parse(cell("sourceDate")), Deck.Extent.PAGES, cell("license"), location, "");
        }
    }

    private static void row(Row row, long line, String location, Map<String, Card> cards) throws BadCard {
        Kind kind = Kind.named(row.cell("kind")).orElseThrow(
                () -> new BadCard("The row's \"kind\" is neither \"actor\" nor \"tool\", so it is of no card."));
        Card card = cards.computeIfAbsent(kind + " " + row.cell("uuid"), key -> {
            Deck deck = row.deck(location);
            CardBuilder begun = new CardBuilder(kind, deck).title(row.cell("name")).uuid(row.cell("uuid"));
            EditionStatus.named(row.cell("edition")).ifPresent(begun::edition);
            return new Card(begun, deck, line, new TreeSet<>());
        });
        if (row.isMalformed()) {
            card.malformed().add(line);
        }
        Optional<Field> field = EtdaKeys.apiField(row.cell("field"));
        if (field.isPresent()) {
            put(field.get(), row, card.card());
        } else if (!row.cell("field").isEmpty()) {
            card.card().unknown(row.cell("field"), TextNode.valueOf(row.cell("value")));
        }
    }

    private static Technique technique(Row row) {
        Technique technique = Technique.ofLabel(row.cell("value"));
        return Technique.of(technique.id(), technique.name(), List.of(row.cell("type").split(";", -1)),
                row.cell("giver"), row.cell("likelihood").equals("withdrawn"));
    }

    private static void put(Field field, Row row, CardBuilder card) {
        String value = row.cell("value");
        switch (field) {
            case NAME -> card.title(value);
            case CATEGORY, SPONSOR, FIRST_SEEN, OBSERVED, DESCRIPTION, LAST_CHANGE -> card.text(field, value);
            case NAMES -> card.name(value, row.cell("giver"));
            case OPERATIONS, COUNTER_OPERATIONS -> card.activity(field, row.cell("date"), value);
            case RELATIONS -> card.relation(row.cell("type"), value, value, row.cell("likelihood"));
            case TECHNIQUES -> card.technique(technique(row));
            case UNKNOWN -> card.unknown(row.cell("type"), JsonEntry.ofText(value));
            default -> card.add(field, value);
        }
    }
}
