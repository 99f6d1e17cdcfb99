package dev.threatcards;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.DeckCard;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Field;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Relation;
import dev.threatcards.card.Technique;
import dev.threatcards.card.ToolCard;
import dev.threatcards.ingest.IngestReport;
import dev.threatcards.json.EtdaKeys;
import dev.threatcards.query.CardQuery;
import dev.threatcards.result.DeckReport;
import dev.threatcards.result.Resolution;
import dev.threatcards.result.SearchResult;
import dev.threatcards.text.Places;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What each of the real files says is on its cards, when all of them are in one index. Each file is read by {@link SourceFacts} as well, which
 * knows none of the program's readers. Every difference has its reason here; one without a reason fails.
 */
@NeedsRealDecks
final class SourceCountsTest {

    /** Where facts of a file are looked for. */
    private enum Place {
        /** On the card as this source has it. */
        SOURCE,
        /** On the card that is merged from all sources. */
        MERGED
    }

    /**
     * The differences: file, kind of fact, place, number of facts that the cards lack, and number that only the cards have. A merged card has
     * more than one source said, so that only what it lacks is counted.
     */
    private static final String DIFFERENCES = """
            groups-2024-08.json      | REFERENCE | SOURCE | 4    | 4 | addresses with a ">" left of their markup are cut there
            groups-2024-08.json      | REFERENCE | MERGED | 4    | 0 | the same
            tools-2024-08.json       | TOOL      | SOURCE | 0    | 2 | two uuids stand on two tools each; the second tool gets one of its own
            tools-2024-08.json       | NAME      | SOURCE | 2    | 2 | the same
            tools-2024-08.json       | NAME      | MERGED | 2    | 0 | the same
            tools-2024-08.json       | REFERENCE | SOURCE | 0    | 2 | the same
            misp-actors-2020-10.json | REFERENCE | SOURCE | 329  | 1 | 328 addresses of the card itself; one with a ">" left of its markup
            misp-actors-2020-10.json | REFERENCE | MERGED | 355  | 0 | also 26 that the edition of 2024 has no more, or in another spelling
            misp-actors-2020-10.json | NAME      | MERGED | 263  | 0 | names of operations, and others that the edition of 2024 has no more
            misp-actors-2020-10.json | TARGET    | MERGED | 8    | 0 | the edition of 2024 has no more of them
            misp-tools-2020-10.json  | REFERENCE | SOURCE | 1390 | 0 | addresses of the card itself
            misp-tools-2020-10.json  | REFERENCE | MERGED | 1395 | 0 | also 5 that the edition of 2024 has no more
            misp-tools-2020-10.json  | NAME      | MERGED | 14   | 0 | the edition of 2024 has no more of them
            list-all-groups.html     | NAME      | MERGED | 4    | 0 | parts of titles; the cards' lists of names spell them otherwise
            """;

    @TempDir
    private static Path folder;

    private static final Map<String, SourceFacts> FILES = new LinkedHashMap<>();
    private static Map<String, String> producers;
    private static Map<UUID, MergedCard> all;

    @BeforeAll
    static void ingest() throws IOException {
        producers = SourceFacts.producers(RealDecks.galaxy().get(1));
        FILES.put(RealDecks.enterprise(), SourceFacts.attack(RealDecks.enterprise()));
        FILES.put(RealDecks.attack(), SourceFacts.attack(RealDecks.attack()));
        FILES.put(RealDecks.galaxy().getFirst(), SourceFacts.cluster(RealDecks.galaxy().getFirst(), producers,
                SourceFacts.toolsOf(RealDecks.enterprise())));
        FILES.put(RealDecks.groups(), SourceFacts.etda(RealDecks.groups()));
        FILES.put(RealDecks.tools(), SourceFacts.etda(RealDecks.tools()));
        RealDecks.misp().forEach(file -> FILES.put(file, SourceFacts.cluster(file, Map.of(), Map.of())));
        FILES.put(RealDecks.safe(), SourceFacts.archived(RealDecks.safe()));
        FILES.put(RealDecks.list(), SourceFacts.list(RealDecks.list()));
        all = ExportedCards.allMerged(index("first", sources()));
    }

    /** All files: those of cards, then those of givers and of names alone. */
    private static List<String> sources() {
        List<String> sources = new ArrayList<>(FILES.keySet());
        sources.add(RealDecks.galaxy().get(1));
        sources.add(RealDecks.microsoft());
        return sources;
    }

    private static Path index(String name, List<String> sources) {
        IngestReport report = ThreatCards.build(folder.resolve(name)).from(sources);
        assertThat(report.rejects()).isEmpty();
        return folder.resolve(name);
    }

