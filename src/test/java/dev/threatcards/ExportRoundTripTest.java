package dev.threatcards;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Field;
import dev.threatcards.card.Provenance;
import dev.threatcards.card.Relation;
import dev.threatcards.export.ExportFormat;
import dev.threatcards.ingest.IngestReport;
import dev.threatcards.query.CardSelection;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cards that are exported and ingested into an empty index are the cards that they were, in the fields that the format carries. Which
 * these are is found out here; docs/forms.md has the table.
 */
final class ExportRoundTripTest {

    private static final List<ExportFormat> READ_BACK = List.of(ExportFormat.JSON, ExportFormat.NDJSON,
            ExportFormat.CSV_LONG, ExportFormat.STIX, ExportFormat.MISP);

    /** How much of a field comes back. */
    private enum Carried {
        YES("yes"), IN_PART("in part"), NO("–");

        private final String word;

        Carried(String word) {
            this.word = word;
        }
    }

    @TempDir
    private static Path folder;

    private static Path invented;

    /** The index that the invented cards are in after an export in the format. */
    private static final Map<ExportFormat, Path> BACK = new EnumMap<>(ExportFormat.class);

    @BeforeAll
    static void invent() throws IOException {
        invented = ExportedCards.invented(folder);
        for (ExportFormat format : READ_BACK) {
            BACK.put(format, andBack(invented, format));
        }
    }

    /** Exports all of an index and ingests it into a new one; a format of one kind in two files. */
    private static Path andBack(Path index, ExportFormat format) throws IOException {
        List<String> files = new ArrayList<>();
        try (ThreatCards cards = ThreatCards.open(index)) {
            List<Set<Kind>> parts = format.isOfOneKind()
                    ? List.of(Set.of(Kind.ACTOR), Set.of(Kind.TOOL))
                    : List.of(Set.of(Kind.ACTOR, Kind.TOOL));
            for (Set<Kind> kinds : parts) {
                files.add(ExportedCards.export(cards, new CardSelection.Matching(ExportedCards.everywhere(), kinds),
                        format, Files.createTempFile(folder, "export", "")).toString());
            }
        }
        Path back = Files.createTempDirectory(folder, "back");
        IngestReport report = ThreatCards.build(back).from(files);
        assertThat(report.rejects()).isEmpty();
        return back;
    }

    /** What a card says in a field; of a relation not which deck says so, that is the export now. */
    private static Object said(Field field, Card card) {
        return field == Field.RELATIONS
                ? card.relations().stream()
                        .map(relation -> new Relation(relation.type(), relation.target(), relation.likelihood(), ""))
                        .distinct().toList()
                : field.value(card);
    }

    private static Map<Field, Carried> carried(Map<UUID, Card> before, Map<UUID, Card> after) {
        Map<Field, Carried> carried = new EnumMap<>(Field.class);
        for (Field field : Field.values()) {
            boolean same = before.values().stream()
                    .allMatch(card -> said(field, card).equals(said(field, after.get(card.uuid()))));
            boolean any = before.values().stream()
                    .anyMatch(card -> field.isOn(card) && field.isOn(after.get(card.uuid())));
            carried.put(field, same ? Carried.YES : any ? Carried.IN_PART : Carried.NO);
        }
        return carried;
    }

    private static Map<ExportFormat, Map<Field, Carried>> carriedOfInvented() throws IOException {
        Map<UUID, Card> before = ExportedCards.all(invented);
        Map<ExportFormat, Map<Field, Carried>> all = new EnumMap<>(ExportFormat.class);
        for (ExportFormat format : READ_BACK) {
            all.put(format, carried(before, ExportedCards.all(BACK.get(format))));
        }
        return all;
    }

