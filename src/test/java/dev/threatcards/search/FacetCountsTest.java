package dev.threatcards.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.threatcards.SyntheticDeck;
import dev.threatcards.TestCards;
import dev.threatcards.ThreatCards;
import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.EditionStatus;
import dev.threatcards.card.Facet;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.FacetRequest;
import dev.threatcards.query.Filters;
import dev.threatcards.query.Filters.Mode;
import dev.threatcards.query.Order;
import dev.threatcards.query.PageRequest;
import dev.threatcards.result.FacetValue;
import dev.threatcards.result.Hit;
import dev.threatcards.result.SearchResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The most frequent values and what comes first, against what is counted and sorted card by card: over decks of several segments in
 * which cards were deleted, with values that many cards have and values that one has.
 */
final class FacetCountsTest {

    private static final List<Facet> FACETS = List.of(Facet.COUNTRY, Facet.SECTOR, Facet.TARGET, Facet.TOOL,
            Facet.GIVER, Facet.EDITION);

    private static final List<EditionStatus> STATUS = List.of(EditionStatus.CURRENT, EditionStatus.CURRENT,
            EditionStatus.DROPPED, EditionStatus.REVOKED, EditionStatus.DEPRECATED);

    private static final List<Mode> MODES = List.of(Mode.ANY, Mode.ALL, Mode.NOT);

    @TempDir
    private Path folder;

    @RepeatedTest(6)
    void theMostFrequentValuesAreCounted(RepetitionInfo repetition) throws IOException {
        Random random = new Random(repetition.getCurrentRepetition());
        List<ActorCard> deck = new ArrayList<>(
                SyntheticDeck.of(500, repetition.getCurrentRepetition()).cards().toList());
        if (repetition.getCurrentRepetition() % 2 == 0) {
            deck.replaceAll(card -> card.with(STATUS.get(random.nextInt(STATUS.size()))));
        }
        Path index = segments(deck, 1 + random.nextInt(4));
        deck.removeAll(delete(index, deck, random));
        try (ThreatCards cards = ThreatCards.open(index)) {
            Map<String, String> givers = givers(deck);
            for (int i = 0; i < 30; i++) {
                Filters filters = filters(deck, random, givers);
                int size = random.nextInt(25);
                check(cards.search(new CardQuery("", filters, new PageRequest(Order.RELEVANCE, 1, 20),
                        new FacetRequest(Set.copyOf(FACETS), size))), filters, size, deck, givers);
            }
        }
    }

    /** The spelling that most cards use, of equally frequent ones the first, by each spelling of a giver: they differ in case alone. */
    private static Map<String, String> givers(List<ActorCard> deck) {
        Map<String, Integer> cards = new TreeMap<>();
        deck.forEach(card -> Facet.GIVER.values(card).forEach(giver -> cards.merge(giver, 1, Integer::sum)));
        Map<String, String> best = new HashMap<>();
        cards.keySet().forEach(giver -> best.merge(giver.toLowerCase(Locale.ROOT), giver,
                (one, other) -> cards.get(other) > cards.get(one) ? other : one));
        return cards.keySet().stream()
                .collect(Collectors.toMap(giver -> giver, giver -> best.get(giver.toLowerCase(Locale.ROOT))));
    }

    private static List<String> values(Facet facet, ActorCard card, Map<String, String> givers) {
        List<String> values = facet.values(card);
        return facet == Facet.GIVER ? values.stream().map(givers::get).distinct().toList() : values;
    }

    /** An index of the cards in so many segments, and none of them merged. */
    private Path segments(List<ActorCard> deck, int number) throws IOException {
        Path index = folder.resolve("0");
        TestCards.write(index, deck.subList(0, deck.size() / number).toArray(ActorCard[]::new));
        for (int i = 1; i < number; i++) {
            Path more = folder.resolve(Integer.toString(i));
            TestCards.write(more,
                    deck.subList(i * deck.size() / number, (i + 1) * deck.size() / number).toArray(ActorCard[]::new));
            try (Directory to = FSDirectory.open(index);
                    Directory from = FSDirectory.open(more);
                    IndexWriter writer = unmerged(to)) {
                writer.addIndexes(from);
            }
        }
        try (Directory directory = FSDirectory.open(index); DirectoryReader reader = DirectoryReader.open(directory)) {
            assertThat(reader.leaves()).hasSize(number);
        }
        return index;
    }

