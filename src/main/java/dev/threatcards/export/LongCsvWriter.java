package dev.threatcards.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.UUID;

import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Deck;
import dev.threatcards.card.Field;
import dev.threatcards.card.MergedCard;

/** A row a value: all that a card says, each row with the card that it is of, its source and its licence. */
final class LongCsvWriter implements CardWriter {

    private final CsvOutput csv;

    LongCsvWriter(OutputStream out, ExportContents contents) throws IOException {
        csv = new CsvOutput(out, List.of("uuid", "kind", "collection", "name", "field", "value", "giver", "date",
                "type", "likelihood", "source", "sourceDate", "license"));
    }

    @Override
    public void write(MergedCard merged, List<UUID> tools) throws IOException {
        Card card = merged.card();
        Deck deck = merged.sources().getFirst().deck();
        for (Field field : Field.values()) {
            for (FieldValue value : FieldValue.of(field, card)) {
                csv.row(List.of(card.uuid().toString(), CardReference.of(card).kind().key(), card.collection(),
                        card.name(), field.key(), value.value(), value.giver(), value.date(), value.type(),
                        value.likelihood(), deck.source(), deck.date().isoFrom(), deck.license()));
            }
        }
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