    private static String table(Map<ExportFormat, Map<Field, Carried>> carried) {
        StringBuilder table = new StringBuilder("| field |");
        READ_BACK.forEach(format -> table.append(' ').append(format.key()).append(" |"));
        table.append("\n| --- |").append(" --- |".repeat(READ_BACK.size())).append('\n');
        Map<String, List<String>> rows = new TreeMap<>();
        for (Field field : Field.values()) {
            StringBuilder row = new StringBuilder();
            READ_BACK.forEach(format -> row.append(' ').append(carried.get(format).get(field).word).append(" |"));
            rows.computeIfAbsent(row.toString(), first -> new ArrayList<>()).add(field.key());
        }
        rows.entrySet().stream()
                .sorted((one, other) -> Integer.compare(Field.values().length - one.getValue().size(),
                        Field.values().length - other.getValue().size()))
                .forEach(row -> table.append("| ").append(String.join(", ", row.getValue())).append(" |")
                        .append(row.getKey()).append('\n'));
        return table.toString();
    }

    @Test
    void theDocumentationSaysWhatEachFormCarries() throws IOException {
        String table = table(carriedOfInvented());
        System.out.println("What each form carries:\n" + table);
        assertThat(Path.of("docs/forms.md")).content().contains(table);
    }

    @ParameterizedTest
    @EnumSource(value = ExportFormat.class, mode = Mode.MATCH_NONE, names = {"CSV", "NAVIGATOR.*"})
    void inventedCardsKeepTheirIdentity(ExportFormat format) throws IOException {
        Map<UUID, Card> before = ExportedCards.all(invented);
        Map<UUID, Card> after = ExportedCards.all(BACK.get(format));
        assertThat(after.keySet()).isEqualTo(before.keySet());
        before.forEach((uuid, card) -> assertThat(CardReference.of(after.get(uuid))).isEqualTo(CardReference.of(card)));
    }

    @ParameterizedTest
    @EnumSource(value = ExportFormat.class, mode = Mode.MATCH_NONE, names = {"CSV", "NAVIGATOR.*"})
    void sourceDateAndLicenceComeBack(ExportFormat format) throws IOException {
        assertThat(sources(BACK.get(format))).isEqualTo(sources(invented));
    }

    private static Map<String, Object> sources(Path index) {
        Map<String, Object> sources = new TreeMap<>();
        try (ThreatCards cards = ThreatCards.open(index)) {
            Provenance all = cards.provenance();
            all.collections().forEach(counts -> {
                Provenance own = all.of(List.of(counts.collection()));
                sources.put(counts.collection(), List.of(counts, own.date(), own.license(),
                        own.decks().stream().map(deck -> deck.deck().source()).distinct().toList()));
            });
        }
        return sources;
    }

    @ParameterizedTest
    @EnumSource(value = ExportFormat.class, mode = Mode.MATCH_NONE, names = {"CSV", "NAVIGATOR.*"})
    @NeedsRealDecks
    void everyCardOfTheRealDeckComesBack(ExportFormat format) throws IOException {
        Path real = RealDecks.indexOfAll();
        Map<UUID, Card> before = ExportedCards.all(real);
        assertThat(before).hasSizeGreaterThan(483 + 2121);
        Map<UUID, Card> after = ExportedCards.all(andBack(real, format));
        assertThat(after.keySet()).isEqualTo(before.keySet());
        Map<Field, Carried> promised = carried(ExportedCards.all(invented), ExportedCards.all(BACK.get(format)));
        Map<Field, Long> otherwise = new EnumMap<>(Field.class);
        for (Field field : Field.values()) {
            long cards = before.values().stream()
                    .filter(card -> !said(field, card).equals(said(field, after.get(card.uuid())))).count();
            if (cards > 0) {
                otherwise.put(field, cards);
            }
        }
        System.out.println(format.key() + ", cards of the real deck that say something else in a field: " + otherwise);
        assertThat(otherwise.keySet()).allMatch(field -> promised.get(field) != Carried.YES);
        before.forEach((uuid, card) -> assertThat(after.get(uuid).collection()).isEqualTo(card.collection()));
    }
}