    /** The facts of a kind that a card has. */
    private static Stream<String> values(SourceFacts.Kind kind, Card card) {
        return switch (kind) {
            case ACTOR -> actor(card).map(actor -> actor.uuid().toString());
            case TOOL -> Stream.of(card).filter(ToolCard.class::isInstance).map(tool -> tool.uuid().toString());
            case NAME -> card.names().stream().map(name -> name.name() + '\t' + name.giver());
            case TECHNIQUE -> card.techniques().stream().map(Technique::id);
            case USED_TOOL -> actor(card).flatMap(actor -> actor.tools().texts().stream());
            case USES -> actor(card).flatMap(actor -> actor.relations().stream())
                    .filter(each -> each.type().equals(Relation.USES)).map(Relation::target);
            case TARGET -> actor(card).flatMap(actor -> actor.targets().texts().stream());
            case REFERENCE -> Stream.concat(Stream
                    .of(Field.INFORMATION, Field.MITRE_ATTACK, Field.MALPEDIA, Field.PLAYBOOK, Field.ALIENVAULT_OTX)
                    .filter(field -> field.isOn(card)).flatMap(field -> ((List<?>) field.value(card)).stream())
                    .map(String::valueOf),
                    actor(card).flatMap(
                            actor -> Stream.concat(actor.operations().stream(), actor.counterOperations().stream()))
                            .flatMap(activity -> activity.links().stream()));
        };
    }

    private static Stream<ActorCard> actor(Card card) {
        return Stream.of(card).filter(ActorCard.class::isInstance).map(ActorCard.class::cast);
    }

    /** The facts that the cards of a file have. A name on a merged card may have a giver whom only another source knows. */
    private static Set<String> onCards(String file, SourceFacts.Kind kind, Place place) {
        Set<String> facts = new TreeSet<>();
        for (MergedCard card : all.values()) {
            for (DeckCard source : card.sources()) {
                if (source.deck().location().equals(file)) {
                    boolean byUuid = source.identity() == DeckCard.Identity.UUID;
                    String key = byUuid ? source.uuid().toString() : source.card().name();
                    Card where = place == Place.SOURCE ? source.card() : card.card();
                    values(kind, where).map(value -> value.equals(where.uuid().toString()) ? key : value)
                            .map(value -> place == Place.SOURCE ? named(value) : value)
                            .forEach(value -> facts.add(SourceFacts.fact(key, value.strip())));
                    if (kind == SourceFacts.Kind.NAME && place == Place.MERGED) {
                        where.names().forEach(name -> facts.add(SourceFacts.fact(key, name.name())));
                    }
                    if (kind == SourceFacts.Kind.TARGET) {
                        respell(key, where, FILES.get(file).of(kind), facts);
                    }
                }
            }
        }
        return facts;
    }

    /** A name with the name of its giver, whom the galaxy's own cards have by uuid. */
    private static String named(String name) {
        int tab = name.indexOf('\t');
        String giver = name.substring(tab + 1);
        return tab < 0 ? name : name.substring(0, tab + 1) + producers.getOrDefault(giver, giver);
    }

    /** Replaces labels for which the card keeps the source's own words by these words. */
    private static void respell(String key, Card card, Set<String> said, Set<String> facts) {
        for (String text : written(card)) {
            for (String label : Places.readAll(text).stream().map(Places.Place::label).toList()) {
                if (!said.contains(SourceFacts.fact(key, label))) {
                    facts.remove(SourceFacts.fact(key, label));
                }
            }
            facts.add(SourceFacts.fact(key, text));
        }
    }

    /** What the source wrote for targets that have another label on the card. */
    private static List<String> written(Card card) {
        String texts = card.unknown().getOrDefault("observed-countries" + EtdaKeys.AS_WRITTEN, "[]");
        try {
            List<String> written = new ArrayList<>();
            new ObjectMapper().readTree(texts).forEach(text -> written.add(text.asText()));
            return written;
        } catch (IOException e) {
            throw new AssertionError(texts, e);
        }
    }

    @Test
    void whatAFileSaysIsOnTheCards() {
        Map<String, String> reasons = new TreeMap<>();
        DIFFERENCES.lines().map(line -> line.split(" *\\| *", 6))
                .forEach(row -> reasons.put(String.join(" ", Arrays.copyOf(row, 5)), row[5]));
        StringBuilder unexplained = new StringBuilder();
        FILES.forEach((file, facts) -> {
            for (SourceFacts.Kind kind : SourceFacts.Kind.values()) {
                for (Place place : Place.values()) {
                    Set<String> lacking = new TreeSet<>(facts.of(kind));
                    Set<String> more = onCards(file, kind, place);
                    lacking.removeAll(more);
                    more.removeAll(facts.of(kind));
                    int added = place == Place.SOURCE ? more.size() : 0;
                    String found = String.format(Locale.ROOT, "%s %s %s %d %d", Path.of(file).getFileName(), kind,
                            place, lacking.size(), added);
                    if (lacking.size() + added > 0 && reasons.remove(found) == null) {
                        unexplained.append(found).append("\n  lacking: ").append(first(lacking)).append("\n  more: ")
                                .append(added == 0 ? "" : first(more)).append('\n');
                    }
                }
            }
        });
        assertThat(unexplained.toString()).as("differences without a reason").isEmpty();
        assertThat(reasons.keySet()).as("reasons for differences that are not there").isEmpty();
    }

