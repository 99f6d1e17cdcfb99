package dev.threatcards.source.form;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;

import dev.threatcards.card.Deck;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Reject;
import dev.threatcards.text.CsvCell;
import dev.threatcards.text.NameKeys;

/**
 * Mappings of names in CSV, parted by commas, semicolons or tabs, with a heading in any case:
 * <ul>
 * <li>one's own names, a row for each, with the columns {@code name}, {@code actor}, {@code giver} and {@code note} in any order. The actor
 * is a name, a uuid or an ATT&amp;CK id on a card; rows with the same actor are one entry. Other columns are ignored;
 * <li>EternalLiberty's table, a row for each actor, with the columns {@code Threat Actor Official Name}, {@code Confidence}, {@code Type},
 * {@code Country}, and one for each giver.
 * </ul>
 */
public final class NamesCsvForm implements CardForm {

    static final String FORM = "CSV of names";
    private static final String TABLE_FORM = "EternalLiberty CSV";

    private static final String NAME = "name";
    private static final String ACTOR = "actor";
    private static final String GIVER = "giver";
    private static final String NOTE = "note";
    private static final Set<String> OWN = Set.of(NAME, ACTOR, GIVER, NOTE);

    private static final String OFFICIAL_NAME = "threat actor official name";
    private static final String CONFIDENCE = "confidence";
    private static final String TYPE = "type";
    private static final String COUNTRY = "country";
    private static final Set<String> OF_ACTOR = Set.of(OFFICIAL_NAME, CONFIDENCE, TYPE, COUNTRY);

    // The first line, whose cells have no line breaks in them.
    private static final Pattern HEADING = Pattern.compile("\\uFEFF?\\s*([^\\r\\n]+)");

    private static final int LONGEST_HEADING = 20_000;

    /** The most rows of a file. */
    private static final int MOST_ROWS = 1_000_000;
    /** The most entries of a file. Mappings of all vendors together have under a thousand. */
    private static final int MOST_ENTRIES = 100_000;

