package dev.threatcards.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Deck;
import dev.threatcards.card.Field;
import dev.threatcards.card.MergedCard;

/**
 * Writes a row a card and a column a field, for people who sort and filter. Names and givers are two columns with as many values each.
 * Cannot be read back, unlike the output of {@link LongCsvWriter}.
 */
final class CsvWriter implements CardWriter {

    private final CsvOutput csv;

    CsvWriter(OutputStream out, ExportContents contents) throws IOException {
        List<String> header = new ArrayList<>(List.of("uuid", "kind", "collection"));
        for (Field field : Field.values()) {
            header.add(field.key());
            if (field == Field.NAMES) {
                header.add("givers");
            }
        }
        header.addAll(List.of("source", "date", "license"));
        csv = new CsvOutput(out, header);
    }

    @Override
    public void write(MergedCard merged, List<UUID> tools) throws IOException {
        Card card = merged.card();
        List<String> row = new ArrayList<>(
                List.of(card.uuid().toString(), CardReference.of(card).kind().key(), card.collection()));
        for (Field field : Field.values()) {
            List<FieldValue> values = FieldValue.of(field, card);
            row.add(values.size() == 1 && field.value(card) instanceof String
                    ? values.getFirst().value()
                    : joined(values.stream().map(value -> cell(field, value)).toList()));
            if (field == Field.NAMES) {
                row.add(joined(values.stream().map(FieldValue::giver).toList()));
            }
        }
        Deck deck = merged.sources().getFirst().deck();
        row.addAll(List.of(deck.source(), deck.date().isoFrom(), deck.license()));
        csv.row(row);
    }

    /** Several texts in one cell, parted by " | "; a bar or a backslash in a text is escaped by a backslash. */
    static String joined(List<String> texts) {
        return texts.stream().map(text -> text.replace("\\", "\\\\").replace("|", "\\|"))
                .collect(Collectors.joining(" | "));
    }

    /** "2014-10: Breach of …", "uses f0390e00-…", or the value alone. */
    private static String cell(Field field, FieldValue value) {
        String before = field == Field.OPERATIONS || field == Field.COUNTER_OPERATIONS ? value.date() : value.type();
        String mark = field == Field.RELATIONS ? " " : ": ";
        return Stream.of(before, value.value()).filter(text -> !text.isEmpty()).collect(Collectors.joining(mark));
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
