package dev.threatcards;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.threatcards.export.ExportFormat;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.CardSelection;
import dev.threatcards.result.ReportCards;

import static org.assertj.core.api.Assertions.assertThat;

/** The citations of whole decks: each address leads to every card in whose JSON a reader finds it. */
final class ReportDeckTest {

    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"”“]+");

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The most addresses that are looked up. */
    private static final int MOST = 400;

    @TempDir
    private Path folder;

    @Test
    void theStarterDeckIsReadAsAReaderWould() throws IOException {
        ThreatCards.build(folder).fromStarterDeck();
        requireCitationsOfAReader(50, folder);
    }

    @Test
    @NeedsRealDecks
    void theRealDeckIsReadAsAReaderWould() throws IOException {
        requireCitationsOfAReader(5_000, RealDecks.index());
    }

    private static void requireCitationsOfAReader(int atLeast, Path index) throws IOException {
        try (ThreatCards cards = ThreatCards.open(index)) {
            Map<String, Set<String>> citing = new TreeMap<>();
            read(CardSelection.actors(CardQuery.all()), cards, citing);
            read(CardSelection.tools(CardQuery.all()), cards, citing);
            assertThat(citing).hasSizeGreaterThan(atLeast);
            List<String> addresses = new ArrayList<>(citing.keySet());
            Collections.shuffle(addresses, new Random(1));
            for (String address : addresses.subList(0, Math.min(MOST, addresses.size()))) {
                ReportCards found = cards.report(address);
                assertThat(names(found)).as(address).containsAll(citing.get(address));
                assertThat(found.total()).as(address).isEqualTo(names(found).size());
                CardQuery query = CardQuery.of("https://" + found.normal());
                // Where no card of the kind cites it, the end of the address may be a name.
                if (found.actorTotal() > 0) {
                    assertThat(cards.search(query).total()).as(address).isEqualTo(found.actorTotal());
                }
                if (found.toolTotal() > 0) {
                    assertThat(cards.tools(query).total()).as(address).isEqualTo(found.toolTotal());
                }
                assertThat(cards.search(query).guidance().reports()).as(address)
                        .containsExactly(new ReportCards.Count(found.normal(), found.actorTotal(), found.toolTotal()));
                found.shared().forEach(
                        shared -> assertThat(shared.actors() + shared.tools()).as(address).isBetween(2, found.total()));
            }
        }
    }

    private static Set<String> names(ReportCards found) {
        return Stream.concat(found.actors().stream(), found.tools().stream())
                .peek(card -> assertThat(card.places()).isNotEmpty())
                .map(card -> card.card().kind() + " " + card.card().uuid())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Adds the cards by the addresses in their JSON. */
    private static void read(CardSelection selection, ThreatCards cards, Map<String, Set<String>> citing)
            throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        cards.export(selection, ExportFormat.NDJSON, lines);
        for (String line : lines.toString(StandardCharsets.UTF_8).lines().toList()) {
            JsonNode card = JSON.readTree(line);
            String name = card.path("kind").asText().toUpperCase(Locale.ROOT) + " " + card.path("id").asText();
            for (String field : List.of("description", "operations", "counterOperations", "information")) {
                ADDRESS.matcher(texts(card.path(field))).results()
                        .forEach(each -> citing.computeIfAbsent(each.group(), first -> new TreeSet<>()).add(name));
            }
        }
    }

    private static String texts(JsonNode value) {
        return value.isContainerNode()
                ? value.valueStream().map(ReportDeckTest::texts).collect(Collectors.joining(" "))
                : value.asText();
    }
}
