package dev.threatcards.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;

import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Deck;
import dev.threatcards.card.Field;
import dev.threatcards.card.MergedCard;
import dev.threatcards.text.CsvCell;
import dev.threatcards.text.Places;
import dev.threatcards.text.Sectors;

/** Writes CSV (RFC 4180): UTF-8, a header, lines that end in CR LF, every cell in quotes and {@linkplain CsvCell#guarded guarded}. */
final class CsvWriter implements CardWriter {

    private static final CsvFactory CSV = new CsvFactory();

    private final CsvGenerator csv;
    private final Function<MergedCard, List<List<String>>> rows;

    CsvWriter(OutputStream out, List<String> header, Function<MergedCard, List<List<String>>> rows) throws IOException {
        this.rows = rows;
        csv = CSV.createGenerator(out);
        csv.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        csv.enable(CsvGenerator.Feature.ALWAYS_QUOTE_STRINGS);
        CsvSchema.Builder columns = CsvSchema.builder().setLineSeparator("\r\n");
        header.forEach(columns::addColumn);
        csv.setSchema(columns.build());
        row(header);
    }

    /**
     * One row per card and one column per field. Names and givers are two columns with the same number of values. The output cannot be
     * read back, unlike that of {@link #rowPerValue}.
     */
    static CsvWriter rowPerCard(OutputStream out) throws IOException {
        Stream<String> fields = Arrays.stream(Field.values())
                .flatMap(field -> field == Field.NAMES ? Stream.of(field.key(), "givers") : Stream.of(field.key()));
        return new CsvWriter(out,
                Stream.of(Stream.of("uuid", "kind", "collection"), fields,
                        Stream.of("source", "date", "license", "edition")).flatMap(Function.identity()).toList(),
                CsvWriter::cardRow);
    }

    /** One row per value, each with its card, source and licence. */
    static CsvWriter rowPerValue(OutputStream out) throws IOException {
        return new CsvWriter(out, List.of("uuid", "kind", "collection", "name", "field", "value", "giver", "date",
                "type", "likelihood", "source", "sourceDate", "license", "code", "edition"), CsvWriter::valueRows);
    }

    private static List<List<String>> cardRow(MergedCard merged) {
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
        row.addAll(List.of(deck.source(), deck.date().isoFrom(), deck.license(), card.edition().key()));
        return List.of(row);
    }

    private static List<List<String>> valueRows(MergedCard merged) {
        Card card = merged.card();
        Deck deck = merged.sources().getFirst().deck();
        return Arrays.stream(Field.values())
                .flatMap(field -> FieldValue.of(field, card).stream()
                        .map(value -> List.of(card.uuid().toString(), CardReference.of(card).kind().key(),
                                card.collection(), card.name(), field.key(), value.value(), value.giver(), value.date(),
                                value.type(), value.likelihood(), deck.source(), deck.date().isoFrom(), deck.license(),
                                code(field, value.value()), card.edition().key())))
                .toList();
    }

    /** The code of a country, ISO 3166, or of a part of the world, UN M49; the value of STIX's vocabulary for a sector; empty for others. */
    private static String code(Field field, String value) {
        return switch (field) {
            case COUNTRY, TARGETS ->
                Places.labelled(value).map(place -> place.iso().isEmpty() ? place.m49() : place.iso()).orElse("");
            case SECTORS -> Sectors.stix(value).orElse("");
            default -> "";
        };
    }

    /** Several texts in one cell, separated by " | ". Bars and backslashes in a text are escaped by a backslash. */
    static String joined(List<String> texts) {
        return texts.stream().map(text -> text.replace("\\", "\\\\").replace("|", "\\|"))
                .collect(Collectors.joining(" | "));
    }

    /** "2014-10: Breach of …", "uses f0390e00-…", or the value alone. */
    private static String cell(Field field, FieldValue value) {
        String prefix = switch (field) {
            case OPERATIONS, COUNTER_OPERATIONS -> value.date();
            case TECHNIQUES -> "";
            default -> value.type();
        };
        return Stream.of(prefix, value.value()).filter(text -> !text.isEmpty())
                .collect(Collectors.joining(field == Field.RELATIONS ? " " : ": "));
    }

    @Override
    public void write(MergedCard card, List<UUID> tools) throws IOException {
        for (List<String> row : rows.apply(card)) {
            row(row);
        }
    }

    void row(List<String> cells) throws IOException {
        csv.writeStartArray();
        for (String cell : cells) {
            csv.writeString(CsvCell.guarded(cell));
        }
        csv.writeEndArray();
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
