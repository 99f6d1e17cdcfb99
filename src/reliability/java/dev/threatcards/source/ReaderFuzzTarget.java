package dev.threatcards.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.threatcards.ThreatCards;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.DeckCard;
import dev.threatcards.card.Facet;
import dev.threatcards.export.ExportFormat;
import dev.threatcards.index.CardIndex;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.CardSelection;
import dev.threatcards.source.form.ArchivedTextForm;
import dev.threatcards.source.form.CardForm;
import dev.threatcards.source.form.CardPageForm;
import dev.threatcards.source.form.EtdaJsonForm;
import dev.threatcards.source.form.EternalLibertyForm;
import dev.threatcards.source.form.ListPageForm;
import dev.threatcards.source.form.LongCsvForm;
import dev.threatcards.source.form.MicrosoftNamesForm;
import dev.threatcards.source.form.MispEventForm;
import dev.threatcards.source.form.MispForm;
import dev.threatcards.source.form.NamesCsvForm;
import dev.threatcards.source.form.NdjsonForm;
import dev.threatcards.source.form.StixForm;

/**
 * A reader, or what finds the reader, as a target of the fuzzer: any bytes give cards or rejects, and cards that come out can be merged,
 * indexed and exported in every form. Which reader it is says the system property {@code reliability.reader}.
 */
public final class ReaderFuzzTarget {

    /** What finds the reader: archives and all forms. */
    public static final String CONTENT = "content";

    private static final Map<String, CardForm> FORMS = new TreeMap<>(Map.ofEntries(
            Map.entry("microsoftNames", new MicrosoftNamesForm()), Map.entry("namesCsv", new NamesCsvForm()),
            Map.entry("etdaJson", new EtdaJsonForm()), Map.entry("mispCluster", new MispForm()),
            Map.entry("stixBundle", new StixForm()), Map.entry("mispEvent", new MispEventForm()),
            Map.entry("ndjson", new NdjsonForm()), Map.entry("longCsv", new LongCsvForm()),
            Map.entry("listPage", new ListPageForm()), Map.entry("cardPage", new CardPageForm()),
            Map.entry("archivedText", new ArchivedTextForm()), Map.entry("eternalLiberty", new EternalLibertyForm())));

    private static final String READER = System.getProperty("reliability.reader", CONTENT);

    /** To index and to export takes as long as to read a thousand times: one input in so many that have cards. */
    private static final int EACH = 512;

    private ReaderFuzzTarget() {
    }

    /** Every reader by name. */
    public static Set<String> readers() {
        Set<String> readers = new TreeSet<>(FORMS.keySet());
        readers.add(CONTENT);
        return readers;
    }

    /** What the fuzzer calls. */
    public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
        ReadCards read = read(READER, bytes);
        if (!read.read.isEmpty() && Math.floorMod(Arrays.hashCode(bytes), EACH) == 0) {
            indexAndExport(read);
        }
    }

    /** Reads the bytes, and does with the cards all that is ever done with cards. */
    public static void readAndUse(String reader, byte[] bytes) throws IOException {
        ReadCards read = read(reader, bytes);
        if (!read.read.isEmpty()) {
            indexAndExport(read);
        }
    }

    private static ReadCards read(String reader, byte[] bytes) throws IOException {
        ReadCards read = new ReadCards();
        if (reader.equals(CONTENT)) {
            new SourceSniffer(CardSources.FORMS, read).read(new ByteArrayInputStream(bytes), "file");
            require(read.cards.size() + read.rejects.size() + read.givers.size() > 0,
                    "neither cards nor rejects nor name-givers");
        } else {
            FORMS.get(reader).read(new ByteArrayInputStream(bytes), "file", read);
        }
        for (DeckCard card : read.read) {
            require(CardMerger.of(List.of(card), read.givers).uuid().equals(card.uuid()), "merging changes the uuid");
        }
        return read;
    }

    private static void indexAndExport(ReadCards read) throws IOException {
        if (read.read.getFirst().deck().isMapping()) {
            index(read.read);
            return;
        }
        CardQuery everywhere = CardQuery.all().without(Facet.COLLECTION, "none");
        try (ThreatCards cards = ThreatCards.inMemory(read.cards)) {
            require(cards.search(everywhere).total() + cards.tools(everywhere).total() > 0, "no card is found");
            for (ExportFormat format : ExportFormat.values()) {
                for (Set<Kind> kinds : format.isOfOneKind()
                        ? List.of(Set.of(Kind.ACTOR), Set.of(Kind.TOOL))
                        : List.of((Set<Kind>) EnumSet.allOf(Kind.class))) {
                    cards.export(new CardSelection.Matching(everywhere, kinds), format,
                            OutputStream.nullOutputStream());
                }
            }
        }
    }

    private static void index(List<DeckCard> entries) {
        CardIndex.inMemory(writer -> {
            entries.forEach(entry -> writer.putDeck(entry.deck()));
            entries.forEach(entry -> writer.put(CardMerger.of(List.of(entry), Map.of())));
            require(writer.rejects().isEmpty(), "an entry cannot be indexed");
            writer.commit(List.of());
        }).close();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