    private static IndexWriter unmerged(Directory directory) throws IOException {
        return new IndexWriter(directory,
                new IndexWriterConfig(new KeywordAnalyzer()).setMergePolicy(NoMergePolicy.INSTANCE));
    }

    private static List<ActorCard> delete(Path index, List<ActorCard> deck, Random random) throws IOException {
        List<ActorCard> deleted = deck.stream().filter(card -> random.nextInt(10) == 0).toList();
        try (Directory directory = FSDirectory.open(index); IndexWriter writer = unmerged(directory)) {
            for (ActorCard card : deleted) {
                writer.deleteDocuments(new Term(CardFields.UUID, card.uuid().toString()));
            }
        }
        return deleted;
    }

    private static Filters filters(List<ActorCard> deck, Random random, Map<String, String> givers) {
        Filters filters = Filters.NONE;
        for (int i = random.nextInt(4); i > 0; i--) {
            Facet facet = FACETS.get(random.nextInt(FACETS.size()));
            List<String> values = values(facet, deck.get(random.nextInt(deck.size())), givers);
            if (!values.isEmpty()) {
                filters = filters.with(facet, MODES.get(random.nextInt(MODES.size())),
                        values.get(random.nextInt(values.size())));
            }
        }
        return filters;
    }

    private static void check(SearchResult result, Filters asked, int size, List<ActorCard> deck,
            Map<String, String> givers) {
        Filters filters = asked.choice(Facet.EDITION).values().isEmpty()
                ? asked.with(Facet.EDITION, Mode.ANY, EditionStatus.CURRENT.key())
                : asked;
        List<ActorCard> left = deck.stream()
                .filter(card -> DrillSidewaysTest.holds(filters, null, facet -> values(facet, card, givers))).toList();
        assertThat(result.total()).isEqualTo(left.size());
        assertThat(result.hits()).extracting(hit -> hit.card().name())
                .containsExactlyElementsOf(left.stream()
                        .sorted(Comparator.comparing((ActorCard card) -> !card.edition().isCurrent())
                                .thenComparing(card -> card.name().toLowerCase(Locale.ROOT)))
                        .map(ActorCard::name).limit(20).toList());
        for (Facet facet : FACETS) {
            Map<String, Integer> counts = new HashMap<>();
            deck.stream().filter(card -> DrillSidewaysTest.holds(filters, facet, each -> values(each, card, givers)))
                    .flatMap(card -> values(facet, card, givers).stream())
                    .forEach(value -> counts.merge(value, 1, Integer::sum));
            List<String> named = List.copyOf(asked.choice(facet).values());
            List<String> expected = counts.entrySet().stream().filter(value -> !named.contains(value.getKey()))
                    .sorted(Map.Entry.<String, Integer>comparingByValue().reversed()
                            .thenComparing(Map.Entry.comparingByKey()))
                    .limit(size).map(value -> value.getKey() + " " + value.getValue()).toList();
            List<FacetValue> counted = result.facets().get(facet);
            assertThat(counted.stream().filter(value -> !named.contains(value.value()))
                    .map(value -> value.value() + " " + value.count())).as("%s under %s", facet, asked)
                    .containsExactlyElementsOf(expected);
            assertThat(counted.stream().filter(value -> named.contains(value.value())))
                    .allMatch(value -> value.count() == counts.getOrDefault(value.value(), 0)).hasSize(named.size());
        }
    }

    @Test
    void aTextAskedAgainUnderFiltersGivesWhatItGaveAtFirst() {
        List<ActorCard> deck = SyntheticDeck.of(1_500, 5).cards().toList();
        Random random = new Random(5);
        Map<String, String> givers = givers(deck);
        try (ThreatCards asked = ThreatCards.inMemory(deck)) {
            CardQuery text = CardQuery.of("government");
            int all = asked.search(text).total();
            assertThat(all).isGreaterThan(50);
            for (int i = 0; i < 40; i++) {
                Filters filters = filters(deck, random, givers);
                CardQuery query = new CardQuery(text.text(), filters, text.window(), text.facets());
                SearchResult again = asked.search(query);
                // Another index has kept nothing of the text.
                if (i % 20 == 0) {
                    try (ThreatCards fresh = ThreatCards.inMemory(deck)) {
                        assertThat(again).isEqualTo(fresh.search(query));
                    }
                }
                assertThat(again.hits()).isSortedAccordingTo(
                        Comparator.comparingDouble((Hit<ActorCard> hit) -> hit.score()).reversed());
            }
        }
    }
}
