package dev.threatcards;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.threatcards.card.CveId;
import dev.threatcards.card.Facet;
import dev.threatcards.export.ExportFormat;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.CardSelection;
import dev.threatcards.query.CveQuery;
import dev.threatcards.result.CveList;

import static org.assertj.core.api.Assertions.assertThat;

/** The counts of vulnerabilities, of whole decks: each is what a reader of all cards would count. */
final class CveDeckTest {

    // An id as decks write it, and as addresses do without dashes; it is to be read independently of CveId.
    private static final Pattern ID = Pattern
            .compile("(?i)(?<![a-z0-9])cve[-\u2013 _]?((?:19|20)\\d\\d)[-\u2013 _]?(\\d{4,7})(?!\\d)");

    @TempDir
    private Path folder;

    @Test
    void theStarterDeckIsCountedAsAReaderWould() throws IOException {
        ThreatCards.build(folder).fromStarterDeck();
        requireCountsOfAReader(18, folder);
    }

    @Test
    @NeedsRealDecks
    void theRealDeckIsCountedAsAReaderWould() throws IOException {
        requireCountsOfAReader(80, RealDecks.index());
    }

    private static void requireCountsOfAReader(int atLeast, Path index) throws IOException {
        try (ThreatCards cards = ThreatCards.open(index)) {
            Map<String, Integer> actors = read(CardSelection.actors(CardQuery.all()), cards);
            Map<String, Integer> tools = read(CardSelection.tools(CardQuery.all()), cards);
            Set<String> ids = new TreeSet<>(actors.keySet());
            ids.addAll(tools.keySet());
            assertThat(ids).hasSizeGreaterThanOrEqualTo(atLeast);
            CveList list = cards.cves(CveQuery.all().page(1, 5_000));
            assertThat(list.total()).isEqualTo(ids.size());
            assertThat(
                    list.cves().stream().collect(Collectors.toMap(each -> each.id().toString(), CveList.Count::actors)))
                    .isEqualTo(ids.stream().collect(Collectors.toMap(id -> id, id -> actors.getOrDefault(id, 0))));
            assertThat(
                    list.cves().stream().collect(Collectors.toMap(each -> each.id().toString(), CveList.Count::tools)))
                    .isEqualTo(ids.stream().collect(Collectors.toMap(id -> id, id -> tools.getOrDefault(id, 0))));
            for (CveList.Count each : list.cves()) {
                String id = each.id().toString();
                assertThat(cards.search(CardQuery.of(id)).total()).as(id).isEqualTo(each.actors());
                assertThat(cards.search(CardQuery.all().with(Facet.CVE, id)).total()).as(id).isEqualTo(each.actors());
                assertThat(cards.tools(CardQuery.of(id)).total()).as(id).isEqualTo(each.tools());
                assertThat(cards.cve(each.id(), Set.of()).orElseThrow()).as(id).satisfies(found -> {
                    assertThat(found.actorTotal()).isEqualTo(each.actors());
                    assertThat(found.toolTotal()).isEqualTo(each.tools());
                    assertThat(found.actors()).allMatch(card -> !card.places().isEmpty());
                });
            }
        }
    }

    /** The number of cards whose JSON has each id. */
    private static Map<String, Integer> read(CardSelection selection, ThreatCards cards) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        cards.export(selection, ExportFormat.NDJSON, lines);
        Map<String, Integer> counts = new TreeMap<>();
        lines.toString(StandardCharsets.UTF_8).lines()
                .forEach(card -> ID.matcher(card).results()
                        .map(id -> new CveId(Integer.parseInt(id.group(1)), Integer.parseInt(id.group(2))).toString())
                        .distinct().forEach(id -> counts.merge(id, 1, Integer::sum)));
        return counts;
    }
}