    private static final CsvMapper CSV = CsvMapper.builder().disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)
            .enable(CsvParser.Feature.WRAP_AS_ARRAY, CsvParser.Feature.SKIP_EMPTY_LINES).build();

    /** The separator of a heading, and its columns in lower case. */
    private record Heading(char separator, List<String> columns) {

        boolean isOwn() {
            return columns.contains(NAME) && columns.contains(ACTOR)
                    && (columns.contains(GIVER) || OWN.containsAll(columns));
        }

        boolean isTable() {
            return columns.getFirst().equals(OFFICIAL_NAME) && columns.size() > 1;
        }
    }

    @Override
    public boolean recognises(String head) {
        return heading(head).isPresent();
    }

    private static Optional<Heading> heading(String head) {
        Matcher first = HEADING.matcher(head.substring(0, Math.min(head.length(), LONGEST_HEADING)));
        return first.lookingAt()
                ? Stream.of(',', ';', '\t').map(separator -> heading(first.group(1), separator))
                        .filter(heading -> heading.isOwn() || heading.isTable()).findFirst()
                : Optional.empty();
    }

    private static Heading heading(String line, char separator) {
        return new Heading(separator,
                Stream.of(line.split(Pattern.quote(String.valueOf(separator)), -1)).map(NamesCsvForm::column).toList());
    }

    private static String column(String cell) {
        return cell.strip().replaceAll("^\"|\"$", "").strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public void read(InputStream content, String location, CardSink sink) throws IOException {
        BufferedReader text = new BufferedReader(TextEncoding.reader(content));
        text.mark(LONGEST_HEADING);
        char[] head = new char[LONGEST_HEADING];
        Optional<Heading> heading = heading(new String(head, 0, Math.max(0, text.read(head))));
        text.reset();
        if (heading.isEmpty()) {
            sink.reject(new Reject(location, "line 1", "This is no heading of a table of names."));
            return;
        }
        Rows entries = new Rows(heading.get(), location);
        rows(text, entries, location, sink);
        entries.build(sink);
    }

    private static void rows(Reader text, Rows entries, String location, CardSink sink) throws IOException {
        long line = 1;
        int count = 0;
        try (MappingIterator<String[]> rows = CSV.readerFor(String[].class)
                .with(CsvSchema.emptySchema().withColumnSeparator(entries.heading.separator)).readValues(text)) {
            while (rows.hasNextValue()) {
                line = rows.getCurrentLocation().getLineNr();
                List<String> cells = Stream.of(rows.nextValue()).map(cell -> cell == null ? "" : cell)
                        .map(CsvCell::unguarded).toList();
                if (count > 0) {
                    entries.add(cells, line, sink);
                } else {
                    entries.givers = cells;
                }
                if (count == MOST_ROWS || entries.begun.size() > MOST_ENTRIES) {
                    sink.reject(new Reject(location, "line " + line, "A mapping has at most " + MOST_ENTRIES
                            + " actors and " + MOST_ROWS + " rows; what follows was not read."));
                    break;
                }
                count++;
            }
            if (count < 2) {
                sink.reject(new Reject(location, "line 1", "This table has a heading and no rows."));
            }
        } catch (JsonProcessingException e) {
            sink.reject(new Reject(location, "line " + line,
                    "This is no row of the table (" + e.getOriginalMessage() + "); what follows was not read."));
        }
    }

    /** An entry and the line in which it begins. */
    private record Begun(MappingEntry entry, long line) {
    }

    /** Collects the rows of a table to entries. */
    private static final class Rows {
        private final Heading heading;
        private final String location;
        private final Map<String, Begun> begun = new LinkedHashMap<>();
        /** The cells of the heading as they are spelt. */
        private List<String> givers = List.of();

        Rows(Heading heading, String location) {
            this.heading = heading;
            this.location = location;
        }

        void add(List<String> cells, long line, CardSink sink) {
            try {
                if (cells.stream().anyMatch(cell -> cell.indexOf(TextEncoding.MALFORMED) >= 0)) {
                    throw new BadCard("The row has bytes that are no UTF-8.");
                }
                if (cells.stream().anyMatch(cell -> !cell.isBlank())) {
                    row(cells, line);
                }
            } catch (BadCard e) {
                sink.reject(new Reject(location, "line " + line, e.getMessage()));
            }
        }

        private void row(List<String> cells, long line) throws BadCard {
            if (heading.isTable()) {
                actor(cells, line);
            } else {
                name(cells, line);
            }
        }

        private String cell(String column, List<String> cells) {
            int at = heading.columns.indexOf(column);
            return at < 0 || at >= cells.size() ? "" : cells.get(at).strip();
        }

        private void name(List<String> cells, long line) throws BadCard {
            String name = required(NAME, cells);
            String actor = required(ACTOR, cells);
            String file = Deck.withoutFolders(location);
            MappingEntry entry = begun(actor, line,
                    () -> new MappingEntry(Decks.mapping(FORM, file, file, "", location, ""), actor).about(actor));
            entry.name(name, cell(GIVER, cells));
            String note = cell(NOTE, cells);
            entry.note(note.isEmpty() ? "" : name + ": " + note);
        }

        private String required(String column, List<String> cells) throws BadCard {
            String text = cell(column, cells);
            if (text.isEmpty()) {
                throw new BadCard("The row has no \"" + column + "\".");
            }
            if (text.length() > Facet.LONGEST_VALUE) {
                throw new BadCard("The row's \"" + column + "\" has " + text.length()
                        + " characters; a name has at most " + Facet.LONGEST_VALUE + ".");
            }
            return text;
        }

        private void actor(List<String> cells, long line) throws BadCard {
            String name = required(OFFICIAL_NAME, cells);
            MappingEntry entry = begun(name, line,
                    () -> EternalLibertyForm.begun(EternalLibertyForm.deck(TABLE_FORM, location, ""), name,
                            cell(TYPE, cells), cell(CONFIDENCE, cells), cell(COUNTRY, cells)));
            for (int i = 0; i < Math.min(cells.size(), heading.columns.size()); i++) {
                if (!OF_ACTOR.contains(heading.columns.get(i))) {
                    entry.names(cells.get(i), givers.get(i));
                }
            }
        }

        private MappingEntry begun(String actor, long line, Supplier<MappingEntry> first) {
            return begun.computeIfAbsent(NameKeys.exact(actor), key -> new Begun(first.get(), line)).entry;
        }

        void build(CardSink sink) {
            for (Begun each : begun.values()) {
                try {
                    sink.card(each.entry.build());
                } catch (BadCard e) {
                    sink.reject(new Reject(location, "line " + each.line, e.getMessage()));
                }
            }
        }
    }
}