    private static String first(Set<String> facts) {
        return facts.stream().limit(10).map(fact -> fact.replace('\t', ' ')).collect(Collectors.joining("; "));
    }

    /** The files are not empty for the readers of this test, which would find no difference then. */
    @Test
    void theFilesHaveFactsOfEachKind() {
        Map<SourceFacts.Kind, Integer> counts = new EnumMap<>(SourceFacts.Kind.class);
        FILES.values().forEach(facts -> {
            for (SourceFacts.Kind kind : SourceFacts.Kind.values()) {
                counts.merge(kind, facts.of(kind).size(), Integer::sum);
            }
        });
        assertThat(counts).isEqualTo(Map.of(SourceFacts.Kind.ACTOR, 2560, SourceFacts.Kind.TOOL, 4326,
                SourceFacts.Kind.NAME, 13787, SourceFacts.Kind.USED_TOOL, 4205, SourceFacts.Kind.USES, 3150,
                SourceFacts.Kind.TECHNIQUE, 4862, SourceFacts.Kind.TARGET, 6931, SourceFacts.Kind.REFERENCE, 25616));
    }

    @Test
    void namesOfTheMappingLeadToCards() {
        SourceFacts names = SourceFacts.microsoft(RealDecks.microsoft());
        try (ThreatCards cards = ThreatCards.open(folder.resolve("first"))) {
            DeckReport.DeckContent mapping = cards.inspect().decks().stream().filter(deck -> deck.deck().isMapping())
                    .findFirst().orElseThrow();
            assertThat(mapping.entries()).isEqualTo(names.of(SourceFacts.Kind.ACTOR).size());
            Map<String, Set<String>> namesByEntry = new TreeMap<>();
            names.of(SourceFacts.Kind.NAME).forEach(fact -> namesByEntry
                    .computeIfAbsent(fact.split("\t", -1)[0], entry -> new TreeSet<>()).add(fact.split("\t", -1)[1]));
            int known = 0;
            List<String> halfKnown = new ArrayList<>();
            for (Map.Entry<String, Set<String>> entry : namesByEntry.entrySet()) {
                Set<String> unknown = new TreeSet<>(entry.getValue());
                unknown.removeIf(name -> cards.resolve(name).meanings().stream()
                        .anyMatch(meaning -> meaning.degree() != Resolution.Degree.NEAR));
                known += unknown.isEmpty() ? 1 : 0;
                if (!unknown.isEmpty() && unknown.size() < entry.getValue().size()) {
                    halfKnown.add(entry.getKey());
                }
            }
            assertThat(halfKnown).as("entries that share too little with a card to be linked")
                    .isEqualTo(cards.inspect().weaklyMapped().stream().map(DeckReport.WeaklyMapped::entry).toList());
            assertThat(known).isEqualTo(mapping.linked());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void theOrderOfTheFilesDoesNotMatter(int order) throws IOException {
        List<String> sources = sources();
        if (order == 1) {
            Collections.reverse(sources);
        } else {
            Collections.shuffle(sources, new Random(order));
        }
        Path index = index("order " + order, sources);
        Map<UUID, MergedCard> others = ExportedCards.allMerged(index);
        assertThat(others.keySet()).isEqualTo(all.keySet());
        others.forEach((uuid, card) -> assertThat(card).isEqualTo(all.get(uuid)));
        try (ThreatCards cards = ThreatCards.open(index);
                ThreatCards first = ThreatCards.open(folder.resolve("first"))) {
            for (String query : List.of("", "Office 0-day China", "T1566.001", "apt28",
                    "country:Russia tool:Mimikatz")) {
                CardQuery everywhere = CardQuery.of(query).without(Facet.COLLECTION, "none");
                SearchResult one = first.search(everywhere);
                SearchResult other = cards.search(everywhere);
                assertThat(other.total()).as(query).isEqualTo(one.total());
                assertThat(other.facets()).as(query).isEqualTo(one.facets());
                assertThat(other.hits()).extracting(hit -> hit.card().uuid()).as(query)
                        .isEqualTo(one.hits().stream().map(hit -> hit.card().uuid()).toList());
            }
            assertThat(cards.inspect()).isEqualTo(first.inspect());
        }
    }
}
