package dev.threatcards.web.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;

import dev.threatcards.card.CardReference;
import dev.threatcards.result.CveCards;
import dev.threatcards.result.Mention;
import dev.threatcards.result.MentionedCard;
import dev.threatcards.result.Resolution;
import dev.threatcards.result.Resolution.Meaning;
import dev.threatcards.result.SubjectCards;
import dev.threatcards.text.CsvCell;
import dev.threatcards.text.TextLines;

/** Writes resolutions and mentions as CSV (RFC 4180) with a header. */
public final class NamesCsv {

    private static final CsvMapper CSV = new CsvMapper();

    private NamesCsv() {
    }

    /** A row for each card that a name may mean, and one for each unknown name. */
    public static byte[] resolutions(List<Resolution> resolutions) {
        Stream<List<String>> rows = resolutions.stream()
                .flatMap(resolution -> resolution.isKnown()
                        ? Stream.concat(resolution.meanings().stream().map(meaning -> row(resolution, meaning)),
                                resolution.cve().stream().flatMap(cve -> rows(resolution, cve)))
                        : Stream.of(List.of(resolution.name(), "", "", "", "", "", "", "unknown", "false", "")));
        return csv(List.of("name", "card", "uuid", "kind", "collection", "as", "giver", "match", "ambiguous", "via"),
                rows);
    }

    /** The cards that mention a vulnerability, which is no name: they match as "mentions". */
    private static Stream<List<String>> rows(Resolution resolution, CveCards cve) {
        return Stream.concat(cve.actors().stream(), cve.tools().stream()).map(SubjectCards.Mentioning::card)
                .map(card -> List.of(resolution.name(), card.name(), card.uuid().toString(), card.kind().key(),
                        card.collection(), cve.id().toString(), "", "mentions", "false", ""));
    }

    private static List<String> row(Resolution resolution, Meaning meaning) {
        CardReference card = meaning.card();
        return List.of(resolution.name(), card.name(), card.uuid().toString(), card.kind().key(), card.collection(),
                meaning.as(), meaning.giver(), meaning.degree().key(), Boolean.toString(resolution.ambiguous()),
                meaning.via());
    }

    /** A row for each card that the text mentions, and then for each name of a mapping file whose actor has no card. */
    public static byte[] mentioned(List<Mention> mentions, String text) {
        TextLines lines = new TextLines(text);
        Stream<List<String>> rows = MentionedCard.of(mentions).stream().map(each -> {
            CardReference card = each.card();
            TextLines.Place first = lines.place(each.mentions().getFirst().start());
            return List.of(card.name(), card.uuid().toString(), card.kind().key(), card.collection(),
                    Integer.toString(each.mentions().size()), String.join("; ", each.spellings()),
                    Integer.toString(first.line()), Integer.toString(first.column()), each.evidence().key(),
                    each.sources());
        });
        Stream<List<String>> names = MentionedCard.namesOfNoCard(mentions).entrySet().stream().map(each -> {
            Mention mention = each.getValue().getFirst();
            TextLines.Place first = lines.place(mention.start());
            return List.of("", "", mention.kind().key(), "", Integer.toString(each.getValue().size()),
                    each.getKey().name(), Integer.toString(first.line()), Integer.toString(first.column()),
                    mention.evidence().key(), each.getKey().source());
        });
        return csv(
                List.of("card", "uuid", "kind", "collection", "times", "written", "line", "column", "evidence", "via"),
                Stream.concat(rows, names));
    }

    private static byte[] csv(List<String> headings, Stream<List<String>> rows) {
        CsvSchema schema = CsvSchema.builder().addColumns(headings, CsvSchema.ColumnType.STRING).build()
                .withLineSeparator("\r\n");
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (SequenceWriter writer = CSV.writer(schema).writeValues(text)) {
            // As a row, so that the header is there even without other rows.
            writer.write(headings);
            for (List<String> row : rows.toList()) {
                writer.write(row.stream().map(CsvCell::guarded).toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toByteArray();
    }
}
